// The report as a page: for the recruiter who is signed in, and for whoever holds the link of the report's mail.
import { Router } from 'express';
import { selectOptionalRecruiter } from '../accounts/auth.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../reports/clean-text.ts';
import { buildReport } from '../reports/report.ts';
import { isReportKey } from '../reports/report-links.ts';
import { selectOptionalReportFacts } from '../submissions/gradings/store.ts';
import { selectOptionalSubmissionBytes } from '../submissions/store.ts';
import { buildHeaders } from './recruiter-session.ts';
import type { WebOptions } from './web-options.ts';

export function createReportRoutes({ pool, auth, secret }: WebOptions): Router {
  const router = Router();

  router.get('/reports/:gradingId', async (request, response) => {
    const { gradingId } = request.params;
    const { until, key } = request.query;
    const hasKey =
      typeof until === 'string' && typeof key === 'string' && isReportKey({ gradingId, until, key }, secret);
    const recruiter = await selectOptionalRecruiter(auth, buildHeaders(request));
    if (!recruiter && !hasKey) {
      if (typeof key === 'string')
        throw new UserError(
          'report_link_invalid',
          'This link does not open the report: it was cut off, changed, or is older than 90 days. Ask the recruiter to show you the report.',
          { status: 404 },
        );
      return response.redirect(303, `/sign-in?next=${encodeURIComponent(request.path)}`);
    }
    const facts = await selectOptionalReportFacts(pool, { gradingId }, hasKey ? null : (recruiter?.id ?? ''));
    if (facts === null) throw new UserError('not_found', 'There is no such report.', { status: 404 });
    const isOwn = recruiter !== null && recruiter.id === facts.recruiterId;
    response.render('report', {
      ...buildReport(facts),
      recruiter: isOwn ? recruiter : null,
      isReport: true,
      isOwn,
      gradingId,
      assessmentId: facts.assessment.id,
      attemptId: facts.attemptId,
      hasNotebook: facts.submission !== null,
      isUnderWay: facts.status === 'waiting' || facts.status === 'running',
      progress: facts.progress ? cleanLine(facts.progress.message, 200) : '',
      canGrade: isOwn && ['complete', 'incomplete', 'not_gradable'].includes(facts.status),
    });
  });

  router.get('/reports/:gradingId/notebook', async (request, response) => {
    const recruiter = await selectOptionalRecruiter(auth, buildHeaders(request));
    if (!recruiter) return response.redirect(303, '/sign-in');
    const facts = await selectOptionalReportFacts(pool, { gradingId: request.params.gradingId }, recruiter.id);
    const file =
      facts?.submission && (await selectOptionalSubmissionBytes(pool, { submissionId: facts.submission.id }));
    if (!file) throw new UserError('not_found', 'There is no such notebook.', { status: 404 });
    response.attachment(`${facts?.assessment.id.slice(0, 8)}-${facts?.gradingId.slice(0, 8)}.ipynb`);
    // Never as something that a browser shows: it is whatever the candidate sent.
    response.type('application/octet-stream').send(file.bytes);
  });

  return router;
}
