// A notebook as it is uploaded: bytes → checked cells. Saved outputs are dropped on purpose: marking never looks at them.
import { z } from 'zod';
import { UserError } from '../errors.ts';

export const MAX_NOTEBOOK_BYTES = 20 * 1024 * 1024;
const MAX_CELLS = 2_000;
/** Nobody types more, and parsing it would keep everyone else waiting. */
const MAX_CODE_CHARACTERS = 500_000;

export type CellMark = { question: string | null; role: 'intro' | 'prompt' | 'given' | 'answer' };

export type NotebookCell = {
  /** Unique within the notebook, made by us: what the file calls its cells may be missing or doubled. */
  id: string;
  kind: 'code' | 'markdown' | 'raw';
  source: string;
  /** `metadata.assay`, where an editor kept it. */
  mark: CellMark | null;
};

export type Notebook = { cells: NotebookCell[]; assessmentId: string | null };

const TextSchema = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((text) => makeWellFormed(normalizeNewlines(Array.isArray(text) ? joinLines(text) : (text ?? ''))));

const MarkSchema = z.object({
  question: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
  role: z.enum(['intro', 'prompt', 'given', 'answer']),
});

const CellSchema = z.object({
  cell_type: z.string(),
  source: TextSchema,
  level: z.number().int().min(1).max(6).nullish().catch(null),
  metadata: z
    .object({ assay: MarkSchema.nullable().catch(null).optional() })
    .catch({})
    .default({}),
});

const FormatSchema = z.object({ nbformat: z.number() });

const NotebookSchema = z.object({
  nbformat: z.number(),
  metadata: z
    .object({
      assay: z.object({ assessment: z.string() }).nullable().catch(null).optional(),
      language_info: z.object({ name: z.string() }).nullable().catch(null).optional(),
    })
    .catch({})
    .default({}),
  cells: z.array(CellSchema),
});

/** Throws UserError: `notebook_too_large`, `not_a_notebook`, `notebook_empty`. */
export function parseNotebook(bytes: Buffer): Notebook {
  if (bytes.length > MAX_NOTEBOOK_BYTES) {
    const megabytes = (bytes.length / 1024 / 1024).toFixed(1);
    throw new UserError(
      'notebook_too_large',
      `The notebook has ${megabytes} MB; at most ${MAX_NOTEBOOK_BYTES / 1024 / 1024} MB are accepted. Clear its outputs (Edit → Clear All Outputs) and save it again.`,
      { status: 413 },
    );
  }
  if (bytes.length === 0)
    throw new UserError(
      'notebook_empty',
      'The file is empty. Save the notebook in Jupyter and hand in the saved .ipynb.',
    );
  const json = parseJson(bytes);
  const format = FormatSchema.safeParse(json);
  if (format.success && format.data.nbformat !== 4) {
    throw notANotebook(
      `it is in notebook format ${format.data.nbformat}, and format 4 is needed: open it in a current Jupyter and save it again`,
    );
  }
  const parsed = NotebookSchema.safeParse(json);
  if (!parsed.success) throw notANotebook(explainShape(parsed.error));
  const { cells, metadata } = parsed.data;
  const language = metadata.language_info?.name.toLowerCase();
  if (language && !['python', 'ipython', 'python3'].includes(language))
    throw notANotebook(`its language is ${language.slice(0, 40)}, and Python is needed`);
  if (cells.length > MAX_CELLS) throw notANotebook(`it has ${cells.length} cells; at most ${MAX_CELLS} are accepted`);
  if (!cells.some((cell) => cell.source.trim() !== '')) {
    throw new UserError(
      'notebook_empty',
      'The notebook has no content: every cell is empty. Hand in the notebook that holds your answers.',
    );
  }
  return {
    assessmentId: metadata.assay?.assessment ?? null,
    cells: cells.map((cell, index) => ({
      id: `c${index + 1}`,
      ...describeKind(cell),
      mark: cell.metadata.assay ?? null,
    })),
  };
}

/** Heading cells are older than format 4, and some converters still write them. */
function describeKind(cell: z.infer<typeof CellSchema>): Pick<NotebookCell, 'kind' | 'source'> {
  const { cell_type: type, source, level } = cell;
  if (type === 'heading') return { kind: 'markdown', source: `${'#'.repeat(level ?? 1)} ${source}` };
  if (type === 'code' && source.length > MAX_CODE_CHARACTERS) {
    const sentence = `This cell has ${source.length} characters and was not run: at most ${MAX_CODE_CHARACTERS} are accepted.`;
    return { kind: 'code', source: `raise RuntimeError(${JSON.stringify(sentence)})` };
  }
  return { kind: type === 'code' || type === 'markdown' ? type : 'raw', source };
}

function parseJson(bytes: Buffer): unknown {
  try {
    const text = decodeText(bytes);
    try {
      return JSON.parse(text);
    } catch {
      return JSON.parse(replaceNonNumbers(text));
    }
  } catch (error) {
    throw notANotebook('it is not JSON text', error);
  }
}

/**
 * Python writes NaN and Infinity into the outputs of plots, which JSON does not know; outputs are dropped anyway. In one
 * pass: a text full of opened strings must not take time by the square of its length.
 */
function replaceNonNumbers(text: string): string {
  const parts: string[] = [];
  const token = /"|NaN\b|-?Infinity\b/g;
  let copied = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] !== '"') {
      parts.push(text.slice(copied, match.index), 'null');
      copied = token.lastIndex;
      continue;
    }
    const end = findStringEnd(text, token.lastIndex);
    if (end === -1) break;
    token.lastIndex = end + 1;
  }
  return parts.join('') + text.slice(copied);
}

function findStringEnd(text: string, start: number): number {
  for (let place = start; place < text.length; place++) {
    const character = text.charCodeAt(place);
    if (character === 0x5c) place++;
    else if (character === 0x22) return place;
  }
  return -1;
}

/** UTF-8 with or without a byte order mark, and UTF-16 with one, as a redirection in Windows writes it. */
function decodeText(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
}

/** Lines carry their ends, as the format says; a list in which none does was written by a tool that dropped them. */
function joinLines(lines: string[]): string {
  return lines.join(lines.length > 1 && lines.every((line) => !/[\r\n]/.test(line)) ? '\n' : '');
}

/** Halves of character pairs, which JSON can write, no message to a kernel can carry. */
export function makeWellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

function normalizeNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function explainShape(error: z.ZodError): string {
  const issue = error.issues[0];
  const place = issue?.path.join('.') || 'the file';
  return `${place}: ${issue?.message ?? 'unexpected form'}`;
}

function notANotebook(reason: string, cause?: unknown): UserError {
  return new UserError(
    'not_a_notebook',
    `This file is not a Jupyter notebook that can be read (${reason}). Hand in the .ipynb file that Jupyter saves.`,
    { cause },
  );
}

export type NewCell = { kind: 'code' | 'markdown'; source: string; mark?: CellMark };

/** Notebook JSON (nbformat 4.5) from cells. */
export function buildNotebook(cells: NewCell[], assessmentId: string | null): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      ...(assessmentId ? { assay: { assessment: assessmentId } } : {}),
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    cells: cells.map((cell, index) => ({
      cell_type: cell.kind,
      id: `assay-${index + 1}`,
      metadata: cell.mark ? { assay: cell.mark.question === null ? { role: cell.mark.role } : cell.mark } : {},
      source: splitLines(cell.source),
      ...(cell.kind === 'code' ? { execution_count: null, outputs: [] } : {}),
    })),
  };
}

function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
