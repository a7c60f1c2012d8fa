// Mails to be sent (ids and states, never a token), and the development outbox.
import { z } from 'zod';
import { type Queryable, selectOptionalRow, selectRow, selectRows } from '../db/pool.ts';
import type { MailContent } from './mail-content.ts';

const MailRowSchema = z.object({
  id: z.string(),
  kind: z.enum(['invitation', 'report']),
  invitationId: z.string().nullable(),
  gradingId: z.string().nullable(),
  status: z.enum(['waiting', 'sent', 'failed', 'skipped']),
});
export type MailRow = z.infer<typeof MailRowSchema>;

const IdSchema = z.object({ id: z.string() });

export async function insertInvitationMail(db: Queryable, invitationId: string): Promise<string> {
  const row = await selectRow(
    db,
    IdSchema,
    `INSERT INTO mails (kind, invitation_id) VALUES ('invitation', $1) RETURNING id`,
    [invitationId],
  );
  return row.id;
}

/** Null where this grading has its mail already: one grading, one report. */
export async function insertOptionalReportMail(db: Queryable, gradingId: string): Promise<string | null> {
  const row = await selectOptionalRow(
    db,
    IdSchema,
    `INSERT INTO mails (kind, grading_id) VALUES ('report', $1) ON CONFLICT DO NOTHING RETURNING id`,
    [gradingId],
  );
  return row?.id ?? null;
}

export async function selectOptionalMail(db: Queryable, mailId: string): Promise<MailRow | null> {
  return selectOptionalRow(
    db,
    MailRowSchema,
    `SELECT id, kind, invitation_id AS "invitationId", grading_id AS "gradingId", status FROM mails WHERE id = $1`,
    [mailId],
  );
}

export async function updateMailFinished(
  db: Queryable,
  mailId: string,
  status: 'sent' | 'failed' | 'skipped',
  problem: string | null,
): Promise<void> {
  await db.query(
    `UPDATE mails SET status = $2, last_error = $3, finished_at = now() WHERE id = $1 AND status <> 'sent'`,
    [mailId, status, problem],
  );
}

export async function updateMailProblem(db: Queryable, mailId: string, problem: string): Promise<void> {
  await db.query(`UPDATE mails SET last_error = $2 WHERE id = $1 AND status = 'waiting'`, [mailId, problem]);
}

export async function insertOutboxMail(
  db: Queryable,
  mail: MailContent & { id: string; from: string; to: string },
): Promise<void> {
  const attachments = mail.attachments.map((attachment) => ({
    ...attachment,
    content: attachment.content.toString('base64'),
  }));
  await db.query(
    `INSERT INTO outbox_mails (id, from_address, to_address, subject, html, text, attachments)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
    [mail.id, mail.from, mail.to, mail.subject, mail.html, mail.text, JSON.stringify(attachments)],
  );
}

const OutboxEntrySchema = z.object({
  id: z.string(),
  createdAt: z.date(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
});
export type OutboxEntry = z.infer<typeof OutboxEntrySchema>;

const OUTBOX_COLUMNS = `id, created_at AS "createdAt", from_address AS "from", to_address AS "to", subject`;

export async function selectOutboxMails(db: Queryable, options: { limit: number }): Promise<OutboxEntry[]> {
  return selectRows(
    db,
    OutboxEntrySchema,
    `SELECT ${OUTBOX_COLUMNS} FROM outbox_mails ORDER BY created_at DESC, id LIMIT $1`,
    [options.limit],
  );
}

const OutboxMailSchema = OutboxEntrySchema.extend({
  html: z.string(),
  text: z.string(),
  attachments: z.array(
    z.object({
      cid: z.string(),
      filename: z.string(),
      contentType: z.string(),
      content: z.string().transform((text) => Buffer.from(text, 'base64')),
    }),
  ),
});
export type OutboxMail = z.infer<typeof OutboxMailSchema>;

export async function selectOptionalOutboxMail(db: Queryable, id: string): Promise<OutboxMail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  return selectOptionalRow(
    db,
    OutboxMailSchema,
    `SELECT ${OUTBOX_COLUMNS}, html, text, attachments FROM outbox_mails WHERE id = $1`,
    [id],
  );
}
