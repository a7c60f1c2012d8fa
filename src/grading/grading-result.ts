// The result of one grading: the JSON contract that other programs read (see README, "JSON"), and the evidence that reports show.
import { z } from 'zod';

export const CheckStatusSchema = z.enum(['passed', 'partial', 'failed', 'not_reached', 'open', 'grader_error']);
export type CheckStatus = z.infer<typeof CheckStatusSchema>;

export const QuestionStatusSchema = z.enum(['graded', 'not_answered', 'crashed', 'timed_out', 'grader_error']);
export type QuestionStatus = z.infer<typeof QuestionStatusSchema>;

export const CheckKindSchema = z.enum(['numeric', 'plot', 'accuracy', 'behaviour', 'source', 'reader']);
export type CheckKind = z.infer<typeof CheckKindSchema>;

export const CheckResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: CheckKindSchema,
  /** `computed` by the judge from data, or `claimed` by the candidate's kernel about itself. */
  evidence: z.enum(['computed', 'claimed']),
  points: z.number(),
  maxPoints: z.number(),
  bonus: z.boolean(),
  status: CheckStatusSchema,
  message: z.string(),
});
export type CheckResult = z.infer<typeof CheckResultSchema>;

export const QuestionResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: QuestionStatusSchema,
  points: z.number(),
  /** Possible points without bonus and open ones. */
  maxPoints: z.number(),
  bonusPoints: z.number(),
  openPoints: z.number(),
  checks: z.array(CheckResultSchema),
});
export type QuestionResult = z.infer<typeof QuestionResultSchema>;

export const GradingResultSchema = z.object({
  assessment: z.string(),
  notebook: z.string(),
  status: z.enum(['complete', 'incomplete']),
  points: z.number(),
  maxPoints: z.number(),
  /** Earned ÷ possible, 0…1; null while the grading is incomplete (our fault). */
  score: z.number().nullable(),
  bonusPoints: z.number(),
  openPoints: z.number(),
  /** 64 bits, decimal. */
  seed: z.string(),
  rubricVersion: z.string(),
  environment: z.record(z.string(), z.string()),
  timing: z.object({ totalMs: z.number(), candidateMs: z.number(), twinMs: z.number(), rubricMs: z.number() }),
  isolation: z.string(),
  observations: z.array(z.string()),
  questions: z.array(QuestionResultSchema),
});
export type GradingResult = z.infer<typeof GradingResultSchema>;

export const CellEvidenceSchema = z.object({
  id: z.string(),
  kind: z.enum(['code', 'markdown']),
  source: z.string(),
  /** What the cell printed and displayed as text, capped. */
  output: z.string(),
  error: z.object({ ename: z.string(), evalue: z.string(), traceback: z.string() }).nullable(),
});
export type CellEvidence = z.infer<typeof CellEvidenceSchema>;

export const FigureEvidenceSchema = z.object({
  /** Base64 PNG as the grader rendered it. */
  png: z.string(),
  description: z.string(),
});
export type FigureEvidence = z.infer<typeof FigureEvidenceSchema>;

export const QuestionEvidenceSchema = z.object({
  questionId: z.string(),
  cells: z.array(CellEvidenceSchema),
  figures: z.array(FigureEvidenceSchema),
});
export type QuestionEvidence = z.infer<typeof QuestionEvidenceSchema>;

export const GradedNotebookSchema = z.object({
  result: GradingResultSchema,
  evidence: z.array(QuestionEvidenceSchema),
});
export type GradedNotebook = z.infer<typeof GradedNotebookSchema>;

/** What the candidate sees of a clean run: never points. */
export const ReceiptSchema = z.object({
  status: z.enum(['complete', 'failed']),
  /** Our own failure, when `failed`. */
  problem: z.string().nullable(),
  questions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      answered: z.boolean(),
      cells: z.array(
        z.object({
          id: z.string(),
          outcome: z.enum(['ran', 'raised', 'timed_out', 'kernel_died', 'not_run']),
          /** One line, such as "NameError: name 'x' is not defined". */
          error: z.string().nullable(),
          firstLine: z.string(),
        }),
      ),
      missingNames: z.array(z.string()),
      figures: z.number(),
    }),
  ),
  /** Cells that could not be mapped to a question, and other remarks. */
  notes: z.array(z.string()),
});
export type Receipt = z.infer<typeof ReceiptSchema>;

export type GradingProgress = {
  phase: 'starting' | 'running' | 'marking' | 'done';
  questionId: string | null;
  questionNumber: number;
  questionCount: number;
  /** A sentence for a person. */
  message: string;
};
