// How far a run has come: the last word of it is kept in the database, so that any web server can show it.
import { z } from 'zod';
import type { GradingProgress } from '../grading/grading-result.ts';

export const GradingProgressSchema = z.object({
  phase: z.enum(['starting', 'running', 'marking', 'done']),
  questionId: z.string().nullable(),
  questionNumber: z.number(),
  questionCount: z.number(),
  message: z.string(),
}) satisfies z.ZodType<GradingProgress>;

/** Writes one at a time and always the newest, however fast the run talks; `flush` waits for the last write. */
export function createProgressWriter(write: (progress: GradingProgress) => Promise<void>) {
  let newest: GradingProgress | null = null;
  let writing: Promise<void> | null = null;
  const drain = async (): Promise<void> => {
    while (newest !== null) {
      const progress = newest;
      newest = null;
      // Progress is a courtesy: a run must not fail because its message was not written.
      await write(progress).catch(() => {});
    }
    writing = null;
  };
  return {
    report: (progress: GradingProgress): void => {
      newest = progress;
      writing ??= drain();
    },
    flush: async (): Promise<void> => {
      newest = null;
      await writing;
    },
  };
}
