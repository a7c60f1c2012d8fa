// What `assay verify` keeps between runs: which answers passed with which sources, and how long each took.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Question } from '../../questions/question.ts';
import type { SampleAnswer } from './sample-answers.ts';

export type VerifyMemory = {
  /** True where the same answer passed with the same seed, and nothing that its points rest on has changed. */
  hasPassed(answer: SampleAnswer, seed: bigint): Promise<boolean>;
  /** Passes alone are kept: what failed is proved again. */
  rememberPass(answer: SampleAnswer, seed: bigint): Promise<void>;
  costMs(answer: SampleAnswer): number;
  rememberCost(answer: SampleAnswer, milliseconds: number): void;
  save(): Promise<void>;
};

/** Everything that grades, relative to the installation's folder. */
const SOURCES = [
  'kernel/candidate',
  'kernel/judge',
  'kernel/gateway',
  'kernel/requirements-kernel.txt',
  'kernel/requirements-gateway.txt',
  'package-lock.json',
  'src/assessments',
  'src/grading',
  'src/kernels',
  'src/notebooks',
  'src/questions',
];
const KEPT_DAYS = 30;
const DEFAULT_COST_MS = 1_500;

/** `folder` is made where it is not there. */
export async function createVerifyMemory(
  folder: string,
  rootFolder: string,
  questions: Question[],
): Promise<VerifyMemory> {
  const passedFolder = path.join(folder, 'passed');
  const costsFile = path.join(folder, 'costs.json');
  await fs.mkdir(passedFolder, { recursive: true });
  await sweep(passedFolder);
  const grading = await hashFiles(SOURCES.map((name) => path.join(rootFolder, name)));
  const byQuestion = new Map(
    await Promise.all(
      questions.map(async (question) => [question.id, await hashQuestion(question.folder)] as [string, string]),
    ),
  );
  const costs = await readCosts(costsFile);
  const pathOf = ({ questionId, kind, text, loses }: SampleAnswer, seed: bigint): string => {
    const facts = [grading, byQuestion.get(questionId), questionId, kind, text, loses, seed.toString()];
    return path.join(passedFolder, createHash('sha256').update(JSON.stringify(facts)).digest('hex'));
  };
  const nameOf = (answer: SampleAnswer) => `${answer.questionId}/${answer.kind}/${answer.name}`;
  return {
    hasPassed: async (answer, seed) => {
      const now = new Date();
      return fs.utimes(pathOf(answer, seed), now, now).then(
        () => true,
        () => false,
      );
    },
    rememberPass: (answer, seed) => fs.writeFile(pathOf(answer, seed), ''),
    costMs: (answer) => costs[nameOf(answer)] ?? DEFAULT_COST_MS,
    rememberCost: (answer, milliseconds) => {
      costs[nameOf(answer)] = Math.round(milliseconds);
    },
    save: async () => {
      // Another verify may write at the same time: a file that is half of each would be none.
      const temporary = `${costsFile}.${process.pid}`;
      await fs.writeFile(temporary, JSON.stringify({ ...(await readCosts(costsFile)), ...costs }, null, 1));
      await fs.rename(temporary, costsFile);
    },
  };
}

/** Remembers nothing. */
export function createNoMemory(): VerifyMemory {
  return {
    hasPassed: async () => false,
    rememberPass: async () => undefined,
    costMs: () => DEFAULT_COST_MS,
    rememberCost: () => undefined,
    save: async () => undefined,
  };
}

/** What the points of an answer rest on: not the prompt, nor the other answers. */
function hashQuestion(folder: string): Promise<string> {
  return hashFiles(
    ['question.yaml', 'starter.py', 'rubric.py', 'generate.py', 'data'].map((name) => path.join(folder, name)),
  );
}

async function hashFiles(paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(paths.map(listFiles))).flat()) {
    hash.update(`${file}\0`);
    hash.update(
      createHash('sha256')
        .update(await fs.readFile(file))
        .digest(),
    );
  }
  return hash.digest('hex');
}

async function listFiles(file: string): Promise<string[]> {
  const stat = await fs.stat(file).catch(() => null);
  if (stat === null) return [];
  if (!stat.isDirectory()) return [file];
  const names = (await fs.readdir(file)).filter((name) => name !== '__pycache__').sort();
  return (await Promise.all(names.map((name) => listFiles(path.join(file, name))))).flat();
}

async function readCosts(file: string): Promise<Record<string, number>> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'));
  } catch {
    return {};
  }
}

async function sweep(folder: string): Promise<void> {
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1_000;
  for (const name of await fs.readdir(folder)) {
    const stat = await fs.stat(path.join(folder, name)).catch(() => null);
    if (stat && stat.mtimeMs < oldest) await fs.rm(path.join(folder, name), { force: true });
  }
}
