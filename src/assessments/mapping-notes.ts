// What a report says about how cells were assigned: nothing where the starter's marks did it.
import type { Assessment } from './assessment.ts';
import { isPromptCell, type Piece, selectStructuralId } from './notebook-pieces.ts';

type Run = { pieces: Piece[]; questionId: string | null };

const MAX_LISTED = 12;

export function buildMappingNotes(runs: Run[], missing: string[], assessment: Assessment): string[] {
  const titles = new Map(assessment.questions.map((question) => [question.id, `“${question.title}”`]));
  const titleOf = (id: string | null) => titles.get(id ?? '') ?? 'no question';
  if (missing.length === assessment.questions.length) {
    return [
      'No cell of this notebook could be matched to a question: the starter’s marks and prompts are gone, and no cell defines what a question asks for. It was run, and nothing could be marked.',
    ];
  }
  const written = runs.filter(({ pieces }) => pieces[0] && !isPromptCell(pieces[0]));
  const hasMarks = written.some(({ pieces }) => pieces[0]?.markedId);
  const hasPrompts = runs.some(({ pieces }) => pieces[0]?.promptId);
  const notes: string[] = [];
  if (!hasMarks) {
    notes.push(
      hasPrompts
        ? 'The starter’s marks were gone from this notebook (some editors drop them). Its cells were assigned to questions by the prompts above them.'
        : 'The starter’s marks and prompts were gone from this notebook. Its cells were assigned to questions by what they define and use, and by their order.',
    );
  }
  if (hasMarks || hasPrompts) {
    const moved = written.filter(({ pieces, questionId }) => {
      const first = pieces[0] as Piece;
      const structural = first.markedId ?? selectStructuralId(first);
      return first.part === null && structural !== questionId && questionId !== null;
    });
    for (const { pieces, questionId } of moved.slice(0, MAX_LISTED)) {
      const first = pieces[0] as Piece;
      const place = selectStructuralId(first);
      const where = place === null ? 'before the first question' : `under or marked as ${titleOf(place)}`;
      notes.push(
        `Cell ${first.cellNumber}, ${where}, was assigned to ${titleOf(questionId)} by its content and place.`,
      );
    }
  }
  const cut = new Map<number, Set<string | null>>();
  for (const { pieces, questionId } of runs) {
    const first = pieces[0] as Piece;
    if (first.part === null || questionId === null) continue;
    cut.set(first.cellNumber, (cut.get(first.cellNumber) ?? new Set()).add(questionId));
  }
  for (const [cellNumber, ids] of [...cut].filter(([, ids]) => ids.size > 1).slice(0, MAX_LISTED)) {
    const list = [...ids].map(titleOf);
    notes.push(
      `Cell ${cellNumber} holds answers to ${list.length} questions (${list.slice(0, 3).join(', ')}${list.length > 3 ? ', …' : ''}). It was run in parts, each with its question.`,
    );
  }
  for (const id of missing) notes.push(`The cells of ${titleOf(id)} are missing from the notebook.`);
  return notes;
}
