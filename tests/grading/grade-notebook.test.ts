import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GradedNotebook, GradingProgress, QuestionResult } from '../../src/grading/grading-result.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { lendGateway } from '../support/gateway.ts';
import { buildCell, buildStarter, fillIn, loadInterview, type RawNotebook, toBytes } from '../support/notebooks.ts';

let gateway: GatewayProcess;
let grader: Grader;
let assessment: Assessment;

beforeAll(async () => {
  [gateway, assessment] = await Promise.all([lendGateway(), loadInterview()]);
  grader = createGrader({ gateway, isolation: async () => gateway.means() });
});
afterAll(() => gateway?.close());

const SCALING =
  'def min_max_scaling(data):\n    return (data - data.min()) / (data.max() - data.min())\nscaled_data = min_max_scaling(data)';
const COUNTS = "unique_value_counts = df['Category'].value_counts()";

async function grade(notebook: RawNotebook, onProgress?: (progress: GradingProgress) => void): Promise<GradedNotebook> {
  return grader.grade({ notebook: toBytes(notebook), notebookName: 'nb.ipynb', assessment, seed: 7n, onProgress });
}

function questionOf({ result }: GradedNotebook, id: string): QuestionResult {
  const question = result.questions.find((item) => item.id === id);
  if (!question) throw new Error(`no result for ${id}`);
  return question;
}

describe('what earns nothing', () => {
  test('an untouched starter: no points, every question not answered', async () => {
    const { result } = await grade(buildStarter(assessment));
    expect(result).toMatchObject({ status: 'complete', points: 0, score: 0, openPoints: 0 });
    expect(result.questions.map((question) => question.status)).toEqual(assessment.questions.map(() => 'not_answered'));
  });

  test('comparison functions patched at the top of a wrong notebook', async () => {
    const patched =
      'import numpy as np\nnp.isclose = np.allclose = lambda *a, **k: True\nnp.testing.assert_allclose = lambda *a, **k: None';
    const wrong = 'def min_max_scaling(data):\n    return data * 0\nscaled_data = min_max_scaling(data)';
    const graded = await grade(fillIn(buildStarter(assessment), { '': patched, 'min-max-scaling': wrong }));
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'graded', points: 0 });
  });

  test('given data redefined to suit a typed-in result', async () => {
    const typed = "df = pd.DataFrame({'Category': ['A'] * 3})\nunique_value_counts = {'A': 3}";
    const sneaky = "df = pd.DataFrame({'Category': ['A'] * len(df)})\nunique_value_counts = {'A': len(df)}";
    for (const answer of [typed, sneaky]) {
      const graded = await grade(fillIn(buildStarter(assessment), { 'count-categories': answer }));
      expect(questionOf(graded, 'count-categories').points).toBe(0);
    }
  });
});

describe('what costs nothing', () => {
  test('given data repeated inline, other cells, a late definition, a changed given cell', async () => {
    const notebook = fillIn(buildStarter(assessment), {
      'min-max-scaling': 'import numpy as np\ndata = np.array([1, 2, 3])\nprint(later(1))',
      'count-categories': `import pandas as pd\ndf = pd.DataFrame({'Category': list('AAB')})\n${COUNTS}`,
    });
    const given = notebook.cells.find((cell) => cell.metadata.assay?.role === 'given');
    if (given) given.source = `${String(given.source)}\nextra = 1`;
    notebook.cells.push(buildCell(SCALING.replace('(data)\n', '(data)\n')));
    const graded = await grade(notebook);
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ points: 5, maxPoints: 5 });
    expect(questionOf(graded, 'count-categories')).toMatchObject({ points: 3, maxPoints: 3 });
  });

  test('an exception in an earlier cell of the same question', async () => {
    const notebook = fillIn(buildStarter(assessment), { 'count-categories': '1 / 0' });
    const index = notebook.cells.findIndex((cell) => cell.source === '1 / 0');
    notebook.cells.splice(index + 1, 0, buildCell(COUNTS));
    const graded = await grade(notebook);
    expect(questionOf(graded, 'count-categories').points).toBe(3);
    const cells = graded.evidence.find((item) => item.questionId === 'count-categories')?.cells;
    expect(cells?.[0]?.error).toMatchObject({ ename: 'ZeroDivisionError' });
    expect(cells?.[0]?.error?.traceback).not.toContain('\u001b');
  });
});

