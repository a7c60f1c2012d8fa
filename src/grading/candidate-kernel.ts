// A kernel that runs a candidate's cells: subject, twin or bare twin. Dies and is replaced without taking the rest of the
// notebook with it.
import { createHash } from 'node:crypto';
import { GraderError } from '../errors.ts';
import type { Gateway, KernelName } from '../kernels/gateway.ts';
import type { Answer, Kernel, KernelFault, Oddities } from '../kernels/kernel.ts';
import type { KernelOutput } from '../kernels/outputs.ts';
import { REQUEST_WALL_MS, WALL_PER_CPU } from './limits.ts';
import type { Losses } from './losses.ts';

export type CandidateRole = 'subject' | 'twin' | 'bare';

export type CellToRun = {
  id: string;
  source: string;
  questionId: string | null;
  role: 'given' | 'answer';
  cpuSeconds: number;
};

export type CellRun = {
  cellId: string;
  outcome: 'ran' | 'raised' | 'timed_out' | 'kernel_died' | 'not_run';
  error: KernelFault | null;
  outputs: KernelOutput[];
  droppedBytes: number;
  wallMs: number;
  cpuSeconds: number;
};

/** What the agent in a candidate's kernel is asked to do. */
export type AgentRequest = { op: string } & Record<string, unknown>;

export type CandidateSetup = {
  role: CandidateRole;
  /** Data files for the kernel's folder, base64 by name. */
  files: Record<string, string>;
  forbid?: string[];
  allow?: string[];
  /** Questions of whose cells the tables are recorded that they bind and show. */
  snapshots?: string[];
  seed: bigint;
  losses: Losses;
};

/** Environment as the kernel reports it. */
export type KernelEnvironment = Record<string, string>;

export type CandidateKernel = {
  readonly environment: KernelEnvironment;
  runCell(cell: CellToRun): Promise<CellRun>;
  /** Runs code to see what becomes of it: a fresh kernel in this one's place does not run it again. */
  tryOut(cell: CellToRun): Promise<CellRun>;
  ask(request: AgentRequest, wallLimitMs?: number): Promise<Answer>;
  /** A request that changes what later cells find: a fresh kernel in this one's place gets it again. */
  tell(request: AgentRequest): Promise<Answer>;
  isAlive(): boolean;
  /** Of this kernel and those that it took the place of. */
  oddities(): Oddities[];
  /**
   * Puts a fresh kernel in the place of this one and runs again what had run without killing it, but for the figures
   * of other questions than the present one. `shortened` holds by cell id what is enough of other questions' cells.
   */
  replace(questionId: string | null, shortened?: Map<string, string>): Promise<void>;
  close(): Promise<void>;
};

const KERNEL_NAMES: Record<CandidateRole, KernelName> = {
  subject: 'assay-subject',
  twin: 'assay-subject',
  bare: 'assay-bare',
};
/** Below this wall time nobody asks how much processor time a cell took. */
const SHORT_CELL_MS = 1_000;

export async function createCandidateKernel(gateway: Gateway, setup: CandidateSetup): Promise<CandidateKernel> {
  let { kernel, environment } = await startAndSetUp(gateway, setup);
  let isClosed = false;
  const replaced: Oddities[] = [];
  const history: ({ cell: CellToRun } | { request: AgentRequest })[] = [];
  /** By the kernel and how far its notebook has run: what is lost there once more is lost at the same place. */
  const watch = <T>(what: string, wait: (how: { lossIsOurs: boolean }) => Promise<T>): Promise<T> =>
    setup.losses.watch(`${setup.role} ${setup.forbid?.join() ?? ''} ${history.length} ${what}`, wait);

  const runOn = async (target: Kernel, cell: CellToRun): Promise<CellRun> => {
    const metadata = { question: cell.questionId, cell: cell.id, role: cell.role, cpuSeconds: cell.cpuSeconds };
    const wallLimitMs = cell.cpuSeconds * WALL_PER_CPU * 1_000;
    const run = await watch(`cell ${cell.id}`, (how) => target.execute(cell.source, { metadata, wallLimitMs, ...how }));
    const base = {
      cellId: cell.id,
      outputs: run.outputs,
      droppedBytes: run.droppedBytes,
      wallMs: run.wallMs,
      error: null,
    };
    if (run.status === 'kernel_died' || !target.isAlive()) {
      return {
        ...base,
        outcome: run.status === 'timed_out' ? 'timed_out' : 'kernel_died',
        cpuSeconds: run.wallMs / 1_000,
      };
    }
    if (run.status === 'timed_out') return { ...base, outcome: 'timed_out', cpuSeconds: cell.cpuSeconds };
    const interrupted = run.status === 'errored' && run.error.ename === 'KeyboardInterrupt';
    const facts =
      run.wallMs > SHORT_CELL_MS || interrupted
        ? await watch('facts', (how) => askCellFacts(target, how))
        : { timedOut: false, cpuSeconds: run.wallMs / 1_000 };
    const error = run.status === 'errored' ? run.error : null;
    return {
      ...base,
      error,
      outcome: facts.timedOut ? 'timed_out' : error ? 'raised' : 'ran',
      cpuSeconds: facts.cpuSeconds,
    };
  };

  const ask = (request: AgentRequest, wallLimitMs = REQUEST_WALL_MS): Promise<Answer> =>
    watch(request.op, (how) => kernel.ask(request, { wallLimitMs, ...how }));

  return {
    get environment() {
      return environment;
    },
    runCell: async (cell) => {
      if (!kernel.isAlive()) return notRun(cell.id);
      const run = await runOn(kernel, cell);
      if (run.outcome === 'ran' || run.outcome === 'raised') history.push({ cell });
      return run;
    },
    tryOut: async (cell) => (kernel.isAlive() ? runOn(kernel, cell) : notRun(cell.id)),
    ask,
    tell: async (request) => {
      history.push({ request });
      return ask(request);
    },
    isAlive: () => kernel.isAlive(),
    oddities: () => [...replaced, kernel.oddities()],
    replace: async (questionId, shortened) => {
      if (isClosed) throw new GraderError('cancelled', 'The grading has ended.');
      replaced.push(kernel.oddities());
      await kernel.close();
      const fresh = await startAndSetUp(gateway, setup);
      if (isClosed) {
        // What still ran while the grading ended must not leave a kernel behind.
        await fresh.kernel.close();
        throw new GraderError('cancelled', 'The grading has ended.');
      }
      ({ kernel, environment } = fresh);
      let isReached = false;
      for (const entry of [...history]) {
        if (!kernel.isAlive()) break;
        if ('request' in entry) {
          await ask(entry.request);
          continue;
        }
        const { cell } = entry;
        const isPresent = cell.questionId === questionId;
        // What the cells before drew belongs to questions that are marked already.
        if (isPresent && !isReached) await ask({ op: 'figures', take: true });
        isReached ||= isPresent;
        const source = isPresent ? cell.source : (shortened?.get(cell.id) ?? cell.source);
        if (source !== '') await runOn(kernel, { ...cell, source });
      }
    },
    close: async () => {
      isClosed = true;
      await kernel.close();
    },
  };
}

