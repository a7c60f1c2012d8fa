// Handing in. The upload is registered before its body is read: that moment decides whether it is in time.
import { type Request, type RequestHandler, type Response, Router } from 'express';
import multer, { MulterError } from 'multer';
import { selectCandidateView } from '../invitations/link.ts';
import { MAX_NOTEBOOK_BYTES } from '../notebooks/notebook.ts';
import { UPLOAD_LIMIT_SECONDS } from '../submissions/store.ts';
import { completeSubmission, registerSubmission, rejectSubmission } from '../submissions/submissions.ts';
import { buildAttemptPage } from './attempt-page.ts';
import { getAttempt, requireCandidate } from './candidate-session.ts';
import { CANDIDATE_COOKIE, parseOptionalCookie } from './cookies.ts';
import type { WebOptions } from './web-options.ts';

const MAX_MEGABYTES = MAX_NOTEBOOK_BYTES / 1024 / 1024;
/** A browser shows no answer before it has sent its file: a file that is too large is read to its end, up to here. */
const MAX_DRAINED_BYTES = 10 * MAX_NOTEBOOK_BYTES;
const UPLOAD_LIMIT_MS = UPLOAD_LIMIT_SECONDS * 1_000;

type Problem = { status: number; code: string; message: string };

export function createUploadRoutes({ pool, bank, logger }: WebOptions): Router {
  const router = Router();
  const parseUpload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_NOTEBOOK_BYTES, files: 1, fields: 2, parts: 4, fieldSize: 1_000 },
    defParamCharset: 'utf8',
  }).single('notebook');

  router.post('/attempt/:attemptId/submissions', requireCandidate(pool), async (request, response) => {
    const attempt = getAttempt(response, String(request.params.attemptId));
    const registered = await registerSubmission(pool, { attemptId: attempt.id });
    if (registered.kind !== 'registered') {
      await drain(request);
      return renderProblem(request, response, {
        status: 409,
        code: registered.kind,
        message: NOT_REGISTERED[registered.kind],
      });
    }
    const { submissionId } = registered;
    let isEnded = false;
    try {
      const problem = await receive(parseUpload, request, response);
      if (problem !== null) {
        await rejectSubmission(pool, { submissionId, code: problem.code, message: problem.message });
        isEnded = true;
        return await renderProblem(request, response, problem);
      }
      const outcome = await completeSubmission(
        pool,
        { submissionId, fileName: request.file?.originalname ?? '', bytes: request.file?.buffer ?? Buffer.alloc(0) },
        bank,
      );
      isEnded = true;
      if (outcome.kind === 'valid') return response.redirect(303, '/attempt#receipt');
      const status = outcome.code === 'notebook_too_large' ? 413 : 422;
      await renderProblem(request, response, { status, code: outcome.code, message: outcome.message });
    } finally {
      // Left open it would hold up closing; should this fail as well, closing stops waiting by itself.
      if (!isEnded) {
        await rejectSubmission(pool, { submissionId, code: 'upload_failed', message: UPLOAD_FAILED }).catch(
          (error: Error) => logger.error({ error: error.message }, 'an upload could not be ended'),
        );
      }
    }
  });

  /** The page as it is now, with what was wrong above the form: nothing that was handed in before is lost. */
  async function renderProblem(request: Request, response: Response, problem: Problem): Promise<void> {
    if (response.destroyed || request.socket.destroyed) return;
    const outcome = await selectCandidateView(pool, parseOptionalCookie(request, CANDIDATE_COOKIE) ?? '');
    response.status(problem.status);
    if (outcome.kind !== 'found') return response.render('error', { title: 'Not handed in', message: problem.message });
    const page = outcome.view.attempt?.closedAt === null ? 'attempt' : 'closed';
    response.render(page, buildAttemptPage(outcome.view, bank, { error: problem.message }));
  }

  return router;
}

const UPLOAD_FAILED = 'The upload failed on our side. Upload the file again.';

const NOT_REGISTERED = {
  closed: 'Your attempt is closed, so this file was not taken. What you handed in before counts.',
  too_late: 'The time was over before this upload began, so this file was not taken. What you handed in before counts.',
  too_many: 'You have uploaded too many times. The last valid notebook counts.',
};

/** Null when a file has arrived; whatever comes instead is named, and the rest of the request read away. */
async function receive(parseUpload: RequestHandler, request: Request, response: Response): Promise<Problem | null> {
  const announced = Number(request.get('content-length') ?? 0);
  if (announced > MAX_NOTEBOOK_BYTES + 64 * 1024) {
    await drain(request);
    return TOO_LARGE;
  }
  const error = await new Promise<unknown>((resolve) => {
    const timer = setTimeout(() => resolve(new Error('too slow')), UPLOAD_LIMIT_MS);
    const end = (result: unknown) => {
      clearTimeout(timer);
      resolve(result);
    };
    request.once('close', () => !request.complete && end(new Error('broken off')));
    parseUpload(request, response, (problem: unknown) => end(problem ?? null));
  });
  if (error === null) return request.file ? null : NO_FILE;
  await drain(request);
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') return TOO_LARGE;
  if (error instanceof MulterError) return NO_FILE;
  return BROKEN_OFF;
}

const TOO_LARGE: Problem = {
  status: 413,
  code: 'notebook_too_large',
  message: `The file is larger than ${MAX_MEGABYTES} MB. Clear the notebook's outputs (Edit → Clear All Outputs), save it, and upload it again.`,
};

const NO_FILE: Problem = {
  status: 422,
  code: 'no_file',
  message: 'No file came. Choose your notebook (.ipynb) and upload it again.',
};

const BROKEN_OFF: Problem = {
  status: 400,
  code: 'upload_interrupted',
  message: 'The upload broke off before the whole file had arrived. Upload it again.',
};

async function drain(request: Request): Promise<void> {
  if (request.complete || request.destroyed) return;
  let bytes = 0;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 60_000);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_DRAINED_BYTES) request.destroy();
    });
    request.once('end', end);
    request.once('close', end);
    request.once('error', end);
    request.resume();
  });
}
