// What a recruiter composes from the bank: checked, saved, and turned into what the starter and the grader take.
import { z } from 'zod';
import { type Database, inTransaction } from '../db/pool.ts';
import { UserError } from '../errors.ts';
import type { Bank } from '../questions/bank.ts';
import type { Assessment } from './assessment.ts';
import { selectQuestions } from './built-in.ts';
import {
  type AssessmentRow,
  insertAssessment,
  selectOptionalAssessment,
  updateAssessment,
  updateAssessmentQuestions,
} from './store.ts';

const MAX_QUESTIONS = 50;

const AssessmentInputSchema = z.object({
  title: z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'Give the assessment a title.').max(120, 'The title may have at most 120 characters.')),
  minutes: z
    .number('Minutes must be a whole number.')
    .int('Minutes must be a whole number.')
    .min(5, 'An assessment takes at least 5 minutes.')
    .max(1_440, 'An assessment takes at most 1440 minutes (a day).'),
  passMark: z
    .number('The pass mark must be a number from 0 to 100 percent.')
    .min(0, 'The pass mark must be 0 percent or more.')
    .max(1, 'The pass mark must be 100 percent or less.'),
  hiringManagerEmail: z.string().trim().pipe(z.email("The hiring manager's e-mail address is not valid.").max(254)),
  questionIds: z
    .array(z.string())
    .min(1, 'Choose at least one question.')
    .max(MAX_QUESTIONS, `Choose at most ${MAX_QUESTIONS} questions.`)
    .refine((ids) => new Set(ids).size === ids.length, 'A question is in the list twice.'),
});
export type AssessmentInput = z.input<typeof AssessmentInputSchema>;

/** Throws UserError: `assessment_invalid` says what to mend, `question_unknown`. */
export async function createAssessment(
  pool: Database,
  input: AssessmentInput & { recruiterId: string },
  bank: Bank,
): Promise<AssessmentRow> {
  const values = parseInput(input, bank);
  return inTransaction(pool, async (client) => {
    const assessmentId = await insertAssessment(client, { ...values, recruiterId: input.recruiterId });
    await updateAssessmentQuestions(client, assessmentId, values.questionIds);
    return selectKnown(client, assessmentId, input.recruiterId);
  });
}

/** Sittings that have begun keep what stood here when Start was pressed. */
export async function changeAssessment(
  pool: Database,
  input: AssessmentInput & { assessmentId: string; recruiterId: string },
  bank: Bank,
): Promise<AssessmentRow> {
  const values = parseInput(input, bank);
  return inTransaction(pool, async (client) => {
    await selectKnown(client, input.assessmentId, input.recruiterId);
    await updateAssessment(client, input.assessmentId, values);
    await updateAssessmentQuestions(client, input.assessmentId, values.questionIds);
    return selectKnown(client, input.assessmentId, input.recruiterId);
  });
}

/** Throws UserError (`question_unknown`) where the bank has lost a question. */
export function buildAssessment(
  facts: { id: string; title: string; minutes: number; passMark: number; questionIds: string[] },
  bank: Bank,
): Assessment {
  return {
    id: facts.id,
    title: facts.title,
    minutes: facts.minutes,
    passMark: facts.passMark,
    questions: selectQuestions(facts.questionIds, bank),
  };
}

function parseInput(input: AssessmentInput, bank: Bank): z.output<typeof AssessmentInputSchema> {
  const parsed = AssessmentInputSchema.safeParse(input);
  if (!parsed.success)
    throw new UserError('assessment_invalid', parsed.error.issues.map((issue) => issue.message).join(' '));
  selectQuestions(parsed.data.questionIds, bank);
  return parsed.data;
}

async function selectKnown(
  client: Parameters<typeof selectOptionalAssessment>[0],
  assessmentId: string,
  recruiterId: string,
): Promise<AssessmentRow> {
  const row = await selectOptionalAssessment(client, { assessmentId, recruiterId });
  if (row === null) throw new UserError('not_found', 'There is no such assessment.', { status: 404 });
  return row;
}