export function notRun(cellId: string): CellRun {
  return { cellId, outcome: 'not_run', error: null, outputs: [], droppedBytes: 0, wallMs: 0, cpuSeconds: 0 };
}

async function startAndSetUp(
  gateway: Gateway,
  setup: CandidateSetup,
): Promise<{ kernel: Kernel; environment: KernelEnvironment }> {
  const { role, forbid, allow = [], snapshots } = setup;
  const kernel = await gateway.startKernel(KERNEL_NAMES[role], forbid && { forbid, allow });
  try {
    const seed = drawKernelSeed(setup.seed);
    const reply = await kernel.ask(
      { op: 'setup', role, seed, ...(forbid ? { forbid, allow } : {}), ...(snapshots ? { snapshots } : {}) },
      { wallLimitMs: REQUEST_WALL_MS },
    );
    const value = requireValue(reply, 'setup') as { python: string; packages: KernelEnvironment };
    if (Object.keys(setup.files).length > 0) {
      requireValue(await kernel.ask({ op: 'files', files: setup.files }, { wallLimitMs: REQUEST_WALL_MS }), 'files');
    }
    return { kernel, environment: { python: value.python, ...value.packages } };
  } catch (error) {
    await kernel.close();
    throw error;
  }
}

/** Nothing that the judge draws hidden data from: the candidate's code can read what a kernel is told. */
function drawKernelSeed(seed: bigint): number {
  return createHash('sha256').update(`kernel ${seed}`).digest().readUInt32BE();
}

/** For requests that precede any of the candidate's code: what fails here is ours. */
export function requireValue(answer: Answer, what: string): unknown {
  if (answer.status === 'answered') {
    const reply = answer.reply as {
      ok?: unknown;
      value?: unknown;
      error?: { evalue?: unknown; ename?: unknown; kind?: unknown };
    };
    if (reply?.ok === true) return reply.value;
    throw new RequestRefusedError(what, reply?.error);
  }
  throw new RequestRefusedError(what, {
    ename: answer.status,
    evalue: answer.status === 'no_answer' ? answer.reason : '',
  });
}

/** A request of ours that a kernel refused; `kind` "malformed" speaks of a rubric file. */
export class RequestRefusedError extends GraderError {
  readonly kind: string;

  constructor(what: string, error: { ename?: unknown; evalue?: unknown; kind?: unknown } | undefined) {
    super('judge_failed', `${what}: ${String(error?.evalue || error?.ename || 'no reply of the agreed form')}`);
    this.kind = String(error?.kind ?? '');
  }
}

async function askCellFacts(
  kernel: Kernel,
  how: { lossIsOurs: boolean },
): Promise<{ timedOut: boolean; cpuSeconds: number }> {
  const answer = await kernel.ask({ op: 'cell' }, { wallLimitMs: REQUEST_WALL_MS, ...how });
  const reply =
    answer.status === 'answered' ? (answer.reply as { value?: { timedOut?: unknown; cpuSeconds?: unknown } }) : null;
  const cpuSeconds = reply?.value?.cpuSeconds;
  return {
    timedOut: reply?.value?.timedOut === true,
    cpuSeconds: typeof cpuSeconds === 'number' && cpuSeconds >= 0 ? cpuSeconds : answer.wallMs / 1_000,
  };
}
