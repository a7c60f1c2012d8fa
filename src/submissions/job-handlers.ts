// Every job of the service with what it needs.
import { composeInvitationMail, type RenderInvitationMail } from '../invitations/invitation-mail.ts';
import type { JobHandlers } from '../jobs/jobs.ts';
import type { Mailer } from '../mail/mailer.ts';
import { handleSendMail } from '../mail/send-mail.ts';
import { handleCloseAttempt, handleCloseAttempts } from './attempts.ts';
import { type GradingDeps, handleGradeAttempt } from './gradings.ts';
import { handleReceiptRun } from './receipts.ts';
import { composeReportMail, type RenderReportMail } from './report-mail.ts';

export type JobHandlerDeps = GradingDeps & {
  mailer: Mailer;
  renderInvitationMail: RenderInvitationMail;
  renderReportMail: RenderReportMail;
  /** What stands before every path in links. */
  baseUrl: string;
};

export function createJobHandlers(deps: JobHandlerDeps): JobHandlers {
  const { pool, mailer, logger, baseUrl } = deps;
  const compose = {
    invitation: (mail: Parameters<typeof composeInvitationMail>[0]) =>
      composeInvitationMail(mail, { pool, baseUrl, render: deps.renderInvitationMail }),
    report: (mail: Parameters<typeof composeReportMail>[0]) =>
      composeReportMail(mail, { pool, baseUrl, render: deps.renderReportMail }),
  };
  return {
    grade_attempt: (payload, context) => handleGradeAttempt(payload, context, deps),
    receipt_run: (payload, context) => handleReceiptRun(payload, context, deps),
    send_mail: (payload, context) => handleSendMail(payload, context, { pool, mailer, compose, logger }),
    close_attempt: (payload) => handleCloseAttempt(payload, pool),
    close_attempts: () => handleCloseAttempts(pool, logger),
  };
}
