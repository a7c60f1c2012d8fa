// The candidate's sitting: what to expect, Start, the clock, the downloads, the receipt, and Finish.
import { Router } from 'express';
import { buildAssessment } from '../assessments/recruiter-assessments.ts';
import { buildStarterArchive, buildStarterFiles } from '../assessments/starter.ts';
import { UserError } from '../errors.ts';
import type { CandidateView } from '../invitations/link.ts';
import { finishAttempt, startAttempt } from '../submissions/attempts.ts';
import { selectOptionalSubmission } from '../submissions/store.ts';
import { buildAttemptPage, buildSubmission } from './attempt-page.ts';
import { getAttempt, getCandidateView, requireCandidate } from './candidate-session.ts';
import { parseField } from './forms.ts';
import { LINK_PROBLEMS } from './link-routes.ts';
import type { WebOptions } from './web-options.ts';

export function createAttemptRoutes({ pool, bank }: WebOptions): Router {
  const router = Router();
  router.use('/attempt', requireCandidate(pool));

  router.get('/attempt', (_request, response) => {
    const view = getCandidateView(response);
    const page = view.attempt === null ? 'before-start' : view.attempt.closedAt === null ? 'attempt' : 'closed';
    response.render(page, buildAttemptPage(view, bank));
  });

  router.post('/attempt/start', async (request, response) => {
    const view = getCandidateView(response);
    if (parseField(request, 'invitationId') !== view.invitationId)
      throw new UserError(
        'other_invitation',
        'This page belongs to another invitation than the one that is open in this browser, so nothing was started. Open the link in the mail of the one that you mean.',
        { status: 409 },
      );
    const outcome = await startAttempt(pool, { invitationId: view.invitationId });
    if (outcome.kind === 'started') return response.redirect(303, '/attempt');
    response.status(410).render('link-problem', LINK_PROBLEMS[outcome.kind]);
  });

  router.get('/attempt/clock', (_request, response) => {
    const { attempt } = getCandidateView(response);
    response.json({
      secondsLeft: attempt?.secondsLeft ?? 0,
      acceptsUploads: attempt?.acceptsUploads ?? false,
      isClosed: attempt === null || attempt.closedAt !== null,
    });
  });

  router.get('/attempt/starter.zip', async (_request, response) => {
    const view = requireStarted(getCandidateView(response));
    const name = buildFileStem(view.assessment.title);
    const archive = await buildStarterArchive(buildAssessment(view.assessment, bank), `${name}.ipynb`);
    response.attachment(`${name}.zip`).type('application/zip').send(archive);
  });

  router.get('/attempt/files/:name', async (request, response) => {
    const view = requireStarted(getCandidateView(response));
    const stem = buildFileStem(view.assessment.title);
    const files = await buildStarterFiles(buildAssessment(view.assessment, bank), `${stem}.ipynb`);
    const wanted = request.params.name === 'starter.ipynb' ? `${stem}.ipynb` : request.params.name;
    const file = files.find((known) => known.name === wanted);
    if (!file) throw new UserError('not_found', 'There is no such file in this assessment.', { status: 404 });
    response.attachment(file.name).type('application/octet-stream').send(file.bytes);
  });

  router.get('/attempt/:attemptId/submissions/:submissionId/receipt', async (request, response) => {
    const attempt = getAttempt(response, request.params.attemptId);
    const submission = await selectOptionalSubmission(pool, {
      submissionId: request.params.submissionId,
      attemptId: attempt.id,
    });
    if (submission === null) throw new UserError('not_found', 'There is no such submission.', { status: 404 });
    response.render('receipt', { ...buildSubmission(submission, attempt.id), layout: false });
  });

  router.get('/attempt/:attemptId/finish', (request, response) => {
    const attempt = getAttempt(response, request.params.attemptId);
    if (attempt.closedAt !== null) return response.redirect(303, '/attempt');
    const page = buildAttemptPage(getCandidateView(response), bank);
    response.render('finish', { ...page, title: `Finish ${page.title}` });
  });

  router.post('/attempt/:attemptId/finish', async (request, response) => {
    const attempt = getAttempt(response, request.params.attemptId);
    const outcome = await finishAttempt(pool, { attemptId: attempt.id });
    if (outcome.kind === 'closed') return response.redirect(303, '/attempt');
    response.status(409);
    const error = 'An upload is still under way. Wait until it is complete, then finish.';
    response.render('finish', buildAttemptPage(getCandidateView(response), bank, { error }));
  });

  return router;
}

function requireStarted(view: CandidateView): CandidateView {
  if (view.attempt === null)
    throw new UserError('not_started', 'The questions can be downloaded once you have pressed Start.', { status: 409 });
  return view;
}

/** A title is free text, and a file's name must work on every system. */
function buildFileStem(title: string): string {
  const stem = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return stem || 'assessment';
}
