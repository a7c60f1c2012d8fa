// The question bank: every folder under assessments/questions/, read and checked.
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import YAML from 'yaml';
import { SetupError } from '../errors.ts';
import { parsePercentFormat } from '../notebooks/percent-format.ts';
import { type Question, QuestionFileSchema, type StarterCell } from './question.ts';

export type Bank = Map<string, Question>;

export const ASSESSMENTS_FOLDER = fileURLToPath(new URL('../../assessments', import.meta.url));

/** Throws SetupError that names the file and what to mend. */
export async function loadBank(folder: string = path.join(ASSESSMENTS_FOLDER, 'questions')): Promise<Bank> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const questions = await Promise.all(names.sort().map((name) => loadQuestion(path.join(folder, name))));
  return new Map(questions.map((question) => [question.id, question]));
}

async function loadQuestion(folder: string): Promise<Question> {
  const yamlPath = path.join(folder, 'question.yaml');
  const parsed = QuestionFileSchema.safeParse(YAML.parse(await readRequired(yamlPath)));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SetupError(`${yamlPath}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const file = parsed.data;
  if (file.id !== path.basename(folder))
    throw new SetupError(
      `${yamlPath}: the id is "${file.id}", and the folder is "${path.basename(folder)}"; they must agree.`,
    );
  const [prompt, starter, rubric, generate] = await Promise.all([
    readRequired(path.join(folder, 'prompt.md')),
    readRequired(path.join(folder, 'starter.py')),
    readRequired(path.join(folder, 'rubric.py')),
    readOptional(path.join(folder, 'generate.py')),
  ]);
  const files: Record<string, Buffer> = {};
  for (const name of file.given.files) files[name] = await readData(path.join(folder, 'data', name));
  return {
    ...file,
    prompt,
    starter: parseStarter(starter, path.join(folder, 'starter.py')),
    rubric,
    generate,
    files,
    folder,
  };
}

function parseStarter(text: string, file: string): StarterCell[] {
  return parsePercentFormat(text).map((cell) => {
    const role = cell.tags[0];
    if (role !== 'given' && role !== 'answer')
      throw new SetupError(
        `${file}: every cell begins with "# %% [given]", "# %% [answer]" or "# %% [markdown] [answer]".`,
      );
    return { role, kind: cell.kind, source: cell.source };
  });
}

async function readRequired(file: string): Promise<string> {
  const text = await readOptional(file);
  if (text === null) throw new SetupError(`${file} is missing. See assessments/README.md for what a question needs.`);
  return text;
}

async function readOptional(file: string): Promise<string | null> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function readData(file: string): Promise<Buffer> {
  try {
    return await fs.readFile(file);
  } catch (error) {
    throw new SetupError(`${file} is missing: the question names it as a given file. Make it with generate.py.`, {
      cause: error,
    });
  }
}
