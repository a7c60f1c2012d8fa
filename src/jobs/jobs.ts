// The jobs: a name, a schema and ids. Their handlers live with the nouns that they work on.
import { z } from 'zod';

export const JobSchemas = {
  grade_attempt: z.object({ gradingId: z.uuid() }),
  receipt_run: z.object({ submissionId: z.uuid() }),
  send_mail: z.object({ mailId: z.uuid() }),
  close_attempt: z.object({ attemptId: z.uuid() }),
  /** Every minute: closes what a lost `close_attempt` would leave open. */
  close_attempts: z.object({}),
} as const;

export type JobName = keyof typeof JobSchemas;
export type JobPayload<Name extends JobName> = z.infer<(typeof JobSchemas)[Name]>;

export type JobContext = {
  /** Aborts when the worker is being stopped; the job is then given back. */
  signal: AbortSignal;
  /** The last try: whatever fails now is not tried again. */
  isLastTry: boolean;
};

export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, context: JobContext) => Promise<void> };

/** Jobs that hold a kernel for minutes; they have worker slots of their own, so that mail and closing never wait. */
export const GRADING_JOBS: readonly JobName[] = ['grade_attempt', 'receipt_run'];
export const QUICK_JOBS: readonly JobName[] = ['send_mail', 'close_attempt', 'close_attempts'];

export type EnqueueOptions = {
  /** A time by the database's clock; now when left out. */
  runAt?: Date;
  /** From now, by the database's clock; not together with `runAt`. */
  delaySeconds?: number;
  /** A waiting job of this key is replaced. */
  jobKey?: string;
  /** The lower, the sooner. */
  priority?: number;
  maxTries?: number;
};
