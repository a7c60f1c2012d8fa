// The queue's tables: adding a job in the caller's transaction, and giving up the jobs of workers that died.
import { z } from 'zod';
import { type Database, inTransaction, type Queryable, selectRows } from '../db/pool.ts';
import { type EnqueueOptions, type JobName, type JobPayload, JobSchemas } from './jobs.ts';

export async function enqueue<Name extends JobName>(
  db: Queryable,
  name: Name,
  payload: JobPayload<Name>,
  options: EnqueueOptions = {},
): Promise<void> {
  await db.query(
    `SELECT graphile_worker.add_job($1::text, payload => $2::json, run_at => coalesce($3::timestamptz, now() + make_interval(secs => $7)),
       job_key => $4::text, priority => $5::int, max_attempts => $6::int)`,
    [
      name,
      JSON.stringify(JobSchemas[name].parse(payload)),
      options.runAt ?? null,
      options.jobKey ?? null,
      options.priority ?? 0,
      options.maxTries ?? 10,
      options.delaySeconds ?? 0,
    ],
  );
}

export async function updateHeartbeats(db: Queryable, workerIds: string[]): Promise<void> {
  await db.query(
    `INSERT INTO worker_heartbeats (worker_id) SELECT unnest($1::text[])
     ON CONFLICT (worker_id) DO UPDATE SET seen_at = now()`,
    [workerIds],
  );
}

export async function deleteHeartbeats(db: Queryable, workerIds: string[]): Promise<void> {
  await db.query('DELETE FROM worker_heartbeats WHERE worker_id = ANY($1::text[])', [workerIds]);
}

/** Frees the jobs that a silent worker holds; returns the ids of those workers. */
export async function updateDeadWorkers(pool: Database, silentSeconds: number): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    // A worker without a heartbeat row is dead too, unless it has only just taken its first job.
    const dead = await selectRows(
      client,
      z.object({ workerId: z.string() }),
      `SELECT DISTINCT jobs.locked_by AS "workerId"
       FROM graphile_worker._private_jobs AS jobs
       LEFT JOIN worker_heartbeats ON worker_heartbeats.worker_id = jobs.locked_by
       WHERE jobs.locked_at < now() - make_interval(secs => $1)
         AND coalesce(worker_heartbeats.seen_at < now() - make_interval(secs => $1), true)`,
      [silentSeconds],
    );
    const ids = dead.map((row) => row.workerId);
    if (ids.length > 0) await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [ids]);
    await client.query('DELETE FROM worker_heartbeats WHERE seen_at < now() - make_interval(secs => $1)', [
      silentSeconds * 10,
    ]);
    return ids;
  });
}
