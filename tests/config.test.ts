import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { SetupError } from '../src/errors.ts';

test('an empty environment runs everything on this machine', () => {
  expect(parseConfig({ DATABASE_URL: '' })).toMatchObject({
    databaseUrl: null,
    gateway: null,
    smtpUrl: null,
    host: '127.0.0.1',
    port: 8080,
    baseUrl: 'http://localhost:8080',
    gradingConcurrency: 2,
  });
});

test('every wrong variable is named at once, with what it must be', () => {
  const wrong = { ASSAY_PORT: 'eighty', SMTP_URL: 'mail.example.com', GATEWAY_URL: 'http://gateway:8888' };
  expect(() => parseConfig(wrong)).toThrow(SetupError);
  try {
    parseConfig(wrong);
  } catch (error) {
    const { message } = error as Error;
    for (const name of ['ASSAY_PORT', 'SMTP_URL', 'GATEWAY_TOKEN']) expect(message).toContain(name);
  }
});

test('a shared database needs a shared secret', () => {
  const DATABASE_URL = 'postgres://u:p@db:5432/assay';
  expect(() => parseConfig({ DATABASE_URL })).toThrow(/ASSAY_SECRET/);
  expect(
    parseConfig({ DATABASE_URL, ASSAY_SECRET: 's'.repeat(32), ASSAY_BASE_URL: 'https://a.example.com/' }),
  ).toMatchObject({
    databaseUrl: DATABASE_URL,
    baseUrl: 'https://a.example.com',
  });
});
