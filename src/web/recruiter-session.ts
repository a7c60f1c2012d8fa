// Who is signed in. Routes behind `requireRecruiter` find the person in `getRecruiter(response)`.
import type { Request, RequestHandler, Response } from 'express';
import { type Auth, type Recruiter, selectOptionalRecruiter } from '../accounts/auth.ts';

export function requireRecruiter(auth: Auth): RequestHandler {
  return async (request, response, next) => {
    const recruiter = await selectOptionalRecruiter(auth, buildHeaders(request));
    if (recruiter) {
      response.locals.recruiter = recruiter;
      return next();
    }
    const target = request.method === 'GET' ? `?next=${encodeURIComponent(request.originalUrl)}` : '';
    response.redirect(303, `/sign-in${target}`);
  };
}

export function getRecruiter(response: Response): Recruiter {
  return response.locals.recruiter as Recruiter;
}

export function buildHeaders(request: Request): Headers {
  return new Headers({ cookie: request.get('cookie') ?? '' });
}

/** Only an address of ours: anything else would let a link to the sign-in page lead away afterwards. */
export function parseNextPath(text: unknown): string {
  return typeof text === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(text) ? text : '/assessments';
}
