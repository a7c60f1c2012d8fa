// Recruiters' accounts and sessions, on better-auth.
import { betterAuth } from 'better-auth';
import { z } from 'zod';
import type { Database } from '../db/pool.ts';
import { UserError } from '../errors.ts';

/** Only requests that we build ourselves carry it, so that nobody outside can choose an address. */
const ADDRESS_HEADER = 'x-assay-client-address';
const SESSION_DAYS = 7;
const DAY_SECONDS = 24 * 60 * 60;

export type Auth = ReturnType<typeof buildAuth>;
export type AuthOptions = { pool: Database; secret: string; baseUrl: string };

const RecruiterSchema = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type Recruiter = z.infer<typeof RecruiterSchema>;

export function createAuth(options: AuthOptions): Auth {
  return buildAuth(options);
}

function buildAuth({ pool, secret, baseUrl }: AuthOptions) {
  return betterAuth({
    appName: 'Assay',
    database: pool,
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    trustedOrigins: [new URL(baseUrl).origin],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: SESSION_DAYS * DAY_SECONDS, updateAge: DAY_SECONDS },
    // In the database: several web servers count together.
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
    advanced: {
      useSecureCookies: baseUrl.startsWith('https:'),
      cookiePrefix: 'assay',
      // Without an address all clients would share one bucket of the rate limit.
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

/** Made by the installation, never by a form: there is no sign-up. Throws UserError (`account_exists`). */
export async function createRecruiter(
  auth: Auth,
  input: { email: string; name: string; password: string },
): Promise<Recruiter> {
  const context = await auth.$context;
  const email = input.email.trim().toLowerCase();
  if (await context.internalAdapter.findUserByEmail(email))
    throw new UserError('account_exists', `There is an account for ${email} already.`, { status: 409 });
  // Verified from the start: a magic link on an unverified address would delete its password.
  const user = await context.internalAdapter.createUser(
    { email, name: input.name, emailVerified: true },
    { method: 'email-password' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: await context.password.hash(input.password),
  });
  return RecruiterSchema.parse(user);
}

export type SignInOutcome =
  | { kind: 'signed_in'; setCookies: string[] }
  | { kind: 'refused' }
  | { kind: 'rate_limited'; retryAfterSeconds: number };

/** Goes through the whole of better-auth's handler: its rate limit stands there. */
export async function signInRecruiter(
  auth: Auth,
  input: { email: string; password: string; ipAddress: string },
): Promise<SignInOutcome> {
  const url = new URL('/api/auth/sign-in/email', auth.options.baseURL);
  const response = await auth.handler(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url.origin, [ADDRESS_HEADER]: input.ipAddress },
      body: JSON.stringify({ email: input.email.trim().toLowerCase(), password: input.password }),
    }),
  );
  if (response.ok) return { kind: 'signed_in', setCookies: response.headers.getSetCookie() };
  if (response.status === 429)
    return { kind: 'rate_limited', retryAfterSeconds: Number(response.headers.get('x-retry-after')) || 60 };
  if (response.status >= 500) throw new Error(`signing in failed with status ${response.status}`);
  return { kind: 'refused' };
}

/** Ends the session in the database; the cookies that come back end it in the browser. */
export async function signOutRecruiter(auth: Auth, headers: Headers): Promise<string[]> {
  const response = await auth.api.signOut({ headers: withoutAddress(headers), asResponse: true });
  return response.headers.getSetCookie();
}

export async function selectOptionalRecruiter(auth: Auth, headers: Headers): Promise<Recruiter | null> {
  const session = await auth.api.getSession({ headers: withoutAddress(headers) });
  return session ? RecruiterSchema.parse(session.user) : null;
}

function withoutAddress(headers: Headers): Headers {
  const cleaned = new Headers(headers);
  cleaned.delete(ADDRESS_HEADER);
  return cleaned;
}
