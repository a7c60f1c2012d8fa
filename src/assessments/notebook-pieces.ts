// A notebook cut into pieces that each belong to one question: a cell, or a statement of a cell that holds several answers.
import type { Notebook, NotebookCell } from '../notebooks/notebook.ts';
import {
  type BindingKind,
  fingerprintPython,
  type PythonStatement,
  parsePythonStatements,
} from '../notebooks/python-source.ts';
import { findPromptSign, hasMarker, type PromptSign } from './prompt-cells.ts';
import { normalizeText, type QuestionProfile } from './question-profile.ts';

export type Piece = {
  cell: NotebookCell;
  /** 1 for the first cell of the notebook. */
  cellNumber: number;
  /** The statement's number in a cell that was cut. */
  part: number | null;
  kind: 'code' | 'markdown';
  source: string;
  statements: PythonStatement[];
  /** Of its code without layout. */
  fingerprint: string;
  binds: Map<string, BindingKind>;
  reads: Set<string>;
  words: Set<string>;
  strings: Set<string>;
  /** The question whose mark the cell carries. */
  markedId: string | null;
  /** The question that begins here: the cell is its prompt, or a comment in it says so. */
  promptId: string | null;
  promptHow: PromptSign['how'] | 'mark' | null;
  /** Ours beyond doubt, not a heading that a candidate may have chosen. */
  isSurePrompt: boolean;
  /** By marks, prompts and given cells alone; null where nothing says so. */
  context: { id: string; how: 'prompt' | 'follows' | 'heading' | 'given'; cellNumber: number } | null;
  /** Whether anything before it said which question this is. */
  isAfterStructure: boolean;
};

const MAX_PIECES = 4_000;

/** Cells that the candidate left blank are no pieces. */
export function cutNotebook(
  notebook: Notebook,
  profiles: QuestionProfile[],
  isIgnored: (cell: NotebookCell) => boolean,
): Piece[] {
  const known = new Set(profiles.map((profile) => profile.id));
  const whole = notebook.cells.flatMap((cell, index) =>
    isIgnored(cell) ? [] : buildWholeCell(cell, index + 1, known, profiles),
  );
  choosePrompts(whole, profiles);
  readContext(whole, profiles);
  const pieces = whole.flatMap((piece) => {
    return whole.length < MAX_PIECES / 2 && holdsSeveralAnswers(piece, whole, profiles)
      ? cutCell(piece, profiles)
      : [piece];
  });
  if (pieces.length > MAX_PIECES) return whole;
  choosePrompts(pieces, profiles);
  readContext(pieces, profiles);
  return pieces;
}

/** The question that marks and prompts give a piece; a heading that may be the candidate's own gives none. */
export function selectStructuralId({ promptId, markedId, context }: Piece): string | null {
  const isSure = context?.how === 'prompt' || context?.how === 'follows';
  return promptId ?? markedId ?? (isSure ? context.id : null);
}

function buildWholeCell(
  cell: NotebookCell,
  cellNumber: number,
  known: Set<string>,
  profiles: QuestionProfile[],
): Piece[] {
  const markedId = cell.mark?.question != null && known.has(cell.mark.question) ? cell.mark.question : null;
  if (cell.mark?.role === 'intro' || (cell.source.trim() === '' && markedId === null)) return [];
  if (cell.kind === 'raw' && findPromptSign(cell.source, profiles) === null) return [];
  const kind = cell.kind === 'code' ? 'code' : 'markdown';
  const statements = kind === 'code' ? parsePythonStatements(cell.source) : [];
  return [describePiece({ cell, cellNumber, part: null, kind, source: cell.source, statements, markedId }, profiles)];
}

function cutCell(whole: Piece, profiles: QuestionProfile[]): Piece[] {
  return whole.statements.map((statement, index) => ({
    ...describePiece({ ...whole, part: index + 1, source: statement.source, statements: [statement] }, profiles),
  }));
}

