// The main job with nothing faked: a recruiter invites, a candidate works in a browser, a worker grades, the report arrives.
import fs from 'node:fs';
import net from 'node:net';
import type { ParsedMail } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuth, createRecruiter } from '../../src/accounts/auth.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { type Service, startService } from '../../src/wiring.ts';
import { type LentDatabase, lendDatabase } from '../support/database.ts';
import { createSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { CHROMIUM, expectAccessible, launchBrowser, watchConsole } from './browser.ts';
import { fillIn, readArchive } from './filled-starter.ts';

const SECRET = 'a secret of the browser test, long enough';
const PASSWORD = 'correct horse battery';
const TITLE = 'Python & ML <interview>';

const ANSWERS = {
  'min-max-scaling': 'solutions/reference.py',
  'count-categories': 'solutions/reference.py',
  'linear-regression': 'solutions/reference.py',
  // Half of the points of one check, with the plot as evidence.
  'box-plots': 'wrong/boxes_without_names.py',
};

if (CHROMIUM === null) console.warn('Skipped the browser test: there is no chromium, and it could not be installed.');

let database: LentDatabase;
let sink: SmtpSink;
let web: Service;
let worker: Service;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  if (CHROMIUM === null) return;
  [database, sink, browser] = await Promise.all([lendDatabase(), createSmtpSink(), launchBrowser()]);
  const config = parseConfig({
    DATABASE_URL: database.url,
    SMTP_URL: sink.url,
    ASSAY_PORT: String(await findFreePort()),
    ASSAY_SECRET: SECRET,
    ASSAY_MAIL_FROM: 'Assay <assay@example.com>',
    ASSAY_VAR: process.env.ASSAY_VAR,
  });
  const logger = createLogger({ level: 'warn' });
  web = await startService(config, { web: true, worker: false }, logger);
  worker = await startService(config, { web: false, worker: true }, logger);
  const auth = createAuth({ pool: database.pool, secret: SECRET, baseUrl: config.baseUrl });
  await createRecruiter(auth, { email: 'rita@example.com', name: 'Rita Recruiter', password: PASSWORD });
});

afterAll(async () => {
  await browser?.close();
  await worker?.close();
  await web?.close();
  await sink?.close();
  await database?.close();
});

