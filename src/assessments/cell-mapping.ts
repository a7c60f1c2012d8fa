// Which cells of an uploaded notebook belong to which question: by the starter's metadata, by the marker in a prompt
// cell, and for cells without either, by the question they follow.
import type { Notebook, NotebookCell } from '../notebooks/notebook.ts';
import type { Question } from '../questions/question.ts';
import type { Assessment } from './assessment.ts';

export type MappedCell = {
  id: string;
  kind: 'code' | 'markdown';
  source: string;
  /** Null before the first question: such a cell runs, and belongs to none. */
  questionId: string | null;
};

export type CellBlock = { questionId: string | null; cells: MappedCell[] };

export type CellMap = {
  /** The notebook in its order, a block for each stretch of one question; a block may be empty (nothing was written). */
  blocks: CellBlock[];
  /** Questions in which the candidate wrote anything. */
  answered: Set<string>;
  /** Questions of which no cell was found. */
  missing: string[];
};

const MARKER = /<!-- assay:question=([a-z0-9-]+) -->/;

export function mapCells(notebook: Notebook, assessment: Assessment): CellMap {
  const questions = new Map(assessment.questions.map((question) => [question.id, question]));
  const blocks: CellBlock[] = [{ questionId: null, cells: [] }];
  const answered = new Set<string>();
  const seen = new Set<string>();
  let current: Question | null = null;
  for (const cell of notebook.cells) {
    const marked: Question | null = findMarkedQuestion(cell, questions);
    if (marked) {
      if (marked !== current) blocks.push({ questionId: marked.id, cells: [] });
      current = marked;
      seen.add(marked.id);
    }
    if (cell.kind === 'raw' || cell.mark?.role === 'intro') continue;
    if (cell.mark?.role === 'prompt' || MARKER.test(cell.source)) continue;
    if (cell.source.trim() === '' || (current && isStarterText(cell, current))) continue;
    blocks.at(-1)?.cells.push({ id: cell.id, kind: cell.kind, source: cell.source, questionId: current?.id ?? null });
    if (current && isOwnWork(cell)) answered.add(current.id);
  }
  return {
    blocks,
    answered,
    missing: assessment.questions.map((question) => question.id).filter((id) => !seen.has(id)),
  };
}

/** True when the notebook was made from this assessment's starter, or at least holds cells of its questions. */
export function belongsToAssessment(notebook: Notebook, assessment: Assessment): boolean {
  if (notebook.assessmentId !== null) return notebook.assessmentId === assessment.id;
  const questions = new Map(assessment.questions.map((question) => [question.id, question]));
  const marked = notebook.cells.filter((cell) => cell.mark?.question || MARKER.test(cell.source));
  // Nothing says where it comes from: metadata gets lost in editors, and an honest notebook must not be turned away.
  return marked.length === 0 || marked.some((cell) => findMarkedQuestion(cell, questions) !== null);
}

function findMarkedQuestion(cell: NotebookCell, questions: Map<string, Question>): Question | null {
  const id = cell.mark?.question ?? (cell.kind === 'markdown' ? MARKER.exec(cell.source)?.[1] : undefined);
  return (id !== undefined && questions.get(id)) || null;
}

function isStarterText(cell: NotebookCell, question: Question): boolean {
  const text = normalize(cell.source);
  return question.starter.some((starter) => starter.kind === cell.kind && normalize(starter.source) === text);
}

/** A cell of comments alone is no answer. */
function isOwnWork(cell: NotebookCell): boolean {
  if (cell.kind === 'markdown') return true;
  return cell.source.split('\n').some((line) => line.trim() !== '' && !line.trim().startsWith('#'));
}

function normalize(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