function describePiece(
  base: Pick<Piece, 'cell' | 'cellNumber' | 'part' | 'kind' | 'source' | 'statements' | 'markedId'>,
  profiles: QuestionProfile[],
): Piece {
  const binds = new Map<string, BindingKind>();
  const reads = new Set<string>();
  for (const statement of base.statements) {
    for (const name of statement.reads) if (!binds.has(name)) reads.add(name);
    for (const [name, kind] of statement.binds) binds.set(name, kind);
  }
  const words = new Set(base.statements.flatMap((statement) => [...statement.words]));
  if (base.kind === 'markdown')
    for (const [word] of base.source.slice(0, 50_000).matchAll(/[\p{L}_][\p{L}\p{N}_]+/gu))
      words.add(word.toLowerCase());
  const sign = findSign(base, profiles);
  const isMarkedPrompt = base.kind === 'markdown' && base.cell.mark?.role === 'prompt' && base.markedId !== null;
  return {
    ...base,
    fingerprint: base.kind === 'code' ? fingerprintPython(base.source) : '',
    binds,
    reads,
    words,
    strings: new Set(base.statements.flatMap((statement) => statement.strings)),
    promptId: isMarkedPrompt ? base.markedId : (sign?.questionId ?? null),
    promptHow: isMarkedPrompt ? 'mark' : (sign?.how ?? null),
    isSurePrompt: false,
    context: null,
    isAfterStructure: false,
  };
}

function findSign(
  { kind, source, statements, markedId, cell }: Pick<Piece, 'kind' | 'source' | 'statements' | 'markedId' | 'cell'>,
  profiles: QuestionProfile[],
): PromptSign | null {
  const text = kind === 'markdown' ? source : statements.flatMap((statement) => statement.comments).join('\n');
  const sign = findPromptSign(text, profiles);
  // A heading inside a marked answer is the candidate's own, whatever it says; a marker is ours.
  if (sign && sign.how !== 'marker' && markedId !== null && cell.mark?.role !== 'prompt') return null;
  return sign;
}

/** Of several texts that look like a question's prompt, keeps what is certain, else the first of the most alike. */
function choosePrompts(pieces: Piece[], profiles: QuestionProfile[]): void {
  const isCertain = (piece: Piece) => piece.promptHow === 'mark' || piece.promptHow === 'marker';
  const hasMarks = pieces.some((piece) => piece.markedId !== null || isCertain(piece));
  for (const profile of profiles) {
    const candidates = pieces.filter((piece) => piece.promptId === profile.id);
    const certain = candidates.some(isCertain);
    const share = (piece: Piece) => findSign(piece, profiles)?.share ?? 0;
    const best = Math.max(0, ...(certain ? [] : candidates.map(share)));
    let isTaken = false;
    for (const piece of candidates) {
      if (certain && isCertain(piece)) continue;
      const isBest = !certain && !isTaken && share(piece) === best;
      if (isBest && !(piece.promptHow === 'number' && hasMarks)) {
        isTaken = true;
        continue;
      }
      piece.promptId = null;
      piece.promptHow = null;
    }
  }
}

/** What stands before each piece says where it belongs: the last prompt, and for a cell without a mark the last marked cell. */
function readContext(pieces: Piece[], profiles: QuestionProfile[]): void {
  const prompts = pieces.filter((piece) => piece.promptId !== null);
  // A candidate's own headings name a few questions by chance; the starter's name nearly all.
  const isCovered = new Set(prompts.map((piece) => piece.promptId)).size > profiles.length / 2;
  let context = null as Piece['context'];
  let isAfterStructure = false;
  for (const piece of pieces) {
    const { cellNumber } = piece;
    const givenId = piece.markedId === null && piece.part === null ? findGivenOwner(piece, profiles) : null;
    if (piece.promptId !== null) {
      const isSure =
        isCovered || piece.promptHow === 'mark' || piece.promptHow === 'marker' || piece.promptHow === 'text';
      context = { id: piece.promptId, how: isSure && piece.promptHow !== 'number' ? 'prompt' : 'heading', cellNumber };
      isAfterStructure ||= isSure;
      piece.isSurePrompt = isSure;
    } else if (givenId !== null && context?.id !== givenId) {
      context = { id: givenId, how: 'given', cellNumber };
    } else if (piece.markedId !== null && context?.how !== 'prompt') {
      context = { id: piece.markedId, how: 'follows', cellNumber };
      isAfterStructure = true;
    }
    piece.context = context;
    piece.isAfterStructure = isAfterStructure;
  }
}

