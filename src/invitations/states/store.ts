// What a recruiter sees of an assessment's invitations: each one's state, in one query.
import { z } from 'zod';
import { type Queryable, selectRows } from '../../db/pool.ts';

const InvitationStateSchema = z.object({
  invitationId: z.string(),
  candidateId: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  extraTimePercent: z.number(),
  createdAt: z.date(),
  endsAt: z.date(),
  hardEndAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  mailStatus: z.enum(['waiting', 'sent', 'failed', 'skipped']).nullable(),
  mailError: z.string().nullable(),
  state: z.enum([
    'invited',
    'expired',
    'revoked',
    'started',
    'grading',
    'graded',
    'incomplete',
    'not_gradable',
    'nothing_handed_in',
  ]),
  attemptId: z.string().nullable(),
  startedAt: z.date().nullable(),
  deadlineAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  /** Null unless the attempt is open. */
  secondsLeft: z.number().nullable(),
  submissionCount: z.number(),
  gradingId: z.string().nullable(),
  /** What the grading under way says of itself. */
  gradingMessage: z.string().nullable(),
  score: z.number().nullable(),
  points: z.number().nullable(),
  maxPoints: z.number().nullable(),
  openPoints: z.number().nullable(),
  passMark: z.number(),
});
export type InvitationState = z.infer<typeof InvitationStateSchema>;

/** Newest first; empty also where the assessment is another recruiter's. */
export async function selectInvitationStates(
  db: Queryable,
  { assessmentId, recruiterId }: { assessmentId: string; recruiterId: string },
): Promise<InvitationState[]> {
  if (!z.uuid().safeParse(assessmentId).success) return [];
  return selectRows(
    db,
    InvitationStateSchema,
    `SELECT invitations.id AS "invitationId", candidates.id AS "candidateId", candidates.email, candidates.name,
       candidates.extra_time_percent AS "extraTimePercent", invitations.created_at AS "createdAt",
       invitations.ends_at AS "endsAt", invitation_hard_end(invitations) AS "hardEndAt",
       invitations.revoked_at AS "revokedAt", mail.status AS "mailStatus", mail.last_error AS "mailError",
       CASE
         WHEN attempts.id IS NULL AND invitations.revoked_at IS NOT NULL THEN 'revoked'
         WHEN attempts.id IS NULL AND now() >= least(invitations.ends_at, invitation_hard_end(invitations))
           THEN 'expired'
         WHEN attempts.id IS NULL THEN 'invited'
         WHEN attempts.closed_at IS NULL THEN 'started'
         WHEN grading.status IN ('waiting', 'running') THEN 'grading'
         WHEN grading.status = 'complete' THEN 'graded'
         ELSE grading.status
       END AS state,
       attempts.id AS "attemptId", attempts.started_at AS "startedAt", attempts.deadline_at AS "deadlineAt",
       attempts.closed_at AS "closedAt",
       CASE WHEN attempts.id IS NOT NULL AND attempts.closed_at IS NULL
         THEN greatest(0, extract(epoch FROM attempts.deadline_at - now()))::float8 END AS "secondsLeft",
       (SELECT count(*)::int FROM submissions WHERE submissions.attempt_id = attempts.id) AS "submissionCount",
       grading.id AS "gradingId",
       CASE WHEN grading.status = 'running' THEN grading.progress ->> 'message' END AS "gradingMessage",
       (grading.result ->> 'score')::float8 AS score,
       CASE WHEN grading.status = 'complete' THEN (grading.result ->> 'points')::float8 END AS points,
       (grading.result ->> 'maxPoints')::float8 AS "maxPoints",
       (grading.result ->> 'openPoints')::float8 AS "openPoints",
       coalesce(attempts.pass_mark, assessments.pass_mark) AS "passMark"
     FROM invitations
     JOIN assessments ON assessments.id = invitations.assessment_id
     JOIN candidates ON candidates.id = invitations.candidate_id
     LEFT JOIN attempts ON attempts.invitation_id = invitations.id
     LEFT JOIN LATERAL (
       SELECT * FROM gradings WHERE gradings.attempt_id = attempts.id
       ORDER BY (gradings.status = 'complete') DESC, gradings.number DESC LIMIT 1
     ) AS grading ON true
     LEFT JOIN LATERAL (
       SELECT status, last_error FROM mails WHERE mails.invitation_id = invitations.id
       ORDER BY created_at DESC LIMIT 1
     ) AS mail ON true
     WHERE assessments.id = $1 AND assessments.recruiter_id = $2
     ORDER BY invitations.created_at DESC, candidates.email`,
    [assessmentId, recruiterId],
  );
}
