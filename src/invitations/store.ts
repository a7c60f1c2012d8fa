// Candidates, their invitations, the hashes of links' tokens and of candidates' sessions.
import { z } from 'zod';
import { type Queryable, selectOptionalRow, selectRow } from '../db/pool.ts';

const IdSchema = z.object({ id: z.string() });

/** The person as this recruiter knows them; a name given now fills in for one that was missing. */
export async function insertOrSelectCandidate(
  db: Queryable,
  person: { recruiterId: string; email: string; name: string | null },
): Promise<string> {
  const row = await selectRow(
    db,
    IdSchema,
    `INSERT INTO candidates (recruiter_id, email, name) VALUES ($1, $2, $3)
     ON CONFLICT (recruiter_id, lower(email)) DO UPDATE SET name = coalesce(candidates.name, excluded.name)
     RETURNING id`,
    [person.recruiterId, person.email, person.name],
  );
  return row.id;
}

/** Null where the candidate has an invitation to this assessment that is not revoked. */
export async function insertOptionalInvitation(
  db: Queryable,
  values: { assessmentId: string; candidateId: string; endsAt: Date; hardEndAt: Date | null },
): Promise<string | null> {
  const row = await selectOptionalRow(
    db,
    IdSchema,
    `INSERT INTO invitations (assessment_id, candidate_id, ends_at, hard_end_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (assessment_id, candidate_id) WHERE revoked_at IS NULL DO NOTHING RETURNING id`,
    [values.assessmentId, values.candidateId, values.endsAt, values.hardEndAt],
  );
  return row?.id ?? null;
}

export async function selectLiveInvitation(
  db: Queryable,
  ids: { assessmentId: string; candidateId: string },
): Promise<string> {
  const row = await selectRow(
    db,
    IdSchema,
    'SELECT id FROM invitations WHERE assessment_id = $1 AND candidate_id = $2 AND revoked_at IS NULL',
    [ids.assessmentId, ids.candidateId],
  );
  return row.id;
}

export async function selectIsInFuture(db: Queryable, time: Date): Promise<boolean> {
  const row = await selectRow(db, z.object({ future: z.boolean() }), 'SELECT $1::timestamptz > now() AS future', [
    time,
  ]);
  return row.future;
}

const InvitationFactsSchema = z.object({
  invitationId: z.string(),
  assessmentId: z.string(),
  candidateId: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  recruiterName: z.string(),
  recruiterEmail: z.string(),
  title: z.string(),
  minutes: z.number(),
  passMark: z.number(),
  questionIds: z.array(z.string()),
  extraTimePercent: z.number(),
  endsAt: z.date(),
  /** With extra time added. */
  hardEndAt: z.date().nullable(),
  isRevoked: z.boolean(),
  /** Past its end: too late to press Start. */
  hasEnded: z.boolean(),
  hasAttempt: z.boolean(),
  isClosed: z.boolean(),
});
export type InvitationFacts = z.infer<typeof InvitationFactsSchema>;

const FACTS = `SELECT invitations.id AS "invitationId", assessments.id AS "assessmentId",
    candidates.id AS "candidateId", candidates.email, candidates.name,
    recruiters.name AS "recruiterName", recruiters.email AS "recruiterEmail",
    assessments.title, assessments.minutes, assessments.pass_mark AS "passMark",
    ARRAY(SELECT question_id FROM assessment_questions WHERE assessment_id = assessments.id ORDER BY position)
      AS "questionIds",
    candidates.extra_time_percent AS "extraTimePercent", invitations.ends_at AS "endsAt",
    invitation_hard_end(invitations) AS "hardEndAt", invitations.revoked_at IS NOT NULL AS "isRevoked",
    now() >= least(invitations.ends_at, invitation_hard_end(invitations)) AS "hasEnded",
    attempts.id IS NOT NULL AS "hasAttempt", attempts.closed_at IS NOT NULL AS "isClosed"
  FROM invitations
  JOIN assessments ON assessments.id = invitations.assessment_id
  JOIN candidates ON candidates.id = invitations.candidate_id
  JOIN "user" AS recruiters ON recruiters.id = assessments.recruiter_id
  LEFT JOIN attempts ON attempts.invitation_id = invitations.id`;

export async function selectOptionalInvitationFacts(
  db: Queryable,
  invitationId: string,
): Promise<InvitationFacts | null> {
  return selectOptionalRow(db, InvitationFactsSchema, `${FACTS} WHERE invitations.id = $1`, [invitationId]);
}

/** For the recruiter's actions: locked, and null where it is another recruiter's. */
export async function claimOptionalInvitation(
  db: Queryable,
  { invitationId, recruiterId }: { invitationId: string; recruiterId: string },
): Promise<InvitationFacts | null> {
  if (!z.uuid().safeParse(invitationId).success) return null;
  return selectOptionalRow(
    db,
    InvitationFactsSchema,
    `${FACTS} WHERE invitations.id = $1 AND assessments.recruiter_id = $2 FOR UPDATE OF invitations`,
    [invitationId, recruiterId],
  );
}

export async function selectOptionalInvitationOfToken(
  db: Queryable,
  tokenHash: Buffer,
): Promise<InvitationFacts | null> {
  return selectOptionalRow(
    db,
    InvitationFactsSchema,
    `${FACTS} JOIN invitation_tokens ON invitation_tokens.invitation_id = invitations.id
     WHERE invitation_tokens.token_hash = $1`,
    [tokenHash],
  );
}

export async function selectOptionalInvitationOfSession(
  db: Queryable,
  secretHash: Buffer,
): Promise<InvitationFacts | null> {
  return selectOptionalRow(
    db,
    InvitationFactsSchema,
    `${FACTS} JOIN candidate_sessions ON candidate_sessions.invitation_id = invitations.id
     WHERE candidate_sessions.secret_hash = $1 AND candidate_sessions.expires_at > now()`,
    [secretHash],
  );
}

export async function insertToken(db: Queryable, invitationId: string, tokenHash: Buffer): Promise<void> {
  await db.query('INSERT INTO invitation_tokens (token_hash, invitation_id) VALUES ($1, $2)', [
    tokenHash,
    invitationId,
  ]);
}

export async function insertSession(
  db: Queryable,
  values: { invitationId: string; secretHash: Buffer; days: number },
): Promise<void> {
  await db.query(
    `INSERT INTO candidate_sessions (secret_hash, invitation_id, expires_at)
     VALUES ($1, $2, now() + make_interval(days => $3))`,
    [values.secretHash, values.invitationId, values.days],
  );
}

export async function updateInvitationRevoked(db: Queryable, invitationId: string): Promise<void> {
  await db.query('UPDATE invitations SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1', [invitationId]);
}

export async function updateInvitationEnd(db: Queryable, invitationId: string, endsAt: Date): Promise<void> {
  await db.query('UPDATE invitations SET ends_at = $2 WHERE id = $1', [invitationId, endsAt]);
}

export async function updateExtraTime(db: Queryable, candidateId: string, percent: number): Promise<void> {
  await db.query('UPDATE candidates SET extra_time_percent = $2 WHERE id = $1', [candidateId, percent]);
}
