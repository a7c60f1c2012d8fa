// Takes jobs off the queue: slots for what needs kernels, slots of their own for what is quick, a heartbeat that
// says this process lives, and a look-out for processes that died with jobs in their hands.
import { EventEmitter } from 'node:events';
import {
  Logger as GraphileLogger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Database } from '../db/pool.ts';
import type { Logger } from '../logger.ts';
import { GRADING_JOBS, type JobHandlers, type JobName, JobSchemas, QUICK_JOBS } from './jobs.ts';
import { deleteHeartbeats, updateDeadWorkers, updateHeartbeats } from './store.ts';

const QUICK_SLOTS = 4;
const HEARTBEAT_SECONDS = 8;
/** Three heartbeats missed and a margin; with the next look-out a dead worker's jobs are free within a minute. */
const SILENT_SECONDS = 35;
/** How long a running grading may go on before it is aborted and given back when the process is stopped. */
const STOP_PATIENCE_MS = 2_000;

export type JobRunner = { close(): Promise<void> };

export type JobRunnerOptions = {
  pool: Database;
  databaseUrl: string;
  handlers: JobHandlers;
  gradingConcurrency: number;
  logger: Logger;
  /** Tests shorten these. */
  heartbeatSeconds?: number;
  silentSeconds?: number;
};

export async function createJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
  const heart = createHeart(options);
  const start = (names: readonly JobName[], concurrency: number, withCron: boolean): Promise<Runner> =>
    run({
      connectionString: options.databaseUrl,
      maxPoolSize: concurrency + 3,
      concurrency,
      pollInterval: 2_000,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: STOP_PATIENCE_MS,
      events: heart.events,
      logger: buildGraphileLogger(options.logger),
      taskList: buildTaskList(names, options),
      // The look-out comes by the worker's clock; whether an attempt is over, the database's clock says.
      parsedCronItems: withCron
        ? parseCronItems([
            { task: 'close_attempts', match: '* * * * *', options: { maxAttempts: 1, backfillPeriod: 0 } },
          ])
        : [],
    });
  const runners: Runner[] = [];
  try {
    runners.push(await start(QUICK_JOBS, QUICK_SLOTS, true));
    runners.push(await start(GRADING_JOBS, options.gradingConcurrency, false));
    await heart.start();
  } catch (error) {
    await Promise.allSettled(runners.map((runner) => runner.stop()));
    await heart.close();
    throw error;
  }
  for (const runner of runners) {
    runner.promise.catch((error: unknown) => options.logger.error({ error: String(error) }, 'a job runner failed'));
  }
  return {
    close: async () => {
      await Promise.allSettled(runners.map((runner) => runner.stop()));
      await heart.close();
    },
  };
}

function buildTaskList(names: readonly JobName[], { handlers, logger }: JobRunnerOptions): TaskList {
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (payload, helpers) => {
        const started = performance.now();
        const parsed = JobSchemas[name].parse(payload ?? {});
        const context = {
          signal: helpers.abortSignal ?? new AbortController().signal,
          isLastTry: helpers.job.attempts >= helpers.job.max_attempts,
        };
        // The schema and the handler of one name fit each other; the compiler cannot follow that through a loop.
        await (handlers[name] as (payload: unknown, context: unknown) => Promise<void>)(parsed, context);
        logger.debug({ job: name, ...parsed, ms: Math.round(performance.now() - started) }, 'job done');
      },
    ]),
  );
}

/** Keeps this process's workers known as alive, and frees the jobs of silent ones. */
function createHeart({ pool, logger, heartbeatSeconds, silentSeconds }: JobRunnerOptions) {
  const events: WorkerEvents = new EventEmitter();
  const workerIds = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();
  // A job is locked by its pool's id, not by the id of the worker in the pool that runs it.
  events.on('pool:create', ({ workerPool }) => {
    workerIds.add(workerPool.id);
  });
  const beat = async (): Promise<void> => {
    try {
      await updateHeartbeats(pool, [...workerIds]);
      const dead = await updateDeadWorkers(pool, silentSeconds ?? SILENT_SECONDS);
      if (dead.length > 0) logger.warn({ workers: dead }, 'these workers died; their jobs are free again');
    } catch (error) {
      logger.warn({ error: String(error) }, 'the heartbeat did not reach the database');
    }
  };
  return {
    events,
    start: async () => {
      await beat();
      timer = setInterval(
        () => {
          beating = beat();
        },
        (heartbeatSeconds ?? HEARTBEAT_SECONDS) * 1_000,
      );
    },
    close: async () => {
      clearInterval(timer);
      await beating;
      await deleteHeartbeats(pool, [...workerIds]).catch(() => {});
    },
  };
}

function buildGraphileLogger(logger: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    // Its "info" lines tell of every job; a failed job is a warning of ours with the job's own words.
    if (level === 'error') logger.warn({ source: 'queue' }, message);
    else if (level === 'warning') logger.warn({ source: 'queue' }, message);
    else logger.debug({ source: 'queue' }, message);
  });
}
