// Gradings: one run of the rubrics over one submission. All are kept; the latest complete one counts.
import { z } from 'zod';
import { type Queryable, selectOptionalRow, selectRow } from '../../db/pool.ts';
import { toStorableJson, toStorableText } from '../../db/storable.ts';
import {
  type GradedNotebook,
  type GradingProgress,
  GradingResultSchema,
  QuestionEvidenceSchema,
} from '../../grading/grading-result.ts';
import { GradingProgressSchema } from '../progress.ts';

export const GradingStatusSchema = z.enum([
  'waiting',
  'running',
  'complete',
  'incomplete',
  'not_gradable',
  'nothing_handed_in',
]);
export type GradingStatus = z.infer<typeof GradingStatusSchema>;

/** Numbered within its attempt; the unique key lets two writers at once make one. */
export async function insertGrading(
  db: Queryable,
  values: { attemptId: string; submissionId: string | null; seed: bigint },
): Promise<string> {
  const row = await selectRow(
    db,
    z.object({ id: z.string() }),
    `INSERT INTO gradings (attempt_id, number, submission_id, status, seed)
     SELECT $1, coalesce(max(number), 0) + 1, $2, 'waiting', $3 FROM gradings WHERE attempt_id = $1
     RETURNING id`,
    [values.attemptId, values.submissionId, values.seed.toString()],
  );
  return row.id;
}

const ClaimedGradingSchema = z.object({
  tries: z.number(),
  seed: z.string().transform(BigInt),
  assessmentId: z.string(),
  title: z.string(),
  minutes: z.number(),
  passMark: z.number(),
  questionIds: z.array(z.string()),
  fileName: z.string().nullable(),
  bytes: z.instanceof(Buffer).nullable(),
});
export type ClaimedGrading = z.infer<typeof ClaimedGradingSchema>;

/** Null where it has its result already. A row left `running` by a worker that died is claimed again. */
export async function claimOptionalGrading(db: Queryable, gradingId: string): Promise<ClaimedGrading | null> {
  return selectOptionalRow(
    db,
    ClaimedGradingSchema,
    `WITH claimed AS (
       UPDATE gradings SET status = 'running', tries = tries + 1
       WHERE id = $1 AND status IN ('waiting', 'running') RETURNING *
     )
     SELECT claimed.tries, claimed.seed, attempts.assessment_id AS "assessmentId", attempts.title, attempts.minutes,
       attempts.pass_mark AS "passMark", attempts.question_ids AS "questionIds",
       submissions.file_name AS "fileName", submissions.bytes
     FROM claimed
     JOIN attempts ON attempts.id = claimed.attempt_id
     LEFT JOIN submissions ON submissions.id = claimed.submission_id`,
    [gradingId],
  );
}

export async function updateGradingProgress(
  db: Queryable,
  gradingId: string,
  progress: GradingProgress,
): Promise<void> {
  await db.query(`UPDATE gradings SET progress = $2 WHERE id = $1 AND status = 'running'`, [
    gradingId,
    toStorableJson(progress),
  ]);
}

/** It comes again; `countsAsTry` is false where the worker was only being stopped. */
export async function updateGradingWaiting(
  db: Queryable,
  gradingId: string,
  options: { countsAsTry: boolean; problem: string },
): Promise<void> {
  await db.query(
    `UPDATE gradings SET status = 'waiting', tries = tries - $2, error_message = $3
     WHERE id = $1 AND status = 'running'`,
    [gradingId, options.countsAsTry ? 0 : 1, toStorableText(options.problem)],
  );
}

export type GradingEnd =
  | { status: 'complete' | 'incomplete'; graded: GradedNotebook }
  | { status: 'incomplete' | 'not_gradable' | 'nothing_handed_in'; code: string; message: string };

/** False where another worker has written its result first: then nothing changes. */
export async function updateGradingFinished(db: Queryable, gradingId: string, end: GradingEnd): Promise<boolean> {
  const graded = 'graded' in end ? end.graded : null;
  const { rowCount } = await db.query(
    `UPDATE gradings SET status = $2, result = $3, evidence = $4, rubric_version = $5, error_code = $6,
       error_message = $7, finished_at = now()
     WHERE id = $1 AND status IN ('waiting', 'running')`,
    [
      gradingId,
      end.status,
      graded && toStorableJson(graded.result),
      graded && toStorableJson(graded.evidence),
      graded?.result.rubricVersion ?? null,
      'code' in end ? end.code : null,
      'message' in end ? toStorableText(end.message) : null,
    ],
  );
  return rowCount === 1;
}

/** The latest complete one, otherwise the latest. */
export async function selectOptionalCountingGrading(
  db: Queryable,
  { attemptId }: { attemptId: string },
): Promise<string | null> {
  const row = await selectOptionalRow(
    db,
    z.object({ id: z.string() }),
    `SELECT id FROM gradings WHERE attempt_id = $1 ORDER BY (status = 'complete') DESC, number DESC LIMIT 1`,
    [attemptId],
  );
  return row?.id ?? null;
}

