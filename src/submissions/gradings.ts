// Gradings of closed attempts: made in the closing's transaction, run by a worker, written once.
import { randomBytes } from 'node:crypto';
import { insertAuditEntry } from '../accounts/store.ts';
import type { Assessment } from '../assessments/assessment.ts';
import { buildAssessment } from '../assessments/recruiter-assessments.ts';
import { type Database, inTransaction, type Queryable } from '../db/pool.ts';
import { GraderError, UserError } from '../errors.ts';
import {
  type GradedNotebook,
  GradedNotebookSchema,
  type GradingProgress,
  type Receipt,
} from '../grading/grading-result.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { enqueue } from '../jobs/store.ts';
import type { Logger } from '../logger.ts';
import { insertOptionalReportMail } from '../mail/store.ts';
import type { Bank } from '../questions/bank.ts';
import {
  type ClaimedGrading,
  claimOptionalGrading,
  type GradingEnd,
  insertGrading,
  selectOptionalGradable,
  updateGradingFinished,
  updateGradingProgress,
  updateGradingWaiting,
} from './gradings/store.ts';
import { createProgressWriter } from './progress.ts';

type GraderInput = {
  notebook: Buffer;
  assessment: Assessment;
  onProgress?: (progress: GradingProgress) => void;
  signal?: AbortSignal;
};

/** What the jobs need of the grader. */
export type NotebookGrader = {
  grade(input: GraderInput & { notebookName: string; seed?: bigint }): Promise<GradedNotebook>;
  receipt(input: GraderInput): Promise<Receipt>;
};

export type GradingDeps = {
  pool: Database;
  grader: NotebookGrader;
  bank: Bank;
  logger: Logger;
  /** Before a failed run comes again; tests shorten it. */
  retrySeconds?: number;
};

/** Failures of ours that are tried again, each on fresh kernels. */
const MAX_TRIES = 3;
/** A worker that dies counts too, a little later: a notebook that kills every worker must not go on for ever. */
const MAX_CLAIMS = MAX_TRIES + 2;
const RETRY_SECONDS = 15;
/** After receipts, in front of which a candidate waits. */
const PRIORITY = 10;

export async function enqueueGrading(
  client: Queryable,
  { attemptId, submissionId }: { attemptId: string; submissionId: string | null },
): Promise<string> {
  const seed = randomBytes(8).readBigUInt64BE();
  const gradingId = await insertGrading(client, { attemptId, submissionId, seed });
  await enqueue(client, 'grade_attempt', { gradingId }, { priority: PRIORITY });
  return gradingId;
}

/** A recruiter has a closed attempt graded once more; the earlier gradings are kept. Throws UserError. */
export async function requestGrading(
  pool: Database,
  { attemptId, recruiterId }: { attemptId: string; recruiterId: string },
): Promise<{ gradingId: string }> {
  return inTransaction(pool, async (client) => {
    const gradable = await selectOptionalGradable(client, { attemptId, recruiterId });
    if (gradable === null) throw new UserError('not_found', 'There is no such closed attempt.', { status: 404 });
    if (gradable.submissionId === null)
      throw new UserError('nothing_handed_in', 'Nothing was handed in: there is nothing to grade.', { status: 409 });
    if (gradable.isUnderWay)
      throw new UserError('grading_under_way', 'This attempt is being graded already. Wait for its report.', {
        status: 409,
      });
    const gradingId = await enqueueGrading(client, { attemptId, submissionId: gradable.submissionId });
    await insertAuditEntry(client, {
      actor: `recruiter:${recruiterId}`,
      action: 'grading_requested',
      subjectId: attemptId,
      details: { gradingId },
    });
    return { gradingId };
  });
}

