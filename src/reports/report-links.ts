// A hiring manager has no account: the report's address in a mail carries a key that opens this one report until it expires.
import { createHmac, timingSafeEqual } from 'node:crypto';

const VALID_DAYS = 90;

/** `reportUrl` ends in the grading's id. The clock may be any host's: days matter here, not seconds. */
export function buildSignedReportUrl(reportUrl: string, secret: string, now = new Date()): string {
  const url = new URL(reportUrl);
  const gradingId = url.pathname.split('/').at(-1) ?? '';
  const until = String(Math.floor(now.getTime() / 1000) + VALID_DAYS * 86_400);
  url.searchParams.set('until', until);
  url.searchParams.set('key', buildKey(gradingId, until, secret));
  return url.toString();
}

export function isReportKey(
  { gradingId, until, key }: { gradingId: string; until: string; key: string },
  secret: string,
  now = new Date(),
): boolean {
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 < now.getTime()) return false;
  const expected = Buffer.from(buildKey(gradingId, until, secret));
  const given = Buffer.from(key);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function buildKey(gradingId: string, until: string, secret: string): string {
  return createHmac('sha256', `${secret}:report-link`).update(`${gradingId}:${until}`).digest('base64url');
}
