// A candidate's one sitting: it starts once, and it closes once, by the candidate or by the clock. Closing and the
// grading job that follows are one transaction.
import { insertAuditEntry } from '../accounts/store.ts';
import { type Database, inTransaction, type Queryable } from '../db/pool.ts';
import { enqueue } from '../jobs/store.ts';
import type { Logger } from '../logger.ts';
import { enqueueGrading } from './gradings.ts';
import {
  type AttemptRow,
  claimOptionalAttempt,
  claimStart,
  insertAttempt,
  selectClosing,
  selectDueAttempts,
  selectOptionalAttempt,
  selectOptionalAttemptOfInvitation,
  selectOptionalCountingSubmission,
  updateAttemptClosed,
} from './store.ts';

/** For slow lines and late clicks: uploads that begin this much after the deadline still count. */
export const GRACE_SECONDS = 60;
const MAX_CLOSINGS_PER_SWEEP = 500;
const UPLOAD_PATIENCE_SECONDS = 5;

export type StartOutcome = { kind: 'started'; attempt: AttemptRow } | { kind: 'revoked' } | { kind: 'expired' };

/** Pressing Start again finds the attempt that runs. */
export async function startAttempt(pool: Database, { invitationId }: { invitationId: string }): Promise<StartOutcome> {
  return inTransaction(pool, async (client) => {
    const state = await claimStart(client, invitationId);
    const earlier = await selectOptionalAttemptOfInvitation(client, invitationId);
    if (state === 'revoked') return { kind: 'revoked' };
    if (earlier) return { kind: 'started', attempt: earlier };
    if (state === 'expired') return { kind: 'expired' };
    const attemptId = await insertAttempt(client, { invitationId, graceSeconds: GRACE_SECONDS });
    await enqueueClosing(client, attemptId);
    await insertAuditEntry(client, {
      actor: `candidate:${invitationId}`,
      action: 'attempt_started',
      subjectId: attemptId,
    });
    const attempt = await selectOptionalAttempt(client, attemptId);
    if (attempt === null) throw new Error('the attempt that was just made is not there');
    return { kind: 'started', attempt };
  });
}

export type FinishOutcome = { kind: 'closed' } | { kind: 'upload_in_progress' };

/** The candidate is done. Doing it twice changes nothing; an upload on its way is waited for, never cut off. */
export async function finishAttempt(pool: Database, { attemptId }: { attemptId: string }): Promise<FinishOutcome> {
  return inTransaction(pool, async (client) => {
    const attempt = await claimOptionalAttempt(client, attemptId);
    if (attempt === null || attempt.closedAt !== null) return { kind: 'closed' };
    const { hasUpload } = await selectClosing(client, attemptId);
    if (hasUpload) return { kind: 'upload_in_progress' };
    await closeAttempt(client, attempt, 'finished');
    return { kind: 'closed' };
  });
}

/** The close_attempt job. A deadline that has moved since moves the job too. */
export async function handleCloseAttempt({ attemptId }: { attemptId: string }, pool: Database): Promise<void> {
  await inTransaction(pool, async (client) => {
    const attempt = await claimOptionalAttempt(client, attemptId);
    if (attempt === null || attempt.closedAt !== null) return;
    const { isDue, hasUpload } = await selectClosing(client, attemptId);
    if (!isDue) await enqueueClosing(client, attemptId);
    else if (hasUpload) await enqueueClosing(client, attemptId, { delaySeconds: UPLOAD_PATIENCE_SECONDS });
    else await closeAttempt(client, attempt, 'deadline');
  });
}

/** The close_attempts job: whatever became of the single jobs, no attempt stays open. */
export async function handleCloseAttempts(pool: Database, logger: Logger): Promise<void> {
  for (const attemptId of await selectDueAttempts(pool, MAX_CLOSINGS_PER_SWEEP)) {
    await handleCloseAttempt({ attemptId }, pool).catch((error: unknown) =>
      logger.error({ attemptId, error: String(error) }, 'an attempt could not be closed'),
    );
  }
}

/** At deadline plus grace, or after the delay given. A job that waits for the same attempt is replaced. */
export async function enqueueClosing(
  client: Queryable,
  attemptId: string,
  when: { delaySeconds: number } | null = null,
): Promise<void> {
  const { closingAt } = await selectClosing(client, attemptId);
  await enqueue(
    client,
    'close_attempt',
    { attemptId },
    { ...(when ?? { runAt: closingAt }), jobKey: `close_attempt:${attemptId}`, priority: -10 },
  );
}

async function closeAttempt(client: Queryable, attempt: AttemptRow, reason: 'finished' | 'deadline'): Promise<void> {
  await updateAttemptClosed(client, attempt.id, reason);
  await enqueueGrading(client, {
    attemptId: attempt.id,
    submissionId: await selectOptionalCountingSubmission(client, attempt.id),
  });
  await insertAuditEntry(client, {
    actor: reason === 'finished' ? `candidate:${attempt.invitationId}` : 'system',
    action: 'attempt_closed',
    subjectId: attempt.id,
    details: { reason },
  });
}
