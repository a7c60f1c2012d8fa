// Which cells of an uploaded notebook belong to which question. The starter's marks say it, else the marker or the heading of a
// prompt cell; where editors lost both, the order of the cells and what they define. A cell with answers to several questions
// is cut between its statements: it runs once, in parts, and each question is marked after its own.
import type { Notebook, NotebookCell } from '../notebooks/notebook.ts';
import { fingerprintPython } from '../notebooks/python-source.ts';
import type { Assessment } from './assessment.ts';
import { alignPieces } from './cell-alignment.ts';
import { weighPieces } from './cell-evidence.ts';
import { buildMappingNotes } from './mapping-notes.ts';
import { cutNotebook, isPromptCell, isStarterText, type Piece } from './notebook-pieces.ts';
import { hasMarker } from './prompt-cells.ts';
import { buildQuestionProfiles, normalizeLine, type QuestionProfile } from './question-profile.ts';
import { buildIntroduction } from './starter.ts';

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
  /** For the recruiter: what is missing, and where something other than the starter's marks decided. */
  notes: string[];
};

/** Pieces of one cell that stay together. */
type Run = { pieces: Piece[]; questionId: string | null };

export function mapCells(notebook: Notebook, assessment: Assessment): CellMap {
  const profiles = buildQuestionProfiles(assessment);
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  const pieces = cutNotebook(notebook, profiles, createIntroductionFilter(assessment));
  const labels = alignPieces(weighPieces(pieces, profiles), profiles.length);
  const runs = joinRuns(
    pieces,
    labels.map((label) => (label === null ? null : (profiles[label]?.id ?? null))),
  );
  const blocks: CellBlock[] = [{ questionId: null, cells: [] }];
  const answered = new Set<string>();
  const seen = new Set<string>();
  for (const [index, run] of runs.entries()) {
    const { questionId } = run;
    if (questionId !== blocks.at(-1)?.questionId) blocks.push({ questionId, cells: [] });
    const profile = byId.get(questionId ?? '');
    const comesBack = blocks.slice(0, -1).some((block) => block.questionId === questionId);
    if (profile) seen.add(profile.id);
    const cell = buildMappedCell(run, profile, comesBack, countParts(runs, index));
    if (!cell) continue;
    blocks.at(-1)?.cells.push(cell);
    if (profile && isOwnWork(run, profile)) answered.add(profile.id);
  }
  const missing = profiles.map((profile) => profile.id).filter((id) => !seen.has(id));
  return { blocks, answered, missing, notes: buildMappingNotes(runs, missing, assessment) };
}

/** True when the notebook was made from this assessment's starter, or at least holds cells of its questions. */
export function belongsToAssessment(notebook: Notebook, assessment: Assessment): boolean {
  if (notebook.assessmentId !== null) return notebook.assessmentId === assessment.id;
  const ids = new Set(assessment.questions.map((question) => question.id));
  const signed = notebook.cells.filter((cell) => cell.mark?.question || hasMarker(cell.source));
  // Nothing says where it comes from: metadata gets lost in editors, and an honest notebook must not be turned away.
  return signed.length === 0 || signed.some((cell) => ids.has(cell.mark?.question ?? readMarker(cell.source) ?? ''));
}

/** The starter's first cell says nothing of any question, also where it lost its mark. */
function createIntroductionFilter(assessment: Assessment): (cell: NotebookCell) => boolean {
  const listLines = (text: string) =>
    text
      .split('\n')
      .map(normalizeLine)
      .filter((line) => line !== '');
  const ours = new Set(listLines(buildIntroduction(assessment)));
  return (cell) => {
    if (cell.kind !== 'markdown' || cell.mark?.question) return false;
    const lines = listLines(cell.source);
    return lines.length > 0 && lines.filter((line) => ours.has(line)).length >= lines.length / 2;
  };
}

function joinRuns(pieces: Piece[], ids: (string | null)[]): Run[] {
  const runs: Run[] = [];
  for (const [index, piece] of pieces.entries()) {
    const questionId = ids[index] ?? null;
    const last = runs.at(-1);
    if (piece.part !== null && last?.pieces[0]?.cell === piece.cell && last.questionId === questionId)
      last.pieces.push(piece);
    else runs.push({ pieces: [piece], questionId });
  }
  return runs;
}

/** Which part of its cell a run is, and of how many. */
function countParts(runs: Run[], index: number): { part: number; parts: number } {
  const cell = runs[index]?.pieces[0]?.cell;
  let first = index;
  while (first > 0 && runs[first - 1]?.pieces[0]?.cell === cell) first -= 1;
  let end = index + 1;
  while (end < runs.length && runs[end]?.pieces[0]?.cell === cell) end += 1;
  return { part: index - first + 1, parts: end - first };
}

/** Null for what the starter put there: prompts, unchanged given cells (ours runs), answer cells without an answer. */
function buildMappedCell(
  { pieces, questionId }: Run,
  profile: QuestionProfile | undefined,
  comesBack: boolean,
  { part, parts }: { part: number; parts: number },
): MappedCell | null {
  const piece = pieces[0] as Piece;
  const id = parts === 1 ? piece.cell.id : `${piece.cell.id}.${part}`;
  if (isPromptCell(piece)) {
    const own = profile ? readAddedText(piece, profile) : '';
    return own === '' ? null : { id, kind: 'markdown', source: own, questionId };
  }
  if (piece.cell.kind === 'raw' || piece.source.trim() === '') return null;
  // A given cell that stands a second time, after other questions, sets the data back: the candidate means it.
  const isLayout = profile !== undefined && parts === 1 && isStarterText(piece, profile);
  if (isLayout && !(comesBack && piece.kind === 'code')) return null;
  const source = parts === 1 ? piece.cell.source : pieces.map((item) => item.source).join('\n');
  return { id, kind: piece.kind, source, questionId };
}

/** What a candidate wrote into a prompt cell. */
function readAddedText({ source, promptHow }: Piece, profile: QuestionProfile): string {
  const added = source.split('\n').filter((row) => {
    const line = normalizeLine(row);
    if (line === '' || hasMarker(row) || /^#{1,6}\s/.test(line)) return false;
    return !profile.knownLines.has(line) && !/^[-|:=\s]+$/.test(line);
  });
  // A changed word or two of ours are no explanation.
  const words = added.join(' ').split(/\s+/).length;
  return words >= 8 || promptHow === 'heading' ? added.join('\n').trim() : '';
}

/** Comments alone are no answer, nor is the given code repeated. */
function isOwnWork({ pieces }: Run, profile: QuestionProfile): boolean {
  if (pieces[0]?.kind === 'markdown') return true;
  if (pieces.some((piece) => piece.statements.length === 0)) return (pieces[0]?.source.trim() ?? '').startsWith('%%');
  return pieces
    .flatMap((piece) => piece.statements)
    .map((statement) => fingerprintPython(statement.source))
    .some((fingerprint) => fingerprint !== '' && !profile.givenStatements.has(fingerprint));
}

function readMarker(source: string): string | undefined {
  return /<!--\s*assay:question=([a-z0-9-]+)\s*-->/.exec(source)?.[1];
}
