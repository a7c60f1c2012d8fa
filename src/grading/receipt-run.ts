// A receipt run: the subject alone, on the visible data. No rubric, no hidden input, no points.
import type { Assessment } from '../assessments/assessment.ts';
import { mapCells } from '../assessments/cell-mapping.ts';
import { GraderError } from '../errors.ts';
import type { Gateway } from '../kernels/gateway.ts';
import { parseNotebook } from '../notebooks/notebook.ts';
import { selectMissingNames } from '../questions/question.ts';
import { type CandidateKernel, type CellRun, createCandidateKernel } from './candidate-kernel.ts';
import type { GradingProgress, Receipt } from './grading-result.ts';
import { type Losses, retryAfterLosses } from './losses.ts';
import { buildVisibleFiles, createNotebookRun } from './notebook-run.ts';

export type ReceiptInput = {
  notebook: Buffer;
  assessment: Assessment;
  onProgress?: ((progress: GradingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/** Throws UserError where the notebook cannot be run, GraderError where we cannot run it. */
export async function runReceipt(input: ReceiptInput, gateway: Gateway): Promise<Receipt> {
  return retryAfterLosses((losses) => runOnce(input, gateway, losses));
}

async function runOnce(input: ReceiptInput, gateway: Gateway, losses: Losses): Promise<Receipt> {
  const { assessment, onProgress } = input;
  const map = mapCells(parseNotebook(input.notebook), assessment);
  const questions = new Map(assessment.questions.map((question) => [question.id, question]));
  const report = (
    phase: GradingProgress['phase'],
    questionNumber: number,
    questionId: string | null,
    message: string,
  ) => onProgress?.({ phase, questionId, questionNumber, questionCount: questions.size, message });
  report('starting', 0, null, 'Starting a kernel');
  const kernel = await createCandidateKernel(gateway, {
    role: 'subject',
    files: buildVisibleFiles(assessment.questions),
    seed: 0n,
    losses,
  });
  try {
    const run = createNotebookRun({
      kernel,
      questions,
      hidden: null,
      shortened: Promise.resolve(new Map()),
      runsLong: true,
      // Nothing is marked: what a cell did before it ended the kernel need not be found out.
      split: async () => [],
    });
    const figures = new Map<string, number>();
    for (const block of map.blocks) {
      if (input.signal?.aborted) throw new GraderError('cancelled', 'The receipt run was cancelled.');
      const question = questions.get(block.questionId ?? '');
      if (question)
        report('running', assessment.questions.indexOf(question) + 1, question.id, `Running “${question.title}”`);
      await run.runBlock(block);
      if (question) figures.set(question.id, (figures.get(question.id) ?? 0) + (await countFigures(kernel)));
    }
    const answer = await kernel.ask({ op: 'names' });
    const names = answer.status === 'answered' ? (answer.reply as { value?: object }).value : undefined;
    report('done', questions.size, null, 'Done');
    return {
      status: 'complete',
      problem: null,
      questions: assessment.questions.map((question) => {
        const cells = map.blocks.filter((block) => block.questionId === question.id).flatMap((block) => block.cells);
        const runs = new Map(run.runsOf(question.id).map((item) => [item.cellId, item]));
        return {
          id: question.id,
          title: question.title,
          answered: map.answered.has(question.id),
          cells: cells.filter((cell) => cell.kind === 'code').map((cell) => describeCell(cell, runs.get(cell.id))),
          missingNames: selectMissingNames(question, names),
          figures: figures.get(question.id) ?? 0,
        };
      }),
      notes: map.missing.map(
        (id) => `The cells of “${questions.get(id)?.title ?? id}” were not found in the notebook.`,
      ),
    };
  } finally {
    await kernel.close();
  }
}

function describeCell(
  cell: { id: string; source: string },
  run: CellRun | undefined,
): Receipt['questions'][number]['cells'][number] {
  const firstLine = (cell.source.split('\n').find((line) => line.trim() !== '') ?? '').slice(0, 120);
  const error = run?.error ? (`${run.error.ename}: ${run.error.evalue}`.split('\n')[0]?.slice(0, 300) ?? null) : null;
  return { id: cell.id, outcome: run?.outcome ?? 'not_run', error, firstLine };
}

async function countFigures(kernel: CandidateKernel): Promise<number> {
  const answer = await kernel.ask({ op: 'figures', take: true });
  const figures =
    answer.status === 'answered' ? (answer.reply as { value?: { figures?: unknown } })?.value?.figures : [];
  return Array.isArray(figures) ? figures.length : 0;
}
