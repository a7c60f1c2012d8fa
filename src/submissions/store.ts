// Attempts and their submissions. Every question of time is answered here, by the database's clock.
import { z } from 'zod';
import { type Queryable, selectOptionalRow, selectRow, selectRows } from '../db/pool.ts';
import { toStorableText } from '../db/storable.ts';
import { ReceiptSchema } from '../grading/grading-result.ts';
import { GradingProgressSchema } from './progress.ts';

/** How long an upload may take from its first byte; after that closing no longer waits for it. */
export const UPLOAD_LIMIT_SECONDS = 180;
/** Closing comes this much after the grace period: a registration that began within it must find the attempt open. */
const CLOSING_MARGIN_SECONDS = 2;

export const AttemptRowSchema = z.object({
  id: z.string(),
  invitationId: z.string(),
  assessmentId: z.string(),
  title: z.string(),
  minutes: z.number(),
  passMark: z.number(),
  questionIds: z.array(z.string()),
  startedAt: z.date(),
  deadlineAt: z.date(),
  graceSeconds: z.number(),
  closedAt: z.date().nullable(),
  closeReason: z.enum(['finished', 'deadline']).nullable(),
  /** Until the deadline, never below 0. */
  secondsLeft: z.number(),
  /** True until deadline plus grace, unless the candidate has finished. */
  acceptsUploads: z.boolean(),
});
export type AttemptRow = z.infer<typeof AttemptRowSchema>;

const ATTEMPT_COLUMNS = `attempts.id, attempts.invitation_id AS "invitationId",
  attempts.assessment_id AS "assessmentId", attempts.title, attempts.minutes, attempts.pass_mark AS "passMark",
  attempts.question_ids AS "questionIds", attempts.started_at AS "startedAt", attempts.deadline_at AS "deadlineAt",
  attempts.grace_seconds AS "graceSeconds", attempts.closed_at AS "closedAt", attempts.close_reason AS "closeReason",
  greatest(0, extract(epoch FROM attempts.deadline_at - now()))::float8 AS "secondsLeft",
  attempts.closed_at IS NULL AND now() < attempts.deadline_at + make_interval(secs => attempts.grace_seconds)
    AS "acceptsUploads"`;

export async function selectOptionalAttempt(db: Queryable, attemptId: string): Promise<AttemptRow | null> {
  return selectOptionalRow(db, AttemptRowSchema, `SELECT ${ATTEMPT_COLUMNS} FROM attempts WHERE id = $1`, [attemptId]);
}

export async function selectOptionalAttemptOfInvitation(
  db: Queryable,
  invitationId: string,
): Promise<AttemptRow | null> {
  return selectOptionalRow(db, AttemptRowSchema, `SELECT ${ATTEMPT_COLUMNS} FROM attempts WHERE invitation_id = $1`, [
    invitationId,
  ]);
}

/** Locks the attempt: who closes it, hands in or finishes takes turns. */
export async function claimOptionalAttempt(db: Queryable, attemptId: string): Promise<AttemptRow | null> {
  return selectOptionalRow(db, AttemptRowSchema, `SELECT ${ATTEMPT_COLUMNS} FROM attempts WHERE id = $1 FOR UPDATE`, [
    attemptId,
  ]);
}

/** Locks the invitation, so that two presses of Start make one attempt. */
export async function claimStart(db: Queryable, invitationId: string): Promise<'may_start' | 'revoked' | 'expired'> {
  const row = await selectOptionalRow(
    db,
    z.object({ state: z.enum(['may_start', 'revoked', 'expired']) }),
    `SELECT CASE
       WHEN invitations.revoked_at IS NOT NULL THEN 'revoked'
       WHEN now() >= least(invitations.ends_at, invitation_hard_end(invitations)) THEN 'expired'
       ELSE 'may_start'
     END AS state
     FROM invitations WHERE id = $1 FOR UPDATE`,
    [invitationId],
  );
  return row?.state ?? 'revoked';
}

