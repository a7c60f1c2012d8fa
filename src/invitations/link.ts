// The candidate's side: a link's token is swapped for a session, and the session shows the invitation and the attempt.
import type { Database, Queryable } from '../db/pool.ts';
import { GRACE_SECONDS } from '../submissions/attempts.ts';
import {
  type AttemptRow,
  type SubmissionView,
  selectOptionalAttemptOfInvitation,
  selectSubmissions,
} from '../submissions/store.ts';
import { buildSecret, hashOptionalSecret, hashSecret } from './secrets.ts';
import {
  type InvitationFacts,
  insertSession,
  selectOptionalInvitationOfSession,
  selectOptionalInvitationOfToken,
} from './store.ts';

export const CANDIDATE_SESSION_DAYS = 30;

export type OpenLinkOutcome =
  | { kind: 'opened'; sessionSecret: string; invitationId: string }
  /** Tampered with, cut off, or never ours. */
  | { kind: 'unknown' }
  | { kind: 'revoked' | 'expired' | 'used_up'; assessmentTitle: string };

/** Only on POST: mail scanners follow links. Any live token works as often as it is opened, until the end. */
export async function openLink(pool: Database, token: string): Promise<OpenLinkOutcome> {
  const tokenHash = hashOptionalSecret(token);
  const invitation = tokenHash && (await selectOptionalInvitationOfToken(pool, tokenHash));
  if (!invitation) return { kind: 'unknown' };
  const assessmentTitle = invitation.title;
  if (invitation.isRevoked) return { kind: 'revoked', assessmentTitle };
  if (invitation.isClosed) return { kind: 'used_up', assessmentTitle };
  if (invitation.hasEnded && !invitation.hasAttempt) return { kind: 'expired', assessmentTitle };
  const sessionSecret = buildSecret();
  await insertSession(pool, {
    invitationId: invitation.invitationId,
    secretHash: hashSecret(sessionSecret),
    days: CANDIDATE_SESSION_DAYS,
  });
  return { kind: 'opened', sessionSecret, invitationId: invitation.invitationId };
}

export type CandidateView = {
  invitationId: string;
  candidate: { email: string; name: string | null };
  recruiter: { name: string; email: string };
  /** As it was at Start, once the attempt has begun. */
  assessment: { id: string; title: string; minutes: number; passMark: number; questionIds: string[] };
  extraTimePercent: number;
  /** Minutes with the extra time in them. */
  allowedMinutes: number;
  /** The last moment to press Start. */
  endsAt: Date;
  /** Everything ends here, extra time included; null: there is no such end. */
  hardEndAt: Date | null;
  graceSeconds: number;
  attempt: AttemptRow | null;
  /** Newest first. */
  submissions: SubmissionView[];
};

export type CandidateViewOutcome =
  | { kind: 'found'; view: CandidateView }
  | { kind: 'none' }
  | { kind: 'revoked' | 'expired'; assessmentTitle: string };

/** Who has a session sees the attempt after it has closed, too. */
export async function selectCandidateView(db: Queryable, sessionSecret: string): Promise<CandidateViewOutcome> {
  const secretHash = hashOptionalSecret(sessionSecret);
  const invitation = secretHash && (await selectOptionalInvitationOfSession(db, secretHash));
  if (!invitation) return { kind: 'none' };
  if (invitation.isRevoked) return { kind: 'revoked', assessmentTitle: invitation.title };
  if (invitation.hasEnded && !invitation.hasAttempt) return { kind: 'expired', assessmentTitle: invitation.title };
  const attempt = await selectOptionalAttemptOfInvitation(db, invitation.invitationId);
  const submissions = attempt ? await selectSubmissions(db, attempt.id) : [];
  return { kind: 'found', view: buildView(invitation, attempt, submissions) };
}

function buildView(
  invitation: InvitationFacts,
  attempt: AttemptRow | null,
  submissions: SubmissionView[],
): CandidateView {
  const { title, minutes, passMark, questionIds } = attempt ?? invitation;
  return {
    invitationId: invitation.invitationId,
    candidate: { email: invitation.email, name: invitation.name },
    recruiter: { name: invitation.recruiterName, email: invitation.recruiterEmail },
    assessment: { id: invitation.assessmentId, title, minutes, passMark, questionIds },
    extraTimePercent: invitation.extraTimePercent,
    allowedMinutes: computeAllowedMinutes(minutes, invitation.extraTimePercent),
    endsAt: invitation.endsAt,
    hardEndAt: invitation.hardEndAt,
    graceSeconds: attempt?.graceSeconds ?? GRACE_SECONDS,
    attempt,
    submissions,
  };
}

export function computeAllowedMinutes(minutes: number, extraTimePercent: number): number {
  return (minutes * (100 + extraTimePercent)) / 100;
}