/** The grade_attempt job. Leaves early where the result is there already. */
export async function handleGradeAttempt(
  { gradingId }: { gradingId: string },
  context: JobContext,
  deps: GradingDeps,
): Promise<void> {
  const { pool, logger } = deps;
  const claimed = await claimOptionalGrading(pool, gradingId);
  if (claimed === null) return;
  const outcome = await runGrading(gradingId, claimed, context, deps);
  if (outcome.kind === 'ended') {
    await finishGrading(pool, gradingId, outcome.end);
    return;
  }
  logger.warn({ gradingId, try: claimed.tries, error: outcome.problem }, 'a grading failed on our side');
  if (outcome.kind === 'failed' && claimed.tries >= MAX_TRIES) {
    await finishGrading(pool, gradingId, { status: 'incomplete', code: outcome.code, message: outcome.problem });
    return;
  }
  await inTransaction(pool, async (client) => {
    await updateGradingWaiting(client, gradingId, {
      countsAsTry: outcome.kind === 'failed',
      problem: outcome.problem,
    });
    // Stopping is no failure: another worker may take it at once.
    const delaySeconds = outcome.kind === 'stopped' ? 0 : (deps.retrySeconds ?? RETRY_SECONDS);
    await enqueue(client, 'grade_attempt', { gradingId }, { priority: PRIORITY, delaySeconds });
  });
}

type RunOutcome =
  | { kind: 'ended'; end: GradingEnd }
  | { kind: 'failed'; code: string; problem: string }
  | { kind: 'stopped'; problem: string };

async function runGrading(
  gradingId: string,
  claimed: ClaimedGrading,
  context: JobContext,
  { pool, grader, bank }: GradingDeps,
): Promise<RunOutcome> {
  if (claimed.bytes === null) {
    const message = 'Nothing was handed in before the attempt closed.';
    return { kind: 'ended', end: { status: 'nothing_handed_in', code: 'nothing_handed_in', message } };
  }
  if (claimed.tries > MAX_CLAIMS) {
    const message = 'The grader stopped each time while this notebook ran.';
    return { kind: 'ended', end: { status: 'incomplete', code: 'worker_lost', message } };
  }
  const progress = createProgressWriter((message) => updateGradingProgress(pool, gradingId, message));
  try {
    const assessment = buildAssessmentOrFail(claimed, bank);
    const raw = await grader.grade({
      notebook: claimed.bytes,
      notebookName: claimed.fileName ?? 'notebook.ipynb',
      assessment,
      seed: claimed.seed,
      onProgress: progress.report,
      signal: context.signal,
    });
    const graded = GradedNotebookSchema.parse(raw);
    if (graded.result.status === 'complete') return { kind: 'ended', end: { status: 'complete', graded } };
    if (claimed.tries < MAX_TRIES)
      return { kind: 'failed', code: 'judge_failed', problem: 'Checks of ours could not be finished.' };
    // Single checks of ours failed each time: kept for the recruiter to see, and never a score.
    graded.result.score = null;
    return { kind: 'ended', end: { status: 'incomplete', graded } };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (context.signal.aborted) return { kind: 'stopped', problem };
    if (error instanceof UserError)
      return { kind: 'ended', end: { status: 'not_gradable', code: error.code, message: error.message } };
    return { kind: 'failed', code: error instanceof GraderError ? error.code : 'grader_failed', problem };
  } finally {
    await progress.flush();
  }
}

/** A question that the bank has lost is our fault, although the loader says it to a user. */
function buildAssessmentOrFail(claimed: ClaimedGrading, bank: Bank): ReturnType<typeof buildAssessment> {
  try {
    return buildAssessment({ ...claimed, id: claimed.assessmentId }, bank);
  } catch (error) {
    throw new GraderError('judge_failed', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Result and report mail are one transaction; a grading that is incomplete through us is never mailed. */
async function finishGrading(pool: Database, gradingId: string, end: GradingEnd): Promise<void> {
  await inTransaction(pool, async (client) => {
    const isFirst = await updateGradingFinished(client, gradingId, end);
    if (!isFirst || end.status === 'incomplete') return;
    const mailId = await insertOptionalReportMail(client, gradingId);
    if (mailId !== null) await enqueue(client, 'send_mail', { mailId });
  });
}
