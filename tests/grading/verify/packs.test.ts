import { expect, test } from 'vitest';
import { packAnswers } from '../../../src/grading/verify/packs.ts';
import type { SampleAnswer } from '../../../src/grading/verify/sample-answers.ts';

function buildAnswers(counts: Record<string, number>): SampleAnswer[] {
  return Object.entries(counts).flatMap(([questionId, count]) =>
    Array.from({ length: count }, (_, index) => ({ questionId, name: `${index}`, kind: 'right', text: '', loses: [] })),
  );
}

test('as many notebooks as the longest list, each answer once, no question twice in one', () => {
  const answers = buildAnswers({ a: 5, b: 3, c: 1 });
  const packs = packAnswers(answers, () => 1);
  expect(packs).toHaveLength(5);
  expect(new Set(packs.flat())).toEqual(new Set(answers));
  expect(packs.flat()).toHaveLength(9);
  for (const pack of packs) expect(new Set(pack.map((answer) => answer.questionId)).size).toBe(pack.length);
});

test('notebooks are about as long as each other, the longest first', () => {
  const answers = buildAnswers({ slow: 4, even: 4, quick: 4 });
  const costOf = ({ questionId, name }: SampleAnswer) =>
    (({ slow: 40, even: 10, quick: 1 })[questionId] as number) * Number(name);
  const totals = packAnswers(answers, costOf).map((pack) => pack.reduce((sum, answer) => sum + costOf(answer), 0));
  expect(totals).toEqual([...totals].sort((first, second) => second - first));
  expect(totals.at(0)).toBe(120);
  expect(totals.at(-1)).toBeGreaterThan(20);
});

test('nothing to prove makes no notebook', () => {
  expect(packAnswers([], () => 1)).toEqual([]);
});
