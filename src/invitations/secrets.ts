// Secrets that go out (a link's token, a candidate's cookie): 32 random bytes, of which only the hash stays here.
import { createHash, randomBytes } from 'node:crypto';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

export function buildSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Of the text, not of the bytes: two texts can decode to the same bytes. Null for what cannot be one of ours. */
export function hashOptionalSecret(text: string): Buffer | null {
  return SECRET.test(text) ? createHash('sha256').update(text).digest() : null;
}

export function hashSecret(text: string): Buffer {
  const hash = hashOptionalSecret(text);
  if (hash === null) throw new Error('this is no secret of ours');
  return hash;
}
