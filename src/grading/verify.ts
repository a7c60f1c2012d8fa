// Proves questions: every right answer earns all automatic points, every wrong one loses exactly the checks it names.
// One answer of each question goes into one notebook, and notebooks are graded side by side.
import { GraderError } from '../errors.ts';
import { buildNotebook, type NewCell } from '../notebooks/notebook.ts';
import { parsePercentFormat } from '../notebooks/percent-format.ts';
import type { Question } from '../questions/question.ts';
import type { Grader } from './grader.ts';
import type { GradedNotebook, GradingProgress, QuestionResult } from './grading-result.ts';
import { runSideBySide } from './side-by-side.ts';
import type { VerifyMemory } from './verify/memory.ts';
import { packAnswers } from './verify/packs.ts';
import { type AnswerKind, readSampleAnswers, type SampleAnswer } from './verify/sample-answers.ts';

export type VerifiedAnswer = {
  questionId: string;
  name: string;
  kind: AnswerKind;
  seed: string;
  problem: string | null;
  /** True where it passed before, and nothing that its points rest on has changed since. */
  isRemembered: boolean;
  wallMs: number;
};

export type VerifyProgress = {
  doneNotebooks: number;
  notebooks: number;
  doneAnswers: number;
  answers: number;
  problems: number;
  /** The questions that are being graded at this moment. */
  running: string[];
  /** The notebook that has just ended. */
  ended: { number: number; answers: number; seconds: number; problems: number } | null;
};

export type VerifyOptions = {
  questions: Question[];
  grader: Grader;
  seeds: bigint[];
  publishedFolder: string | null;
  /** Of a question whose answers take long those alone that it names for every day. */
  isReduced: boolean;
  concurrency: number;
  memory: VerifyMemory;
  onProgress(progress: VerifyProgress): void;
};

type Job = { number: number; seed: bigint; answers: SampleAnswer[] };

export async function verifyQuestions(options: VerifyOptions): Promise<VerifiedAnswer[]> {
  const { questions, seeds, memory } = options;
  const sources = questions.map((question) => readSampleAnswers({ question, ...options }));
  const answers = (await Promise.all(sources)).flat();
  const remembered: VerifiedAnswer[] = [];
  const jobs: Job[] = [];
  for (const seed of seeds) {
    const toProve: SampleAnswer[] = [];
    for (const answer of answers) {
      if (await memory.hasPassed(answer, seed))
        remembered.push({ ...describe(answer, seed, null, 0), isRemembered: true });
      else toProve.push(answer);
    }
    for (const pack of packAnswers(toProve, memory.costMs)) jobs.push({ number: jobs.length + 1, seed, answers: pack });
  }
  const progress = createProgress(jobs, options);
  const proved = await runSideBySide({
    items: jobs,
    concurrency: options.concurrency,
    run: (job) => verifyNotebook(job, options, progress),
    isOurFault: (results) => results.some((result) => result.isLost),
  });
  await memory.save();
  return [...remembered, ...proved.flat().map(({ isLost, ...result }) => result)];
}

type Proved = VerifiedAnswer & { isLost: boolean };

async function verifyNotebook(job: Job, options: VerifyOptions, progress: Progress): Promise<Proved[]> {
  const { memory } = options;
  const startedAt = performance.now();
  const clock = createQuestionClock();
  const graded = await gradeAnswers(job, options, (told) => {
    clock.follow(told);
    progress.follow(job, told.questionId);
  }).catch((error: unknown) => {
    // The other notebooks go on.
    if (error instanceof GraderError && error.code === 'cancelled') throw error;
    return error instanceof Error ? error : new Error(String(error));
  });
  const results: Proved[] = [];
  for (const answer of job.answers) {
    const wallMs = clock.wallMs(answer.questionId);
    if (graded instanceof Error) {
      const problem = `it was not graded: ${graded.message}`;
      results.push({ ...describe(answer, job.seed, problem, wallMs), isLost: graded instanceof GraderError });
      continue;
    }
    const question = graded.result.questions.find((candidate) => candidate.id === answer.questionId);
    const problem = question ? findProblem(answer, question) : 'it was not graded';
    if (problem === null) await memory.rememberPass(answer, job.seed);
    memory.rememberCost(answer, wallMs);
    results.push({ ...describe(answer, job.seed, problem, wallMs), isLost: false });
  }
  progress.end(job, results, (performance.now() - startedAt) / 1_000);
  return results;
}

