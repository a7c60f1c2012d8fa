// The kernels of one grading and what runs on them: the subject, the twin beside it, the judge, and bare twins as needed.
import type { Assessment } from '../assessments/assessment.ts';
import type { CellMap, MappedCell } from '../assessments/cell-mapping.ts';
import type { Gateway } from '../kernels/gateway.ts';
import type { Question } from '../questions/question.ts';
import { type CandidateKernel, createCandidateKernel } from './candidate-kernel.ts';
import { createJudge, type HiddenData, type Judge } from './judge.ts';
import { buildVisibleFiles, createNotebookRun, type NotebookRun } from './notebook-run.ts';

export type GradingSession = {
  map: CellMap;
  questions: Map<string, Question>;
  judge: Judge;
  subject: CandidateKernel;
  twin: CandidateKernel;
  subjectRun: NotebookRun;
  twinRun: NotebookRun;
  runBlock(block: CellMap['blocks'][number]): Promise<void>;
  /** A kernel without what the question forbids, in which its own cells and what they need of earlier ones have run. */
  startBareTwin(question: Question): Promise<CandidateKernel>;
  /** Fresh kernels in the place of dead ones. */
  replaceDead(): Promise<void>;
  close(): Promise<void>;
};

export async function startGradingSession(
  { assessment, seed }: { assessment: Assessment; seed: bigint },
  map: CellMap,
  gateway: Gateway,
): Promise<GradingSession> {
  const questions = new Map(assessment.questions.map((question) => [question.id, question]));
  const visible = buildVisibleFiles(assessment.questions);
  const judgeStart = createJudge(gateway, assessment.questions, seed);
  const hiddenStart = judgeStart.then((judge) => drawHidden(judge, assessment.questions));
  const [judge, subject, twin] = await allOrClose([
    judgeStart,
    createCandidateKernel(gateway, { role: 'subject', files: visible, seed }),
    hiddenStart.then((data) =>
      createCandidateKernel(gateway, { role: 'twin', files: { ...visible, ...hiddenFiles(data) }, seed }),
    ),
  ]);
  const hidden = await hiddenStart;
  const subjectRun = createNotebookRun(subject, questions, null);
  const twinRun = createNotebookRun(twin, questions, hidden);
  const bareTwins: CandidateKernel[] = [];
  const replaceDead = async (): Promise<void> => {
    await Promise.all([subject, twin].map((kernel) => (kernel.isAlive() ? undefined : kernel.replace())));
  };
  return {
    map,
    questions,
    judge,
    subject,
    twin,
    subjectRun,
    twinRun,
    replaceDead,
    runBlock: async (block) => {
      await Promise.all([subjectRun.runBlock(block), twinRun.runBlock(block)]);
      // Cells of no question are marked with none, so nothing else would replace a kernel that they killed.
      if (block.questionId === null) await replaceDead();
    },
    startBareTwin: async (question) => {
      const { forbid, allow } = question.fromScratch ?? { forbid: [], allow: [] };
      const files = { ...visible, ...hiddenFiles(hidden) };
      const bare = await createCandidateKernel(gateway, { role: 'bare', files, forbid, allow, seed });
      bareTwins.push(bare);
      const own = codeOf(selectCells(map, question.id));
      const needed = await judge.slice(listEarlierSources(map, questions, question.id), own);
      const toCell = (source: string, index: number): MappedCell => ({
        id: `bare-${index}`,
        kind: 'code',
        source,
        questionId: question.id,
      });
      await createNotebookRun(bare, questions, hidden).runBlock({
        questionId: question.id,
        cells: [...needed, ...own].map(toCell),
      });
      return bare;
    },
    close: async () => {
      await Promise.allSettled([judge, subject, twin, ...bareTwins].map((kernel) => kernel.close()));
    },
  };
}

/** The candidate's cells of a question, wherever they stand. */
export function selectCells(map: CellMap, questionId: string): MappedCell[] {
  return map.blocks.filter((block) => block.questionId === questionId).flatMap((block) => block.cells);
}

export function codeOf(cells: { kind: string; source: string }[]): string[] {
  return cells.filter((cell) => cell.kind === 'code').map((cell) => cell.source);
}

function listEarlierSources(map: CellMap, questions: Map<string, Question>, questionId: string): string[] {
  const first = map.blocks.findIndex((block) => block.questionId === questionId);
  return map.blocks
    .slice(0, first)
    .flatMap((block) => [...givenSources(questions.get(block.questionId ?? '')), ...codeOf(block.cells)]);
}

function givenSources(question: Question | undefined): string[] {
  return (question?.starter ?? [])
    .filter((cell) => cell.role === 'given' && cell.kind === 'code')
    .map((cell) => cell.source);
}

/** Waits for all; where one fails, closes the others. */
async function allOrClose<T extends { close(): Promise<void> }[]>(
  starts: { [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const settled = await Promise.allSettled(starts as Promise<T[number]>[]);
  const failed = settled.find((result) => result.status === 'rejected');
  if (!failed) return settled.map((result) => (result as PromiseFulfilledResult<T[number]>).value) as unknown as T;
  await Promise.allSettled(settled.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)));
  throw (failed as PromiseRejectedResult).reason;
}

async function drawHidden(judge: Judge, questions: Question[]): Promise<Map<string, HiddenData>> {
  const hidden = new Map<string, HiddenData>();
  for (const question of questions) if (question.rerun) hidden.set(question.id, await judge.draw(question.id));
  return hidden;
}

function hiddenFiles(hidden: Map<string, HiddenData>): Record<string, string> {
  return Object.assign({}, ...[...hidden.values()].map((data) => data.files));
}
