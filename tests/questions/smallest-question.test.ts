// The smallest question of assessments/README.md, made by following it to the letter, graded behind a real gateway.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import YAML from 'yaml';
import { ROOT_FOLDER } from '../../src/config.ts';
import { createGrader } from '../../src/grading/grader.ts';
import { createNoMemory } from '../../src/grading/verify/memory.ts';
import { verifyQuestions } from '../../src/grading/verify.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { loadBank } from '../../src/questions/bank.ts';
import { lendGateway } from '../support/gateway.ts';

const ID = 'double-number';
const bankFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-smallest-'));
let gateway: GatewayProcess;

beforeAll(async () => {
  gateway = await lendGateway();
});
afterAll(async () => {
  await gateway?.close();
  fs.rmSync(bankFolder, { recursive: true, force: true });
});

function writeFiles(text: string): string[] {
  const files = [...text.matchAll(/^`([\w./]+)`:\n\n```\w+\n(.*?)^```$/gms)];
  for (const [, name = '', content = ''] of files) {
    const file = path.join(bankFolder, ID, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return files.map(([, name = '']) => name);
}

test('what the guide shows is a question that works', async () => {
  const guide = fs.readFileSync(path.join(ROOT_FOLDER, 'assessments', 'README.md'), 'utf8');
  const names = writeFiles(guide);
  expect(names).toEqual([
    'question.yaml',
    'prompt.md',
    'starter.py',
    'rubric.py',
    'solutions/reference.py',
    'wrong/squared.py',
  ]);
  const assessment = /```yaml\n(id: first-try\n.*?)```/s.exec(guide)?.[1] ?? '';
  expect(YAML.parse(assessment)).toMatchObject({ questions: [ID] });
  const grader = createGrader({ gateway, isolation: async () => gateway.means(), reusesJudges: true });
  const proved = await verifyQuestions({
    questions: [...(await loadBank(bankFolder)).values()],
    grader,
    seeds: [1n],
    publishedFolder: null,
    isReduced: true,
    concurrency: 2,
    memory: createNoMemory(),
    onProgress: () => undefined,
  });
  await grader.close();
  expect(proved.map(({ name, kind, problem }) => ({ name, kind, problem }))).toEqual([
    { name: 'reference', kind: 'right', problem: null },
    { name: 'squared', kind: 'wrong', problem: null },
  ]);
}, 120_000);
