// Percent format: Python scripts whose cells begin with `# %%`, as VS Code and Jupyter open them.

export type PercentCell = {
  kind: 'code' | 'markdown';
  /** Words in brackets of the header beside `markdown`, such as `given` or `answer`. */
  tags: string[];
  source: string;
};

const HEADER = /^# %%(.*)$/;

/** Text before the first header is a code cell of its own, unless it is empty. */
export function parsePercentFormat(text: string): PercentCell[] {
  const cells: PercentCell[] = [];
  let tags: string[] = [];
  let lines: string[] = [];
  let started = false;
  const finish = (): void => {
    const kind = tags.includes('markdown') ? 'markdown' : 'code';
    const source = trimBlankLines(kind === 'markdown' ? lines.map(uncomment) : lines);
    if (started || source !== '') cells.push({ kind, tags: tags.filter((tag) => tag !== 'markdown'), source });
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const header = HEADER.exec(line);
    if (!header) {
      lines.push(line);
      continue;
    }
    finish();
    started = true;
    tags = [...(header[1] ?? '').matchAll(/\[([a-z]+)\]/g)].map((match) => match[1] ?? '');
    lines = [];
  }
  finish();
  return cells;
}

function uncomment(line: string): string {
  return line.replace(/^# ?/, '');
}

function trimBlankLines(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/^(\s*\n)+/, '')
    .trimEnd();
}
