// The development outbox: the mails that would have gone out. Only where one machine is the whole installation.
import { Router } from 'express';
import { UserError } from '../errors.ts';
import { type OutboxMail, selectOptionalOutboxMail, selectOutboxMails } from '../mail/store.ts';
import type { WebOptions } from './web-options.ts';

const MAX_MAILS = 100;

export function createOutboxRoutes({ pool, baseUrl }: WebOptions): Router {
  const router = Router();

  // The mails hold live links: a page of another site that has this machine's name resolve to us must not read them.
  router.use('/outbox', (request, _response, next) => {
    const host = request.hostname;
    if (host === new URL(baseUrl).hostname || host === 'localhost' || host === '127.0.0.1' || host === '[::1]')
      return next();
    throw new UserError('not_found', 'There is nothing at this address.', { status: 404 });
  });

  router.get('/outbox', async (_request, response) => {
    response.render('outbox', {
      title: 'Development outbox',
      mails: await selectOutboxMails(pool, { limit: MAX_MAILS }),
    });
  });

  router.get('/outbox/:mailId', async (request, response) => {
    const mail = await selectKnown(request.params.mailId);
    const links = [...new Set(mail.text.match(/https?:\/\/\S+/g) ?? [])].filter((link) =>
      link.startsWith(`${baseUrl}/`),
    );
    response.render('outbox-mail', {
      title: mail.subject,
      mail,
      links: links.map((link) => ({ link, isInvitation: link.includes('/i/') })),
    });
  });

  // A document of its own in a sandbox: whatever a mail holds, it cannot run scripts or reach these pages.
  router.get('/outbox/:mailId/html', async (request, response) => {
    const mail = await selectKnown(request.params.mailId);
    response.set(
      'Content-Security-Policy',
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'self'",
    );
    response.set('X-Frame-Options', 'SAMEORIGIN');
    response.type('html').send(buildDocument(mail));
  });

  async function selectKnown(mailId: string): Promise<OutboxMail> {
    const mail = await selectOptionalOutboxMail(pool, mailId);
    if (mail === null) throw new UserError('not_found', 'There is no such mail.', { status: 404 });
    return mail;
  }

  return router;
}

function buildDocument(mail: OutboxMail): string {
  let html = mail.html.replace('<head>', '<head><base target="_blank">');
  for (const { cid, contentType, content } of mail.attachments)
    html = html.replaceAll(`cid:${cid}`, `data:${contentType};base64,${content.toString('base64')}`);
  return html;
}
