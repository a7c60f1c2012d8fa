// One attack or control graded as a candidate's notebook is, and what must hold of it then.
import fs from 'node:fs';
import { expect } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Grader } from '../../src/grading/grader.ts';
import type { GradedNotebook } from '../../src/grading/grading-result.ts';
import { buildAnsweredQuestion } from '../../src/grading/verify.ts';
import { buildNotebook } from '../../src/notebooks/notebook.ts';
import type { Bank } from '../../src/questions/bank.ts';
import type { AttackFile } from './attack-files.ts';

const SEED = 20_261_123n;

/** Fails where an attack gets anything, or a control loses anything. */
export async function expectNothingGained(file: AttackFile, grader: Grader, bank: Bank): Promise<void> {
  const graded = await grade(file, grader, bank).catch((error: unknown) => {
    // A file that is no notebook is refused with a sentence, and earns nothing.
    if (error instanceof UserError && file.notebook && !file.isControl) return null;
    throw error;
  });
  if (graded === null) return;
  const question = graded.result.questions.find((candidate) => candidate.id === file.questionId);
  expect(graded.result.status).toBe('complete');
  expect(graded.result.isolation).not.toBe('none');
  if (!file.stillEscapes.includes(graded.result.isolation))
    expect(listTexts(graded).filter((text) => text.includes('ESCAPED'))).toEqual([]);
  for (const neighbour of graded.result.questions.filter((candidate) => candidate !== question))
    expect(neighbour).toMatchObject({ points: neighbour.maxPoints });
  const observations = graded.result.observations.join('\n');
  if (file.observed) expect(observations).toContain(file.observed);
  // What honest code does is never held against anybody.
  if (file.isControl) expect(observations).not.toMatch(/channels of its own kernel|reach the network|grader's agent/);
  const required = question?.checks.filter((check) => !check.bonus && check.kind !== 'reader') ?? [];
  if (file.isControl) {
    expect(required.filter((check) => check.points < check.maxPoints)).toEqual([]);
    return;
  }
  const known = new Set(question?.checks.map((check) => check.id));
  expect(file.loses.filter((id) => !known.has(id))).toEqual([]);
  const earned = question?.checks.filter((check) => file.loses.includes(check.id) && check.points > 0) ?? [];
  const earnedBy = (evidence: string) => earned.filter((check) => check.evidence === evidence).map((check) => check.id);
  expect(earnedBy('computed')).toEqual(file.knownHoles);
  expect(earnedBy('claimed')).toEqual(file.stillForges);
}

async function grade(file: AttackFile, grader: Grader, bank: Bank): Promise<GradedNotebook> {
  const question = bank.get(file.questionId);
  if (!question) throw new Error(`${file.id}: there is no question ${file.questionId}`);
  const neighbour = bank.get(file.questionId === 'replace-spaces' ? 'euclidean-distance' : 'replace-spaces');
  if (!neighbour) throw new Error('the bank lacks the question beside the attack');
  const answers = fs.readFileSync(
    `${neighbour.folder}/solutions/${fs.readdirSync(`${neighbour.folder}/solutions`).sort()[0]}`,
    'utf8',
  );
  const cells = [...buildAnsweredQuestion(neighbour, answers), ...buildAnsweredQuestion(question, file.answer ?? '')];
  return grader.grade({
    notebook: file.notebook ?? Buffer.from(JSON.stringify(buildNotebook(cells, 'attacks'))),
    notebookName: 'attack.ipynb',
    // A whole notebook of an attack's own has no question beside it.
    assessment: {
      id: 'attacks',
      title: 'Attacks',
      minutes: 60,
      passMark: 0.5,
      questions: file.notebook ? [question] : [neighbour, question],
    },
    seed: SEED,
  });
}

/** What the candidate's cells and the checks said. */
function listTexts(graded: GradedNotebook): string[] {
  return [
    ...graded.evidence.flatMap((item) => item.cells.flatMap((cell) => [cell.output, cell.error?.evalue ?? ''])),
    ...graded.result.questions.flatMap((question) => question.checks.map((check) => check.message)),
  ];
}
