// Kernels that die, questions that run once, names that come late: on real kernels.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GradedNotebook, QuestionResult } from '../../src/grading/grading-result.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import type { Question } from '../../src/questions/question.ts';
import { lendGateway } from '../support/gateway.ts';
import { buildCell, buildStarter, fillIn, loadInterview, type RawNotebook, toBytes } from '../support/notebooks.ts';

// Each kernel that dies is started anew, some several times.
vi.setConfig({ testTimeout: 300_000 });

let gateway: GatewayProcess;
let grader: Grader;
let interview: Assessment;

beforeAll(async () => {
  [gateway, interview] = await Promise.all([lendGateway(), loadInterview()]);
  grader = createGrader({ gateway, isolation: async () => gateway.means() });
});
afterAll(() => gateway?.close());

const SCALING =
  'def min_max_scaling(data):\n    return (data - data.min()) / (data.max() - data.min())\nscaled_data = min_max_scaling(data)';
const COUNTS = "unique_value_counts = df['Category'].value_counts()";
const DIE = 'import os\nos._exit(9)';

function choose(ids: string[], change: (question: Question) => Partial<Question> = () => ({})): Assessment {
  const questions = ids.map((id) => {
    const question = interview.questions.find((item) => item.id === id);
    if (!question) throw new Error(`the interview has no ${id}`);
    return { ...question, ...change(question) };
  });
  return { ...interview, questions };
}

async function grade(assessment: Assessment, notebook: RawNotebook): Promise<GradedNotebook> {
  return grader.grade({ notebook: toBytes(notebook), notebookName: 'nb.ipynb', assessment, seed: 7n });
}

function questionOf({ result }: GradedNotebook, id: string): QuestionResult {
  const question = result.questions.find((item) => item.id === id);
  if (!question) throw new Error(`no result for ${id}`);
  return question;
}

/** Cells behind the first answer cell of a question. */
function addCells(notebook: RawNotebook, id: string, sources: string[]): RawNotebook {
  const index = notebook.cells.findIndex(
    (cell) => cell.metadata.assay?.question === id && cell.metadata.assay.role === 'answer',
  );
  notebook.cells.splice(index + 1, 0, ...sources.map(buildCell));
  return notebook;
}

describe('a cell that ends its kernel', () => {
  test('costs what it would have done, not what stood before it nor what comes behind it', async () => {
    const assessment = choose(['min-max-scaling', 'count-categories']);
    const [definition = '', use = ''] = SCALING.split('\nscaled_data');
    const notebook = fillIn(buildStarter(assessment), {
      'min-max-scaling': `${definition}\n${DIE}`,
      'count-categories': `${DIE}\n${COUNTS}`,
    });
    addCells(notebook, 'min-max-scaling', [`scaled_data${use}`]);
    const graded = await grade(assessment, notebook);
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'crashed', points: 5, maxPoints: 5 });
    expect(questionOf(graded, 'count-categories')).toMatchObject({ status: 'crashed', points: 0 });
    expect(graded.result.status).toBe('complete');
  });

  test('keeps the figures that came before it, each once and whole', async () => {
    const assessment = choose(['box-plots']);
    const plots =
      "import matplotlib.pyplot as plt\nimport seaborn as sns\nsns.boxplot(y=insurance_data['Annual Premium'])\nplt.title('Premium')\nplt.show()\nsns.boxplot(x='Vehicle Age', y='Annual Premium', data=insurance_data)\nplt.title('By age')\nplt.show()";
    const graded = await grade(assessment, fillIn(buildStarter(assessment), { 'box-plots': `${plots}\n${DIE}` }));
    const question = questionOf(graded, 'box-plots');
    expect(question).toMatchObject({ status: 'crashed', points: question.maxPoints });
    expect(graded.evidence[0]?.figures).toHaveLength(2);
  });

  test('again and again costs its own question, and ends', async () => {
    const assessment = choose(['min-max-scaling', 'count-categories']);
    const notebook = fillIn(buildStarter(assessment), { 'min-max-scaling': DIE, 'count-categories': COUNTS });
    addCells(notebook, 'min-max-scaling', [DIE, DIE, DIE, DIE, SCALING]);
    const graded = await grade(assessment, notebook);
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'crashed', points: 0 });
    expect(questionOf(graded, 'count-categories')).toMatchObject({ status: 'graded', points: 3 });
  });

  test('and swallows every interrupt is ended by force, and what stood before it counts', async () => {
    const assessment = choose(['min-max-scaling'], () => ({ limits: { cellSeconds: 2 } }));
    const deaf = 'import time\nwhile True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass';
    const graded = await grade(
      assessment,
      fillIn(buildStarter(assessment), { 'min-max-scaling': `${SCALING}\n${deaf}` }),
    );
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'timed_out', points: 5 });
  });

  test('only when the judge calls it costs the checks that call it', async () => {
    const assessment = choose(['min-max-scaling']);
    const fragile = `import os\ndef min_max_scaling(data):\n    if data.ndim > 1:\n        os._exit(1)\n    return (data - data.min()) / (data.max() - data.min())\nscaled_data = min_max_scaling(data)`;
    const graded = await grade(assessment, fillIn(buildStarter(assessment), { 'min-max-scaling': fragile }));
    const question = questionOf(graded, 'min-max-scaling');
    expect(question.status).toBe('graded');
    expect(question.points).toBeGreaterThan(0);
    expect(question.points).toBeLessThan(question.maxPoints);
    expect(question.checks.find((check) => check.id === 'scaled-data')).toMatchObject({ status: 'passed' });
  });
});

