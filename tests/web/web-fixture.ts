// The real app on a lent service, with browsers that keep their cookies.
import type { Express } from 'express';
import supertest from 'supertest';
import { hashSecret } from '../../src/invitations/secrets.ts';
import { insertToken } from '../../src/invitations/store.ts';
import { createLogger } from '../../src/logger.ts';
import { createApp } from '../../src/web/app.ts';
import { BASE_URL, type LentService, lendService } from '../support/service.ts';

export const SECRET = 'web tests have a secret of their own';
export type Browser = ReturnType<typeof supertest.agent>;

export type LentWeb = LentService & {
  /** A browser that nobody has signed in to; its requests come from our own pages. */
  browse(): Browser;
  browseAsRecruiter(): Promise<Browser>;
  /** A browser in which the candidate has opened the link. */
  browseAsCandidate(invitationId: string): Promise<Browser>;
  makeLink(invitationId: string): Promise<string>;
  /** A Cookie header of a further session of this attempt's candidate. */
  readCandidateCookie(attemptId: string): Promise<string>;
  app: Express;
};

export async function lendWeb({ showsOutbox = true, isUnconfined = false } = {}): Promise<LentWeb> {
  const service = await lendService();
  const app = createApp({
    pool: service.pool,
    auth: service.auth,
    bank: service.bank,
    baseUrl: BASE_URL,
    secret: SECRET,
    trustedProxies: 0,
    showsOutbox,
    isUnconfined,
    logger: createLogger({ level: 'silent' }),
  });
  const browse = () => supertest.agent(app).set('Sec-Fetch-Site', 'same-origin') as unknown as Browser;
  let links = 0;
  const makeLink = async (invitationId: string) => {
    links += 1;
    const token = Buffer.from(`token ${links} of ${invitationId}`.padEnd(32, '.').slice(0, 32)).toString('base64url');
    await insertToken(service.pool, invitationId, hashSecret(token));
    return `/i/${token}`;
  };
  return {
    ...service,
    browse,
    makeLink,
    app,
    readCandidateCookie: async (attemptId) => {
      const { rows } = await service.pool.query('SELECT invitation_id FROM attempts WHERE id = $1', [attemptId]);
      const { headers } = await browse().post(await makeLink(rows[0].invitation_id));
      return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    },
    browseAsRecruiter: async () => {
      const browser = browse();
      await browser
        .post('/sign-in')
        .type('form')
        .send({ email: 'rita@example.com', password: 'correct horse battery' })
        .expect(303);
      return browser;
    },
    browseAsCandidate: async (invitationId) => {
      const browser = browse();
      await browser.post(await makeLink(invitationId)).expect(303);
      return browser;
    },
  };
}
