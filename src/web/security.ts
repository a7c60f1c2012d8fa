// What every answer and every request that changes something has to keep to.
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { UserError } from '../errors.ts';

export function createSecurityHeaders(baseUrl: string): RequestHandler[] {
  const isHttps = baseUrl.startsWith('https:');
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          // Plots stand in reports as data: URLs.
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          frameSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      // The path never leaves this site: it may hold a token. `no-referrer` would turn the Origin of our own forms into "null".
      referrerPolicy: { policy: 'strict-origin' },
      strictTransportSecurity: isHttps ? { maxAge: 15_552_000 } : false,
      originAgentCluster: false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      // Pages hold people's data: no shared or disk cache keeps them, and "back" after signing out shows nothing.
      response.set('Cache-Control', 'no-store');
      next();
    },
  ];
}

/** Cookies are SameSite=Lax already; this keeps out other ports and subdomains of the same site, too. */
export function requireSameOrigin(baseUrl: string): RequestHandler {
  const expected = new URL(baseUrl).origin;
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const own = `${request.protocol}://${request.get('host')}`;
    const isOurs = site === undefined ? origin === expected || origin === own : site === 'same-origin';
    if (isOurs) return next();
    throw new UserError(
      'other_origin',
      'This form was sent from another site, so nothing was changed. Open the page here and try again.',
      { status: 403 },
    );
  };
}
