// How a mail leaves: by SMTP in production, into a table that the browser can read in development.
import nodemailer from 'nodemailer';
import type { Database } from '../db/pool.ts';
import type { MailContent } from './mail-content.ts';
import { insertOutboxMail } from './store.ts';

const SMTP_LIMIT_MS = 30_000;

export type OutgoingMail = MailContent & {
  /** The mail's row. It becomes the Message-ID, so that a second try of the same mail can be recognised as one. */
  id: string;
  to: string;
};

export type Mailer = { send(mail: OutgoingMail): Promise<void>; close(): void };

export type MailerOptions = { smtpUrl: string | null; from: string; pool: Database };

export function createMailer({ smtpUrl, from, pool }: MailerOptions): Mailer {
  if (smtpUrl === null) {
    return { send: (mail) => insertOutboxMail(pool, { ...mail, from }), close: () => {} };
  }
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: SMTP_LIMIT_MS,
    greetingTimeout: SMTP_LIMIT_MS,
    socketTimeout: SMTP_LIMIT_MS,
    // Templates hold text of candidates and recruiters: nothing in a mail may make us read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      await transport.sendMail({
        from,
        // As an object: an address with a comma in it cannot become two.
        to: { name: '', address: mail.to },
        subject: mail.subject.replace(/[\r\n]+/g, ' '),
        html: mail.html,
        text: mail.text,
        messageId: `<${mail.id}@${parseDomain(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: mail.attachments.map((attachment) => ({
          ...attachment,
          contentDisposition: 'inline' as const,
        })),
      });
    },
    close: () => transport.close(),
  };
}

function parseDomain(from: string): string {
  return /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
}
