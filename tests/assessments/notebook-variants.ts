// The solved starter as editors, converters and candidates leave it. Each line of an answer carries the number of its question
// in a comment, so that a test can tell where each one landed.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { buildStarterNotebook } from '../../src/assessments/starter.ts';
import { parsePercentFormat } from '../../src/notebooks/percent-format.ts';
import type { RawCell, RawNotebook } from '../support/notebooks.ts';

export type Answers = Map<string, string>;

export async function readAnswers(assessment: Assessment, name: string): Promise<Answers> {
  const entries = await Promise.all(
    assessment.questions.map(async (question) => {
      const file = path.join(question.folder, 'solutions', `${name}.py`);
      return [question.id, await fs.readFile(file, 'utf8')] as const;
    }),
  );
  return new Map(entries);
}

/** Every line of code gets `#~3` for the third question, a Markdown cell `~3` at its end. */
export function tagAnswer(text: string, number: number): RawCell[] {
  return parsePercentFormat(text).map(({ kind, source }) => ({
    cell_type: kind,
    metadata: {},
    source:
      kind === 'markdown'
        ? `${source}\n\n~${number}`
        : source
            .split('\n')
            .map((line) => (line.trim() === '' || /\\$/.test(line) ? line : `${line}  #~${number}`))
            .join('\n'),
    ...(kind === 'code' ? { outputs: [], execution_count: null } : {}),
  }));
}

/** The starter with an answer to every question, marks and ids as Jupyter keeps them. */
export function buildTaggedNotebook(assessment: Assessment, answers: Answers): RawNotebook {
  const starter = structuredClone(buildStarterNotebook(assessment)) as RawNotebook;
  const cells = starter.cells.filter((cell) => cell.metadata.assay?.role === 'intro');
  for (const [index, question] of assessment.questions.entries()) {
    const own = starter.cells.filter((cell) => cell.metadata.assay?.question === question.id);
    cells.push(...own.filter((cell) => cell.metadata.assay?.role !== 'answer'));
    const tagged = tagAnswer(answers.get(question.id) ?? '', index + 1);
    cells.push(...tagged.map((cell) => ({ ...cell, metadata: { assay: { question: question.id, role: 'answer' } } })));
  }
  return { ...starter, cells: cells.map((cell, index) => ({ ...cell, id: `cell-${index}` })) };
}

export type Variant = { name: string; change(notebook: RawNotebook, random: () => number): RawNotebook };

const roleOf = (cell: RawCell) => cell.metadata.assay?.role;
const questionOf = (cell: RawCell) => cell.metadata.assay?.question;
const textOf = (cell: RawCell) => (Array.isArray(cell.source) ? cell.source.join('') : cell.source);
const withCells = (notebook: RawNotebook, cells: RawCell[]): RawNotebook => ({ ...notebook, cells });
const mapCell = (notebook: RawNotebook, change: (cell: RawCell, index: number) => RawCell): RawNotebook =>
  withCells(notebook, notebook.cells.map(change));
const strip = (notebook: RawNotebook): RawNotebook => ({
  ...mapCell(notebook, (cell) => ({ ...cell, metadata: {} })),
  metadata: { language_info: { name: 'python' } },
});
const without = (notebook: RawNotebook, isDropped: (cell: RawCell) => boolean): RawNotebook =>
  withCells(
    notebook,
    notebook.cells.filter((cell) => !isDropped(cell)),
  );
/** Neither marker nor heading: what is left where somebody deleted both. */
const unheaded = (notebook: RawNotebook): RawNotebook =>
  mapCell(notebook, (cell) =>
    roleOf(cell) === 'prompt' ? { ...cell, source: textOf(cell).split('\n').slice(2).join('\n') } : cell,
  );
const unmarked = (notebook: RawNotebook): RawNotebook =>
  mapCell(notebook, (cell) => ({ ...cell, source: textOf(cell).replace(/^<!-- assay:question=.*-->\n/m, '') }));
const comment = (cell: RawCell): string =>
  cell.cell_type === 'code'
    ? textOf(cell)
    : textOf(cell)
        .split('\n')
        .map((line) => `# ${line}`.trimEnd())
        .join('\n');
const mergeInto = (cells: RawCell[]): RawCell => ({
  ...(cells[0] as RawCell),
  source: cells.map(textOf).join('\n\n'),
});

function groupByQuestion(notebook: RawNotebook): RawCell[][] {
  const groups: RawCell[][] = [];
  let current: string | undefined = '-';
  for (const cell of notebook.cells) {
    if (questionOf(cell) !== current) groups.push([]);
    current = questionOf(cell);
    groups.at(-1)?.push(cell);
  }
  return groups;
}

