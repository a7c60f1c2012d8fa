import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJobRunner, type JobRunner } from '../../src/jobs/runner.ts';
import { enqueue } from '../../src/jobs/store.ts';
import { createLogger } from '../../src/logger.ts';
import { type LentDatabase, lendDatabase } from '../support/database.ts';
import { buildIdleHandlers } from '../support/idle-handlers.ts';

let database: LentDatabase;
let runner: JobRunner | undefined;
let victim: ChildProcess | undefined;

beforeAll(async () => {
  database = await lendDatabase();
});
afterAll(async () => {
  victim?.kill('SIGKILL');
  await runner?.close();
  await database.close();
});

test('a job in the hands of a worker that is killed is taken by another within seconds of its silence', async () => {
  const gradingId = '3f2b8f0e-6f0c-4f53-9c1e-0f6f5a1c2b3d';
  await enqueue(database.pool, 'grade_attempt', { gradingId });
  const program = fileURLToPath(new URL('../support/stuck-worker.ts', import.meta.url));
  victim = spawn(process.execPath, ['--import', 'tsx', program, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    victim?.stdout?.once('data', () => resolve());
    victim?.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });

  const taken: string[] = [];
  runner = await createJobRunner({
    pool: database.pool,
    databaseUrl: database.url,
    gradingConcurrency: 1,
    logger: createLogger({ level: 'silent' }),
    heartbeatSeconds: 0.3,
    silentSeconds: 2,
    handlers: buildIdleHandlers(async (payload) => {
      taken.push(payload.gradingId);
    }),
  });
  // While the other one lives it keeps its job, however long that takes: twice the silence and two polls of the queue.
  await sleep(9_000);
  expect(taken).toEqual([]);
  const { rows } = await database.pool.query(
    'SELECT locked_by FROM graphile_worker._private_jobs JOIN worker_heartbeats ON worker_id = locked_by',
  );
  expect(rows).toHaveLength(1);

  victim.removeAllListeners('exit');
  victim.kill('SIGKILL');
  const killedAt = Date.now();
  for (let waited = 0; waited < 20_000 && taken.length === 0; waited += 100) await sleep(100);
  expect(taken).toEqual([gradingId]);
  // Sooner would mean that it was not silence which freed the job.
  expect(Date.now() - killedAt).toBeGreaterThan(1_500);
});
