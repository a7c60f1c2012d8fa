// A question of the bank: what its folder under assessments/questions/ says, checked.
import { z } from 'zod';

export const QuestionFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  minutes: z.number().positive(),
  topics: z.array(z.string()).default([]),
  /** The names that the prompt tells the candidate to define. */
  requires: z
    .array(
      z.strictObject({ name: z.string(), kind: z.enum(['function', 'class', 'value']), type: z.string().optional() }),
    )
    .default([]),
  given: z
    .strictObject({ names: z.array(z.string()).default([]), files: z.array(z.string()).default([]) })
    .default({ names: [], files: [] }),
  rerun: z.boolean().default(false),
  fromScratch: z.strictObject({ forbid: z.array(z.string()), allow: z.array(z.string()).default([]) }).optional(),
  limits: z
    .strictObject({ cellSeconds: z.number().positive().optional(), questionSeconds: z.number().positive().optional() })
    .default({}),
});
export type QuestionFile = z.infer<typeof QuestionFileSchema>;

export type StarterCell = { role: 'given' | 'answer'; kind: 'code' | 'markdown'; source: string };

export type Question = QuestionFile & {
  prompt: string;
  starter: StarterCell[];
  rubric: string;
  generate: string | null;
  /** The visible given files, by name. */
  files: Record<string, Buffer>;
  /** Absolute path of the question's folder. */
  folder: string;
};
