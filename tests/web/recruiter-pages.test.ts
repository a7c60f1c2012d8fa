import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecruiter } from '../../src/accounts/auth.ts';
import { createAssessment } from '../../src/assessments/recruiter-assessments.ts';
import { type Browser, type LentWeb, lendWeb } from './web-fixture.ts';

let web: LentWeb;
let recruiter: Browser;

beforeAll(async () => {
  web = await lendWeb();
  recruiter = await web.browseAsRecruiter();
});
afterAll(() => web.close());

const assessmentForm = {
  title: 'Model basics',
  minutes: '45',
  passMark: '62.5',
  hiringManagerEmail: 'hugo@example.com',
  questionIds: ['box-plots', 'min-max-scaling'],
};

test('the health page answers without a session', async () => {
  await web.browse().get('/health').expect(200, { status: 'ok' });
});

test('pages say in their headers that no script but ours runs and that nothing is kept', async () => {
  const { headers, text } = await web.browse().get('/sign-in').expect(200);
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-powered-by']).toBeUndefined();
  expect(text).not.toMatch(/<script(?! src)|<style| style=| on[a-z]+="/);
  for (const asset of ['htmx.min.js', 'pages.js', 'style.css', 'report.css', 'highlight.css', 'icon.svg'])
    await web.browse().get(`/assets/${asset}`).expect(200);
});

test('who is not signed in is asked to, and comes back to the page that was wanted', async () => {
  const browser = web.browse();
  const path = `/assessments/${web.assessment.id}`;
  const wanted = await browser.get(path).expect(303);
  expect(wanted.headers.location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  await browser
    .post('/sign-in')
    .type('form')
    .send({ email: 'rita@example.com', password: 'wrong' })
    .expect(401, /is wrong/);
  const signedIn = await browser
    .post('/sign-in')
    .type('form')
    .send({ email: 'rita@example.com', password: 'correct horse battery', next: path })
    .expect(303);
  expect(signedIn.headers.location).toBe(path);
  await browser.get(path).expect(200, /Data preparation/);
  await browser.post('/sign-out').expect(303);
  for (const action of [
    `/invitations/${web.assessment.id}/revoke`,
    `/attempts/${web.assessment.id}/gradings`,
    `${path}/invitations`,
    `${path}/edit`,
  ])
    expect((await browser.post(action).expect(303)).headers.location).toBe('/sign-in');
  await browser.get(path).expect(303);
});

test('signing in never leads to another site', async () => {
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
    const { headers } = await web
      .browse()
      .post('/sign-in')
      .type('form')
      .send({ email: 'rita@example.com', password: 'correct horse battery', next })
      .expect(303);
    expect(headers.location).toBe('/assessments');
  }
});

test('a form that another site sends changes nothing', async () => {
  const send = () =>
    recruiter
      .post('/assessments/new')
      .type('form')
      .send({ ...assessmentForm, change: 'save' });
  await send()
    .set('Sec-Fetch-Site', 'cross-site')
    .expect(403, /nothing was changed/);
  await send().set('Sec-Fetch-Site', 'same-site').expect(403);
  await send().unset('Sec-Fetch-Site').set('Origin', 'https://evil.example').expect(403);
  await send().unset('Sec-Fetch-Site').expect(403);
});

test('questions are added, ordered and removed by buttons, and the assessment is saved in that order', async () => {
  const press = async (form: object, change: string) => {
    const { text } = await recruiter
      .post('/assessments/new')
      .type('form')
      .send({ ...form, change })
      .expect(200);
    return [...text.matchAll(/name="questionIds" value="([^"]+)"/g)].map((match) => match[1]);
  };
  expect(await press(assessmentForm, 'up:min-max-scaling')).toEqual(['min-max-scaling', 'box-plots']);
  expect(await press(assessmentForm, 'down:min-max-scaling')).toEqual(['box-plots', 'min-max-scaling']);
  expect(await press(assessmentForm, 'remove:box-plots')).toEqual(['min-max-scaling']);
  expect(await press({ ...assessmentForm, questionIds: 'box-plots' }, 'add:count-categories')).toEqual([
    'box-plots',
    'count-categories',
  ]);
  const saved = await recruiter
    .post('/assessments/new')
    .type('form')
    .send({ ...assessmentForm, change: 'save' })
    .expect(303);
  const { text } = await recruiter.get(saved.headers.location ?? '').expect(200);
  expect(text).toMatch(/45 minutes · pass mark 62.5 %/);
  const titles = assessmentForm.questionIds.map((id) => text.indexOf(`<li>${web.bank.get(id)?.title}</li>`));
  expect(titles[0]).toBeGreaterThan(0);
  expect(titles[1]).toBeGreaterThan(titles[0] ?? 0);
  await recruiter.get('/assessments').expect(200, /Model basics/);
});

test('what is wrong in a form is said above it, and what was typed stays', async () => {
  const { text } = await recruiter
    .post('/assessments/new')
    .type('form')
    .send({ ...assessmentForm, minutes: '0', title: '<b>"x', change: 'save' })
    .expect(422);
  expect(text).toContain('at least 5 minutes');
  expect(text).toContain('value="&lt;b&gt;&quot;x"');
  expect(text).toContain('<title>Error: ');
  await recruiter
    .post('/assessments/new')
    .type('form')
    .send({ ...assessmentForm, passMark: '', change: 'save' })
    .expect(422, /pass mark/);
});

test('candidates are invited by name and address, and each one’s state is shown', async () => {
  const page = `/assessments/${web.assessment.id}`;
  const endsAt = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  const people = 'Ada Lovelace <ada@example.com>\nbob@example.com, carol@example.com';
  const { headers } = await recruiter.post(`${page}/invitations`).type('form').send({ people, endsAt }).expect(303);
  expect(headers.location).toBe(`${page}?done=invited`);
  const { text } = await recruiter.get(page).expect(200);
  expect(text).toContain('Ada Lovelace');
  expect(text.match(/<span class="state state-plain">Invited<\/span>/g)).toHaveLength(3);
  const again = await recruiter
    .post(`${page}/invitations`)
    .type('form')
    .send({ people: 'bob@example.com\nnobody', endsAt })
    .expect(422);
  expect(again.text).toMatch(/nobody<\/bdi> is not an e-mail address/);
  expect(again.text).toMatch(/has an invitation already/);
  expect(again.text).toMatch(/spellcheck="false">nobody<\/textarea>/);
  await recruiter
    .post(`${page}/invitations`)
    .type('form')
    .send({ people: 'x@example.com', endsAt: 'soon' })
    .expect(422, /future/);
  await recruiter
    .post(`${page}/invitations`)
    .type('form')
    .send({ people: '', endsAt })
    .expect(422, /at least one/);
});

test('an invitation is sent again, gets extra time, and is revoked', async () => {
  const invitationId = await web.invite('dora@example.com');
  const send = (action: string, body: object = {}) =>
    recruiter
      .post(`/invitations/${invitationId}/${action}`)
      .type('form')
      .send({ assessmentId: web.assessment.id, ...body });
  await send('resend').expect(303);
  await send('extra-time', { percent: '25' }).expect(303);
  await send('extra-time', { percent: '' }).expect(400, /whole number of percent/);
  await send('revoke').expect(303);
  await send('resend').expect(400, /revoked/);
  const { text } = await recruiter.get(`/assessments/${web.assessment.id}`).expect(200);
  expect(text).toContain('Revoked');
});

test('another recruiter’s assessments, invitations and reports are not there', async () => {
  const other = await createRecruiter(web.auth, {
    email: 'otto@example.com',
    name: 'Otto',
    password: 'correct horse battery',
  });
  const foreign = await createAssessment(
    web.pool,
    {
      recruiterId: other.id,
      title: 'Ottos',
      minutes: 30,
      passMark: 0.5,
      hiringManagerEmail: 'h@example.com',
      questionIds: ['box-plots'],
    },
    web.bank,
  );
  await recruiter.get(`/assessments/${foreign.id}`).expect(404);
  await recruiter.get(`/assessments/${foreign.id}/edit`).expect(404);
  await recruiter
    .post(`/assessments/${foreign.id}/edit`)
    .type('form')
    .send({ ...assessmentForm, change: 'save' })
    .expect(404);
  await recruiter.get('/assessments/not-an-id').expect(404);
  const { text } = await recruiter.get('/assessments').expect(200);
  expect(text).not.toContain('Ottos');
});

test('an address that leads nowhere gets a page with a way on', async () => {
  await web
    .browse()
    .get('/nothing/here')
    .expect(404, /Page not found/);
  await web
    .browse()
    .get('/reports/%E0%A4%A')
    .expect(400, /could not be read/);
  await recruiter
    .post('/assessments/new')
    .type('form')
    .send({ title: 'x'.repeat(300_000) })
    .expect(413, /Too large/);
});
