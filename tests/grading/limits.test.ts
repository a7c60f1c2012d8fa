import { expect, test } from 'vitest';
import { createBudget, NOTEBOOK_CPU_SECONDS } from '../../src/grading/limits.ts';
import type { Question } from '../../src/questions/question.ts';

const usual = { id: 'usual', limits: {} } as Question;
const long = { id: 'long', limits: { cellSeconds: 600, questionSeconds: 600 } } as Question;
const used = (cpuSeconds: number, wallMs = cpuSeconds * 1_000) => ({ cpuSeconds, wallMs });

test('a cell has a minute, a question three, and a question with limits of its own has those', () => {
  const budget = createBudget();
  expect([usual, long, undefined].map((question) => budget.forCell(question))).toEqual([60, 600, 60]);
  budget.spend('usual', used(150));
  budget.spend('long', used(590));
  expect([usual, long, undefined].map((question) => budget.forCell(question))).toEqual([30, 10, 60]);
  budget.spend('usual', used(30));
  expect(budget.forCell(usual)).toBe(0);
});

test('a cell limit above the usual question limit raises that too', () => {
  expect(createBudget().forCell({ id: 'a', limits: { cellSeconds: 400 } } as Question)).toBe(400);
  expect(createBudget().forCell({ id: 'a', limits: { questionSeconds: 20 } } as Question)).toBe(20);
});

test('the long questions leave the notebook time for the others, and together it ends', () => {
  const budget = createBudget();
  for (const id of ['randomized-search', 'convolutional-network']) budget.spend(id, used(600));
  expect(budget.forCell(usual)).toBe(60);
  budget.spend('another', used(NOTEBOOK_CPU_SECONDS - 1_200 - 10));
  expect(budget.forCell(usual)).toBe(10);
  budget.spend('usual', used(10));
  expect(budget.forCell(long)).toBe(0);
});

test('waiting counts by a quarter of its wall time, and a busy machine costs nothing', () => {
  const budget = createBudget();
  budget.spend('usual', used(20, 80_000));
  expect(budget.forCell({ ...usual, limits: { questionSeconds: 30 } })).toBe(10);
  budget.spend('usual', used(0, 40_000));
  expect(budget.forCell({ ...usual, limits: { questionSeconds: 30 } })).toBe(0);
});