describe('what breaks costs only its own question', () => {
  test('a kernel that dies is reported and replaced, and what later questions need is run again', async () => {
    const notebook = fillIn(buildStarter(assessment), {
      '': 'from collections import Counter as Tally',
      'min-max-scaling': `${SCALING}\nimport os\nos._exit(9)`,
      'count-categories': "unique_value_counts = Tally(df['Category'])",
    });
    const graded = await grade(notebook);
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'crashed', points: 5 });
    expect(questionOf(graded, 'count-categories')).toMatchObject({ status: 'graded', points: 3 });
    expect(graded.result).toMatchObject({ status: 'complete' });
  });

  test('a cell before the first question that kills the kernel costs no question', async () => {
    const notebook = fillIn(buildStarter(assessment), { '': 'import os\nos._exit(1)', 'count-categories': COUNTS });
    const graded = await grade(notebook);
    expect(questionOf(graded, 'count-categories')).toMatchObject({ status: 'graded', points: 3 });
  });

  test('an endless cell is stopped at its limit, and what stood before it counts', async () => {
    const limited = {
      ...assessment,
      questions: assessment.questions.map((question) =>
        question.id === 'min-max-scaling' ? { ...question, limits: { cellSeconds: 2 } } : question,
      ),
    };
    const notebook = fillIn(buildStarter(assessment), {
      'min-max-scaling': `${SCALING}\nwhile True: pass`,
      'count-categories': COUNTS,
    });
    const graded = await grader.grade({
      notebook: toBytes(notebook),
      notebookName: 'nb.ipynb',
      assessment: limited,
      seed: 7n,
    });
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'timed_out', points: 5 });
    expect(questionOf(graded, 'count-categories').points).toBe(3);
  });

  test('a rubric that raises is our fault: no score, and the other questions keep their points', async () => {
    const broken = {
      ...assessment,
      questions: assessment.questions.map((question) =>
        question.id === 'count-categories'
          ? { ...question, rubric: '# %% [check] id=a title="A" points=2 kind=numeric\nraise KeyError("ours")' }
          : question,
      ),
    };
    const notebook = fillIn(buildStarter(assessment), { 'min-max-scaling': SCALING, 'count-categories': COUNTS });
    const graded = await grader.grade({
      notebook: toBytes(notebook),
      notebookName: 'nb.ipynb',
      assessment: broken,
      seed: 7n,
    });
    expect(graded.result).toMatchObject({ status: 'incomplete', score: null, points: 5 });
    expect(questionOf(graded, 'count-categories').checks[0]).toMatchObject({ status: 'grader_error', points: 0 });
  });
});

describe('a from-scratch answer', () => {
  const plot =
    "import matplotlib.pyplot as plt\nplt.scatter(X[:, 0], y, label='data')\nplt.plot(X[:, 0], model.predict(X), label='line')\nplt.xlabel('x')\nplt.ylabel('y')\nplt.title('Fit')\nplt.legend()\nplt.show()";
  const use = `from sklearn.datasets import make_regression\nX, y = make_regression(n_samples=50, n_features=1, noise=5, random_state=0)\nmodel = LinearRegressionScratch()\nmodel.fit(X, y)\n${plot}`;
  const disguises = {
    import: 'from sklearn.linear_model import LinearRegression as Base',
    importlib: "import importlib\nBase = importlib.import_module('sklearn.linear_model').LinearRegression",
    builtin: "Base = getattr(__import__('sklearn.linear_model').linear_model, 'Linear' + 'Regression')",
  };

  test.each(Object.entries(disguises))(
    'that hides a library behind %s keeps the plot and loses the behaviour',
    async (_, line) => {
      const answer = `${line}\nclass LinearRegressionScratch:\n    def fit(self, X, y):\n        self.m = Base().fit(X, y)\n    def predict(self, X):\n        return self.m.predict(X)\n${use}`;
      const graded = await grade(fillIn(buildStarter(assessment), { 'linear-regression': answer }));
      const question = questionOf(graded, 'linear-regression');
      expect(question.checks.filter((check) => check.kind === 'plot').every((check) => check.status === 'passed')).toBe(
        true,
      );
      expect(question.checks.filter((check) => check.kind !== 'plot').every((check) => check.points === 0)).toBe(true);
    },
  );

  test('may import the library for data and for a comparison', async () => {
    const answer = `import numpy as np\nfrom sklearn.linear_model import LinearRegression\nclass LinearRegressionScratch:\n    def fit(self, X, y):\n        A = np.c_[np.ones(len(X)), X]\n        self.w = np.linalg.lstsq(A, y, rcond=None)[0]\n        return self\n    def predict(self, X):\n        return np.c_[np.ones(len(X)), X] @ self.w\n${use}\nprint(LinearRegression().fit(X, y).score(X, y))`;
    const graded = await grade(fillIn(buildStarter(assessment), { 'linear-regression': answer }));
    const question = questionOf(graded, 'linear-regression');
    expect(question.points).toBe(question.maxPoints);
    const figures = graded.evidence.find((item) => item.questionId === 'linear-regression')?.figures;
    expect(figures).toHaveLength(1);
  });
});

test('the same seed gives the same result, and progress is told question by question', async () => {
  const notebook = fillIn(buildStarter(assessment), {
    'min-max-scaling': SCALING.replace('data.max()', '(data.max() + 1)'),
  });
  const told: GradingProgress[] = [];
  const first = await grade(notebook, (progress) => told.push(progress));
  const second = await grade(notebook);
  expect(second.result.questions).toEqual(first.result.questions);
  expect(first.result.rubricVersion).toBe(second.result.rubricVersion);
  expect(told.filter((progress) => progress.phase === 'running').map((progress) => progress.questionNumber)).toEqual([
    1, 2, 3, 4, 5,
  ]);
  expect(told.at(-1)?.phase).toBe('done');
});

test('a receipt says what ran, what raised and what is missing, and no points', async () => {
  const notebook = fillIn(buildStarter(assessment), {
    'min-max-scaling': 'def min_max_scaling(data):\n    return data\n1 / 0',
    'count-categories': COUNTS,
  });
  const receipt = await grader.receipt({ notebook: toBytes(notebook), assessment });
  const [scaling, counts, plots] = receipt.questions;
  expect(scaling).toMatchObject({
    answered: true,
    missingNames: ['scaled_data'],
    cells: [{ outcome: 'raised', error: 'ZeroDivisionError: division by zero' }],
  });
  expect(counts).toMatchObject({ answered: true, missingNames: [], cells: [{ outcome: 'ran', error: null }] });
  expect(plots).toMatchObject({ answered: false, figures: 0 });
  expect(JSON.stringify(receipt)).not.toMatch(/points|expected/);
});