function gradeAnswers(
  { answers, seed }: Job,
  { questions, grader }: VerifyOptions,
  onProgress: (progress: GradingProgress) => void,
): Promise<GradedNotebook> {
  const used = questions.filter((question) => answers.some((answer) => answer.questionId === question.id));
  const notebook = buildNotebook(
    used.flatMap((question) =>
      buildAnsweredQuestion(question, answers.find((answer) => answer.questionId === question.id)?.text ?? ''),
    ),
    'verify',
  );
  return grader.grade({
    notebook: Buffer.from(JSON.stringify(notebook)),
    notebookName: 'verify.ipynb',
    assessment: { id: 'verify', title: 'Verify', minutes: 60, passMark: 0.5, questions: used },
    seed,
    onProgress,
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

function describe(answer: SampleAnswer, seed: bigint, problem: string | null, wallMs: number): VerifiedAnswer {
  const { questionId, name, kind } = answer;
  return { questionId, name, kind, seed: seed.toString(), problem, isRemembered: false, wallMs: Math.round(wallMs) };
}

function findProblem(answer: SampleAnswer, result: QuestionResult): string | null {
  const required = result.checks.filter((check) => !check.bonus && check.kind !== 'reader');
  const lost = required.filter((check) => check.points < check.maxPoints);
  const fault = result.checks.find((check) => check.status === 'grader_error');
  if (fault) return `the grader failed in ${fault.id}: ${fault.message}`;
  const list = (ids: string[]) => (ids.length === 0 ? 'nothing' : ids.join(', '));
  const lostIds = lost.map((check) => check.id).sort();
  const expected = [...answer.loses].sort();
  if (list(lostIds) === list(expected)) return null;
  const messages = lost.filter((check) => !expected.includes(check.id)).map((check) => `${check.id}: ${check.message}`);
  return `it should lose ${list(expected)}, and lost ${list(lostIds)} (${result.status})${messages.length ? `\n      ${messages.join('\n      ')}` : ''}`;
}

/** How long each question of a notebook takes, from what the grading tells of its progress. */
function createQuestionClock() {
  const wallMs = new Map<string, number>();
  let present: string | null = null;
  let since = performance.now();
  return {
    follow: ({ questionId }: GradingProgress): void => {
      const now = performance.now();
      if (present !== null) wallMs.set(present, (wallMs.get(present) ?? 0) + now - since);
      present = questionId;
      since = now;
    },
    wallMs: (questionId: string): number => wallMs.get(questionId) ?? 0,
  };
}

type Progress = {
  follow(job: Job, questionId: string | null): void;
  end(job: Job, results: Proved[], seconds: number): void;
};

function createProgress(jobs: Job[], { onProgress }: VerifyOptions): Progress {
  const running = new Map<Job, string | null>();
  const done = new Map<Job, Proved[]>();
  const tell = (ended: VerifyProgress['ended']): void => {
    const results = [...done.values()].flat();
    onProgress({
      doneNotebooks: done.size,
      notebooks: jobs.length,
      doneAnswers: results.length,
      answers: jobs.reduce((sum, job) => sum + job.answers.length, 0),
      problems: results.filter((result) => result.problem !== null).length,
      running: [...running.values()].map((questionId) => questionId ?? 'starting'),
      ended,
    });
  };
  return {
    follow: (job, questionId) => {
      running.set(job, questionId);
      tell(null);
    },
    end: (job, results, seconds) => {
      running.delete(job);
      done.set(job, results);
      const problems = results.filter((result) => result.problem !== null).length;
      tell({ number: job.number, answers: job.answers.length, seconds, problems });
    },
  };
}
