// The same notebook and seed give the same result to the letter; a right answer is right whatever the seed.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GradingResult } from '../../src/grading/grading-result.ts';
import { buildAnsweredQuestion } from '../../src/grading/verify.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { buildNotebook } from '../../src/notebooks/notebook.ts';
import type { Question } from '../../src/questions/question.ts';
import { lendGateway } from '../support/gateway.ts';
import { loadWholeInterview } from '../support/notebooks.ts';

let gateway: GatewayProcess;
let grader: Grader;
let quick: Assessment;

beforeAll(async () => {
  const [lent, interview] = await Promise.all([lendGateway(), loadWholeInterview()]);
  gateway = lent;
  grader = createGrader({ gateway, isolation: async () => gateway.means() });
  quick = { ...interview, questions: interview.questions.filter((question) => question.repeat) };
});
afterAll(() => gateway?.close());

async function grade(answers: (question: Question) => string, seed: bigint): Promise<GradingResult> {
  const cells = quick.questions.flatMap((question) => buildAnsweredQuestion(question, answers(question)));
  const notebook = Buffer.from(JSON.stringify(buildNotebook(cells, quick.id)));
  return (await grader.grade({ notebook, notebookName: 'nb.ipynb', assessment: quick, seed })).result;
}

const readReference = ({ folder }: Question) => fs.readFileSync(path.join(folder, 'solutions', 'reference.py'), 'utf8');

function readWrong({ folder }: Question): string {
  const [name = ''] = fs.readdirSync(path.join(folder, 'wrong')).sort();
  return fs.readFileSync(path.join(folder, 'wrong', name), 'utf8');
}

test.each([
  ['right', readReference],
  ['wrong', readWrong],
])(
  'a notebook of %s answers gets the same checks, points and messages twice',
  async (_, answers) => {
    const [first, second] = await Promise.all([grade(answers, 7n), grade(answers, 7n)]);
    expect(second).toEqual({ ...first, timing: second?.timing });
  },
  600_000,
);

test('right answers are right with every seed', async () => {
  for (const seed of [8n, 2n ** 64n - 1n]) {
    const { questions } = await grade(readReference, seed);
    const lost = questions.filter((question) => question.points < question.maxPoints).map((question) => question.id);
    expect(lost).toEqual([]);
  }
}, 600_000);
