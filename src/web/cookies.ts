// The cookies that we read ourselves; better-auth reads its own.
import type { CookieOptions, Request } from 'express';

export const CANDIDATE_COOKIE = 'assay_candidate';

export function parseOptionalCookie(request: Request, name: string): string | null {
  for (const part of (request.get('cookie') ?? '').split(';')) {
    const [key, ...rest] = part.split('=');
    if (key?.trim() === name) return rest.join('=').trim();
  }
  return null;
}

export function buildCookieOptions(baseUrl: string, maxAgeMs: number): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: baseUrl.startsWith('https:'), path: '/', maxAge: maxAgeMs };
}
