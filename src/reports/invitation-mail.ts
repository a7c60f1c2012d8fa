// The mail that carries a candidate's link.
import juice from 'juice';
import type { MailContent } from '../mail/mail-content.ts';
import { cleanMailLine } from './clean-text.ts';
import { readTemplate, renderTemplate } from './templates.ts';
import { formatInstant, formatMinutes } from './wording.ts';

export type InvitationMailFacts = {
  link: string;
  candidate: { email: string; name: string | null };
  recruiter: { name: string; email: string };
  assessment: { title: string; minutes: number; questionCount: number };
  /** With the candidate's extra time. */
  allowedMinutes: number;
  endsAt: Date;
  hardEndAt: Date | null;
};

export function renderInvitationMail(facts: InvitationMailFacts): MailContent {
  const view = {
    link: facts.link,
    greeting: facts.candidate.name ? `Hello ${cleanMailLine(facts.candidate.name, 80)},` : 'Hello,',
    recruiterName: cleanMailLine(facts.recruiter.name || facts.recruiter.email, 80),
    recruiterEmail: cleanMailLine(facts.recruiter.email, 254),
    title: cleanMailLine(facts.assessment.title, 120),
    questions: `${facts.assessment.questionCount} ${facts.assessment.questionCount === 1 ? 'question' : 'questions'}`,
    time: formatMinutes(facts.allowedMinutes),
    endsAt: formatInstant(facts.endsAt),
    hardEndAt: facts.hardEndAt ? formatInstant(facts.hardEndAt) : null,
  };
  return {
    subject: `${view.recruiterName} invites you: ${view.title}`.slice(0, 250),
    html: juice(renderTemplate('emails/invitation.hbs', { ...view, styles: readTemplate('assets/mail.css') }), {
      removeStyleTags: true,
      preserveMediaQueries: true,
    }),
    text: renderText(view),
    attachments: [],
  };
}

function renderText(view: Record<string, string | null>): string {
  return [
    view.greeting,
    '',
    `${view.recruiterName} invites you to the assessment "${view.title}".`,
    '',
    `- ${view.questions}, ${view.time}. The clock starts when you press Start, not before.`,
    `- Press Start by ${view.endsAt} at the latest.`,
    ...(view.hardEndAt ? [`- The assessment ends for everybody at ${view.hardEndAt}.`] : []),
    '- You work in your own Jupyter, and upload the notebook when you are done.',
    '',
    'Your personal link:',
    view.link,
    '',
    'Do not pass it on: whoever has it can hand in a notebook in your name.',
    `Questions? Write to ${view.recruiterEmail}.`,
    '',
  ].join('\n');
}