/** The attempt's own submission that its gradings are about; null for an attempt that is open or another recruiter's. */
export async function selectOptionalGradable(
  db: Queryable,
  { attemptId, recruiterId }: { attemptId: string; recruiterId: string },
): Promise<{ submissionId: string | null; isUnderWay: boolean } | null> {
  if (!z.uuid().safeParse(attemptId).success) return null;
  return selectOptionalRow(
    db,
    z.object({ submissionId: z.string().nullable(), isUnderWay: z.boolean() }),
    `SELECT (SELECT id FROM submissions WHERE attempt_id = attempts.id AND status = 'valid'
             ORDER BY number DESC LIMIT 1) AS "submissionId",
       EXISTS (SELECT FROM gradings WHERE attempt_id = attempts.id AND status IN ('waiting', 'running'))
         AS "isUnderWay"
     FROM attempts JOIN assessments ON assessments.id = attempts.assessment_id
     WHERE attempts.id = $1 AND assessments.recruiter_id = $2 AND attempts.closed_at IS NOT NULL
     FOR UPDATE OF attempts`,
    [attemptId, recruiterId],
  );
}

const ReportFactsSchema = z
  .object({
    gradingId: z.string(),
    number: z.number(),
    status: GradingStatusSchema,
    attemptId: z.string(),
    recruiterId: z.string(),
    hiringManagerEmail: z.string(),
    candidate: z.object({ email: z.string(), name: z.string().nullable() }),
    assessment: z.object({
      id: z.string(),
      title: z.string(),
      minutes: z.number(),
      passMark: z.number(),
      questionIds: z.array(z.string()),
    }),
    startedAt: z.date(),
    deadlineAt: z.date(),
    closedAt: z.date().nullable(),
    closeReason: z.enum(['finished', 'deadline']).nullable(),
    submissionId: z.string().nullable(),
    submissionNumber: z.number().nullable(),
    submissionRegisteredAt: z.date().nullable(),
    submissionFileName: z.string().nullable(),
    submissionSizeBytes: z.number().nullable(),
    submissionCount: z.number(),
    result: GradingResultSchema.nullable(),
    evidence: z.array(QuestionEvidenceSchema).nullable(),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    progress: GradingProgressSchema.nullable(),
    createdAt: z.date(),
    finishedAt: z.date().nullable(),
  })
  .transform(
    ({
      submissionId,
      submissionNumber,
      submissionRegisteredAt,
      submissionFileName,
      submissionSizeBytes,
      result,
      evidence,
      ...facts
    }) => ({
      ...facts,
      submission:
        submissionId === null || submissionNumber === null || submissionRegisteredAt === null
          ? null
          : {
              id: submissionId,
              number: submissionNumber,
              registeredAt: submissionRegisteredAt,
              fileName: submissionFileName ?? '',
              sizeBytes: submissionSizeBytes ?? 0,
            },
      graded: result === null ? null : ({ result, evidence: evidence ?? [] } satisfies GradedNotebook),
    }),
  );
export type ReportFacts = z.output<typeof ReportFactsSchema>;

/** Everything that a report says. With a recruiter's id: null also where the grading is another recruiter's. */
export async function selectOptionalReportFacts(
  db: Queryable,
  { gradingId }: { gradingId: string },
  recruiterId: string | null = null,
): Promise<ReportFacts | null> {
  if (!z.uuid().safeParse(gradingId).success) return null;
  return selectOptionalRow(
    db,
    ReportFactsSchema,
    `SELECT gradings.id AS "gradingId", gradings.number, gradings.status, gradings.attempt_id AS "attemptId",
       assessments.recruiter_id AS "recruiterId", assessments.hiring_manager_email AS "hiringManagerEmail",
       jsonb_build_object('email', candidates.email, 'name', candidates.name) AS candidate,
       jsonb_build_object('id', assessments.id, 'title', attempts.title, 'minutes', attempts.minutes,
         'passMark', attempts.pass_mark, 'questionIds', attempts.question_ids) AS assessment,
       attempts.started_at AS "startedAt", attempts.deadline_at AS "deadlineAt", attempts.closed_at AS "closedAt",
       attempts.close_reason AS "closeReason", submissions.id AS "submissionId",
       submissions.number AS "submissionNumber", submissions.registered_at AS "submissionRegisteredAt",
       submissions.file_name AS "submissionFileName", submissions.size_bytes AS "submissionSizeBytes",
       (SELECT count(*)::int FROM submissions AS every WHERE every.attempt_id = attempts.id) AS "submissionCount",
       gradings.result, gradings.evidence, gradings.error_code AS "errorCode",
       gradings.error_message AS "errorMessage", gradings.progress, gradings.created_at AS "createdAt",
       gradings.finished_at AS "finishedAt"
     FROM gradings
     JOIN attempts ON attempts.id = gradings.attempt_id
     JOIN invitations ON invitations.id = attempts.invitation_id
     JOIN candidates ON candidates.id = invitations.candidate_id
     JOIN assessments ON assessments.id = attempts.assessment_id
     LEFT JOIN submissions ON submissions.id = gradings.submission_id
     WHERE gradings.id = $1 AND ($2::text IS NULL OR assessments.recruiter_id = $2)`,
    [gradingId, recruiterId],
  );
}
