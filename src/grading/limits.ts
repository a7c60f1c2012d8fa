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

export type Budget = {
  /** Processor time that the question's next cell may use; none left: zero or less. */
  forCell(question: Question | undefined): number;
  spend(questionId: string | null, used: { cpuSeconds: number; wallMs: number }): void;
};

/** What one kernel's cells may use together: by question, and over the whole notebook. */
export function createBudget(): Budget {
  const byQuestion = new Map<string | null, number>();
  let total = 0;
  return {
    forCell: (question) => {
      const limits = selectLimits(question);
      const left = limits.questionCpuSeconds - (byQuestion.get(question?.id ?? null) ?? 0);
      return Math.min(limits.cellCpuSeconds, left, NOTEBOOK_CPU_SECONDS - total);
    },
    spend: (questionId, { cpuSeconds, wallMs }) => {
      // Cells that wait instead of computing must not add up to hours.
      const charged = Math.max(cpuSeconds, wallMs / 1_000 / WALL_PER_CPU);
      byQuestion.set(questionId, (byQuestion.get(questionId) ?? 0) + charged);
      total += charged;
    },
  };
}

/** What a grading records of its limits. */
export function describeLimits(): string {
  return `cell ${CELL_CPU_SECONDS} s, question ${QUESTION_CPU_SECONDS} s, notebook ${NOTEBOOK_CPU_SECONDS} s, call ${CALL_CPU_SECONDS} s of processor time`;
}