describe('a question that runs once', () => {
  const once = (question: Question): Partial<Question> =>
    question.id === 'linear-regression' ? { repeat: false, fromScratch: undefined } : {};

  const training = `import numpy as np\nfrom collections import Counter as Tally\nimport os\ndef scale(values):\n    return (values - values.min()) / (values.max() - values.min())\nclass LinearRegressionScratch:\n    def fit(self, X, y):\n        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]\n    def predict(self, X):\n        return np.c_[np.ones(len(X)), X] @ self.w\nruns = []\nruns.append(1)\nunused = open('trained.txt', 'a').write('x')`;

  test('is marked in the subject alone, and later questions find what they need of it in the twin', async () => {
    const assessment = choose(['linear-regression', 'min-max-scaling', 'count-categories'], once);
    const notebook = fillIn(buildStarter(assessment), {
      'linear-regression': training,
      'min-max-scaling':
        'def min_max_scaling(data):\n    return scale(data)\nis_visible = list(data) == [5, 20, 50, 10, 15, 30]\nscaled_data = min_max_scaling(data) if os.path.exists("trained.txt") == is_visible and len(runs) == 1 else None',
      'count-categories': "unique_value_counts = Tally(df['Category'])",
    });
    const graded = await grade(assessment, notebook);
    const fitted = questionOf(graded, 'linear-regression');
    expect(fitted.checks.filter((check) => check.kind !== 'plot').every((check) => check.status === 'passed')).toBe(
      true,
    );
    expect(questionOf(graded, 'count-categories')).toMatchObject({ points: 3 });
    expect(questionOf(graded, 'min-max-scaling').checks.map(({ id, status }) => `${id} ${status}`)).toContain(
      'scaled-data passed',
    );
  });

  test('is not repeated where a later cell ends the kernel, and what is needed of it is', async () => {
    const assessment = choose(['linear-regression', 'min-max-scaling'], once);
    const notebook = fillIn(buildStarter(assessment), { 'linear-regression': training, 'min-max-scaling': DIE });
    addCells(notebook, 'min-max-scaling', [
      'def min_max_scaling(data):\n    return scale(data)\nscaled_data = None if os.path.exists("trained.txt") else min_max_scaling(data)',
    ]);
    const graded = await grade(assessment, notebook);
    expect(questionOf(graded, 'min-max-scaling')).toMatchObject({ status: 'crashed', points: 5 });
    expect(questionOf(graded, 'linear-regression').points).toBeGreaterThan(0);
  });
});

describe('a from-scratch name that comes late', () => {
  const late =
    'import numpy as np\ndef add_one(X):\n    return np.c_[np.ones(len(X)), X]\nclass LinearRegressionScratch:\n    def fit(self, X, y):\n        self.w = np.linalg.lstsq(add_one(X), y, rcond=None)[0]\n    def predict(self, X):\n        return add_one(X) @ self.w';

  test('is called in a bare twin that has run what it needs of later cells', async () => {
    const assessment = choose(['linear-regression', 'count-categories']);
    const notebook = fillIn(buildStarter(assessment), {
      'linear-regression': 'print("see below")',
      'count-categories': `${late}\n${COUNTS}`,
    });
    const question = questionOf(await grade(assessment, notebook), 'linear-regression');
    expect(question.checks.filter((check) => check.kind !== 'plot').every((check) => check.status === 'passed')).toBe(
      true,
    );
  });

  test('earns nothing where what it forbids does the work', async () => {
    const assessment = choose(['linear-regression', 'count-categories']);
    const notebook = fillIn(buildStarter(assessment), {
      'linear-regression': 'print("see below")',
      'count-categories': `from sklearn.linear_model import LinearRegression\nclass LinearRegressionScratch(LinearRegression): pass\n${COUNTS}`,
    });
    expect(questionOf(await grade(assessment, notebook), 'linear-regression').points).toBe(0);
  });
});

test('what a from-scratch answer needs of an earlier cell counts against none of its limits', async () => {
  const assessment = choose(['count-categories', 'linear-regression'], (question) =>
    question.fromScratch ? { limits: { cellSeconds: 4, questionSeconds: 4 } } : {},
  );
  const slow =
    'import time\nnothing = 0\nend = time.process_time() + 5\nwhile time.process_time() < end:\n    nothing *= 2';
  const notebook = fillIn(buildStarter(assessment), {
    'count-categories': `${slow}\n${COUNTS}`,
    'linear-regression':
      'import numpy as np\nclass LinearRegressionScratch:\n    def fit(self, X, y):\n        self.w = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]\n    def predict(self, X):\n        return np.c_[np.ones(len(X)), X] @ self.w + nothing',
  });
  const question = questionOf(await grade(assessment, notebook), 'linear-regression');
  expect(question.status).toBe('graded');
  expect(question.checks.filter((check) => check.kind !== 'plot').every((check) => check.status === 'passed')).toBe(
    true,
  );
});
