import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVerifyMemory, type VerifyMemory } from '../../../src/grading/verify/memory.ts';
import type { SampleAnswer } from '../../../src/grading/verify/sample-answers.ts';
import type { Question } from '../../../src/questions/question.ts';

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-memory-'));
  write('src/grading/marker.ts', 'one');
  write('kernel/judge/judge.py', 'one');
  for (const id of ['a', 'b']) write(`questions/${id}/rubric.py`, 'one');
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
}

const answer: SampleAnswer = { questionId: 'a', name: 'loops', kind: 'wrong', text: 'x = 1', loses: ['value'] };
const open = (): Promise<VerifyMemory> =>
  createVerifyMemory(
    path.join(root, 'var'),
    root,
    ['a', 'b'].map((id) => ({ id, folder: path.join(root, 'questions', id) }) as Question),
  );

test('an answer that passed need not be proved again, whatever its file is called', async () => {
  const memory = await open();
  expect(await memory.hasPassed(answer, 1n)).toBe(false);
  await memory.rememberPass(answer, 1n);
  const later = await open();
  expect(await later.hasPassed({ ...answer, name: 'renamed' }, 1n)).toBe(true);
});

test.each([
  ['another seed', (): void => undefined, answer, 2n],
  ['another text', (): void => undefined, { ...answer, text: 'x = 2' }, 1n],
  ['other checks to lose', (): void => undefined, { ...answer, loses: [] }, 1n],
  ['a changed rubric', (): void => write('questions/a/rubric.py', 'two'), answer, 1n],
  ['other given data', (): void => write('questions/a/data/a.csv', '1'), answer, 1n],
  ['a changed grader', (): void => write('src/grading/marker.ts', 'two'), answer, 1n],
  ['a changed judge', (): void => write('kernel/judge/judge.py', 'two'), answer, 1n],
  ['other packages', (): void => write('kernel/requirements-kernel.txt', 'numpy'), answer, 1n],
] as const)('%s must be proved', async (_, change, changed, seed) => {
  await (await open()).rememberPass(answer, 1n);
  change();
  expect(await (await open()).hasPassed({ ...changed, loses: [...changed.loses] }, seed)).toBe(false);
});

test('another question, a prompt and what Python leaves change nothing', async () => {
  await (await open()).rememberPass(answer, 1n);
  write('questions/b/rubric.py', 'two');
  write('questions/a/prompt.md', 'two');
  write('kernel/judge/__pycache__/judge.pyc', 'two');
  expect(await (await open()).hasPassed(answer, 1n)).toBe(true);
});

test('what an answer costs is kept beside what another run learned', async () => {
  const [first, second] = [await open(), await open()];
  first.rememberCost(answer, 4_000.4);
  second.rememberCost({ ...answer, questionId: 'b' }, 10);
  await first.save();
  await second.save();
  const later = await open();
  expect([later.costMs(answer), later.costMs({ ...answer, questionId: 'b' })]).toEqual([4_000, 10]);
  expect(later.costMs({ ...answer, name: 'new' })).toBeGreaterThan(0);
});

test('passes that nobody asked for in a long time are forgotten', async () => {
  await (await open()).rememberPass(answer, 1n);
  const folder = path.join(root, 'var', 'passed');
  for (const name of fs.readdirSync(folder)) fs.utimesSync(path.join(folder, name), 0, 0);
  expect(await (await open()).hasPassed(answer, 1n)).toBe(false);
});
