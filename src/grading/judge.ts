// The judge's kernel as the grader sees it, and the way of its calls to a candidate's kernel.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GraderError, SetupError } from '../errors.ts';
import type { Gateway } from '../kernels/gateway.ts';
import type { Answer, Kernel } from '../kernels/kernel.ts';
import type { Question } from '../questions/question.ts';
import {
  type AgentRequest,
  type CandidateKernel,
  type CellRun,
  RequestRefusedError,
  requireValue,
} from './candidate-kernel.ts';
import { CheckKindSchema } from './grading-result.ts';
import { CALL_CPU_SECONDS, CHECK_WALL_MS, REQUEST_WALL_MS, WALL_PER_CPU } from './limits.ts';
import type { CheckSpec, Outcome } from './settle.ts';

/** One run of a question's cells, as the rubric may read it. */
export type RunContext = { sources: string[]; markdown: string[]; outputs: OutputContext[] };
type OutputContext = {
  cell: string;
  stdout: string;
  stderr: string;
  displays: string[];
  /** Of each display what it shows otherwise, where its text names an object only (a styled table, Markdown). */
  html: string[];
  error: { ename: string; evalue: string } | null;
};

export type HiddenData = { names: Record<string, unknown>; files: Record<string, string> };

/** What a question's checks read of the candidate's kernels, and which of them they ask to do something. */
export type Needs = {
  names: Record<KernelRole, string[]>;
  figures: KernelRole[];
  snapshots: boolean;
  acting: KernelRole[];
};

/** Replies that were fetched before the marking, as JSON text by operation. */
export type Fetched = Partial<Record<KernelRole, Partial<Record<'values' | 'figures' | 'snapshots', string>>>>;

export type Judge = {
  readonly specs: Map<string, CheckSpec[]>;
  readonly needs: Map<string, Needs>;
  draw(questionId: string): Promise<HiddenData>;
  /** The statements of earlier cells that the own ones need; these come in groups, one a question. */
  slice(earlier: string[], own: string[][]): Promise<string[]>;
  /** A cell's top-level statements, each as it was written. */
  split(source: string): Promise<string[]>;
  /** Runs the checks in order: the outcomes by check. */
  mark(marking: JudgeMarking): Promise<Map<string, Outcome>>;
  close(): Promise<void>;
};

export type JudgeMarking = {
  questionId: string;
  checks: string[];
  context: { subject: RunContext; twin: RunContext | null };
  fetched: Fetched;
  kernels: Record<KernelRole, AskCandidate>;
};

const KERNEL_ROLES = ['subject', 'twin'] as const;
export type KernelRole = (typeof KERNEL_ROLES)[number];

/** Answers a request of the judge's, made in a check, with the reply's JSON text. */
export type AskCandidate = (request: AgentRequest, check: string | null) => Promise<string>;

const DescriptionSchema = z.object({
  id: z.string(),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: CheckKindSchema,
      points: z.number(),
      bonus: z.boolean(),
      evidence: z.enum(['computed', 'claimed']),
      requires: z.array(z.string()),
    }),
  ),
  needs: z.object({
    names: z.object({ subject: z.array(z.string()), twin: z.array(z.string()) }),
    figures: z.array(z.enum(KERNEL_ROLES)),
    snapshots: z.boolean(),
    acting: z.array(z.enum(KERNEL_ROLES)),
  }),
});
/** A question's checks and what they read of the kernels, as a judge has read it from the rubric. */
type Description = z.infer<typeof DescriptionSchema>;
const DescriptionsSchema = z.object({ questions: z.array(DescriptionSchema) });

/** By all that a judge is told of a question: what one judge has read the next need not read before it is asked. */
const known = new Map<string, Description>();
const MAX_KNOWN = 500;

const OutcomeSchema = z.object({
  status: z.enum(['passed', 'partial', 'failed', 'grader_error']),
  fraction: z.number().min(0).max(1),
  message: z.string(),
  detail: z.string().optional(),
  evidence: z.literal('claimed').optional(),
});

const CandidateRequestSchema = z.object({
  kernel: z.enum(KERNEL_ROLES),
  check: z.string().nullable(),
  request: z.looseObject({
    op: z.enum([
      'values',
      'names',
      'call',
      'batch',
      'objects',
      'attr',
      'release',
      'model',
      'keras',
      'figures',
      'snapshots',
    ]),
  }),
});

/** What is sent back to the judge goes through the gateway, which closes the socket on larger frames. */
const MAX_REPLY_CHARACTERS = 8_500_000;

