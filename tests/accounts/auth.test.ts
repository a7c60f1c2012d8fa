import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Auth,
  createAuth,
  createRecruiter,
  selectOptionalRecruiter,
  signInRecruiter,
  signOutRecruiter,
} from '../../src/accounts/auth.ts';
import { type LentDatabase, lendDatabase } from '../support/database.ts';

let database: LentDatabase;
let auth: Auth;

beforeAll(async () => {
  database = await lendDatabase();
  auth = createAuth({
    pool: database.pool,
    secret: 'k'.repeat(16) + 'Zq7-mB'.repeat(4),
    baseUrl: 'http://localhost:8080',
  });
  await createRecruiter(auth, { email: 'Rita@example.com', name: 'Rita', password: 'correct horse battery' });
});
afterAll(() => database.close());

function buildCookieHeader(setCookies: string[]): Headers {
  return new Headers({ cookie: setCookies.map((cookie) => cookie.split(';')[0]).join('; ') });
}

test('a recruiter signs in, is known by the cookie, and is not known after signing out', async () => {
  const outcome = await signInRecruiter(auth, {
    email: 'rita@example.com ',
    password: 'correct horse battery',
    ipAddress: '192.0.2.1',
  });
  if (outcome.kind !== 'signed_in') throw new Error(outcome.kind);
  expect(outcome.setCookies[0]).toMatch(/HttpOnly/i);
  expect(outcome.setCookies[0]).toMatch(/SameSite=Lax/i);
  const headers = buildCookieHeader(outcome.setCookies);
  expect(await selectOptionalRecruiter(auth, headers)).toMatchObject({ email: 'rita@example.com', name: 'Rita' });

  const cleared = await signOutRecruiter(auth, headers);
  expect(cleared.length).toBeGreaterThan(0);
  expect(await selectOptionalRecruiter(auth, headers)).toBeNull();
});

test('a wrong password and an unknown address are refused alike', async () => {
  const wrong = await signInRecruiter(auth, { email: 'rita@example.com', password: 'wrong', ipAddress: '192.0.2.2' });
  const unknown = await signInRecruiter(auth, { email: 'nobody@example.com', password: 'x', ipAddress: '192.0.2.2' });
  expect(wrong).toEqual({ kind: 'refused' });
  expect(unknown).toEqual({ kind: 'refused' });
});

test('one address that keeps guessing is slowed down, and others are not', async () => {
  const guess = (ipAddress: string) =>
    signInRecruiter(auth, { email: 'rita@example.com', password: 'guess', ipAddress });
  for (let tries = 0; tries < 10; tries++) expect((await guess('192.0.2.3')).kind).toBe('refused');
  const limited = await guess('192.0.2.3');
  expect(limited.kind).toBe('rate_limited');
  expect((await guess('192.0.2.4')).kind).toBe('refused');
});

test('there is no sign-up from outside, and no second account of an address', async () => {
  const response = await auth.handler(
    new Request('http://localhost:8080/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:8080' },
      body: JSON.stringify({ email: 'mallory@example.com', name: 'M', password: 'long enough indeed' }),
    }),
  );
  expect(response.ok).toBe(false);
  await expect(
    createRecruiter(auth, { email: 'rita@example.com', name: 'R', password: 'another password' }),
  ).rejects.toMatchObject({ code: 'account_exists' });
});
