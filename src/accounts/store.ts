// What happened to whom, and who did it; and whether anybody is here yet.
import { z } from 'zod';
import { type Queryable, selectRow } from '../db/pool.ts';

export type AuditEntry = {
  /** `recruiter:<id>`, `candidate:<invitation id>` or `system`. */
  actor: string;
  action: string;
  subjectId: string;
  details?: Record<string, unknown>;
};

export async function insertAuditEntry(db: Queryable, entry: AuditEntry): Promise<void> {
  await db.query('INSERT INTO audit_entries (actor, action, subject_id, details) VALUES ($1, $2, $3, $4)', [
    entry.actor,
    entry.action,
    entry.subjectId,
    JSON.stringify(entry.details ?? {}),
  ]);
}

export async function selectRecruiterCount(db: Queryable): Promise<number> {
  const row = await selectRow(db, z.object({ count: z.number() }), 'SELECT count(*)::int AS count FROM "user"', []);
  return row.count;
}
