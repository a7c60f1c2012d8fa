// The grader: what the worker and the command line use to grade a notebook and to run a receipt.
import { randomBytes } from 'node:crypto';
import { createGateway, type GatewayAddress, type KernelName } from '../kernels/gateway.ts';
import { keepWarm } from '../kernels/warm-kernels.ts';
import { type GradeInput, gradeNotebook } from './grade-notebook.ts';
import type { GradedNotebook, Receipt } from './grading-result.ts';
import { lendJudges } from './lent-judges.ts';
import { type ReceiptInput, runReceipt } from './receipt-run.ts';

export type Grader = {
  /** Throws UserError for a notebook that cannot be graded, GraderError for a failure of ours. */
  grade(input: Omit<GradeInput, 'seed' | 'isolation'> & { seed?: bigint | undefined }): Promise<GradedNotebook>;
  receipt(input: ReceiptInput): Promise<Receipt>;
  /** Resolves when the kernels that are kept waiting for the next gradings have been started. */
  whenWarm(): Promise<void>;
  close(): Promise<void>;
};

export type GraderOptions = {
  gateway: GatewayAddress;
  /** What confines the kernels, as each result says it; asked once. Rejects where no candidate's code may run. */
  isolation(): Promise<string>;
  /** How many gradings' kernels are kept waiting; none where nothing is to be graded after this. */
  warmGradings?: number;
  /** False where no assessment has a question that is run a second time: then none is kept waiting for that. */
  repeats?: boolean;
  /** Lets a judge serve one notebook after another: for notebooks of our own alone. */
  reusesJudges?: boolean;
};

export function createGrader({
  gateway,
  isolation,
  warmGradings = 0,
  repeats = true,
  reusesJudges = false,
}: GraderOptions): Grader {
  const plain = createGateway(gateway);
  const warm =
    warmGradings > 0 ? keepWarm(plain, { waiting: countWaiting(warmGradings, repeats, reusesJudges) }) : null;
  const lent = reusesJudges ? lendJudges(warm ?? plain) : null;
  const client = lent ?? warm ?? plain;
  const closings = new Set<Promise<void>>();
  const track = (closing: Promise<void>): void => {
    const tracked = closing.catch(() => undefined).finally(() => closings.delete(tracked));
    closings.add(tracked);
  };
  let established: Promise<string> | null = null;
  const establish = async (): Promise<string> => {
    established ??= isolation().catch((error: unknown) => {
      established = null;
      throw error;
    });
    return established;
  };
  return {
    grade: async (input) =>
      gradeNotebook({ ...input, seed: input.seed ?? createSeed(), isolation: await establish() }, client, track),
    receipt: async (input) => {
      await establish();
      return runReceipt(input, client);
    },
    whenWarm: async () => {
      await Promise.all(closings);
      await warm?.whenFull();
    },
    close: async () => {
      await Promise.all(closings);
      await lent?.close();
      await warm?.close();
    },
  };
}

/** A grading takes a subject, a twin and a judge, and some a bare twin. */
function countWaiting(gradings: number, repeats: boolean, reusesJudges: boolean): Record<KernelName, number> {
  return { 'assay-subject': (repeats ? 2 : 1) * gradings, 'assay-judge': reusesJudges ? 0 : gradings, 'assay-bare': 1 };
}

/** 64 bits from the system. */
export function createSeed(): bigint {
  return randomBytes(8).readBigUInt64BE();
}
