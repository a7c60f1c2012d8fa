// Assessments in files: the built-in ones (assessments/<id>.yaml), and those of one's own.
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
  return readAssessmentFile(path.join(folder, `${id}.yaml`), bank);
}

/** A built-in assessment by its id, or the one in a .yaml file; throws like `loadBuiltInAssessment`. */
export async function loadAssessment(idOrFile: string, bank: Bank): Promise<Assessment> {
  return /\.ya?ml$/.test(idOrFile) ? readAssessmentFile(idOrFile, bank) : loadBuiltInAssessment(idOrFile, bank);
}

async function readAssessmentFile(file: string, bank: Bank): Promise<Assessment> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError('assessment_unknown', `${file} cannot be read (${error.code}).`, { status: 404 });
  });
  const parsed = AssessmentFileSchema.safeParse(parseYaml(text, file));
  if (!parsed.success)
    throw new SetupError(`${file}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return { ...parsed.data, questions: selectQuestions(parsed.data.questions, bank) };
}

function parseYaml(text: string, file: string): unknown {
  try {
    return YAML.parse(text);
  } catch (error) {
    throw new SetupError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
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
