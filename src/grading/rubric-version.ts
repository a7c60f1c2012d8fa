// Which marking scheme a grading used: a digest of everything that decides points.
import { createHash } from 'node:crypto';
import type { Question } from '../questions/question.ts';

export function buildRubricVersion(questions: Question[]): string {
  const hash = createHash('sha256');
  for (const { id, rubric, generate, requires, given, rerun, fromScratch, limits, starter } of questions) {
    hash.update(JSON.stringify([id, rubric, generate, requires, given, rerun, fromScratch, limits, starter]));
  }
  return hash.digest('hex').slice(0, 12);
}
