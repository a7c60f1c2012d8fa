// The published sample solutions, where they are at hand (../shared/published): all of them in one notebook, as a
// candidate would hand them in who copied the article.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { ROOT_FOLDER } from '../../src/config.ts';
import { createGrader } from '../../src/grading/grader.ts';
import { buildAnsweredQuestion } from '../../src/grading/verify.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { buildNotebook } from '../../src/notebooks/notebook.ts';
import { lendGateway } from '../support/gateway.ts';
import { loadWholeInterview } from '../support/notebooks.ts';

const PUBLISHED = path.join(ROOT_FOLDER, '..', 'shared', 'published');

let gateway: GatewayProcess;
let interview: Assessment;

beforeAll(async () => {
  [gateway, interview] = await Promise.all([lendGateway(), loadWholeInterview()]);
});
afterAll(() => gateway?.close());

test.skipIf(!fs.existsSync(PUBLISHED))(
  'the published solutions in one notebook earn all automatic points',
  async () => {
    const cells = interview.questions.flatMap((question) =>
      buildAnsweredQuestion(question, fs.readFileSync(path.join(PUBLISHED, `${question.id}.py`), 'utf8')),
    );
    const { result } = await createGrader({ gateway, isolation: async () => gateway.means() }).grade({
      notebook: Buffer.from(JSON.stringify(buildNotebook(cells, interview.id))),
      notebookName: 'published.ipynb',
      assessment: interview,
      seed: 20n,
    });
    const lost = result.questions.flatMap((question) =>
      question.checks
        .filter((check) => !check.bonus && check.status !== 'passed' && check.status !== 'open')
        .map((check) => `${question.id}, ${check.id}: ${check.message}`),
    );
    expect(lost).toEqual([]);
    expect(result).toMatchObject({ status: 'complete', score: 1 });
  },
  1_800_000,
);
