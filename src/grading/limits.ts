// How long a candidate's code may take. Limits count the kernel's processor time, so that our load costs nobody points;
// wall time is cut at four times that.
import type { Question } from '../questions/question.ts';

export const WALL_PER_CPU = 4;
export const NOTEBOOK_CPU_SECONDS = 30 * 60;
const CELL_CPU_SECONDS = 60;
const QUESTION_CPU_SECONDS = 3 * 60;
export const CALL_CPU_SECONDS = 10;
/** A check of ours: its own computation and the calls that it makes. */
export const CHECK_WALL_MS = 10 * 60_000;
/** A request that runs none of the candidate's functions. */
export const REQUEST_WALL_MS = 60_000;

export type QuestionLimits = { cellCpuSeconds: number; questionCpuSeconds: number };

export function selectLimits(question: Question | undefined): QuestionLimits {
  const { cellSeconds, questionSeconds } = question?.limits ?? {};
  return {
    cellCpuSeconds: cellSeconds ?? CELL_CPU_SECONDS,
    questionCpuSeconds: Math.max(questionSeconds ?? QUESTION_CPU_SECONDS, cellSeconds ?? 0),
  };
}

/** What a grading records of its limits. */
export function describeLimits(): string {
  return `cell ${CELL_CPU_SECONDS} s, question ${QUESTION_CPU_SECONDS} s, notebook ${NOTEBOOK_CPU_SECONDS} s, call ${CALL_CPU_SECONDS} s of processor time`;
}
