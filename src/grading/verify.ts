// Proves questions: every right answer earns all automatic points, every wrong one loses exactly the checks it names.
// One answer of each question goes into one notebook, and notebooks are graded side by side.
import fs from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '../errors.ts';
import { buildNotebook, type NewCell } from '../notebooks/notebook.ts';
import { parsePercentFormat } from '../notebooks/percent-format.ts';
import type { Question } from '../questions/question.ts';
import type { Grader } from './grader.ts';
import type { QuestionResult } from './grading-result.ts';

export type AnswerKind = 'right' | 'published' | 'wrong';

type SampleAnswer = { questionId: string; name: string; kind: AnswerKind; text: string; loses: string[] };

export type VerifiedAnswer = {
  questionId: string;
  name: string;
  kind: AnswerKind;
  seed: string;
  problem: string | null;
};

export type VerifyOptions = {
  questions: Question[];
  grader: Grader;
  seeds: bigint[];
  /** The published sample solutions, where they are at hand. */
  publishedFolder: string | null;
  concurrency: number;
  onProgress(done: number, total: number): void;
};

export async function verifyQuestions(options: VerifyOptions): Promise<VerifiedAnswer[]> {
  const { questions, seeds } = options;
  const answers = await Promise.all(questions.map((question) => readAnswers(question, options.publishedFolder)));
  const notebooks = Math.max(0, ...answers.map((list) => list.length));
  const packs = Array.from({ length: notebooks }, (_, index) => answers.flatMap((list) => list[index] ?? []));
  const jobs = seeds.flatMap((seed) => packs.map((pack) => ({ seed, pack })));
  const results: VerifiedAnswer[] = [];
  let done = 0;
  const workers = Array.from({ length: options.concurrency }, async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      results.push(...(await verifyPack(job.pack, job.seed, options)));
      options.onProgress(++done, seeds.length * packs.length);
    }
  });
  await Promise.all(workers);
  return results;
}

async function verifyPack(
  pack: SampleAnswer[],
  seed: bigint,
  { questions, grader }: VerifyOptions,
): Promise<VerifiedAnswer[]> {
  const used = questions.filter((question) => pack.some((answer) => answer.questionId === question.id));
  const notebook = buildNotebook(
    used.flatMap((question) =>
      buildAnsweredQuestion(question, pack.find((answer) => answer.questionId === question.id)?.text ?? ''),
    ),
    'verify',
  );
  const assessment = { id: 'verify', title: 'Verify', minutes: 60, passMark: 0.5, questions: used };
  const { result } = await grader.grade({
    notebook: Buffer.from(JSON.stringify(notebook)),
    notebookName: 'verify.ipynb',
    assessment,
    seed,
  });
  return pack.map((answer) => {
    const { questionId, name, kind } = answer;
    const question = result.questions.find((candidate) => candidate.id === questionId);
    return {
      questionId,
      name,
      kind,
      seed: seed.toString(),
      problem: question ? findProblem(answer, question) : 'it was not graded',
    };
  });
}

/** The starter's prompt and given cells of a question, then the cells of an answer. */
export function buildAnsweredQuestion(question: Question, answer: string): NewCell[] {
  return [
    { kind: 'markdown', source: `## ${question.title}`, mark: { question: question.id, role: 'prompt' } },
    ...question.starter
      .filter((cell) => cell.role === 'given')
      .map(
        (cell): NewCell => ({ kind: cell.kind, source: cell.source, mark: { question: question.id, role: 'given' } }),
      ),
    ...parsePercentFormat(answer).map(
      (cell): NewCell => ({ kind: cell.kind, source: cell.source, mark: { question: question.id, role: 'answer' } }),
    ),
  ];
}

function findProblem(answer: SampleAnswer, result: QuestionResult): string | null {
  const required = result.checks.filter((check) => !check.bonus && check.kind !== 'reader');
  const lost = required.filter((check) => check.points < check.maxPoints);
  const fault = result.checks.find((check) => check.status === 'grader_error');
  if (fault) return `the grader failed in ${fault.id}: ${fault.message}`;
  const describe = (ids: string[]) => (ids.length === 0 ? 'nothing' : ids.join(', '));
  const lostIds = lost.map((check) => check.id).sort();
  const expected = [...answer.loses].sort();
  if (describe(lostIds) === describe(expected)) return null;
  const messages = lost.filter((check) => !expected.includes(check.id)).map((check) => `${check.id}: ${check.message}`);
  return `it should lose ${describe(expected)}, and lost ${describe(lostIds)} (${result.status})${messages.length ? `\n      ${messages.join('\n      ')}` : ''}`;
}

async function readAnswers(question: Question, publishedFolder: string | null): Promise<SampleAnswer[]> {
  const right = await readFolder(path.join(question.folder, 'solutions'));
  const wrong = await readFolder(path.join(question.folder, 'wrong'));
  const published =
    publishedFolder === null ? null : await readOptional(path.join(publishedFolder, `${question.id}.py`));
  const checkIds = new Set(
    [...question.rubric.matchAll(/^# %% \[check\].*?\bid=([a-z0-9-]+)/gm)].map((match) => match[1]),
  );
  return [
    ...(published === null
      ? []
      : [{ questionId: question.id, name: 'published', kind: 'published' as const, text: published, loses: [] }]),
    ...right.map(({ name, text }) => ({ questionId: question.id, name, kind: 'right' as const, text, loses: [] })),
    ...wrong.map(({ name, text, file }) => ({
      questionId: question.id,
      name,
      kind: 'wrong' as const,
      text,
      loses: parseLoses(text, file, checkIds),
    })),
  ];
}

function parseLoses(text: string, file: string, checkIds: Set<string | undefined>): string[] {
  const ids = /^# loses: (.+)$/m
    .exec(text.split('\n', 1)[0] ?? '')?.[1]
    ?.split(',')
    .map((id) => id.trim());
  if (!ids) throw new SetupError(`${file}: the first line must name the checks that it loses: "# loses: id, id".`);
  const unknown = ids.find((id) => !checkIds.has(id));
  if (unknown !== undefined) throw new SetupError(`${file}: "${unknown}" is no check of the rubric.`);
  return ids;
}

async function readFolder(folder: string): Promise<{ name: string; file: string; text: string }[]> {
  const names = (await fs.readdir(folder).catch(() => [])).filter((name) => name.endsWith('.py')).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: path.basename(name, '.py'),
      file: path.join(folder, name),
      text: await fs.readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

async function readOptional(file: string): Promise<string | null> {
  return fs.readFile(file, 'utf8').catch(() => null);
}
