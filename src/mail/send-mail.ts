// The send_mail job: what the mail says is put together when it goes out, so that nothing secret waits in the queue.
import type { Database } from '../db/pool.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { Logger } from '../logger.ts';
import type { MailContent } from './mail-content.ts';
import type { Mailer } from './mailer.ts';
import { type MailRow, selectOptionalMail, updateMailFinished, updateMailProblem } from './store.ts';

export type ComposedMail = { kind: 'mail'; to: string; content: MailContent } | { kind: 'skip'; reason: string };

export type SendMailOptions = {
  pool: Database;
  mailer: Mailer;
  compose: Record<MailRow['kind'], (mail: MailRow) => Promise<ComposedMail>>;
  logger: Logger;
};

/** SMTP knows no transaction: a crash between sending and noting it sends the mail again, under the same Message-ID. */
export async function handleSendMail(
  { mailId }: { mailId: string },
  context: JobContext,
  { pool, mailer, compose, logger }: SendMailOptions,
): Promise<void> {
  const mail = await selectOptionalMail(pool, mailId);
  if (mail === null || mail.status !== 'waiting') return;
  try {
    const composed = await compose[mail.kind](mail);
    if (composed.kind === 'skip') {
      await updateMailFinished(pool, mailId, 'skipped', composed.reason);
      return;
    }
    await mailer.send({ ...composed.content, id: mailId, to: composed.to });
    await updateMailFinished(pool, mailId, 'sent', null);
  } catch (error) {
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    logger.warn({ mailId, problem }, 'a mail did not leave');
    if (context.isLastTry) await updateMailFinished(pool, mailId, 'failed', problem);
    else await updateMailProblem(pool, mailId, problem);
    throw error;
  }
}
