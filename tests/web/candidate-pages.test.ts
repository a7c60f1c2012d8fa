import { once } from 'node:events';
import net from 'node:net';
import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeInvitation } from '../../src/invitations/invitations.ts';
import { buildNotebook } from '../../src/notebooks/notebook.ts';
import { readArchive } from '../browser/filled-starter.ts';
import { type Browser, type LentWeb, lendWeb } from './web-fixture.ts';

let web: LentWeb;
let people = 0;

beforeAll(async () => {
  web = await lendWeb();
});
afterAll(() => web.close());

async function begin(): Promise<{ browser: Browser; invitationId: string; attemptId: string }> {
  people += 1;
  const invitationId = await web.invite(`candidate-${people}@example.com`);
  const browser = await web.browseAsCandidate(invitationId);
  await browser.post('/attempt/start').type('form').send({ invitationId }).expect(303);
  const { text } = await browser.get('/attempt').expect(200);
  const attemptId = /\/attempt\/([0-9a-f-]{36})\/submissions/.exec(text)?.[1] ?? '';
  return { browser, invitationId, attemptId };
}

const upload = (browser: Browser, attemptId: string, bytes: Buffer, fileName = 'answers.ipynb') =>
  browser.post(`/attempt/${attemptId}/submissions`).attach('notebook', bytes, fileName);

test('opening the link does nothing; Continue swaps its token for a cookie and a clean address', async () => {
  const invitationId = await web.invite('first@example.com');
  const link = await web.makeLink(invitationId);
  const browser = web.browse();
  const opened = await browser.get(link).expect(200, /Nothing has started yet/);
  expect(opened.headers['set-cookie']).toBeUndefined();
  expect(opened.text).not.toContain(link.slice(3));
  const { headers } = await browser.post(link).expect(303);
  expect(headers.location).toBe('/attempt');
  expect(headers['set-cookie']?.[0]).toMatch(/^assay_candidate=.*HttpOnly; SameSite=Lax/);
  const { text } = await browser.get('/attempt').expect(200);
  expect(text).toContain('Start: 1 hour from now');
  expect(text).toContain('What to expect');
});

test('unknown, tampered, revoked, expired and used-up links each get a page with a way on', async () => {
  const browser = web.browse();
  await browser.post('/i/tooshort').expect(404, /Copy the whole address/);
  const link = await web.makeLink(await web.invite('tampered@example.com'));
  await browser.post(`${link.slice(0, -2)}AA`).expect(404, /This link does not work/);
  const revoked = await web.invite('revoked@example.com');
  const revokedLink = await web.makeLink(revoked);
  const candidate = await web.browseAsCandidate(revoked);
  await revokeInvitation(web.pool, { invitationId: revoked, recruiterId: web.recruiterId });
  await browser.post(revokedLink).expect(410, /withdrawn/);
  await candidate.get('/attempt').expect(410, /withdrawn/);
  const expired = await web.invite('expired@example.com');
  const expiredLink = await web.makeLink(expired);
  await web.pool.query(`UPDATE invitations SET ends_at = now() - interval '1 minute' WHERE id = $1`, [expired]);
  await browser.post(expiredLink).expect(410, /last moment to press Start has passed/);
  const { browser: finisher, invitationId, attemptId } = await begin();
  await finisher.post(`/attempt/${attemptId}/finish`).expect(303);
  await browser.post(await web.makeLink(invitationId)).expect(410, /You have finished/);
  await web
    .browse()
    .get('/attempt')
    .expect(401, /Open your link first/);
});

test('before Start there is nothing to download; after it there is the ZIP and each file', async () => {
  const invitationId = await web.invite('downloads@example.com');
  const browser = await web.browseAsCandidate(invitationId);
  await browser.get('/attempt/starter.zip').expect(409);
  await browser
    .post('/attempt/start')
    .type('form')
    .send({ invitationId: 'another' })
    .expect(409, /nothing was started/);
  await browser.post('/attempt/start').type('form').send({ invitationId }).expect(303);
  const { body, headers } = await browser.get('/attempt/starter.zip').buffer(true).parse(collect).expect(200);
  expect(headers['content-disposition']).toContain('data-preparation.zip');
  const names = [...(await readArchive(body as Buffer)).keys()];
  expect(names).toEqual(expect.arrayContaining(['data-preparation.ipynb', 'requirements.txt', 'README.md']));
  const notebook = await browser.get('/attempt/files/starter.ipynb').buffer(true).parse(collect).expect(200);
  expect(JSON.parse(String(notebook.body)).nbformat).toBe(4);
  await browser.get('/attempt/files/..%2F..%2Fpackage.json').expect(404);
  const { body: clock } = await browser.get('/attempt/clock').expect(200);
  expect(clock).toMatchObject({ acceptsUploads: true, isClosed: false });
  expect((clock as { secondsLeft: number }).secondsLeft).toBeGreaterThan(3_500);
});

test('a valid upload is received, and its receipt page says so without points', async () => {
  const { browser, attemptId } = await begin();
  const { headers } = await upload(browser, attemptId, await web.solvedNotebook()).expect(303);
  expect(headers.location).toBe('/attempt#receipt');
  const { text } = await browser.get('/attempt').expect(200);
  expect(text).toContain('Received.');
  const path = /hx-get="([^"]+)"/.exec(text)?.[1] ?? '';
  const receipt = await browser.get(path).expect(200, /Waiting for a free kernel/);
  expect(receipt.text).not.toContain('<html');
});

