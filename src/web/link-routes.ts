// The link of an invitation. Mail scanners follow links, so that opening it does nothing; only Continue does.
import { Router } from 'express';
import { CANDIDATE_SESSION_DAYS, openLink } from '../invitations/link.ts';
import { cleanLine } from '../reports/clean-text.ts';
import { buildCookieOptions, CANDIDATE_COOKIE } from './cookies.ts';
import { createRateLimit } from './rate-limit.ts';
import type { WebOptions } from './web-options.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export function createLinkRoutes({ pool, baseUrl }: WebOptions): Router {
  const router = Router();
  // A class that sits behind one address can still begin together.
  router.use('/i', createRateLimit({ maxRequests: 120, windowMs: 60_000 }));

  router.get('/i/:token', (_request, response) => {
    response.render('link', { title: 'Your assessment' });
  });

  router.post('/i/:token', async (request, response) => {
    const outcome = await openLink(pool, request.params.token);
    if (outcome.kind === 'opened') {
      response.cookie(
        CANDIDATE_COOKIE,
        outcome.sessionSecret,
        buildCookieOptions(baseUrl, CANDIDATE_SESSION_DAYS * DAY_MS),
      );
      return response.redirect(303, '/attempt');
    }
    response.status(outcome.kind === 'unknown' ? 404 : 410);
    const assessmentTitle = outcome.kind === 'unknown' ? '' : cleanLine(outcome.assessmentTitle, 120);
    response.render('link-problem', { ...LINK_PROBLEMS[outcome.kind], assessmentTitle });
  });

  return router;
}

export const LINK_PROBLEMS = {
  unknown: {
    title: 'This link does not work',
    message: 'It is not a link of ours, or a part of it is missing.',
    wayForward:
      'Copy the whole address from the invitation mail into your browser, or ask the person who invited you for a new mail.',
  },
  revoked: {
    title: 'This invitation was withdrawn',
    message: 'The person who invited you has withdrawn the invitation.',
    wayForward: 'If you think that this is a mistake, answer the invitation mail.',
  },
  expired: {
    title: 'This invitation has ended',
    message: 'The last moment to press Start has passed.',
    wayForward: 'Ask the person who invited you to extend it.',
  },
  used_up: {
    title: 'You have finished this assessment',
    message: 'Your attempt is closed, and what you handed in is kept and graded.',
    wayForward: 'There is nothing left to do. The person who invited you will be in touch.',
  },
  none: {
    title: 'Open your link first',
    message: 'This browser does not know which invitation is yours.',
    wayForward: 'Open the link in your invitation mail in this browser. Nothing that you handed in is lost.',
  },
} as const;
