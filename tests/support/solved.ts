// Notebooks that hold the reference solutions, and what they must earn.
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import type { GradedNotebook } from '../../src/grading/grading-result.ts';
import { buildAnsweredQuestion } from '../../src/grading/verify.ts';
import { buildNotebook } from '../../src/notebooks/notebook.ts';

export async function solve(assessment: Assessment): Promise<Buffer> {
  const cells = await Promise.all(
    assessment.questions.map(async (question) => {
      const solution = path.join(question.folder, 'solutions', 'reference.py');
      return buildAnsweredQuestion(question, await fs.readFile(solution, 'utf8'));
    }),
  );
  return Buffer.from(JSON.stringify(buildNotebook(cells.flat(), assessment.id)));
}

export function expectAllPoints({ result }: GradedNotebook): void {
  const checks = result.questions.flatMap((question) => question.checks);
  const lost = checks.filter((check) => !check.bonus && check.kind !== 'reader' && check.points < check.maxPoints);
  expect(lost.map((check) => `${check.id}: ${check.message}`)).toEqual([]);
  expect(result).toMatchObject({ status: 'complete', score: 1 });
}
