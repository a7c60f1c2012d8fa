// How much speaks for each question at each piece of a notebook. The starter's marks weigh most, then the prompt above it, then
// what the piece defines, reads and says: with marks and prompts in place nothing else decides, without them everything does.

import type { Evidence } from './cell-alignment.ts';
import { isUnchangedGiven, type Piece, selectStructuralId } from './notebook-pieces.ts';
import { normalizeText, type QuestionProfile } from './question-profile.ts';

const PROMPT_WEIGHT = 30;
const HEADING_WEIGHT = 5;
const MARK_WEIGHT = 6;
const CONTEXT_WEIGHTS = { prompt: 4, follows: 4, heading: 1, given: 1.5 };
const GIVEN_CELL_WEIGHT = 8;
const ANSWER_TEXT_WEIGHT = 6;
const FILE_WEIGHT = 5;
const GIVEN_READ_WEIGHT = 3;
const GIVEN_BOUND_WEIGHT = 1.5;
const REQUIRED_READ_WEIGHT = 1;
const DEFINITION_READ_WEIGHT = 3;
const WORD_WEIGHT = 0.35;
const MAX_WORDS_WEIGHT = 3;
const MAX_WORDS_WEIGHT_OF_STATEMENT = 1.5;
const WORDS_ALONE_FACTOR = 2.5;
/** In a cell that holds several answers its mark and its place say little about one statement. */
const MIXED_CELL_SHARE = 0.1;
const IMPORT_LINK_SHARE = 0.4;
const LINK_WEIGHT = 3;
const MAX_LINK_SHARE = 2;
const MAX_LINK_COST = 5;

export function weighPieces(pieces: Piece[], profiles: QuestionProfile[]): Evidence[] {
  const shares = shareRequiredNames(pieces, profiles);
  const cuts = weighCuts(pieces);
  const hasStructure = pieces.some((piece) => piece.isAfterStructure);
  return pieces.map((piece, index) => ({
    scores: [
      ...profiles.map(
        (profile) => weighStructure(piece, profile, profiles) + weighContent(piece, profile, shares.get(piece)),
      ),
      weighNone(piece, hasStructure),
    ],
    cutCost: cuts[index] ?? 0,
  }));
}

function weighStructure(piece: Piece, profile: QuestionProfile, profiles: QuestionProfile[]): number {
  const share = piece.part !== null ? MIXED_CELL_SHARE : 1;
  let score = piece.promptId === profile.id ? (piece.isSurePrompt ? PROMPT_WEIGHT : HEADING_WEIGHT) : 0;
  if (piece.markedId === profile.id) score += share * MARK_WEIGHT;
  if (piece.context?.id === profile.id) {
    // What a comment in the same cell says of the statements below it is no less certain for the cell being mixed.
    const isInside = piece.context.cellNumber === piece.cellNumber;
    score += (isInside ? 1 : share) * CONTEXT_WEIGHTS[piece.context.how];
  }
  if (isUnchangedGiven(piece, profile))
    score += GIVEN_CELL_WEIGHT / profiles.filter((other) => isUnchangedGiven(piece, other)).length;
  const text = normalizeText(piece.source);
  if ([...profile.answerTexts].some((answer) => text.startsWith(answer))) score += ANSWER_TEXT_WEIGHT;
  return score;
}

function weighContent(piece: Piece, profile: QuestionProfile, shares: Map<string, number> | undefined): number {
  let score = 0;
  for (const { name, weight, isDecisive } of profile.required) {
    score += weight * (shares?.get(`${profile.id} ${name}`) ?? 0);
    if (isDecisive && piece.reads.has(name))
      score += profile.definitions.has(name) ? DEFINITION_READ_WEIGHT : REQUIRED_READ_WEIGHT;
  }
  for (const [name, weight] of profile.givenNames) {
    if (piece.reads.has(name)) score += GIVEN_READ_WEIGHT * weight;
    if (piece.binds.get(name) === 'value') score += GIVEN_BOUND_WEIGHT * weight;
  }
  for (const file of profile.files)
    if ([...piece.strings].some((text) => text === file || text.endsWith(`/${file}`) || text.endsWith(`\\${file}`)))
      score += FILE_WEIGHT;
  let words = 0;
  for (const word of piece.words) words += profile.words.get(word) ?? 0;
  const most = piece.part === null ? MAX_WORDS_WEIGHT : MAX_WORDS_WEIGHT_OF_STATEMENT;
  // Where a question asks for no name and gives no file, its words are all that there is.
  const factor = profile.required.length === 0 && profile.files.size === 0 ? WORDS_ALONE_FACTOR : 1;
  return score + factor * Math.min(most, words * WORD_WEIGHT);
}

/** "No question yet": before the first prompt, or where nothing speaks for any. */
function weighNone(piece: Piece, hasStructure: boolean): number {
  if (piece.isAfterStructure || piece.markedId !== null) return 0;
  if (hasStructure) return CONTEXT_WEIGHTS.prompt;
  return piece.part === null ? 0.3 : 0.05;
}

/**
 * For each piece the share of each required name that it binds. Where cells of the question itself bind the name, a cell of another
 * one that binds it too has merely chosen the same word; else the piece that binds most of the question's names counts in full.
 */
function shareRequiredNames(pieces: Piece[], profiles: QuestionProfile[]): Map<Piece, Map<string, number>> {
  const shares = new Map<Piece, Map<string, number>>();
  for (const profile of profiles) {
    const binders = pieces.filter((piece) => profile.required.some(({ name }) => isBound(piece, name)));
    const total = (piece: Piece) =>
      profile.required.reduce(
        (sum, { name, weight }) => sum + (isBound(piece, name) ? weight : piece.reads.has(name) ? weight / 2 : 0),
        0,
      );
    for (const { name } of profile.required) {
      const own = binders.filter((piece) => isBound(piece, name));
      const atHome = own.filter((piece) => piece.part === null && selectStructuralId(piece) === profile.id);
      const most = Math.max(0, ...own.map(total));
      for (const piece of own) {
        const share = atHome.length > 0 ? (atHome.includes(piece) ? 1 : 0) : total(piece) === most ? 1 : 1 / 3;
        const map = shares.get(piece) ?? new Map<string, number>();
        shares.set(piece, map.set(`${profile.id} ${name}`, share));
      }
    }
  }
  return shares;
}

function isBound(piece: Piece, name: string): boolean {
  return (piece.binds.get(name) ?? 'import') !== 'import';
}

/** What it costs to change the question before each piece: names that pieces before it bind and pieces after it read. */
function weighCuts(pieces: Piece[]): number[] {
  const steps = new Float64Array(pieces.length + 1);
  const latest = new Map<string, { index: number; share: number }>();
  for (const [index, piece] of pieces.entries()) {
    const links = new Map<number, number>();
    for (const name of piece.reads) {
      const binder = latest.get(name);
      if (binder) links.set(binder.index, Math.min(MAX_LINK_SHARE, binder.share + (links.get(binder.index) ?? 0)));
    }
    for (const [binder, share] of links) {
      const weight = (LINK_WEIGHT * share) / (1 + index - binder);
      steps[binder + 1] = (steps[binder + 1] ?? 0) + weight;
      steps[index + 1] = (steps[index + 1] ?? 0) - weight;
    }
    for (const [name, kind] of piece.binds)
      latest.set(name, { index, share: kind === 'import' ? IMPORT_LINK_SHARE : 1 });
  }
  let crossing = 0;
  return pieces.map((_, index) => {
    crossing += steps[index] ?? 0;
    return Math.min(MAX_LINK_COST, crossing);
  });
}
