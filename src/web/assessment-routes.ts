// Recruiters' assessments: the list, composing one from the bank, and one with its candidates.
import { type Request, type Response, Router } from 'express';
import { type AssessmentInput, changeAssessment, createAssessment } from '../assessments/recruiter-assessments.ts';
import { type AssessmentRow, selectAssessments, selectOptionalAssessment } from '../assessments/store.ts';
import { UserError } from '../errors.ts';
import { formatMinutes, formatPassMark } from '../reports/wording.ts';
import { type AssessmentForm, applyChange, buildFormPage } from './assessment-form.ts';
import { buildAssessmentPage } from './assessment-page.ts';
import { parseField, parseFieldList, parseNumberField } from './forms.ts';
import { getRecruiter, requireRecruiter } from './recruiter-session.ts';
import type { WebOptions } from './web-options.ts';

export function createAssessmentRoutes({ pool, auth, bank }: WebOptions): Router {
  const router = Router();
  router.use(['/assessments', '/invitations', '/attempts'], requireRecruiter(auth));

  router.get('/assessments', async (_request, response) => {
    const rows = await selectAssessments(pool, getRecruiter(response).id);
    response.render('assessments', {
      title: 'Assessments',
      recruiter: getRecruiter(response),
      assessments: rows.map((row) => ({
        ...row,
        questionCount: row.questionIds.length,
        minutesText: formatMinutes(row.minutes),
        passMarkText: formatPassMark(row.passMark),
      })),
    });
  });

  router.get('/assessments/new', (_request, response) => {
    renderForm(response, { title: '', minutes: '', passMark: '70', hiringManagerEmail: '', questionIds: [] }, null);
  });

  router.post('/assessments/new', async (request, response) => {
    const form = parseForm(request);
    const change = parseField(request, 'change');
    if (change !== 'save') return renderForm(response, applyChange(form, change), null, { changed: change });
    try {
      const row = await createAssessment(pool, { ...buildInput(form), recruiterId: getRecruiter(response).id }, bank);
      response.redirect(303, `/assessments/${row.id}`);
    } catch (error) {
      renderRejected(response, form, null, error);
    }
  });

  router.get('/assessments/:assessmentId', async (request, response) => {
    const assessment = await selectKnown(request.params.assessmentId, response);
    const notice = typeof request.query.done === 'string' ? NOTICES[request.query.done] : undefined;
    response.render(
      'assessment',
      await buildAssessmentPage(pool, bank, assessment, { recruiter: getRecruiter(response), notice }),
    );
  });

  router.get('/assessments/:assessmentId/states', async (request, response) => {
    const assessment = await selectKnown(request.params.assessmentId, response);
    const page = await buildAssessmentPage(pool, bank, assessment, { recruiter: getRecruiter(response) });
    response.render('assessment-states', { ...page, layout: false });
  });

  router.get('/assessments/:assessmentId/edit', async (request, response) => {
    const row = await selectKnown(request.params.assessmentId, response);
    renderForm(response, buildForm(row), row);
  });

  router.post('/assessments/:assessmentId/edit', async (request, response) => {
    const row = await selectKnown(request.params.assessmentId, response);
    const form = parseForm(request);
    const change = parseField(request, 'change');
    if (change !== 'save') return renderForm(response, applyChange(form, change), row, { changed: change });
    try {
      await changeAssessment(
        pool,
        { ...buildInput(form), assessmentId: row.id, recruiterId: getRecruiter(response).id },
        bank,
      );
      response.redirect(303, `/assessments/${row.id}?done=saved`);
    } catch (error) {
      renderRejected(response, form, row, error);
    }
  });

  async function selectKnown(assessmentId: string, response: Response): Promise<AssessmentRow> {
    const row = await selectOptionalAssessment(pool, { assessmentId, recruiterId: getRecruiter(response).id });
    if (row === null) throw new UserError('not_found', 'There is no such assessment.', { status: 404 });
    return row;
  }

  function renderForm(
    response: Response,
    form: AssessmentForm,
    row: AssessmentRow | null,
    options: { changed?: string; error?: string } = {},
  ): void {
    response.render('assessment-form', {
      ...buildFormPage(form, row, bank, options),
      recruiter: getRecruiter(response),
    });
  }

  function renderRejected(response: Response, form: AssessmentForm, row: AssessmentRow | null, error: unknown): void {
    if (!(error instanceof UserError) || error.status >= 404) throw error;
    response.status(422);
    renderForm(response, form, row, { error: error.message });
  }

  return router;
}

const NOTICES: Record<string, string> = {
  saved: 'The assessment is saved. Attempts that have begun keep what stood there when they began.',
  invited: 'The invitations are on their way.',
  resent: 'A new mail with a link of its own is on its way. Earlier links go on working.',
  revoked: 'The invitation is revoked. Its links no longer work.',
  'extra-time': 'The extra time is saved. It moves the deadline of a running attempt, too.',
  regrading: 'The notebook is being graded again. The earlier grading is kept.',
};

function parseForm(request: Request): AssessmentForm {
  return {
    title: parseField(request, 'title'),
    minutes: parseField(request, 'minutes'),
    passMark: parseField(request, 'passMark'),
    hiringManagerEmail: parseField(request, 'hiringManagerEmail'),
    questionIds: parseFieldList(request, 'questionIds'),
  };
}

function buildForm(row: AssessmentRow): AssessmentForm {
  return {
    title: row.title,
    minutes: String(row.minutes),
    passMark: String(Math.round(row.passMark * 1000) / 10),
    hiringManagerEmail: row.hiringManagerEmail,
    questionIds: row.questionIds,
  };
}

function buildInput(form: AssessmentForm): AssessmentInput {
  const toNumber = (text: string) => parseNumberField({ body: { text } } as Request, 'text');
  return {
    title: form.title,
    minutes: toNumber(form.minutes),
    passMark: Math.round(toNumber(form.passMark) * 1000) / 100_000,
    hiringManagerEmail: form.hiringManagerEmail,
    questionIds: form.questionIds,
  };
}
