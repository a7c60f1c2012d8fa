// A candidate at work: the starter out of the downloaded archive, with answers typed into its cells.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import yauzl from 'yauzl';
import { parsePercentFormat } from '../../src/notebooks/percent-format.ts';

type Cell = {
  cell_type: string;
  metadata: { assay?: { question?: string; role?: string } };
  source: string | string[];
};
type Notebook = { cells: Cell[] };

/** `answers`: question id → a file below assessments/questions/<id>/. Questions that are not named stay as they came. */
export function fillIn(starter: Buffer, answers: Record<string, string>): Buffer {
  const notebook = JSON.parse(starter.toString('utf8')) as Notebook;
  const cells: Cell[] = [];
  const placed = new Set<string>();
  for (const cell of notebook.cells) {
    const { question, role } = cell.metadata.assay ?? {};
    const file = question !== undefined && role === 'answer' ? answers[question] : undefined;
    if (question === undefined || file === undefined) {
      cells.push(cell);
      continue;
    }
    if (placed.has(question)) continue;
    placed.add(question);
    const [first, ...added] = readAnswer(question, file);
    // The first answer goes into the starter's own cell; further ones are cells that the candidate added.
    if (first) cells.push({ ...buildCell(first), metadata: cell.metadata });
    cells.push(...added.map(buildCell));
  }
  return Buffer.from(JSON.stringify({ ...notebook, cells }));
}

function readAnswer(question: string, file: string) {
  const path = fileURLToPath(new URL(`../../assessments/questions/${question}/${file}`, import.meta.url));
  const text = fs.readFileSync(path, 'utf8').replace(/^# loses:.*\n/, '');
  return parsePercentFormat(text);
}

function buildCell({ kind, source }: { kind: 'code' | 'markdown'; source: string }): Cell {
  return { cell_type: kind, metadata: {}, source, ...(kind === 'code' ? { outputs: [], execution_count: null } : {}) };
}

export async function readArchive(bytes: Buffer): Promise<Map<string, Buffer>> {
  const archive = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}