export async function createJudge(gateway: Gateway, questions: Question[], seed: bigint): Promise<Judge> {
  const kernel = await gateway.startKernel('assay-judge');
  const told = questions.map(describeQuestion);
  const found = told.map((question) => known.get(buildKey(question)) ?? null);
  const load = async (): Promise<Description[]> => {
    const sent = told.map((question, place) => ({ ...question, isKnown: found[place] !== null }));
    const request = { op: 'load', seed: seed.toString(), questions: sent };
    const answer = requireValue(await kernel.ask(request, { wallLimitMs: CHECK_WALL_MS }), 'load');
    const read = new Map(DescriptionsSchema.parse(answer).questions.map((question) => [question.id, question]));
    if (known.size + read.size > MAX_KNOWN) known.clear();
    return told.flatMap((question, place) => {
      const description = found[place] ?? read.get(question.id);
      if (description) known.set(buildKey(question), description);
      return description ?? [];
    });
  };
  try {
    const isKnown = found.every((description) => description !== null);
    // Nobody waits for what is known.
    return isKnown
      ? createJudgeClient(kernel, found, load())
      : createJudgeClient(kernel, await load(), Promise.resolve());
  } catch (error) {
    await kernel.close();
    if (error instanceof RequestRefusedError && error.kind === 'malformed')
      throw new SetupError(error.message.replace('load: ', ''));
    throw error;
  }
}

function buildKey(told: object): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('base64');
}

function describeQuestion(question: Question): { id: string } & Record<string, unknown> {
  return {
    id: question.id,
    rubric: question.rubric,
    generate: question.generate,
    rerun: question.rerun,
    fromScratch: question.fromScratch !== undefined,
    requires: question.requires.filter((name) => name.kind === 'value').map((name) => name.name),
  };
}

/** `loading`: that the judge has the questions, before which it is asked nothing. */
function createJudgeClient(kernel: Kernel, questions: Description[], loading: Promise<unknown>): Judge {
  const inTurn = createTurns(loading);
  const request = async (message: AgentRequest): Promise<unknown> =>
    requireValue(await inTurn(() => kernel.ask(message, { wallLimitMs: REQUEST_WALL_MS })), `judge, ${message.op}`);
  const specs = new Map<string, CheckSpec[]>(questions.map((question) => [question.id, question.checks]));
  /** A request during which the judge may ask the candidate's kernels. */
  const askJudge = (message: object, kernels: JudgeMarking['kernels']): Promise<Answer> =>
    inTurn(() =>
      kernel.ask(message, { wallLimitMs: CHECK_WALL_MS, onInput: (prompt) => answerJudge(prompt, kernels) }),
    );
  /** Null where not all of them ended within the limit. */
  const markAtOnce = async ({ questionId, checks, context, fetched, kernels }: JudgeMarking) => {
    const answer = await askJudge({ op: 'mark', question: questionId, checks, context, fetched }, kernels);
    if (answer.status !== 'answered') return null;
    const reply = answer.reply as { ok?: unknown; value?: Record<string, unknown> };
    if (reply?.ok !== true) return null;
    return new Map(checks.map((check) => [check, parseOutcome(reply.value?.[check])]));
  };
  const markOneByOne = async ({ questionId, checks, context, fetched, kernels }: JudgeMarking) => {
    const outcomes = new Map<string, Outcome>();
    await request({ op: 'begin', question: questionId, context, fetched });
    for (const check of checks) {
      const answer = await askJudge({ op: 'check', question: questionId, check }, kernels);
      outcomes.set(check, parseCheckAnswer(answer));
    }
    return outcomes;
  };
  return {
    specs,
    needs: new Map(questions.map((question) => [question.id, question.needs])),
    draw: async (question) => (await request({ op: 'draw', question })) as HiddenData,
    // Text that no parser gets through in time must not end the grading: then all of it counts as needed.
    slice: async (earlier, own) =>
      ((await request({ op: 'slice', earlier, own }).catch(elseGive({ cells: earlier }))) as { cells: string[] }).cells,
    split: async (source) =>
      ((await request({ op: 'split', source }).catch(elseGive({ statements: [] }))) as { statements: string[] })
        .statements,
    mark: async (marking) => (await markAtOnce(marking)) ?? markOneByOne(marking),
    close: () => kernel.close(),
  };
}

/** One after the other: a request that waited in the kernel behind a long check would reach its limit there. */
function createTurns(first: Promise<unknown>): <T>(work: () => Promise<T>) => Promise<T> {
  let last = first;
  // Told by the first turn, if anybody takes one.
  last.catch(() => undefined);
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

function elseGive<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof GraderError && error.code === 'judge_failed') return value;
    throw error;
  };
}

function parseCheckAnswer(answer: Answer): Outcome {
  if (answer.status !== 'answered') return buildUnfinished(answer.status);
  const reply = answer.reply as { ok?: unknown; value?: unknown; error?: { evalue?: unknown } };
  return reply?.ok === true ? parseOutcome(reply.value) : buildUnfinished(String(reply?.error?.evalue ?? 'no reply'));
}

