// The report's mail to the hiring manager. A grading that is incomplete through us has none.
import type { Database } from '../db/pool.ts';
import type { MailContent } from '../mail/mail-content.ts';
import type { ComposedMail } from '../mail/send-mail.ts';
import type { MailRow } from '../mail/store.ts';
import { type ReportFacts, selectOptionalReportFacts } from './gradings/store.ts';

export type RenderReportMail = (facts: ReportFacts, links: { reportUrl: string }) => MailContent | Promise<MailContent>;

export async function composeReportMail(
  mail: MailRow,
  { pool, baseUrl, render }: { pool: Database; baseUrl: string; render: RenderReportMail },
): Promise<ComposedMail> {
  const facts = mail.gradingId && (await selectOptionalReportFacts(pool, { gradingId: mail.gradingId }));
  if (!facts) return { kind: 'skip', reason: 'the grading is gone' };
  if (!['complete', 'not_gradable', 'nothing_handed_in'].includes(facts.status))
    return { kind: 'skip', reason: `the grading is ${facts.status}` };
  const content = await render(facts, { reportUrl: `${baseUrl}/reports/${facts.gradingId}` });
  return { kind: 'mail', to: facts.hiringManagerEmail, content };
}
