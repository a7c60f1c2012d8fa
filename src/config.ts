// What the environment says, read once and checked as a whole; everything else gets these values handed in.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SetupError } from './errors.ts';
import type { LogLevel } from './logger.ts';

/** What is to confine candidates' code: the best means that works, none on purpose, or the one named. */
export const SANDBOX_SETTINGS = ['auto', 'off', 'namespaces', 'user-namespaces', 'landlock'] as const;
export type SandboxSetting = (typeof SANDBOX_SETTINGS)[number];

/** The installation's folder, whichever one the command is called in. */
export const ROOT_FOLDER = fileURLToPath(new URL('..', import.meta.url));

const DEFAULT_VAR_FOLDER = path.join(ROOT_FOLDER, 'var');

export type Config = {
  /** Null: the embedded Postgres below `varFolder`. */
  databaseUrl: string | null;
  /** Null: the gateway as a child process. */
  gateway: { url: string; token: string } | null;
  /** Null: the development outbox. */
  smtpUrl: string | null;
  mailFrom: string;
  host: string;
  port: number;
  /** What stands before every path in links; no slash at its end. */
  baseUrl: string;
  /** Signs the sessions; null: made once and kept below `varFolder`. */
  secret: string | null;
  varFolder: string;
  gradingConcurrency: number;
  /** What is to confine the kernels; "off": nothing, on purpose. */
  sandbox: SandboxSetting;
  /** How many proxies stand before the web server; their X-Forwarded-For entries are believed. */
  trustedProxies: number;
  logLevel: LogLevel;
};

const optionalUrl = (protocols: string[], example: string) =>
  z
    .string()
    .refine((text) => protocols.includes(parseProtocol(text)), `must be an address such as ${example}`)
    .optional();

const whole = (fallback: number, min: number, max: number) =>
  z
    .string()
    .default(String(fallback))
    .transform(Number)
    .pipe(
      z
        .number(`must be a whole number from ${min} to ${max}`)
        .int(`must be a whole number`)
        .min(min, `must be at least ${min}`)
        .max(max, `must be at most ${max}`),
    );

const EnvironmentSchema = z.object({
  DATABASE_URL: optionalUrl(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/assay'),
  GATEWAY_URL: optionalUrl(['http:', 'https:'], 'http://gateway:8888'),
  GATEWAY_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SMTP_URL: optionalUrl(['smtp:', 'smtps:'], 'smtps://user:password@host:465'),
  ASSAY_MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
      'must be an address such as Assay <assay@example.com>',
    )
    .default('Assay <assay@localhost>'),
  ASSAY_HOST: z.string().default('127.0.0.1'),
  ASSAY_PORT: whole(8080, 0, 65_535),
  ASSAY_BASE_URL: optionalUrl(['http:', 'https:'], 'https://assay.example.com'),
  ASSAY_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ASSAY_VAR: z.string().default(DEFAULT_VAR_FOLDER),
  ASSAY_GRADING_CONCURRENCY: whole(2, 1, 64),
  ASSAY_TRUSTED_PROXIES: whole(0, 0, 10),
  ASSAY_SANDBOX: z.enum(SANDBOX_SETTINGS, `must be one of ${SANDBOX_SETTINGS.join(', ')}`).default('auto'),
  ASSAY_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Throws SetupError that names every wrong variable at once. An empty variable counts as unset. */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = EnvironmentSchema.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  problems.push(...findMissingPartners(given));
  if (!parsed.success || problems.length > 0)
    throw new SetupError(`The configuration is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    gateway:
      values.GATEWAY_URL && values.GATEWAY_TOKEN
        ? { url: values.GATEWAY_URL.replace(/\/+$/, ''), token: values.GATEWAY_TOKEN }
        : null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.ASSAY_MAIL_FROM,
    host: values.ASSAY_HOST,
    port: values.ASSAY_PORT,
    baseUrl: (values.ASSAY_BASE_URL ?? `http://localhost:${values.ASSAY_PORT}`).replace(/\/+$/, ''),
    secret: values.ASSAY_SECRET ?? null,
    varFolder: path.resolve(values.ASSAY_VAR),
    gradingConcurrency: values.ASSAY_GRADING_CONCURRENCY,
    sandbox: values.ASSAY_SANDBOX,
    trustedProxies: values.ASSAY_TRUSTED_PROXIES,
    logLevel: values.ASSAY_LOG_LEVEL,
  };
}

/** Beside the schema: zod looks at several fields together only where each is right by itself. */
function findMissingPartners(given: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  for (const [set, missing] of [
    ['GATEWAY_URL', 'GATEWAY_TOKEN'],
    ['GATEWAY_TOKEN', 'GATEWAY_URL'],
  ] as const) {
    if (given[set] !== undefined && given[missing] === undefined)
      problems.push(`${missing}: must be set, because ${set} is`);
  }
  // Several hosts share one database: a secret of each host's own would end the sessions of every other one.
  if (given.DATABASE_URL !== undefined && given.ASSAY_SECRET === undefined)
    problems.push(
      'ASSAY_SECRET: must be set together with DATABASE_URL (32 characters or more, the same on every host)',
    );
  return problems;
}

function parseProtocol(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}
