import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AnswerSource, readSampleAnswers } from '../../../src/grading/verify/sample-answers.ts';
import type { Question } from '../../../src/questions/question.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-answers-'));
  write('q/solutions/reference.py', 'x = 1');
  write('q/solutions/loops.py', 'x = 0 + 1');
  write('q/wrong/none.py', '# loses: value, plot\npass');
  write('published/q.py', 'x = 1  # published');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

async function read(options: Partial<AnswerSource>, reduced?: string[]): Promise<string[]> {
  const rubric = '# %% [check] id=value points=1\n# %% [check] id=plot points=1\n';
  const question = { id: 'q', folder: path.join(folder, 'q'), rubric, verify: { reduced } } as unknown as Question;
  const answers = await readSampleAnswers({ question, publishedFolder: null, isReduced: false, ...options });
  return answers.map(({ kind, name, loses }) => [kind, name, ...loses].join(' '));
}

test('right and wrong answers, and the published one where it is at hand', async () => {
  expect(await read({})).toEqual(['right loops', 'right reference', 'wrong none value plot']);
  expect(await read({ publishedFolder: path.join(folder, 'published') })).toContain('published published');
  expect(await read({ publishedFolder: path.join(folder, 'nothing') })).toHaveLength(3);
});

test('of a long question every day those that it names', async () => {
  expect(await read({ isReduced: true }, ['reference', 'none'])).toEqual(['right reference', 'wrong none value plot']);
  expect(await read({ isReduced: true })).toHaveLength(3);
  expect(await read({ isReduced: false }, ['reference'])).toHaveLength(3);
  expect(await read({ isReduced: true }, ['reference', 'published'])).toEqual(['right reference']);
  await expect(read({}, ['gone'])).rejects.toThrow('names "gone"');
});

test('a wrong answer without its header, or with one that names no check, is refused', async () => {
  write('q/wrong/none.py', 'pass');
  await expect(read({})).rejects.toThrow('first line must name the checks');
  write('q/wrong/none.py', '# loses: valu\npass');
  await expect(read({})).rejects.toThrow('"valu" is no check of the rubric');
});