test.skipIf(CHROMIUM === null)(
  'from an invitation to the report in the hiring manager’s mail',
  async () => {
    const recruiter = await openPage();
    await signIn(recruiter);
    await composeAssessment(recruiter);
    await invite(recruiter);

    const invitation = await sink.waitForMail((mail) => getRecipient(mail) === 'ada@example.com');
    expect(invitation.subject).toBe(`Rita Recruiter invites you: ${TITLE}`);
    const link = /http:\/\/localhost:\d+\/i\/\S+/.exec(invitation.text ?? '')?.[0] ?? '';
    expect(invitation.html).toContain(link);

    const candidate = await openPage();
    await start(candidate, link);
    const files = await download(candidate);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['insurance.csv', 'churn.csv', 'requirements.txt', 'README.md']),
    );
    const starter = [...files].find(([name]) => name.endsWith('.ipynb'))?.[1] ?? Buffer.alloc(0);

    await handIn(candidate, 'notes.ipynb', Buffer.from('these are my notes'));
    await expectText(candidate, '[role=alert]', /not a Jupyter notebook/);
    await expectAccessible(candidate);

    await handIn(candidate, 'answers.ipynb', fillIn(starter, ANSWERS));
    await candidate.waitForSelector('.receipt-list', { timeout: 180_000 });
    await expectReceipt(candidate);
    await expectAccessible(candidate);

    await candidate.getByRole('link', { name: 'Finish…' }).click();
    await expectAccessible(candidate);
    await candidate.getByRole('button', { name: 'Finish and hand in' }).click();
    await expectText(candidate, 'h1', /Thank you/);
    await expectAccessible(candidate);

    const report = await sink.waitForMail((mail) => getRecipient(mail) === 'hugo@example.com', 300_000);
    expectReportMail(report);
    await expectReportPage(report);
    await expectStateOfCandidate(recruiter);
    expect(problems).toEqual([]);
  },
  600_000,
);

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  watchConsole(page, problems);
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${web.url}/`);
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill('rita@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/assessments');
  await expectAccessible(page);
}

async function composeAssessment(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Compose the first one' }).click();
  await page.getByLabel('Title').fill(TITLE);
  await page.getByLabel('Minutes').fill('75');
  await page.getByLabel('Pass mark in percent').fill('70');
  await page.getByLabel('Hiring manager’s e-mail').fill('hugo@example.com');
  for (const title of ['Min-max scaling', 'Count the categories', 'Linear regression', 'Accuracy against', 'Box plots'])
    await page.getByRole('button', { name: `Add ${title}` }).click();
  await page.getByRole('button', { name: 'Move Box plots' }).first().click();
  const order = await page.locator('ol.questions strong').allTextContents();
  expect(order[3]).toMatch(/^Box plots/);
  expect(order[4]).toMatch(/^Accuracy/);
  expect(await page.getByLabel('Title').inputValue()).toBe(TITLE);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save assessment' }).click();
  await expectText(page, 'h1', TITLE);
}

async function invite(page: Page): Promise<void> {
  await page.getByLabel('E-mail addresses').fill('Ada Lovelace <ada@example.com>');
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await expectText(page, '[role=status]', /on their way/);
  await expectText(page, '.person', /Ada Lovelace/);
  await expectAccessible(page);
}

async function start(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/attempt');
  await expectText(page, 'main', /1 hour 15 min/);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Start/ }).click();
  await expectText(page, '#clock', /^1:1[45]:\d\d$/);
}

async function download(page: Page): Promise<Map<string, Buffer>> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the notebook and data (ZIP)' }).click(),
  ]);
  return readArchive(fs.readFileSync(await file.path()));
}

async function handIn(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel(/Your saved notebook/).setInputFiles({ name, mimeType: 'application/x-ipynb+json', buffer });
  // Without a script the browser would wait for the answer, too: the button is the form's own.
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Upload', exact: true }).click()]);
}

async function expectReceipt(page: Page): Promise<void> {
  const receipt = (await page.locator('#receipt').textContent()) ?? '';
  expect(receipt).toContain('Received.');
  expect(receipt).toMatch(/1\. Min-max scaling\s+1 of 1 cell ran|1\. Min-max scaling\s+(\d) of \1 cells ran/);
  expect(receipt).toMatch(/5\. Accuracy against the number of neighbours\s+Not answered/);
  expect(receipt).toMatch(/4\. Box plots for a stakeholder\s+\d of \d cells? ran, \d plots?/);
  expect(receipt).not.toMatch(/\d+(\.\d+)? (of \d+ )?points/);
}

function expectReportMail(mail: ParsedMail): void {
  expect(mail.subject).toBe(`Provisional: Ada Lovelace, ${TITLE}: 21.5 of 29 points so far`);
  const text = mail.text ?? '';
  expect(text).toMatch(
    /^Provisional: 21\.5 of 29 points so far, and 3 points still wait for a reader\. Pass or fail is open/,
  );
  expect(text).toContain('1. Min-max scaling: 5 of 5 points');
  expect(text).toContain('2. Count the categories: 3 of 3 points');
  expect(text).toContain('3. Linear regression from scratch: 8 of 8 points');
  expect(text).toContain('4. Box plots for a stakeholder: 5.5 of 7 points (3 points open)');
  expect(text).toContain('5. Accuracy against the number of neighbours: 0 of 6 points (Not answered)');
  const message = 'the three boxes are right, but not each is labelled with its own category';
  expect(text).toContain('Box plot of Annual Premium by Vehicle Age: Partly right, 1.5 of 3');
  expect(text).toContain(message);
  // mailparser puts the plots in place of their cid: addresses, which it can only where the two agree.
  expect(mail.html).toContain(message);
  expect(mail.html).not.toContain('src="cid:');
  const plots = mail.attachments.filter((attachment) => /^question-4-plot-/.test(attachment.filename ?? ''));
  expect(plots.length).toBeGreaterThan(0);
  for (const plot of plots) {
    expect(plot).toMatchObject({ contentType: 'image/png', related: true });
    expect(plot.content.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(plot.content.length).toBeGreaterThan(4_000);
  }
}

/** The hiring manager has no account: the mail's own link opens the page. */
async function expectReportPage(mail: ParsedMail): Promise<void> {
  const url = /http:\/\/localhost:\d+\/reports\/\S+/.exec(mail.text ?? '')?.[0] ?? '';
  const page = await openPage();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(url);
  await expectText(page, '.score-outcome', /Pass or fail is open/);
  await expectText(page, '.overview', /5\.5 \/ 7/);
  const widths = await page
    .locator('.figures img')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
  expect(widths.length).toBeGreaterThan(0);
  expect(Math.min(...widths)).toBeGreaterThan(100);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await page.locator('details.code summary').first().click();
  await expectAccessible(page);
}

async function expectStateOfCandidate(page: Page): Promise<void> {
  await page.reload();
  await expectText(page, '.person', /Provisional\s+21\.5 of 29 points, 3 points open/);
  await page.getByRole('link', { name: 'Report of Ada Lovelace' }).click();
  await expectText(page, 'h1', 'Ada Lovelace');
  await expectAccessible(page);
}

async function expectText(page: Page, selector: string, text: RegExp | string): Promise<void> {
  await page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: 15_000 });
}

function getRecipient(mail: ParsedMail): string | undefined {
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  return to?.value[0]?.address;
}

async function findFreePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
