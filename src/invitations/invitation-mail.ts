// The invitation's mail: its link is made the moment it goes out, and each mail has a link of its own.
import type { Database } from '../db/pool.ts';
import type { MailContent } from '../mail/mail-content.ts';
import type { ComposedMail } from '../mail/send-mail.ts';
import type { MailRow } from '../mail/store.ts';
import { computeAllowedMinutes } from './link.ts';
import { buildSecret, hashSecret } from './secrets.ts';
import { insertToken, selectOptionalInvitationFacts } from './store.ts';

export type InvitationMailFacts = {
  link: string;
  candidate: { email: string; name: string | null };
  recruiter: { name: string; email: string };
  assessment: { title: string; minutes: number; questionCount: number };
  allowedMinutes: number;
  endsAt: Date;
  hardEndAt: Date | null;
};

export type RenderInvitationMail = (facts: InvitationMailFacts) => MailContent | Promise<MailContent>;

export async function composeInvitationMail(
  mail: MailRow,
  { pool, baseUrl, render }: { pool: Database; baseUrl: string; render: RenderInvitationMail },
): Promise<ComposedMail> {
  const invitation = mail.invitationId && (await selectOptionalInvitationFacts(pool, mail.invitationId));
  if (!invitation) return { kind: 'skip', reason: 'the invitation is gone' };
  if (invitation.isRevoked) return { kind: 'skip', reason: 'the invitation was revoked before the mail went out' };
  if (invitation.isClosed) return { kind: 'skip', reason: 'the attempt was closed before the mail went out' };
  if (invitation.hasEnded && !invitation.hasAttempt)
    return { kind: 'skip', reason: 'the invitation ended before the mail went out' };
  const token = buildSecret();
  // Kept before the mail leaves: a link that arrives must work. One whose mail fails is known to nobody.
  await insertToken(pool, invitation.invitationId, hashSecret(token));
  const content = await render({
    link: `${baseUrl}/i/${token}`,
    candidate: { email: invitation.email, name: invitation.name },
    recruiter: { name: invitation.recruiterName, email: invitation.recruiterEmail },
    assessment: {
      title: invitation.title,
      minutes: invitation.minutes,
      questionCount: invitation.questionIds.length,
    },
    allowedMinutes: computeAllowedMinutes(invitation.minutes, invitation.extraTimePercent),
    endsAt: invitation.endsAt,
    hardEndAt: invitation.hardEndAt,
  });
  return { kind: 'mail', to: invitation.email, content };
}
