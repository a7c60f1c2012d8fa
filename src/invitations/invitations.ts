// The recruiter's side of invitations: make, send again, revoke, extend, and give a person extra time.
import { z } from 'zod';
import { insertAuditEntry } from '../accounts/store.ts';
import { selectOptionalAssessment } from '../assessments/store.ts';
import { type Database, inTransaction, type Queryable } from '../db/pool.ts';
import { UserError } from '../errors.ts';
import { enqueue } from '../jobs/store.ts';
import { insertInvitationMail } from '../mail/store.ts';
import { enqueueClosing } from '../submissions/attempts.ts';
import { updateOpenDeadlines } from '../submissions/store.ts';
import {
  claimOptionalInvitation,
  type InvitationFacts,
  insertOptionalInvitation,
  insertOrSelectCandidate,
  selectIsInFuture,
  selectLiveInvitation,
  updateExtraTime,
  updateInvitationEnd,
  updateInvitationRevoked,
} from './store.ts';

const MAX_PEOPLE_AT_ONCE = 200;
const MAX_NAME_LENGTH = 120;
const MAX_EXTRA_TIME_PERCENT = 300;
const EmailSchema = z.email().max(254);

export type InviteOutcome = {
  email: string;
  outcome: 'invited' | 'already_invited' | 'invalid_address';
  invitationId: string | null;
};

/** One outcome for each address, in their order. Throws UserError: `not_found`, `window_invalid`, `too_many_people`. */
export async function inviteCandidates(
  pool: Database,
  input: {
    assessmentId: string;
    recruiterId: string;
    people: { email: string; name: string | null }[];
    endsAt: Date;
    hardEndAt: Date | null;
  },
): Promise<InviteOutcome[]> {
  if (input.people.length > MAX_PEOPLE_AT_ONCE)
    throw new UserError('too_many_people', `Invite at most ${MAX_PEOPLE_AT_ONCE} candidates at once.`);
  return inTransaction(pool, async (client) => {
    const assessment = await selectOptionalAssessment(client, input);
    if (assessment === null) throw new UserError('not_found', 'There is no such assessment.', { status: 404 });
    await checkWindow(client, input);
    const outcomes: InviteOutcome[] = [];
    for (const person of input.people) outcomes.push(await inviteCandidate(client, input, person));
    return outcomes;
  });
}

async function inviteCandidate(
  client: Queryable,
  input: { assessmentId: string; recruiterId: string; endsAt: Date; hardEndAt: Date | null },
  person: { email: string; name: string | null },
): Promise<InviteOutcome> {
  const email = person.email.trim();
  if (!EmailSchema.safeParse(email).success) return { email, outcome: 'invalid_address', invitationId: null };
  const { recruiterId, assessmentId } = input;
  const name = cleanName(person.name);
  const candidateId = await insertOrSelectCandidate(client, { recruiterId, email, name });
  const invitationId = await insertOptionalInvitation(client, { ...input, candidateId });
  if (invitationId === null) {
    const known = await selectLiveInvitation(client, { assessmentId, candidateId });
    return { email, outcome: 'already_invited', invitationId: known };
  }
  await enqueueInvitationMail(client, invitationId);
  await audit(client, recruiterId, 'invitation_made', invitationId, { endsAt: input.endsAt });
  return { email, outcome: 'invited', invitationId };
}

type InvitationOfRecruiter = { invitationId: string; recruiterId: string };

/** A further mail with a token of its own; the earlier links go on working. */
export async function resendInvitation(pool: Database, ids: InvitationOfRecruiter): Promise<void> {
  await inTransaction(pool, async (client) => {
    const invitation = await claimKnown(client, ids);
    if (invitation.isRevoked)
      throw new UserError('invitation_revoked', 'This invitation was revoked. Invite the candidate anew.');
    if (invitation.isClosed)
      throw new UserError('attempt_closed', 'The candidate has finished: a link would lead nowhere.');
    if (invitation.hasEnded && !invitation.hasAttempt)
      throw new UserError('invitation_expired', 'This invitation has ended. Extend it first, then send it again.');
    await enqueueInvitationMail(client, invitation.invitationId);
    await audit(client, ids.recruiterId, 'invitation_sent_again', ids.invitationId);
  });
}

