// A question of the bank: what its folder under assessments/questions/ says, checked.
import { z } from 'zod';

const FieldsSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  minutes: z.number().positive(),
  topics: z.array(z.string()).default([]),
  /** The names that the prompt tells the candidate to define. */
  requires: z
    .array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(['function', 'class', 'value']),
        type: z.string().optional(),
        /** Another of these names, of which one is enough. */
        or: z.string().optional(),
      }),
    )
    .default([]),
  given: z
    .strictObject({ names: z.array(z.string()).default([]), files: z.array(z.string()).default([]) })
    .default({ names: [], files: [] }),
  rerun: z.boolean().default(false),
  /** False for one that only trains for long: its cells run once, in the subject. */
  repeat: z.boolean().default(true),
  /** True where the rubric needs what tables a name held before it was bound anew. */
  snapshots: z.boolean().default(false),
  fromScratch: z.strictObject({ forbid: z.array(z.string()), allow: z.array(z.string()).default([]) }).optional(),
  limits: z
    .strictObject({ cellSeconds: z.number().positive().optional(), questionSeconds: z.number().positive().optional() })
    .default({}),
  verify: z
    .strictObject({
      /** The answers that are proved every time, by name; the others take long, and `verify --all` proves them. */
      reduced: z.array(z.string()).min(1).optional(),
    })
    .default({}),
});

export const QuestionFileSchema = FieldsSchema.refine((file) => file.repeat || !file.rerun, {
  path: ['repeat'],
  error:
    'a question with a re-run on hidden data runs in the twin: "rerun: true" and "repeat: false" exclude each other',
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

/** The required names that are not among those defined; of two of which one is enough, none is missing then. */
export function selectMissingNames(question: QuestionFile, defined: object | undefined): string[] {
  const isDefined = (name: string | undefined) => name !== undefined && Object.hasOwn(defined ?? {}, name);
  return question.requires.filter(({ name, or }) => !isDefined(name) && !isDefined(or)).map(({ name }) => name);
}
