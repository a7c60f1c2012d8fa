// Notebooks as candidates hand them in.
import type { Assessment } from '../../src/assessments/assessment.ts';
import { loadBuiltInAssessment, selectQuestions } from '../../src/assessments/built-in.ts';
import { buildStarterNotebook } from '../../src/assessments/starter.ts';
import { loadBank } from '../../src/questions/bank.ts';

export type RawCell = {
  cell_type: string;
  source: string | string[];
  metadata: { assay?: { question?: string; role: string } };
} & Record<string, unknown>;
export type RawNotebook = { cells: RawCell[]; metadata: Record<string, unknown> } & Record<string, unknown>;

const QUICK_QUESTIONS = ['min-max-scaling', 'count-categories', 'box-plots', 'knn-accuracy-curve', 'linear-regression'];

/** The built-in assessment with few of its questions, one of each kind: what tests grade in seconds. */
export async function loadInterview(ids: string[] = QUICK_QUESTIONS): Promise<Assessment> {
  const bank = await loadBank();
  return { ...(await loadBuiltInAssessment('python-ml-interview', bank)), questions: selectQuestions(ids, bank) };
}

export async function loadWholeInterview(): Promise<Assessment> {
  return loadBuiltInAssessment('python-ml-interview', await loadBank());
}

export function buildStarter(assessment: Assessment): RawNotebook {
  return structuredClone(buildStarterNotebook(assessment)) as RawNotebook;
}

/** Writes code into the first answer cell of each named question; `''` stands for the top of the notebook. */
export function fillIn(notebook: RawNotebook, answers: Record<string, string>): RawNotebook {
  for (const [id, source] of Object.entries(answers)) {
    if (id === '') {
      notebook.cells.unshift(buildCell(source));
      continue;
    }
    const cell = notebook.cells.find(
      (item) =>
        item.cell_type === 'code' && item.metadata.assay?.question === id && item.metadata.assay.role === 'answer',
    );
    if (!cell) throw new Error(`the starter has no answer cell for ${id}`);
    cell.source = source;
  }
  return notebook;
}

export function buildCell(source: string): RawCell {
  return { cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null };
}

export function toBytes(notebook: RawNotebook): Buffer {
  return Buffer.from(JSON.stringify(notebook));
}