/** All its links stop working. A running attempt is closed by the clock, and what was handed in is graded. */
export async function revokeInvitation(pool: Database, ids: InvitationOfRecruiter): Promise<void> {
  await inTransaction(pool, async (client) => {
    const invitation = await claimKnown(client, ids);
    if (invitation.isRevoked) return;
    await updateInvitationRevoked(client, ids.invitationId);
    await audit(client, ids.recruiterId, 'invitation_revoked', ids.invitationId);
  });
}

export async function extendInvitation(
  pool: Database,
  { endsAt, ...ids }: InvitationOfRecruiter & { endsAt: Date },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const invitation = await claimKnown(client, ids);
    if (invitation.isRevoked)
      throw new UserError('invitation_revoked', 'This invitation was revoked. Invite the candidate anew.');
    await checkWindow(client, { endsAt, hardEndAt: invitation.hardEndAt });
    await updateInvitationEnd(client, ids.invitationId, endsAt);
    await audit(client, ids.recruiterId, 'invitation_extended', ids.invitationId, {
      from: invitation.endsAt,
      to: endsAt,
    });
  });
}

/** Belongs to the person: it holds for all their invitations, and moves the deadline of an attempt that runs. */
export async function setExtraTime(
  pool: Database,
  { percent, ...ids }: InvitationOfRecruiter & { percent: number },
): Promise<void> {
  if (!Number.isInteger(percent) || percent < 0 || percent > MAX_EXTRA_TIME_PERCENT)
    throw new UserError(
      'extra_time_invalid',
      `Extra time is a whole number of percent from 0 to ${MAX_EXTRA_TIME_PERCENT}.`,
    );
  await inTransaction(pool, async (client) => {
    const invitation = await claimKnown(client, ids);
    await updateExtraTime(client, invitation.candidateId, percent);
    for (const attemptId of await updateOpenDeadlines(client, invitation.candidateId))
      await enqueueClosing(client, attemptId);
    await audit(client, ids.recruiterId, 'extra_time_set', invitation.candidateId, {
      from: invitation.extraTimePercent,
      to: percent,
    });
  });
}

async function claimKnown(client: Queryable, ids: InvitationOfRecruiter): Promise<InvitationFacts> {
  const invitation = await claimOptionalInvitation(client, ids);
  if (invitation === null) throw new UserError('not_found', 'There is no such invitation.', { status: 404 });
  return invitation;
}

async function checkWindow(
  client: Queryable,
  { endsAt, hardEndAt }: { endsAt: Date; hardEndAt: Date | null },
): Promise<void> {
  if (Number.isNaN(endsAt.getTime()) || !(await selectIsInFuture(client, endsAt)))
    throw new UserError('window_invalid', 'The last moment to start must be in the future.');
  if (hardEndAt !== null && !(hardEndAt.getTime() >= endsAt.getTime()))
    throw new UserError('window_invalid', 'The hard end cannot come before the last moment to start.');
}

/** The job carries the mail's id alone: the link's token is made when the mail goes out. */
async function enqueueInvitationMail(client: Queryable, invitationId: string): Promise<void> {
  await enqueue(client, 'send_mail', { mailId: await insertInvitationMail(client, invitationId) });
}

async function audit(
  client: Queryable,
  recruiterId: string,
  action: string,
  subjectId: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await insertAuditEntry(client, { actor: `recruiter:${recruiterId}`, action, subjectId, details });
}

function cleanName(name: string | null): string | null {
  const plain = (name ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return plain.slice(0, MAX_NAME_LENGTH) || null;
}
