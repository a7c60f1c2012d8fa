import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertOutboxMail } from '../../src/mail/store.ts';
import { buildSignedReportUrl } from '../../src/reports/report-links.ts';
import { finishAttempt } from '../../src/submissions/attempts.ts';
import { selectOptionalCountingGrading, updateGradingFinished } from '../../src/submissions/gradings/store.ts';
import { buildPng, gradingResult, reportInput } from '../reports/report-fixture.ts';
import { BASE_URL } from '../support/service.ts';
import { type LentWeb, lendWeb, SECRET } from './web-fixture.ts';

let web: LentWeb;

beforeAll(async () => {
  web = await lendWeb();
});
afterAll(() => web.close());

async function makeGrading(email: string, end?: Parameters<typeof updateGradingFinished>[2]): Promise<string> {
  const attempt = await web.start(email);
  await web.handIn(attempt.id, await web.solvedNotebook());
  await finishAttempt(web.pool, { attemptId: attempt.id });
  const gradingId = await selectOptionalCountingGrading(web.pool, { attemptId: attempt.id });
  if (gradingId === null) throw new Error('no grading');
  const graded = reportInput().graded;
  if (graded === null) throw new Error('no result');
  await updateGradingFinished(web.pool, gradingId, end ?? { status: 'complete', graded });
  return gradingId;
}

test('the recruiter reads the report, with the plot in it, and downloads the notebook as it was sent', async () => {
  const recruiter = await web.browseAsRecruiter();
  const gradingId = await makeGrading('report@example.com');
  const { text } = await recruiter.get(`/reports/${gradingId}`).expect(200);
  expect(text).toContain('expected 0.25, got 0.5 at index 3');
  expect(text).toContain(`data:image/png;base64,${buildPng().replaceAll('=', '')}`);
  expect(text).toContain('Not passed with 50 %');
  expect(text).not.toMatch(/<script(?! src)|<style| style="/);
  const file = await recruiter.get(`/reports/${gradingId}/notebook`).expect(200);
  expect(file.headers['content-type']).toBe('application/octet-stream');
  expect(file.headers['content-disposition']).toMatch(/^attachment/);
  const page = await recruiter.get(`/assessments/${web.assessment.id}`).expect(200, /50 %, not passed/);
  expect(page.text).toContain(`/reports/${gradingId}`);
});

test('the mail’s link opens that one report without an account; a changed one opens none', async () => {
  const gradingId = await makeGrading('manager@example.com');
  const other = await makeGrading('other@example.com');
  const { pathname, search } = new URL(buildSignedReportUrl(`${BASE_URL}/reports/${gradingId}`, SECRET));
  const manager = web.browse();
  const { text } = await manager.get(`${pathname}${search}`).expect(200, /Not passed with 50 %/);
  expect(text).not.toContain('Grade again');
  await manager.get(`${pathname}${search.slice(0, -3)}`).expect(404, /cut off, changed, or is older/);
  await manager.get(`/reports/${other}${search}`).expect(404);
  await manager.get(pathname).expect(303);
  await manager.get(`${pathname}/notebook`).expect(303);
});

test('a grading that is incomplete through us shows no score anywhere', async () => {
  const recruiter = await web.browseAsRecruiter();
  const result = gradingResult({ status: 'incomplete', score: null });
  const gradingId = await makeGrading('incomplete@example.com', {
    status: 'incomplete',
    graded: { result, evidence: [] },
  });
  const { text } = await recruiter.get(`/reports/${gradingId}`).expect(200, /a fault of ours/);
  expect(text).not.toContain('score-percent');
  const page = await recruiter.get(`/assessments/${web.assessment.id}`).expect(200);
  expect(page.text).toContain('our fault: no score is stated');
});

test('an outbox mail is shown in a sandbox of its own', async () => {
  const id = '0b1f6d0e-6a53-4d0a-9c39-0d6f6a1f0001';
  await insertOutboxMail(web.pool, {
    id,
    from: 'a@example.com',
    to: 'b@example.com',
    subject: '<b>Hello',
    html: '<html><head></head><body><script>alert(1)</script><img src="cid:plot@assay"></body></html>',
    text: `Your link: ${BASE_URL}/i/abc and https://evil.example/x`,
    attachments: [
      { cid: 'plot@assay', filename: 'p.png', content: Buffer.from(buildPng(), 'base64'), contentType: 'image/png' },
    ],
  });
  const list = await web
    .browse()
    .get('/outbox')
    .expect(200, /&lt;b&gt;Hello/);
  expect(list.text).toContain(`/outbox/${id}`);
  const mail = await web.browse().get(`/outbox/${id}`).expect(200);
  expect(mail.text).toContain(`href="${BASE_URL}/i/abc"`);
  expect(mail.text).not.toContain('href="https://evil');
  const html = await web.browse().get(`/outbox/${id}/html`).expect(200);
  expect(html.headers['content-security-policy']).toMatch(/^sandbox allow-popups /);
  expect(html.headers['content-security-policy']).not.toContain('allow-scripts');
  expect(html.text).toContain('src="data:image/png;base64,');
  await web.browse().get('/outbox').set('Host', 'rebound.example').expect(404);
});

test('where nothing confines candidates’ code every page says so', async () => {
  const unconfined = await lendWeb({ isUnconfined: true });
  try {
    const page = await unconfined.browse().get('/sign-in').expect(200);
    expect(page.text).toContain('Grading runs without isolation');
    expect((await web.browse().get('/sign-in').expect(200)).text).not.toContain('without isolation');
  } finally {
    await unconfined.close();
  }
});

test('outside development there is no outbox', async () => {
  const production = await lendWeb({ showsOutbox: false });
  try {
    await production.browse().get('/outbox').expect(404);
  } finally {
    await production.close();
  }
});