function parseOutcome(value: unknown): Outcome {
  const parsed = OutcomeSchema.safeParse(value);
  if (!parsed.success) return buildUnfinished('a malformed reply');
  const { status, fraction, message, detail, evidence } = parsed.data;
  return { status, fraction, message: detail ? `${message}\n${detail}` : message, ...(evidence && { evidence }) };
}

function buildUnfinished(reason: string): Outcome {
  return { status: 'grader_error', fraction: 0, message: `The judge could not finish this check (${reason}).` };
}

async function answerJudge(prompt: string, kernels: Record<KernelRole, AskCandidate>): Promise<string> {
  const parsed = CandidateRequestSchema.safeParse(JSON.parse(prompt));
  // The judge's own message: what is wrong with it is ours, and must not become the candidate's failure.
  if (!parsed.success)
    throw new GraderError('judge_failed', `The judge sent a request that cannot be read: ${parsed.error.message}`);
  return kernels[parsed.data.kernel](parsed.data.request, parsed.data.check);
}

/** Asks a candidate's kernel, and turns every way in which that can fail into a reply for the judge. */
export function createAskCandidate(kernel: CandidateKernel | null): AskCandidate {
  return async (request) => {
    if (!kernel?.isAlive()) return buildFault('unavailable');
    const answer = await kernel.ask(request, selectWallLimit(request));
    if (answer.status === 'timed_out') return buildFault('timed_out');
    if (answer.status === 'kernel_died') return DIED;
    if (answer.status === 'no_answer') return buildFault('malformed');
    const text = describeReply(answer.reply);
    if (text === null) return buildFault('malformed');
    return text.length > MAX_REPLY_CHARACTERS ? buildFault('too_large') : text;
  };
}

/** Null for what is nested too deeply to be written. */
function describeReply(reply: unknown): string | null {
  try {
    return JSON.stringify(reply) ?? null;
  } catch {
    return null;
  }
}

function selectWallLimit(request: Record<string, unknown>): number {
  const calls = request.op === 'batch' && Array.isArray(request.calls) ? request.calls : [request];
  const cpuSeconds = calls.reduce(
    (sum, call) => sum + (typeof call?.cpuSeconds === 'number' ? call.cpuSeconds : CALL_CPU_SECONDS),
    0,
  );
  return Math.min(cpuSeconds * WALL_PER_CPU * 1_000, CHECK_WALL_MS / 2);
}

/** The reply in place of a kernel that died of a request, or while it was carried out. */
export const DIED = buildFault('died');

function buildFault(kind: string): string {
  return JSON.stringify({ ok: false, error: { kind } });
}

/** Both runs of a question travel in one message, which has room for 9 MB. */
const MAX_CONTEXT_BYTES = 4_000_000;
const MAX_DISPLAYS = 50;
const OUTPUT_CHARACTERS = { stdout: 300_000, stderr: 20_000, display: 20_000, page: 60_000 };

/** The text that a question's cells showed, as rubrics may read it: less of each cell where it is too much together. */
export function buildRunContext(sources: string[], markdown: string[], runs: CellRun[]): RunContext {
  let context: RunContext;
  let share = 1;
  do {
    const part = share;
    context = { sources, markdown, outputs: runs.map((run) => buildOutputContext(run, part)) };
    share /= 2;
  } while (share > 0.001 && Buffer.byteLength(JSON.stringify(context.outputs)) > MAX_CONTEXT_BYTES);
  return context;
}

function buildOutputContext(run: CellRun, share: number): OutputContext {
  const room = (name: keyof typeof OUTPUT_CHARACTERS) => Math.ceil(OUTPUT_CHARACTERS[name] * share);
  const stream = (name: 'stdout' | 'stderr') =>
    run.outputs
      .flatMap((output) => (output.type === 'stream' && output.name === name ? [output.text] : []))
      .join('')
      .slice(-room(name));
  const displays = run.outputs.filter((output) => output.type === 'display').slice(-MAX_DISPLAYS);
  const error = run.error ? { ename: run.error.ename, evalue: run.error.evalue } : null;
  return {
    cell: run.cellId,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    displays: displays.map((output) => (output.data['text/plain'] ?? '').slice(0, room('display'))),
    html: displays.map((output) => selectPage(output.data).slice(0, room('page'))),
    error,
  };
}

function selectPage(data: Record<string, string>): string {
  const text = data['text/plain'] ?? '';
  if (text !== '' && !text.trimStart().startsWith('<')) return '';
  return data['text/html'] ?? data['text/markdown'] ?? data['text/latex'] ?? '';
}
