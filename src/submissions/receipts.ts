// The receipt run of a valid submission: the candidate's notebook in a clean kernel, without rubric or hidden input.
import { buildAssessment } from '../assessments/recruiter-assessments.ts';
import { type Database, inTransaction, type Queryable } from '../db/pool.ts';
import { type Receipt, ReceiptSchema } from '../grading/grading-result.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { enqueue } from '../jobs/store.ts';
import type { GradingDeps } from './gradings.ts';
import { createProgressWriter } from './progress.ts';
import {
  claimOptionalReceipt,
  insertReceipt,
  selectIsReceiptWanted,
  updateOlderReceiptsCancelled,
  updateReceiptFinished,
  updateReceiptProgress,
  updateReceiptWaiting,
} from './receipts/store.ts';

const MAX_TRIES = 3;
const LOOK_INTERVAL_MS = 1_000;
const RETRY_SECONDS = 3;

/** A candidate waits in front of it: it goes before gradings. */
const PRIORITY = 0;

export async function enqueueReceiptRun(
  client: Queryable,
  ids: { submissionId: string; attemptId: string },
): Promise<void> {
  await updateOlderReceiptsCancelled(client, ids);
  await insertReceipt(client, ids.submissionId);
  await enqueue(client, 'receipt_run', { submissionId: ids.submissionId }, { priority: PRIORITY });
}

/** The receipt_run job. Leaves early where a newer upload has cancelled it or the receipt is there already. */
export async function handleReceiptRun(
  { submissionId }: { submissionId: string },
  context: JobContext,
  deps: GradingDeps,
): Promise<void> {
  const { pool, grader, bank, logger } = deps;
  const claimed = await claimOptionalReceipt(pool, submissionId);
  if (claimed === null) return;
  if (claimed.tries > MAX_TRIES) {
    // Its workers died under it, one after the other.
    await updateReceiptFinished(pool, submissionId, buildFailedReceipt());
    return;
  }
  const cancelled = createCancelSignal(pool, submissionId);
  const progress = createProgressWriter((message) => updateReceiptProgress(pool, submissionId, message));
  try {
    const receipt = await grader.receipt({
      notebook: claimed.bytes,
      assessment: buildAssessment({ ...claimed, id: claimed.assessmentId }, bank),
      onProgress: progress.report,
      signal: AbortSignal.any([context.signal, cancelled.signal]),
    });
    await progress.flush();
    await updateReceiptFinished(pool, submissionId, ReceiptSchema.parse(receipt));
  } catch (error) {
    await progress.flush();
    if (cancelled.signal.aborted) return;
    logger.warn({ submissionId, try: claimed.tries, error: String(error) }, 'a receipt run failed');
    if (claimed.tries >= MAX_TRIES && !context.signal.aborted)
      await updateReceiptFinished(pool, submissionId, buildFailedReceipt());
    else await giveBack(pool, submissionId, context, deps.retrySeconds ?? RETRY_SECONDS);
  } finally {
    await cancelled.close();
  }
}

async function giveBack(
  pool: Database,
  submissionId: string,
  context: JobContext,
  delaySeconds: number,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await updateReceiptWaiting(client, submissionId, { countsAsTry: !context.signal.aborted });
    await enqueue(client, 'receipt_run', { submissionId }, { priority: PRIORITY, delaySeconds });
  });
}

/** Aborts within a second or two of a newer upload, whichever host that came to. */
function createCancelSignal(pool: Database, submissionId: string) {
  const controller = new AbortController();
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    const wanted = await selectIsReceiptWanted(pool, submissionId).catch(() => true);
    if (!wanted) controller.abort();
    looking = null;
  };
  const timer = setInterval(() => {
    looking ??= look();
  }, LOOK_INTERVAL_MS);
  return {
    signal: controller.signal,
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

function buildFailedReceipt(): Receipt {
  return {
    status: 'failed',
    problem:
      'The check run did not work, and that is our fault. Your file is safe and will be graded. You can upload it again to try once more.',
    questions: [],
    notes: [],
  };
}
