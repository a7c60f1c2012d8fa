// Recruiters' assessments and their ordered questions.
import { z } from 'zod';
import { type Queryable, selectOptionalRow, selectRow, selectRows } from '../db/pool.ts';

export const AssessmentRowSchema = z.object({
  id: z.string(),
  recruiterId: z.string(),
  title: z.string(),
  minutes: z.number(),
  passMark: z.number(),
  hiringManagerEmail: z.string(),
  questionIds: z.array(z.string()),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type AssessmentRow = z.infer<typeof AssessmentRowSchema>;

const AssessmentListRowSchema = AssessmentRowSchema.extend({
  invitationCount: z.number(),
  attemptCount: z.number(),
  closedCount: z.number(),
});
export type AssessmentListRow = z.infer<typeof AssessmentListRowSchema>;

const COLUMNS = `assessments.id, assessments.recruiter_id AS "recruiterId", assessments.title, assessments.minutes,
  assessments.pass_mark AS "passMark", assessments.hiring_manager_email AS "hiringManagerEmail",
  assessments.created_at AS "createdAt", assessments.updated_at AS "updatedAt",
  ARRAY(SELECT question_id FROM assessment_questions WHERE assessment_id = assessments.id ORDER BY position)
    AS "questionIds"`;

/** Newest first, with how far their invitations have come. */
export async function selectAssessments(db: Queryable, recruiterId: string): Promise<AssessmentListRow[]> {
  return selectRows(
    db,
    AssessmentListRowSchema,
    `SELECT ${COLUMNS},
       count(invitations.id) FILTER (WHERE invitations.revoked_at IS NULL)::int AS "invitationCount",
       count(attempts.id)::int AS "attemptCount",
       count(attempts.closed_at)::int AS "closedCount"
     FROM assessments
     LEFT JOIN invitations ON invitations.assessment_id = assessments.id
     LEFT JOIN attempts ON attempts.invitation_id = invitations.id
     WHERE assessments.recruiter_id = $1
     GROUP BY assessments.id
     ORDER BY assessments.created_at DESC, assessments.id`,
    [recruiterId],
  );
}

/** Null also where the assessment is another recruiter's: who asks learns nothing of it. */
export async function selectOptionalAssessment(
  db: Queryable,
  { assessmentId, recruiterId }: { assessmentId: string; recruiterId: string },
): Promise<AssessmentRow | null> {
  if (!z.uuid().safeParse(assessmentId).success) return null;
  return selectOptionalRow(
    db,
    AssessmentRowSchema,
    `SELECT ${COLUMNS} FROM assessments WHERE id = $1 AND recruiter_id = $2`,
    [assessmentId, recruiterId],
  );
}

export type AssessmentValues = {
  title: string;
  minutes: number;
  passMark: number;
  hiringManagerEmail: string;
};

export async function insertAssessment(
  db: Queryable,
  values: AssessmentValues & { recruiterId: string },
): Promise<string> {
  const row = await selectRow(
    db,
    z.object({ id: z.string() }),
    `INSERT INTO assessments (recruiter_id, title, minutes, pass_mark, hiring_manager_email)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [values.recruiterId, values.title, values.minutes, values.passMark, values.hiringManagerEmail],
  );
  return row.id;
}

export async function updateAssessment(db: Queryable, assessmentId: string, values: AssessmentValues): Promise<void> {
  await db.query(
    `UPDATE assessments SET title = $2, minutes = $3, pass_mark = $4, hiring_manager_email = $5, updated_at = now()
     WHERE id = $1`,
    [assessmentId, values.title, values.minutes, values.passMark, values.hiringManagerEmail],
  );
}

export async function updateAssessmentQuestions(
  db: Queryable,
  assessmentId: string,
  questionIds: string[],
): Promise<void> {
  await db.query('DELETE FROM assessment_questions WHERE assessment_id = $1', [assessmentId]);
  await db.query(
    `INSERT INTO assessment_questions (assessment_id, position, question_id)
     SELECT $1, position, question_id FROM unnest($2::text[]) WITH ORDINALITY AS listed (question_id, position)`,
    [assessmentId, questionIds],
  );
}
