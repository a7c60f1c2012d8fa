// What a recruiter does with invitations: invite, send again, revoke, extra time, and grade an attempt again.
import { type Response, Router } from 'express';
import { selectOptionalAssessment } from '../assessments/store.ts';
import { UserError } from '../errors.ts';
import { inviteCandidates, resendInvitation, revokeInvitation, setExtraTime } from '../invitations/invitations.ts';
import { requestGrading } from '../submissions/gradings.ts';
import { buildAssessmentPage } from './assessment-page.ts';
import { parseField, parseInstantField, parseNumberField, parsePeople } from './forms.ts';
import { getRecruiter } from './recruiter-session.ts';
import type { WebOptions } from './web-options.ts';

export function createInvitationRoutes({ pool, bank }: WebOptions): Router {
  const router = Router();

  router.post('/assessments/:assessmentId/invitations', async (request, response) => {
    const recruiter = getRecruiter(response);
    const assessmentId = request.params.assessmentId;
    const inviteForm = {
      people: parseField(request, 'people'),
      endsAt: parseField(request, 'endsAt'),
      hardEndAt: parseField(request, 'hardEndAt'),
    };
    const people = parsePeople(inviteForm.people);
    try {
      if (people.length === 0) throw new UserError('no_people', 'Write at least one e-mail address.');
      const outcomes = await inviteCandidates(pool, {
        assessmentId,
        recruiterId: recruiter.id,
        people,
        endsAt: parseInstantField(request, 'endsAt') ?? new Date(Number.NaN),
        hardEndAt: parseInstantField(request, 'hardEndAt'),
      });
      if (outcomes.every((outcome) => outcome.outcome === 'invited'))
        return response.redirect(303, `/assessments/${assessmentId}?done=invited`);
      // The ones to mend stay in the field, with what is wrong above it.
      const rejected = outcomes.filter((outcome) => outcome.outcome === 'invalid_address');
      await renderRejected(response, assessmentId, 'Not everybody was invited:', {
        inviteForm: { ...inviteForm, people: rejected.map((outcome) => outcome.email).join('\n') },
        outcomes,
      });
    } catch (error) {
      if (!(error instanceof UserError) || error.status >= 404) throw error;
      await renderRejected(response, assessmentId, error.message, { inviteForm });
    }
  });

  async function renderRejected(
    response: Response,
    assessmentId: string,
    error: string,
    rest: Omit<Parameters<typeof buildAssessmentPage>[3], 'recruiter' | 'error'>,
  ): Promise<void> {
    const recruiter = getRecruiter(response);
    const assessment = await selectOptionalAssessment(pool, { assessmentId, recruiterId: recruiter.id });
    if (assessment === null) throw new UserError('not_found', 'There is no such assessment.', { status: 404 });
    response.status(422);
    response.render('assessment', await buildAssessmentPage(pool, bank, assessment, { recruiter, error, ...rest }));
  }

  router.post('/invitations/:invitationId/resend', async (request, response) => {
    await resendInvitation(pool, { invitationId: request.params.invitationId, recruiterId: getRecruiter(response).id });
    redirectBack(response, parseField(request, 'assessmentId'), 'resent');
  });

  router.post('/invitations/:invitationId/revoke', async (request, response) => {
    await revokeInvitation(pool, { invitationId: request.params.invitationId, recruiterId: getRecruiter(response).id });
    redirectBack(response, parseField(request, 'assessmentId'), 'revoked');
  });

  router.post('/invitations/:invitationId/extra-time', async (request, response) => {
    await setExtraTime(pool, {
      invitationId: request.params.invitationId,
      recruiterId: getRecruiter(response).id,
      percent: parseNumberField(request, 'percent'),
    });
    redirectBack(response, parseField(request, 'assessmentId'), 'extra-time');
  });

  router.post('/attempts/:attemptId/gradings', async (request, response) => {
    await requestGrading(pool, { attemptId: request.params.attemptId, recruiterId: getRecruiter(response).id });
    redirectBack(response, parseField(request, 'assessmentId'), 'regrading');
  });

  return router;
}

function redirectBack(response: Response, assessmentId: string, done: string): void {
  const isId = /^[0-9a-f-]{36}$/.test(assessmentId);
  response.redirect(303, isId ? `/assessments/${assessmentId}?done=${done}` : '/assessments');
}
