// Handlers for tests of the queue itself: only gradings do anything.
import type { JobHandlers } from '../../src/jobs/jobs.ts';

export function buildIdleHandlers(gradeAttempt: JobHandlers['grade_attempt']): JobHandlers {
  const nothing = async (): Promise<void> => {};
  return {
    grade_attempt: gradeAttempt,
    receipt_run: nothing,
    send_mail: nothing,
    close_attempt: nothing,
    close_attempts: nothing,
  };
}
