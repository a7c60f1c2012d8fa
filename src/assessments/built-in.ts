// The built-in assessments: assessments/<id>.yaml.
import fs from 'node:fs/promises';
import path from 'node:path';
import YAML from 'yaml';
import { z } from 'zod';
import { SetupError, UserError } from '../errors.ts';
import { ASSESSMENTS_FOLDER, type Bank } from '../questions/bank.ts';
import type { Assessment } from './assessment.ts';

const AssessmentFileSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  minutes: z.number().positive(),
  passMark: z.number().min(0).max(1),
  questions: z.array(z.string()).min(1),
});

export async function listBuiltInAssessments(folder: string = ASSESSMENTS_FOLDER): Promise<string[]> {
  const names = await fs.readdir(folder);
  return names.filter((name) => name.endsWith('.yaml')).map((name) => path.basename(name, '.yaml'));
}

/** Throws UserError (`assessment_unknown`) that lists what there is, SetupError for a malformed file. */
export async function loadBuiltInAssessment(
  id: string,
  bank: Bank,
  folder: string = ASSESSMENTS_FOLDER,
): Promise<Assessment> {
  const known = await listBuiltInAssessments(folder);
  if (!known.includes(id))
    throw new UserError('assessment_unknown', `There is no assessment "${id}". Known: ${known.join(', ')}.`, {
      status: 404,
    });
  const file = path.join(folder, `${id}.yaml`);
  const parsed = AssessmentFileSchema.safeParse(YAML.parse(await fs.readFile(file, 'utf8')));
  if (!parsed.success)
    throw new SetupError(`${file}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return { ...parsed.data, questions: selectQuestions(parsed.data.questions, bank) };
}

/** The questions of these ids in their order; throws UserError (`question_unknown`). */
export function selectQuestions(ids: string[], bank: Bank): Assessment['questions'] {
  return ids.map((id) => {
    const question = bank.get(id);
    if (!question)
      throw new UserError('question_unknown', `There is no question "${id}" in the bank.`, { status: 404 });
    return question;
  });
}
