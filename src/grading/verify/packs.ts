// Which answers go into one notebook: at most one of each question, and every notebook about as long as the others.
import type { SampleAnswer } from './sample-answers.ts';

/** As many notebooks as the question with the most answers has; the longest comes first. */
export function packAnswers(answers: SampleAnswer[], costOf: (answer: SampleAnswer) => number): SampleAnswer[][] {
  const byQuestion = new Map<string, SampleAnswer[]>();
  for (const answer of answers)
    byQuestion.set(answer.questionId, [...(byQuestion.get(answer.questionId) ?? []), answer]);
  const count = Math.max(0, ...[...byQuestion.values()].map((own) => own.length));
  const packs = Array.from({ length: count }, () => ({ cost: 0, answers: [] as SampleAnswer[] }));
  const sum = (list: SampleAnswer[]) => list.reduce((total, answer) => total + costOf(answer), 0);
  for (const own of [...byQuestion.values()].sort((first, second) => sum(second) - sum(first))) {
    const emptiest = [...packs].sort((first, second) => first.cost - second.cost);
    for (const [index, answer] of own.sort((first, second) => costOf(second) - costOf(first)).entries()) {
      const pack = emptiest[index];
      if (!pack) throw new Error('there are fewer notebooks than answers of one question');
      pack.answers.push(answer);
      pack.cost += costOf(answer);
    }
  }
  return packs.sort((first, second) => second.cost - first.cost).map((pack) => pack.answers);
}