export function shuffle<T>(items: T[], random: () => number): T[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as T);
}

/** Cuts a cell after a line at its margin, as "split cell" does; both halves keep the metadata. */
export function splitCell(cell: RawCell, random: () => number): RawCell[] {
  const rows = textOf(cell).split('\n');
  const places = rows.flatMap((row, index) =>
    index > 0 &&
    /^[A-Za-z_]/.test(row) &&
    !/^(?:elif|else|except|finally|@)\b/.test(row) &&
    isWhole(rows.slice(0, index))
      ? [index]
      : [],
  );
  if (cell.cell_type !== 'code' || places.length === 0) return [cell];
  const place = places[Math.floor(random() * places.length)] as number;
  return [rows.slice(0, place), rows.slice(place)].map((part) => ({ ...cell, source: part.join('\n') }));
}

/** No bracket or triple quote is open, and the last line is no decorator: roughly, and never wrongly yes for our answers. */
function isWhole(rows: string[]): boolean {
  const text = rows.join('\n').replace(/#.*$/gm, '');
  const count = (character: string) => text.split(character).length - 1;
  const closed = (['()', '[]', '{}'] as const).every(([open = '', close = '']) => count(open) === count(close));
  const last = rows.findLast((row) => row.trim() !== '' && !row.trim().startsWith('#')) ?? '';
  return closed && count('"""') % 2 === 0 && count("'''") % 2 === 0 && !last.startsWith('@');
}

/** What each proves stands in its name. All but the last group keep something of the starter. */
export const VARIANTS: Variant[] = [
  { name: 'as Jupyter saves it', change: (notebook) => notebook },
  { name: 'metadata stripped from cells and notebook', change: strip },
  {
    name: 'cell ids missing, as before nbformat 4.5',
    change: (notebook) => ({
      ...mapCell(notebook, ({ id: _, ...cell }) => cell as RawCell),
      nbformat_minor: 0,
    }),
  },
  { name: 'every cell with the same id', change: (notebook) => mapCell(notebook, (cell) => ({ ...cell, id: 'x' })) },
  {
    name: 'Colab: its own metadata, ours gone',
    change: (notebook) => ({
      ...mapCell(notebook, (cell, index) => ({
        ...cell,
        metadata: { id: `c${index}`, colab: { base_uri: 'x' } } as object,
      })),
      metadata: { colab: { provenance: [] }, kernelspec: { name: 'python3', display_name: 'Python 3' } },
    }),
  },
  {
    name: 'Kaggle: its own metadata beside ours',
    change: (notebook) =>
      mapCell(notebook, (cell) => ({
        ...cell,
        metadata: { ...cell.metadata, _uuid: 'u', execution: { 'iopub.status.busy': 't' }, trusted: true } as object,
      })),
  },
  {
    name: 'headings of another level, without number and marker, metadata gone',
    change: (notebook) =>
      strip(
        mapCell(unmarked(notebook), (cell) => ({
          ...cell,
          source: textOf(cell).replace(/^## Question \d+\. (.*)/m, '#### $1'),
        })),
      ),
  },
  {
    name: 'prompts of which only the edited heading is left, metadata gone',
    change: (notebook) =>
      strip(
        mapCell(notebook, (cell) =>
          roleOf(cell) === 'prompt'
            ? { ...cell, source: textOf(cell).split('\n')[0]?.replace('## Question', '# My answer to') ?? '' }
            : cell,
        ),
      ),
  },
  { name: 'prompts without heading and marker, metadata gone', change: (notebook) => strip(unheaded(notebook)) },
  { name: 'prompts deleted', change: (notebook) => without(notebook, (cell) => roleOf(cell) === 'prompt') },
  { name: 'given cells deleted', change: (notebook) => without(notebook, (cell) => roleOf(cell) === 'given') },
  {
    name: 'given cells deleted, metadata gone',
    change: (notebook) => strip(without(notebook, (cell) => roleOf(cell) === 'given')),
  },
  {
    name: 'prompts turned into raw cells, metadata gone',
    change: (notebook) =>
      strip(
        mapCell(notebook, (cell) =>
          cell.cell_type === 'markdown' && roleOf(cell) === 'prompt' ? { ...cell, cell_type: 'raw' } : cell,
        ),
      ),
  },
  {
    name: 'every code cell split in two',
    change: (notebook, random) =>
      withCells(
        notebook,
        notebook.cells.flatMap((cell) => splitCell(cell, random)),
      ),
  },
  {
    name: 'every code cell split in two, metadata gone',
    change: (notebook, random) =>
      strip(
        withCells(
          notebook,
          notebook.cells.flatMap((cell) => splitCell(cell, random)),
        ),
      ),
  },
  {
    name: 'all code of a question merged into its first code cell',
    change: (notebook) =>
      withCells(
        notebook,
        groupByQuestion(notebook).flatMap((group) => {
          const code = group.filter((cell) => cell.cell_type === 'code');
          return [...group.filter((cell) => cell.cell_type !== 'code'), ...(code.length ? [mergeInto(code)] : [])];
        }),
      ),
  },
  {
    name: 'all code of a question merged, metadata gone',
    change: (notebook) =>
      strip(
        withCells(
          notebook,
          groupByQuestion(notebook).flatMap((group) => {
            const code = group.filter((cell) => cell.cell_type === 'code');
            return [...group.filter((cell) => cell.cell_type !== 'code'), ...(code.length ? [mergeInto(code)] : [])];
          }),
        ),
      ),
  },
  {
    name: 'unmarked cells added everywhere',
    change: (notebook) =>
      withCells(
        notebook,
        notebook.cells.flatMap((cell) => [
          cell,
          { cell_type: 'code', metadata: {}, source: 'print("checked so far")', outputs: [], execution_count: null },
        ]),
      ),
  },
  {
    name: 'questions in another order',
    change: (notebook, random) => withCells(notebook, shuffle(groupByQuestion(notebook), random).flat()),
  },
  {
    name: 'questions in another order, metadata gone',
    change: (notebook, random) => strip(withCells(notebook, shuffle(groupByQuestion(notebook), random).flat())),
  },
  {
    name: 'questions in another order, prompts deleted',
    change: (notebook, random) =>
      without(
        withCells(notebook, shuffle(groupByQuestion(notebook), random).flat()),
        (cell) => roleOf(cell) === 'prompt',
      ),
  },
  {
    name: 'cells reordered within each question',
    change: (notebook, random) =>
      withCells(
        notebook,
        groupByQuestion(notebook).flatMap((group) => [
          ...group.filter((cell) => roleOf(cell) === 'prompt'),
          ...shuffle(
            group.filter((cell) => roleOf(cell) !== 'prompt'),
            random,
          ),
        ]),
      ),
  },
  {
    name: 'through percent format without metadata',
    change: (notebook) =>
      strip(
        mapCell(notebook, (cell) => ({ ...cell, source: textOf(cell).trim().replace(/\r\n/g, '\n'), outputs: [] })),
      ),
  },
  {
    name: 'every answer formatted anew, given cells too, metadata gone',
    change: (notebook) =>
      strip(
        mapCell(notebook, (cell) =>
          roleOf(cell) === 'given'
            ? { ...cell, source: textOf(cell).replaceAll('"', "'").replaceAll(' = ', '=') }
            : cell,
        ),
      ),
  },
  {
    name: 'CRLF in every source, sources as lists',
    change: (notebook) =>
      mapCell(notebook, (cell) => ({
        ...cell,
        source: textOf(cell)
          .replaceAll('\n', '\r\n')
          .split(/(?<=\n)/),
      })),
  },
  {
    name: 'pasted into one cell as a converter writes it, prompts as comments',
    change: (notebook) =>
      withCells(strip(notebook), [
        {
          ...mergeInto(notebook.cells),
          cell_type: 'code',
          metadata: {},
          source: notebook.cells.map(comment).join('\n\n\n'),
        },
      ]),
  },
];

/** Nothing of the starter is left but, in some, its given cells. */
export const BARE_VARIANTS: Variant[] = [
  {
    name: 'prompts deleted, metadata gone',
    change: (notebook) => strip(without(notebook, (cell) => roleOf(cell) === 'prompt' || roleOf(cell) === 'intro')),
  },
  {
    name: 'answers alone in a fresh notebook',
    change: (notebook) => strip(without(notebook, (cell) => roleOf(cell) !== 'answer')),
  },
  {
    name: 'answers alone, one cell a question',
    change: (notebook) =>
      strip(
        withCells(
          notebook,
          groupByQuestion(notebook).flatMap((group) => {
            const code = group.filter((cell) => cell.cell_type === 'code' && roleOf(cell) !== 'prompt');
            return code.length ? [mergeInto(code)] : [];
          }),
        ),
      ),
  },
  {
    name: 'prompts deleted, questions in another order, metadata gone',
    change: (notebook, random) =>
      strip(
        without(
          withCells(notebook, shuffle(groupByQuestion(notebook), random).flat()),
          (cell) => roleOf(cell) === 'prompt' || roleOf(cell) === 'intro',
        ),
      ),
  },
  {
    name: 'the whole notebook as one script without prompts',
    change: (notebook) => {
      const code = notebook.cells.filter((cell) => cell.cell_type === 'code');
      return withCells(strip(notebook), [{ ...mergeInto(code), metadata: {} }]);
    },
  },
];
