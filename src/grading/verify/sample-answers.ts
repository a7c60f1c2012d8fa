// The answers that prove a question: right ones, published ones where they are at hand, and wrong ones that say what
// they lose.
import fs from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '../../errors.ts';
import type { Question } from '../../questions/question.ts';

export type AnswerKind = 'right' | 'published' | 'wrong';

export type SampleAnswer = { questionId: string; name: string; kind: AnswerKind; text: string; loses: string[] };

export type AnswerSource = {
  question: Question;
  /** The published sample solutions, where they are at hand. */
  publishedFolder: string | null;
  /** Only those that the question names for every day. */
  isReduced: boolean;
};

/** Throws SetupError where a header or a name is wrong. */
export async function readSampleAnswers({
  question,
  publishedFolder,
  isReduced,
}: AnswerSource): Promise<SampleAnswer[]> {
  const questionId = question.id;
  const [published, right, wrong] = await Promise.all([
    publishedFolder === null ? null : readOptional(path.join(publishedFolder, `${questionId}.py`)),
    readFolder(path.join(question.folder, 'solutions')),
    readFolder(path.join(question.folder, 'wrong')),
  ]);
  const checkIds = listCheckIds(question);
  const answers: SampleAnswer[] = [
    ...(published === null
      ? []
      : [{ questionId, name: 'published', kind: 'published' as const, text: published, loses: [] }]),
    ...right.map(({ name, text }) => ({ questionId, name, kind: 'right' as const, text, loses: [] })),
    ...wrong.map(({ name, text, file }) => ({
      questionId,
      name,
      kind: 'wrong' as const,
      text,
      loses: parseLoses(text, file, checkIds),
    })),
  ];
  const { reduced } = question.verify;
  const unknown = reduced?.find((name) => name !== 'published' && !answers.some((answer) => answer.name === name));
  if (unknown !== undefined)
    throw new SetupError(
      `${path.join(question.folder, 'question.yaml')}: verify.reduced names "${unknown}", and there is no such answer.`,
    );
  return isReduced && reduced ? answers.filter((answer) => reduced.includes(answer.name)) : answers;
}

function listCheckIds(question: Question): Set<string | undefined> {
  return new Set([...question.rubric.matchAll(/^# %% \[check\].*?\bid=([a-z0-9-]+)/gm)].map((match) => match[1]));
}

function parseLoses(text: string, file: string, checkIds: Set<string | undefined>): string[] {
  const ids = /^# loses: (.+)$/m
    .exec(text.split('\n', 1)[0] ?? '')?.[1]
    ?.split(',')
    .map((id) => id.trim());
  if (!ids) throw new SetupError(`${file}: the first line must name the checks that it loses: "# loses: id, id".`);
  const unknown = ids.find((id) => !checkIds.has(id));
  if (unknown !== undefined) throw new SetupError(`${file}: "${unknown}" is no check of the rubric.`);
  return ids;
}

async function readFolder(folder: string): Promise<{ name: string; file: string; text: string }[]> {
  const names = (await fs.readdir(folder).catch(() => [])).filter((name) => name.endsWith('.py')).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: path.basename(name, '.py'),
      file: path.join(folder, name),
      text: await fs.readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

async function readOptional(file: string): Promise<string | null> {
  return fs.readFile(file, 'utf8').catch(() => null);
}
