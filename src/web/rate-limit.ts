// A brake on guessing at links. It counts in memory: what it holds does not matter after a restart.
import type { RequestHandler } from 'express';
import { UserError } from '../errors.ts';

const MAX_ADDRESSES = 10_000;

export function createRateLimit({ maxRequests, windowMs }: { maxRequests: number; windowMs: number }): RequestHandler {
  let counts = new Map<string, number>();
  let windowEndsAt = 0;
  return (request, response, next) => {
    const now = Date.now();
    if (now >= windowEndsAt || counts.size >= MAX_ADDRESSES) {
      counts = new Map();
      windowEndsAt = now + windowMs;
    }
    const address = request.ip ?? 'unknown';
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= maxRequests) return next();
    response.set('Retry-After', String(Math.ceil((windowEndsAt - now) / 1000)));
    throw new UserError('too_many_requests', 'Too many requests came from your address. Wait a minute and try again.', {
      status: 429,
    });
  };
}