/** Keeps the assessment as it stands now. */
export async function insertAttempt(
  db: Queryable,
  { invitationId, graceSeconds }: { invitationId: string; graceSeconds: number },
): Promise<string> {
  const row = await selectRow(
    db,
    z.object({ id: z.string() }),
    `INSERT INTO attempts (invitation_id, assessment_id, title, minutes, pass_mark, question_ids, started_at,
       deadline_at, grace_seconds)
     SELECT invitations.id, assessments.id, assessments.title, assessments.minutes, assessments.pass_mark,
       ARRAY(SELECT question_id FROM assessment_questions WHERE assessment_id = assessments.id ORDER BY position),
       now(),
       least(now() + make_interval(secs => assessments.minutes * 60 * (1 + candidates.extra_time_percent / 100.0)),
             invitation_hard_end(invitations)),
       $2
     FROM invitations
     JOIN assessments ON assessments.id = invitations.assessment_id
     JOIN candidates ON candidates.id = invitations.candidate_id
     WHERE invitations.id = $1
     RETURNING id`,
    [invitationId, graceSeconds],
  );
  return row.id;
}

/** After a change of extra time: the open attempts of a candidate get their deadlines anew. Returns their ids. */
export async function updateOpenDeadlines(db: Queryable, candidateId: string): Promise<string[]> {
  const rows = await selectRows(
    db,
    z.object({ id: z.string() }),
    `UPDATE attempts SET deadline_at =
       least(attempts.started_at
               + make_interval(secs => attempts.minutes * 60 * (1 + candidates.extra_time_percent / 100.0)),
             invitation_hard_end(invitations))
     FROM invitations JOIN candidates ON candidates.id = invitations.candidate_id
     WHERE invitations.id = attempts.invitation_id AND candidates.id = $1 AND attempts.closed_at IS NULL
     RETURNING attempts.id`,
    [candidateId],
  );
  return rows.map((row) => row.id);
}

const ClosingSchema = z.object({ closingAt: z.date(), isDue: z.boolean(), hasUpload: z.boolean() });

/** When an attempt closes by itself, whether that is now, and whether an upload is still on its way. */
export async function selectClosing(db: Queryable, attemptId: string): Promise<z.infer<typeof ClosingSchema>> {
  return selectRow(
    db,
    ClosingSchema,
    `SELECT closing_at AS "closingAt", now() >= closing_at AS "isDue",
       EXISTS (SELECT FROM submissions WHERE attempt_id = $1 AND status = 'receiving'
               AND registered_at > now() - make_interval(secs => $3)) AS "hasUpload"
     FROM attempts, LATERAL (SELECT deadline_at + make_interval(secs => grace_seconds + $2) AS closing_at) AS closing
     WHERE id = $1`,
    [attemptId, CLOSING_MARGIN_SECONDS, UPLOAD_LIMIT_SECONDS],
  );
}

/** Ids of the attempts whose time is over and that are still open. */
export async function selectDueAttempts(db: Queryable, limit: number): Promise<string[]> {
  const rows = await selectRows(
    db,
    z.object({ id: z.string() }),
    `SELECT id FROM attempts
     WHERE closed_at IS NULL AND deadline_at + make_interval(secs => grace_seconds + $1) <= now()
     ORDER BY deadline_at LIMIT $2`,
    [CLOSING_MARGIN_SECONDS, limit],
  );
  return rows.map((row) => row.id);
}

export async function updateAttemptClosed(
  db: Queryable,
  attemptId: string,
  reason: 'finished' | 'deadline',
): Promise<void> {
  await db.query('UPDATE attempts SET closed_at = now(), close_reason = $2 WHERE id = $1 AND closed_at IS NULL', [
    attemptId,
    reason,
  ]);
}

/** Null where nothing valid was handed in. */
export async function selectOptionalCountingSubmission(db: Queryable, attemptId: string): Promise<string | null> {
  const row = await selectOptionalRow(
    db,
    z.object({ id: z.string() }),
    `SELECT id FROM submissions WHERE attempt_id = $1 AND status = 'valid' ORDER BY number DESC LIMIT 1`,
    [attemptId],
  );
  return row?.id ?? null;
}

/** Null where the attempt has had that many already. */
export async function insertOptionalSubmission(
  db: Queryable,
  { attemptId, maxCount }: { attemptId: string; maxCount: number },
): Promise<string | null> {
  const row = await selectOptionalRow(
    db,
    z.object({ id: z.string() }),
    `INSERT INTO submissions (attempt_id, number, registered_at, status)
     SELECT $1, count(*) + 1, now(), 'receiving' FROM submissions WHERE attempt_id = $1 HAVING count(*) < $2
     RETURNING id`,
    [attemptId, maxCount],
  );
  return row?.id ?? null;
}