test('what is no notebook, of another assessment, empty, missing or too large is named, and nothing before is lost', async () => {
  const { browser, attemptId } = await begin();
  await upload(browser, attemptId, await web.solvedNotebook(), 'good.ipynb').expect(303);
  const cases: [Buffer, number, RegExp][] = [
    [Buffer.from('PK not json'), 422, /not a Jupyter notebook/],
    [Buffer.from(''), 422, /file is empty/],
    [Buffer.from(JSON.stringify(buildNotebook([], null))), 422, /no content/],
    [
      Buffer.from(JSON.stringify(buildNotebook([{ kind: 'code', source: 'x = 1' }], 'another'))),
      422,
      /belongs to another assessment/,
    ],
    [Buffer.alloc(20 * 1024 * 1024 + 1, 'x'), 413, /larger than 20 MB/],
    [Buffer.alloc(22 * 1024 * 1024, 'x'), 413, /larger than 20 MB/],
  ];
  for (const [bytes, status, message] of cases) {
    const { text } = await upload(browser, attemptId, bytes).expect(status, message);
    expect(text).toMatch(/Upload 1 \(<bdi>good.ipynb<\/bdi>\) counts now/);
    expect(text).toContain('role="alert"');
  }
  await browser
    .post(`/attempt/${attemptId}/submissions`)
    .type('form')
    .send({ x: '1' })
    .expect(422, /No file came/);
  const { rows } = await web.pool.query(
    `SELECT status, count(*)::int FROM submissions WHERE attempt_id = $1 GROUP BY status`,
    [attemptId],
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { status: 'valid', count: 1 },
      { status: 'rejected', count: 7 },
    ]),
  );
});

test('an upload that breaks off is ended and named, and does not hold up finishing', async () => {
  const { browser, attemptId } = await begin();
  const server = web.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cookie = await web.readCandidateCookie(attemptId);
  const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  socket.write(
    `POST /attempt/${attemptId}/submissions HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie}\r\n` +
      'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n' +
      '--x\r\nContent-Disposition: form-data; name="notebook"; filename="a.ipynb"\r\n\r\n{"cells": [',
  );
  const select = async () => {
    const { rows } = await web.pool.query('SELECT status, reason_code FROM submissions WHERE attempt_id = $1', [
      attemptId,
    ]);
    return rows;
  };
  // Registered while its body is still on the way.
  await expect.poll(select).toEqual([{ status: 'receiving', reason_code: null }]);
  await browser.post(`/attempt/${attemptId}/finish`).expect(409, /still under way/);
  socket.destroy();
  await expect.poll(select).toEqual([{ status: 'rejected', reason_code: 'upload_interrupted' }]);
  await browser.post(`/attempt/${attemptId}/finish`).expect(303);
  server.close();
});

test('a file’s name is shown as text', async () => {
  const { browser, attemptId } = await begin();
  await upload(browser, attemptId, await web.solvedNotebook(), '<img src=x onerror=alert(1)>\u202ebpyni.ipynb').expect(
    303,
  );
  const { text } = await browser.get('/attempt').expect(200);
  expect(text).toContain('&lt;img src');
  expect(text).not.toContain('<img src=x');
  expect(text).not.toContain('\u202e');
});

test('after the deadline and its grace nothing is taken, and the page says so', async () => {
  const { browser, attemptId } = await begin();
  await web.ageAttempt(attemptId, 62);
  await upload(browser, attemptId, await web.solvedNotebook()).expect(409, /time was over before this upload began/);
  const { body } = await browser.get('/attempt/clock').expect(200);
  expect(body).toMatchObject({ secondsLeft: 0, acceptsUploads: false });
});

test('finishing asks first, closes the attempt, and leads to a page that says what was handed in', async () => {
  const { browser, attemptId } = await begin();
  await browser.get(`/attempt/${attemptId}/finish`).expect(200, /have not handed in a notebook/);
  await upload(browser, attemptId, await web.solvedNotebook()).expect(303);
  await browser.get(`/attempt/${attemptId}/finish`).expect(200, /will be graded/);
  await browser.post(`/attempt/${attemptId}/finish`).expect(303);
  await browser.get('/attempt').expect(200, /Thank you/);
  await upload(browser, attemptId, await web.solvedNotebook()).expect(409, /attempt is closed/);
  const { rows } = await web.pool.query('SELECT status FROM gradings WHERE attempt_id = $1', [attemptId]);
  expect(rows).toEqual([{ status: 'waiting' }]);
});

test('a page of another invitation that is still open in a tab cannot hand in to this one', async () => {
  const first = await begin();
  const second = await begin();
  await upload(first.browser, second.attemptId, await web.solvedNotebook()).expect(409, /another invitation/);
  await first.browser.post(`/attempt/${second.attemptId}/finish`).expect(409);
  await first.browser.get(`/attempt/${second.attemptId}/submissions/${second.attemptId}/receipt`).expect(409);
});

function collect(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
