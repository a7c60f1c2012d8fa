// Recruiters come and go.
import { Router } from 'express';
import { selectOptionalRecruiter, signInRecruiter, signOutRecruiter } from '../accounts/auth.ts';
import { parseField } from './forms.ts';
import { buildHeaders, parseNextPath } from './recruiter-session.ts';
import type { WebOptions } from './web-options.ts';

export function createSignInRoutes({ auth }: Pick<WebOptions, 'auth'>): Router {
  const router = Router();

  router.get('/', async (request, response) => {
    const recruiter = await selectOptionalRecruiter(auth, buildHeaders(request));
    response.redirect(303, recruiter ? '/assessments' : '/sign-in');
  });

  router.get('/sign-in', (request, response) => {
    response.render('sign-in', { title: 'Sign in', next: parseNextPath(request.query.next) });
  });

  router.post('/sign-in', async (request, response) => {
    const email = parseField(request, 'email');
    const next = parseNextPath(parseField(request, 'next'));
    const outcome = await signInRecruiter(auth, {
      email,
      password: parseField(request, 'password', { trim: false }),
      ipAddress: request.ip ?? '',
    });
    if (outcome.kind === 'signed_in') {
      response.append('Set-Cookie', outcome.setCookies);
      return response.redirect(303, next);
    }
    const error =
      outcome.kind === 'refused'
        ? 'The e-mail address or the password is wrong.'
        : `Too many tries. Wait ${outcome.retryAfterSeconds} seconds and try again.`;
    response.status(outcome.kind === 'refused' ? 401 : 429);
    response.render('sign-in', { title: 'Sign in', isError: true, error, email, next });
  });

  router.post('/sign-out', async (request, response) => {
    response.append('Set-Cookie', await signOutRecruiter(auth, buildHeaders(request)));
    response.redirect(303, '/sign-in');
  });

  return router;
}
