// Handing in: registered at its first byte, checked when it is complete, and kept as received whatever the check says.
import { createHash } from 'node:crypto';
import { belongsToAssessment } from '../assessments/cell-mapping.ts';
import { buildAssessment } from '../assessments/recruiter-assessments.ts';
import { type Database, inTransaction } from '../db/pool.ts';
import { UserError } from '../errors.ts';
import { parseNotebook } from '../notebooks/notebook.ts';
import type { Bank } from '../questions/bank.ts';
import { enqueueClosing } from './attempts.ts';
import { enqueueReceiptRun } from './receipts.ts';
import {
  type AttemptRow,
  claimOptionalAttempt,
  insertOptionalSubmission,
  type SubmissionEnd,
  selectClosing,
  selectOptionalAttemptId,
  updateSubmissionReceived,
} from './store.ts';

/** Each is kept, up to 20 MB: nobody needs more, and a loop must not fill the disk. */
const MAX_SUBMISSIONS = 50;
const MAX_FILE_NAME_LENGTH = 200;

export type RegisterOutcome =
  | { kind: 'registered'; submissionId: string }
  | { kind: 'closed' }
  | { kind: 'too_late' }
  | { kind: 'too_many' };

/** Called at the first byte: that moment decides whether the upload is in time. */
export async function registerSubmission(
  pool: Database,
  { attemptId }: { attemptId: string },
): Promise<RegisterOutcome> {
  return inTransaction(pool, async (client) => {
    const attempt = await claimOptionalAttempt(client, attemptId);
    if (attempt === null || attempt.closedAt !== null) return { kind: 'closed' };
    if (!attempt.acceptsUploads) return { kind: 'too_late' };
    const submissionId = await insertOptionalSubmission(client, { attemptId, maxCount: MAX_SUBMISSIONS });
    return submissionId === null ? { kind: 'too_many' } : { kind: 'registered', submissionId };
  });
}

export type CompleteOutcome = { kind: 'valid' } | { kind: 'rejected'; code: string; message: string };

/** Checks the file, keeps it, and starts the receipt run of a valid one. */
export async function completeSubmission(
  pool: Database,
  { submissionId, fileName, bytes }: { submissionId: string; fileName: string; bytes: Buffer },
  bank: Bank,
): Promise<CompleteOutcome> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const file = { name: cleanFileName(fileName), bytes, sha256 };
  return inTransaction(pool, async (client) => {
    const attempt = await claimAttemptOf(client, submissionId);
    const end = attempt.closedAt === null ? checkNotebook(bytes, attempt, bank) : CLOSED_MEANWHILE;
    if (!(await updateSubmissionReceived(client, submissionId, file, end))) return describeRejection(ALREADY_ENDED);
    if (end.status === 'valid') await enqueueReceiptRun(client, { submissionId, attemptId: attempt.id });
    await closeIfDue(client, attempt);
    return end.status === 'valid' ? { kind: 'valid' } : describeRejection(end);
  });
}

/** For an upload that never became a file: broken off, too large, not a file at all. */
export async function rejectSubmission(
  pool: Database,
  { submissionId, code, message }: { submissionId: string; code: string; message: string },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const attempt = await claimAttemptOf(client, submissionId);
    await updateSubmissionReceived(client, submissionId, null, {
      status: 'rejected',
      reasonCode: code,
      reasonMessage: message,
    });
    await closeIfDue(client, attempt);
  });
}

type Rejection = Extract<SubmissionEnd, { status: 'rejected' }>;

const CLOSED_MEANWHILE: Rejection = {
  status: 'rejected',
  reasonCode: 'attempt_closed',
  reasonMessage:
    'The upload took too long and the attempt was closed in the meantime. The file is kept, and your recruiter can see that it came.',
};

const ALREADY_ENDED: Rejection = {
  status: 'rejected',
  reasonCode: 'upload_ended',
  reasonMessage: 'This upload was ended before. Upload the file again.',
};

async function claimAttemptOf(
  client: Parameters<typeof claimOptionalAttempt>[0],
  submissionId: string,
): Promise<AttemptRow> {
  const attemptId = await selectOptionalAttemptId(client, submissionId);
  const attempt = attemptId === null ? null : await claimOptionalAttempt(client, attemptId);
  if (attempt === null) throw new UserError('not_found', 'There is no such upload.', { status: 404 });
  return attempt;
}

function checkNotebook(bytes: Buffer, attempt: AttemptRow, bank: Bank): SubmissionEnd {
  try {
    const notebook = parseNotebook(bytes);
    if (belongsToAssessment(notebook, buildAssessment({ ...attempt, id: attempt.assessmentId }, bank)))
      return { status: 'valid' };
    return {
      status: 'rejected',
      reasonCode: 'other_assessment',
      reasonMessage: `This notebook belongs to another assessment. Upload the one that you started from the download of "${attempt.title}".`,
    };
  } catch (error) {
    // A question that the bank has lost is our fault, and no reason to turn a notebook away at the door.
    if (!(error instanceof UserError)) throw error;
    if (error.code === 'question_unknown') return { status: 'valid' };
    return { status: 'rejected', reasonCode: error.code, reasonMessage: error.message };
  }
}

/** The closing job had to wait for this upload: it need not wait any longer. */
async function closeIfDue(client: Parameters<typeof enqueueClosing>[0], attempt: AttemptRow): Promise<void> {
  if (attempt.closedAt !== null) return;
  const { isDue } = await selectClosing(client, attempt.id);
  if (isDue) await enqueueClosing(client, attempt.id);
}

function describeRejection(end: Rejection): CompleteOutcome {
  return { kind: 'rejected', code: end.reasonCode, message: end.reasonMessage };
}

/** What stands on pages and in reports: one line, no path, no control or direction characters. */
function cleanFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const plain = base.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  return plain.slice(0, MAX_FILE_NAME_LENGTH) || 'notebook.ipynb';
}