export async function selectOptionalAttemptId(db: Queryable, submissionId: string): Promise<string | null> {
  const row = await selectOptionalRow(
    db,
    z.object({ attemptId: z.string() }),
    'SELECT attempt_id AS "attemptId" FROM submissions WHERE id = $1',
    [submissionId],
  );
  return row?.attemptId ?? null;
}

export type SubmissionEnd = { status: 'valid' } | { status: 'rejected'; reasonCode: string; reasonMessage: string };

/** Only a submission that is still being received changes; false for any other. */
export async function updateSubmissionReceived(
  db: Queryable,
  submissionId: string,
  file: { name: string; bytes: Buffer; sha256: Buffer } | null,
  end: SubmissionEnd,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE submissions SET status = $2, completed_at = now(), reason_code = $3, reason_message = $4,
       file_name = $5, bytes = $6, size_bytes = $7, sha256 = $8
     WHERE id = $1 AND status = 'receiving'`,
    [
      submissionId,
      end.status,
      end.status === 'rejected' ? end.reasonCode : null,
      end.status === 'rejected' ? toStorableText(end.reasonMessage) : null,
      file?.name ?? null,
      file?.bytes ?? null,
      file?.bytes.length ?? null,
      file?.sha256 ?? null,
    ],
  );
  return rowCount === 1;
}

const ReceiptStatusSchema = z.enum(['waiting', 'running', 'complete', 'failed', 'cancelled']);

const SubmissionViewSchema = z.object({
  id: z.string(),
  number: z.number(),
  registeredAt: z.date(),
  completedAt: z.date().nullable(),
  status: z.enum(['receiving', 'valid', 'rejected']),
  fileName: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  reasonCode: z.string().nullable(),
  reasonMessage: z.string().nullable(),
  receipt: z
    .object({
      status: ReceiptStatusSchema,
      progress: GradingProgressSchema.nullable(),
      receipt: ReceiptSchema.nullable(),
    })
    .nullable(),
});
export type SubmissionView = z.infer<typeof SubmissionViewSchema>;

const SUBMISSION_COLUMNS = `submissions.id, submissions.number, submissions.registered_at AS "registeredAt",
  submissions.completed_at AS "completedAt", submissions.status, submissions.file_name AS "fileName",
  submissions.size_bytes AS "sizeBytes", submissions.reason_code AS "reasonCode",
  submissions.reason_message AS "reasonMessage",
  CASE WHEN receipts.submission_id IS NOT NULL THEN jsonb_build_object(
    'status', receipts.status, 'progress', receipts.progress, 'receipt', receipts.receipt) END AS receipt`;

/** Newest first. */
export async function selectSubmissions(db: Queryable, attemptId: string): Promise<SubmissionView[]> {
  return selectRows(
    db,
    SubmissionViewSchema,
    `SELECT ${SUBMISSION_COLUMNS} FROM submissions
     LEFT JOIN receipts ON receipts.submission_id = submissions.id
     WHERE submissions.attempt_id = $1 ORDER BY submissions.number DESC`,
    [attemptId],
  );
}

export async function selectOptionalSubmission(
  db: Queryable,
  { submissionId, attemptId }: { submissionId: string; attemptId: string },
): Promise<SubmissionView | null> {
  if (!z.uuid().safeParse(submissionId).success) return null;
  return selectOptionalRow(
    db,
    SubmissionViewSchema,
    `SELECT ${SUBMISSION_COLUMNS} FROM submissions
     LEFT JOIN receipts ON receipts.submission_id = submissions.id
     WHERE submissions.id = $1 AND submissions.attempt_id = $2`,
    [submissionId, attemptId],
  );
}

export async function selectOptionalSubmissionBytes(
  db: Queryable,
  { submissionId }: { submissionId: string },
): Promise<{ fileName: string; bytes: Buffer } | null> {
  return selectOptionalRow(
    db,
    z.object({ fileName: z.string(), bytes: z.instanceof(Buffer) }),
    `SELECT file_name AS "fileName", bytes FROM submissions WHERE id = $1 AND bytes IS NOT NULL`,
    [submissionId],
  );
}
