// Runs a notebook's cells on one kernel in their order, within the limits: the grader's copy of the given cells first,
// then the candidate's. A cell that ends the kernel costs what it did itself, and nothing that stood before it.
import type { CellMap } from '../assessments/cell-mapping.ts';
import type { Question } from '../questions/question.ts';
import { type CandidateKernel, type CellRun, type CellToRun, notRun } from './candidate-kernel.ts';
import type { HiddenData } from './judge.ts';
import { createBudget } from './limits.ts';

export type NotebookRun = {
  /** Runs block after block; the given cells of a question come before its first. */
  runBlock(block: CellMap['blocks'][number]): Promise<void>;
  runsOf(questionId: string): CellRun[];
  /** Puts a fresh kernel in the place of a dead one, in which the question's cells have run again; true where it did. */
  replaceDead(questionId: string | null): Promise<boolean>;
  wallMs(): number;
};

export type NotebookRunOptions = {
  kernel: CandidateKernel;
  questions: Map<string, Question>;
  /** The data that the given names are to hold instead of the visible. */
  hidden: Map<string, HiddenData> | null;
  /** What is enough of the cells of questions that only train for long, by cell id. */
  shortened: Promise<Map<string, string>>;
  /** Whether those questions run in full here: the subject's alone do. */
  runsLong: boolean;
  /** A cell's top-level statements. */
  split(source: string): Promise<string[]>;
};

/** A kernel that dies more often is replaced for the marking, and the question's other cells do not run. */
const MAX_DEATHS_PER_QUESTION = 3;
const MAX_DEATHS_PER_NOTEBOOK = 10;
/** For each statement of a cell that had to be ended by force; what goes on for longer is taken for what did not end. */
const STATEMENT_CPU_SECONDS = 5;

export function createNotebookRun(options: NotebookRunOptions): NotebookRun {
  const { kernel, questions, hidden, shortened, runsLong } = options;
  const runs = new Map<string, CellRun[]>();
  const prepared = new Set<string>();
  const deaths = new Map<string | null, number>();
  const budget = createBudget();
  let wallMs = 0;

  const buildCell = async (
    id: string,
    written: string,
    questionId: string | null,
    role: 'given' | 'answer',
  ): Promise<CellToRun | null> => {
    const question = questionId === null ? undefined : questions.get(questionId);
    const source = runsLong || question?.repeat !== false ? written : ((await shortened).get(id) ?? written);
    return source.trim() === '' ? null : { id, source, questionId, role, cpuSeconds: budget.forCell(question) };
  };

  const runCell = async (cell: CellToRun): Promise<CellRun> => {
    if (cell.cpuSeconds <= 0) return { ...notRun(cell.id), outcome: 'timed_out' };
    const run = await kernel.runCell(cell);
    budget.spend(cell.questionId, run);
    wallMs += run.wallMs;
    return run;
  };

  const prepare = async (question: Question): Promise<void> => {
    prepared.add(question.id);
    runs.set(question.id, []);
    const data = hidden?.get(question.id);
    await revive(question.id);
    if (data) await kernel.tell({ op: 'hidden', question: question.id, names: data.names });
    for (const { id, source } of listGivenCells(question)) {
      const cell = await buildCell(id, source, question.id, 'given');
      if (!cell) continue;
      await revive(question.id);
      await runCell(cell);
      // Ours to the letter: whatever ended the kernel, it was not this.
      if (await revive(question.id)) await runCell(cell);
    }
    // Told to a dead one as well: what takes its place is told the same.
    if (data && Object.keys(data.names).length > 0) await kernel.tell({ op: 'assign', names: data.names });
  };

  const replaceDead = async (questionId: string | null): Promise<boolean> => {
    if (kernel.isAlive()) return false;
    await kernel.replace(questionId, await shortened);
    return true;
  };

  /** The same where the question's cells have not ended too many; one that dies between two cells is no cell's doing. */
  const revive = async (questionId: string | null): Promise<boolean> => {
    const total = [...deaths.values()].reduce((sum, number) => sum + number, 0);
    const isSpent = (deaths.get(questionId) ?? 0) > MAX_DEATHS_PER_QUESTION || total > MAX_DEATHS_PER_NOTEBOOK;
    return !isSpent && replaceDead(questionId);
  };

  /**
   * A fresh kernel in which everything has run again, of the cell that ended the old one what came before that. The
   * cell's new run, where it ends no kernel this time: a machine short of memory ends kernels too.
   */
  const recover = async (cell: CellToRun, outcome: CellRun['outcome']): Promise<CellRun | null> => {
    deaths.set(cell.questionId, (deaths.get(cell.questionId) ?? 0) + 1);
    if (!(await revive(cell.questionId))) return null;
    if (outcome === 'kernel_died') {
      const again = await runCell(cell);
      if (kernel.isAlive()) return again;
      await replaceDead(cell.questionId);
    }
    const statements = await options.split(cell.source);
    if (statements.length < 2) return null;
    const cpuSeconds = outcome === 'timed_out' ? Math.min(cell.cpuSeconds, STATEMENT_CPU_SECONDS) : cell.cpuSeconds;
    let survived = 0;
    for (const source of statements) {
      const run = await kernel.tryOut({ ...cell, source, cpuSeconds });
      if (run.outcome !== 'ran') break;
      survived++;
    }
    // Once more and as one cell: figures that it had begun must not be torn apart.
    await kernel.replace(cell.questionId, await shortened);
    if (survived > 0) await kernel.runCell({ ...cell, source: statements.slice(0, survived).join('\n') });
    return null;
  };

  return {
    runBlock: async (block) => {
      const question = block.questionId === null ? undefined : questions.get(block.questionId);
      if (question && !prepared.has(question.id)) await prepare(question);
      for (const { kind, id, source } of block.cells) {
        const cell = kind === 'code' ? await buildCell(id, source, block.questionId, 'answer') : null;
        if (!cell) continue;
        await revive(block.questionId);
        const run = await runCell(cell);
        const again = kernel.isAlive() || run.outcome === 'not_run' ? null : await recover(cell, run.outcome);
        if (question) runs.get(question.id)?.push(again ?? run);
      }
      await replaceDead(block.questionId);
    },
    runsOf: (questionId) => runs.get(questionId) ?? [],
    replaceDead,
    wallMs: () => wallMs,
  };
}

/** The grader's copy of a question's given cells. */
export function listGivenCells(question: Question | undefined): { id: string; source: string }[] {
  return (question?.starter ?? []).flatMap((cell, index) =>
    cell.role === 'given' && cell.kind === 'code'
      ? [{ id: `given-${question?.id}-${index}`, source: cell.source }]
      : [],
  );
}

/** The visible data files of every question, base64 by name. */
export function buildVisibleFiles(questions: Question[]): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap((question) =>
      Object.entries(question.files).map(([name, bytes]) => [name, bytes.toString('base64')]),
    ),
  );
}
