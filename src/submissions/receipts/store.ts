// Receipt runs: one row for each valid submission.
import { z } from 'zod';
import { type Queryable, selectOptionalRow } from '../../db/pool.ts';
import { toStorableJson } from '../../db/storable.ts';
import type { GradingProgress, Receipt } from '../../grading/grading-result.ts';

export async function insertReceipt(db: Queryable, submissionId: string): Promise<void> {
  await db.query(`INSERT INTO receipts (submission_id, status) VALUES ($1, 'waiting') ON CONFLICT DO NOTHING`, [
    submissionId,
  ]);
}

/** A newer upload cancels the runs of the older ones. */
export async function updateOlderReceiptsCancelled(
  db: Queryable,
  { attemptId, submissionId }: { attemptId: string; submissionId: string },
): Promise<void> {
  await db.query(
    `UPDATE receipts SET status = 'cancelled', finished_at = now()
     FROM submissions
     WHERE submissions.id = receipts.submission_id AND submissions.attempt_id = $1 AND submissions.id <> $2
       AND receipts.status IN ('waiting', 'running')`,
    [attemptId, submissionId],
  );
}

const ClaimedReceiptSchema = z.object({
  tries: z.number(),
  bytes: z.instanceof(Buffer),
  assessmentId: z.string(),
  title: z.string(),
  minutes: z.number(),
  passMark: z.number(),
  questionIds: z.array(z.string()),
});
export type ClaimedReceipt = z.infer<typeof ClaimedReceiptSchema>;

/** Null where there is nothing to run any more. A row left `running` by a worker that died is claimed again. */
export async function claimOptionalReceipt(db: Queryable, submissionId: string): Promise<ClaimedReceipt | null> {
  return selectOptionalRow(
    db,
    ClaimedReceiptSchema,
    `UPDATE receipts SET status = 'running', tries = receipts.tries + 1
     FROM submissions JOIN attempts ON attempts.id = submissions.attempt_id
     WHERE receipts.submission_id = $1 AND submissions.id = $1 AND receipts.status IN ('waiting', 'running')
     RETURNING receipts.tries, submissions.bytes, attempts.assessment_id AS "assessmentId", attempts.title,
       attempts.minutes, attempts.pass_mark AS "passMark", attempts.question_ids AS "questionIds"`,
    [submissionId],
  );
}

/** False once the run has been cancelled or has ended. */
export async function selectIsReceiptWanted(db: Queryable, submissionId: string): Promise<boolean> {
  const row = await selectOptionalRow(
    db,
    z.object({ status: z.string() }),
    'SELECT status FROM receipts WHERE submission_id = $1',
    [submissionId],
  );
  return row?.status === 'running';
}

export async function updateReceiptProgress(
  db: Queryable,
  submissionId: string,
  progress: GradingProgress,
): Promise<void> {
  await db.query(`UPDATE receipts SET progress = $2 WHERE submission_id = $1 AND status = 'running'`, [
    submissionId,
    toStorableJson(progress),
  ]);
}

/** Only a run that is still wanted gets its receipt written. */
export async function updateReceiptFinished(db: Queryable, submissionId: string, receipt: Receipt): Promise<void> {
  await db.query(
    `UPDATE receipts SET status = $2, receipt = $3, finished_at = now()
     WHERE submission_id = $1 AND status = 'running'`,
    [submissionId, receipt.status, toStorableJson(receipt)],
  );
}

/** The run comes again; `countsAsTry` is false where the worker was only being stopped. */
export async function updateReceiptWaiting(
  db: Queryable,
  submissionId: string,
  options: { countsAsTry: boolean },
): Promise<void> {
  await db.query(
    `UPDATE receipts SET status = 'waiting', tries = tries - $2 WHERE submission_id = $1 AND status = 'running'`,
    [submissionId, options.countsAsTry ? 0 : 1],
  );
}
