// Runs a notebook's cells on one kernel in their order, within the limits: the grader's copy of the given cells first,
// then the candidate's.
import type { CellMap } from '../assessments/cell-mapping.ts';
import type { Question } from '../questions/question.ts';
import { type CandidateKernel, type CellRun, notRun } from './candidate-kernel.ts';
import type { HiddenData } from './judge.ts';
import { NOTEBOOK_CPU_SECONDS, REQUEST_WALL_MS, selectLimits } from './limits.ts';

export type NotebookRun = {
  /** Runs block after block; the given cells of a question come before its first. */
  runBlock(block: CellMap['blocks'][number]): Promise<void>;
  runsOf(questionId: string): CellRun[];
  wallMs(): number;
};

export function createNotebookRun(
  kernel: CandidateKernel,
  questions: Map<string, Question>,
  hidden: Map<string, HiddenData> | null,
): NotebookRun {
  const runs = new Map<string, CellRun[]>();
  const prepared = new Set<string>();
  const cpuSecondsByQuestion = new Map<string, number>();
  let notebookCpuSeconds = 0;
  let wallMs = 0;

  const runCell = async (
    id: string,
    source: string,
    questionId: string | null,
    role: 'given' | 'answer',
  ): Promise<CellRun> => {
    const limits = selectLimits(questionId === null ? undefined : questions.get(questionId));
    const used = cpuSecondsByQuestion.get(questionId ?? '') ?? 0;
    const cpuSeconds = Math.min(
      limits.cellCpuSeconds,
      limits.questionCpuSeconds - used,
      NOTEBOOK_CPU_SECONDS - notebookCpuSeconds,
    );
    if (cpuSeconds <= 0) return { ...notRun(id), outcome: 'timed_out' };
    const run = await kernel.runCell({ id, source, questionId, role, cpuSeconds });
    cpuSecondsByQuestion.set(questionId ?? '', used + run.cpuSeconds);
    notebookCpuSeconds += run.cpuSeconds;
    wallMs += run.wallMs;
    return run;
  };

  const prepare = async (question: Question): Promise<void> => {
    prepared.add(question.id);
    runs.set(question.id, []);
    const data = hidden?.get(question.id);
    if (data && kernel.isAlive())
      await kernel.ask({ op: 'hidden', question: question.id, names: data.names }, REQUEST_WALL_MS);
    for (const [index, cell] of question.starter.entries()) {
      if (cell.role === 'given' && cell.kind === 'code')
        await runCell(`given-${question.id}-${index}`, cell.source, question.id, 'given');
    }
    if (data && Object.keys(data.names).length > 0 && kernel.isAlive())
      await kernel.ask({ op: 'assign', names: data.names }, REQUEST_WALL_MS);
  };

  return {
    runBlock: async (block) => {
      const question = block.questionId === null ? undefined : questions.get(block.questionId);
      if (question && !prepared.has(question.id)) await prepare(question);
      for (const cell of block.cells) {
        if (cell.kind !== 'code') continue;
        const run = await runCell(cell.id, cell.source, block.questionId, 'answer');
        if (question) runs.get(question.id)?.push(run);
      }
    },
    runsOf: (questionId) => runs.get(questionId) ?? [],
    wallMs: () => wallMs,
  };
}

/** The visible data files of every question, base64 by name. */
export function buildVisibleFiles(questions: Question[]): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap((question) =>
      Object.entries(question.files).map(([name, bytes]) => [name, bytes.toString('base64')]),
    ),
  );
}