/** The only question of which this is the unchanged given cell. */
export function findGivenOwner(piece: Piece, profiles: QuestionProfile[]): string | null {
  const owners = profiles.filter((profile) => isUnchangedGiven(piece, profile));
  return owners.length === 1 ? (owners[0]?.id ?? null) : null;
}

export function isUnchangedGiven(piece: Piece, profile: QuestionProfile): boolean {
  return (
    piece.kind === 'code' &&
    piece.statements.length > 0 &&
    profile.givenFingerprints.size > 0 &&
    profile.givenFingerprints.has(piece.fingerprint)
  );
}

/** Whether a cell has to be cut: it answers another question beside its own, or, with nothing that says its own, several. */
function holdsSeveralAnswers(piece: Piece, all: Piece[], profiles: QuestionProfile[]): boolean {
  if (piece.kind !== 'code' || piece.statements.length < 2) return false;
  const own = selectStructuralId({ ...piece, promptId: null });
  const prompts = piece.statements.flatMap((statement) => {
    const sign = findPromptSign(statement.comments.join('\n'), profiles);
    return sign && (sign.how !== 'number' || own === null) ? [sign.questionId] : [];
  });
  const defined = profiles.filter((profile) => definesAnswer(piece, profile)).map((profile) => profile.id);
  const found = new Set([...prompts, ...defined]);
  if (own === null) return found.size > 1;
  return [...found].some((id) => id !== own && !hasOwnCells(id, piece, all));
}

/** The function or class that it asks for, or all names that are nobody else's; without such names, its data is used. */
function definesAnswer(piece: Piece, profile: QuestionProfile): boolean {
  const isBound = ({ name }: { name: string }) => (piece.binds.get(name) ?? 'import') !== 'import';
  const decisive = profile.required.filter((required) => required.isDecisive);
  if (profile.question.requires.length === 0) {
    const names = [...profile.givenNames].filter(([, weight]) => weight === 1).map(([name]) => name);
    return names.some((name) => piece.reads.has(name)) || [...profile.files].some((file) => piece.strings.has(file));
  }
  const definitions = decisive.filter(({ name }) => {
    const kind = profile.question.requires.find((required) => required.name === name)?.kind;
    return kind !== 'value';
  });
  if (definitions.length > 0) return definitions.some(isBound);
  return decisive.length > 0 && decisive.some(isBound);
}

/** Whether the candidate wrote code where this question's marks and prompts are. */
function hasOwnCells(questionId: string, except: Piece, all: Piece[]): boolean {
  return all.some((piece) => {
    if (piece === except || piece.kind !== 'code' || piece.promptId !== null) return false;
    if (selectStructuralId(piece) !== questionId || piece.cell.mark?.role === 'given') return false;
    return piece.fingerprint !== '';
  });
}

/** True when the text holds more than the starter put there. */
export function isStarterText(piece: Piece, profile: QuestionProfile): boolean {
  if (isUnchangedGiven(piece, profile)) return true;
  const text = normalizeText(piece.source);
  return profile.question.starter.some((cell) => cell.kind === piece.kind && normalizeText(cell.source) === text);
}

export function isPromptCell(piece: Piece): boolean {
  return piece.kind === 'markdown' && (piece.isSurePrompt || hasMarker(piece.source));
}
