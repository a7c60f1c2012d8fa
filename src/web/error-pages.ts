// Every failure of a request becomes a page that says what happened and where to go from there.
import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';

type Problem = { status: number; title: string; message: string };

export const handleNotFound: RequestHandler = (_request, _response) => {
  throw new UserError('not_found', 'There is nothing at this address. It may be mistyped or cut off.', { status: 404 });
};

export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = buildProblem(error);
    const incident = problem.status >= 500 ? randomBytes(4).toString('hex') : null;
    if (incident) {
      logger.error(
        { incident, method: request.method, path: redactPath(request), error: describe(error) },
        'a request failed',
      );
    }
    if (response.headersSent) return next(error);
    response.status(problem.status).render('error', { ...problem, incident }, (renderError: unknown, html?: string) => {
      if (!renderError && html !== undefined) {
        response.send(html);
        return;
      }
      logger.error({ incident, error: describe(renderError) }, 'the error page failed');
      response.type('text').send(`${problem.title}. ${problem.message}`);
    });
  };
}

function buildProblem(error: unknown): Problem {
  if (error instanceof UserError)
    return { status: error.status, title: TITLES[error.status] ?? 'This did not work', message: error.message };
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413)
    return { status, title: TITLES[413] ?? '', message: 'What was sent is larger than this page accepts.' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return {
      status,
      title: TITLES[400] ?? '',
      message: 'The address or the form could not be read. Go back and try again.',
    };
  return {
    status: 500,
    title: TITLES[500] ?? '',
    message: 'This is our fault, not yours. What was saved before is still there. Try again in a moment.',
  };
}

const TITLES: Record<number, string> = {
  400: 'This did not work',
  403: 'Not from here',
  404: 'Page not found',
  409: 'This is not possible now',
  413: 'Too large',
  429: 'Too many requests',
  500: 'Something broke on our side',
};

/** A link's token and a report's key stay out of the log. */
function redactPath(request: Request): string {
  return request.path.replace(/^\/i\/.*/, '/i/[removed]');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
