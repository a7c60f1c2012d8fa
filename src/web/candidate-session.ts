// Which invitation this browser belongs to. Routes behind `requireCandidate` find it in `getCandidateView(response)`.
import type { RequestHandler, Response } from 'express';
import type { Database } from '../db/pool.ts';
import { UserError } from '../errors.ts';
import { type CandidateView, selectCandidateView } from '../invitations/link.ts';
import { cleanLine } from '../reports/clean-text.ts';
import type { AttemptRow } from '../submissions/store.ts';
import { CANDIDATE_COOKIE, parseOptionalCookie } from './cookies.ts';
import { LINK_PROBLEMS } from './link-routes.ts';

export function requireCandidate(pool: Database): RequestHandler {
  return async (request, response, next) => {
    const secret = parseOptionalCookie(request, CANDIDATE_COOKIE);
    const outcome = secret === null ? { kind: 'none' as const } : await selectCandidateView(pool, secret);
    if (outcome.kind === 'found') {
      response.locals.candidateView = outcome.view;
      return next();
    }
    const assessmentTitle = outcome.kind === 'none' ? '' : cleanLine(outcome.assessmentTitle, 120);
    response.status(outcome.kind === 'none' ? 401 : 410);
    response.render('link-problem', { ...LINK_PROBLEMS[outcome.kind], assessmentTitle });
  };
}

export function getCandidateView(response: Response): CandidateView {
  return response.locals.candidateView as CandidateView;
}

/** A page of another invitation may still be open in a tab: what it sends must not reach this one. */
export function getAttempt(response: Response, attemptId: string): AttemptRow {
  const { attempt } = getCandidateView(response);
  if (attempt === null || attempt.id !== attemptId)
    throw new UserError(
      'other_attempt',
      'This page belongs to another invitation than the one that is open in this browser. Open the link in the mail of the one that you mean.',
      { status: 409 },
    );
  return attempt;
}
