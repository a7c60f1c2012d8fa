// The kernels of one grading and what runs on them: the subject, the twin beside it, the judge, and bare twins as needed.
import type { Assessment } from '../assessments/assessment.ts';
import type { CellMap, MappedCell } from '../assessments/cell-mapping.ts';
import type { Gateway } from '../kernels/gateway.ts';
import type { Question } from '../questions/question.ts';
import { type CandidateKernel, createCandidateKernel } from './candidate-kernel.ts';
import { createJudge, type HiddenData, type Judge } from './judge.ts';
import type { Losses } from './losses.ts';
import { buildVisibleFiles, createNotebookRun, listGivenCells, type NotebookRun } from './notebook-run.ts';

export type GradingSession = {
  map: CellMap;
  questions: Map<string, Question>;
  subject: CandidateKernel;
  subjectRun: NotebookRun;
  /** What the subject's first cells do not wait for. */
  rest: Promise<SessionRest>;
  runBlock(block: CellMap['blocks'][number]): Promise<void>;
  /** The kernel without what the question forbids, in which its cells and what they need of earlier ones have run. */
  lendBareTwin(question: Question): Promise<RunningTwin>;
  /** One in which what the names need of later cells has run as well. */
  startLateBareTwin(question: Question, names: string[]): Promise<RunningTwin>;
  close(): Promise<void>;
};

export type SessionRest = {
  judge: Judge;
  hidden: Map<string, HiddenData>;
  /** Null where no question is run a second time. */
  twin: RunningTwin | null;
};

export type RunningTwin = { kernel: CandidateKernel; run: NotebookRun };

export async function startGradingSession(
  { assessment, seed, losses }: { assessment: Assessment; seed: bigint; losses: Losses },
  map: CellMap,
  gateway: Gateway,
): Promise<GradingSession> {
  const questions = new Map(assessment.questions.map((question) => [question.id, question]));
  const visible = buildVisibleFiles(assessment.questions);
  const snapshotted = assessment.questions.filter((question) => question.snapshots).map((question) => question.id);
  const repeats = assessment.questions.some((question) => question.repeat);
  const judgeStart = createJudge(gateway, assessment.questions, seed);
  const hiddenStart = judgeStart.then((judge) => drawHidden(judge, assessment.questions));
  const subjectStart = createCandidateKernel(gateway, {
    role: 'subject',
    files: visible,
    snapshots: snapshotted,
    seed,
    losses,
  });
  const twinStart = repeats
    ? hiddenStart.then((data) =>
        createCandidateKernel(gateway, { role: 'twin', files: { ...visible, ...hiddenFiles(data) }, seed, losses }),
      )
    : Promise.resolve(null);
  // Where there is no twin, a kernel that takes a dead one's place runs all of it again.
  const shortened = repeats
    ? judgeStart.then((judge) => shortenLongQuestions(map, questions, judge))
    : Promise.resolve(new Map<string, string>());
  const common = { questions, shortened, split: async (source: string) => (await judgeStart).split(source) };
  const startRest = async (): Promise<SessionRest> => {
    const [judge, hidden, kernel] = await Promise.all([judgeStart, hiddenStart, twinStart, shortened]);
    const run = kernel && createNotebookRun({ ...common, kernel, hidden, runsLong: false });
    return { judge, hidden, twin: run && { kernel, run } };
  };
  const rest = startRest();
  // Whoever needs it is told; nobody may be there yet.
  for (const start of [rest, shortened, hiddenStart, twinStart]) start.catch(() => undefined);

  let isClosed = false;
  const bareTwins: CandidateKernel[] = [];
  const bareStarts = new Map<string, Promise<RunningTwin>>();
  const startBareTwin = async (question: Question, lateNames: string[]): Promise<RunningTwin> => {
    const { judge, hidden } = await rest;
    const { forbid, allow } = question.fromScratch ?? { forbid: [], allow: [] };
    const files = { ...visible, ...hiddenFiles(hidden) };
    const [kernel, { earlier, own }] = await Promise.all([
      createCandidateKernel(gateway, { role: 'bare', files, forbid, allow, seed, losses }).then(async (started) => {
        bareTwins.push(started);
        if (isClosed) await started.close();
        return started;
      }),
      selectBareSources(map, questions, judge, question, lateNames),
    ]);
    const run = createNotebookRun({ ...common, kernel, hidden, runsLong: true });
    const block = (questionId: string | null, sources: string[]): CellMap['blocks'][number] => ({
      questionId,
      cells: sources.map((source, index) => ({ id: `bare-${questionId}-${index}`, kind: 'code', source, questionId })),
    });
    // What it needs of the others counts against none of its limits, and draws nothing of its own.
    await run.runBlock(block(null, earlier));
    await run.runBlock(block(question.id, own));
    return { kernel, run };
  };

  const close = async (): Promise<void> => {
    isClosed = true;
    const started = await Promise.allSettled([judgeStart, subjectStart, twinStart]);
    const kernels = [...started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])), ...bareTwins];
    await Promise.allSettled(kernels.map((kernel) => kernel?.close()));
  };

  const subject = await subjectStart.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const subjectRun = createNotebookRun({ ...common, kernel: subject, hidden: null, runsLong: true });
  return {
    map,
    questions,
    subject,
    subjectRun,
    rest,
    runBlock: async (block) => {
      const question = questions.get(block.questionId ?? '');
      if (question?.fromScratch && map.answered.has(question.id) && !bareStarts.has(question.id)) {
        // Beside the others: it waits for nothing that they do.
        const start = startBareTwin(question, []);
        start.catch(() => undefined);
        bareStarts.set(question.id, start);
      }
      const runInTwin = async (): Promise<void> => (await rest).twin?.run.runBlock(block);
      await Promise.all([subjectRun.runBlock(block), repeats ? runInTwin() : undefined]);
    },
    lendBareTwin: (question) => bareStarts.get(question.id) ?? startBareTwin(question, []),
    startLateBareTwin: startBareTwin,
    close,
  };
}

/** The code cells of a block as they run: the given ones of its question come before its first. */
function listCellsToRun(
  map: CellMap,
  questions: Map<string, Question>,
  block: CellMap['blocks'][number],
): { id: string; source: string }[] {
  const isFirst = map.blocks.find((other) => other.questionId === block.questionId) === block;
  const given = isFirst ? listGivenCells(questions.get(block.questionId ?? '')) : [];
  return [...given, ...block.cells.filter((cell) => cell.kind === 'code')];
}

/** What is enough, where they do not run in full, of the cells of questions that only train for long; by cell id. */
async function shortenLongQuestions(
  map: CellMap,
  questions: Map<string, Question>,
  judge: Judge,
): Promise<Map<string, string>> {
  const shortened = new Map<string, string>();
  const later: string[][] = [];
  for (const block of [...map.blocks].reverse()) {
    const question = questions.get(block.questionId ?? '');
    const cells = listCellsToRun(map, questions, block);
    const sources = cells.map((cell) => cell.source);
    if (question?.repeat !== false) {
      later.unshift(sources);
      continue;
    }
    const slices = await judge.slice(sources, later);
    for (const [place, cell] of cells.entries()) shortened.set(cell.id, slices[place] ?? '');
    later.unshift(slices);
  }
  return shortened;
}

/** A from-scratch question's own cells and what they need of the others, in the notebook's order. */
async function selectBareSources(
  map: CellMap,
  questions: Map<string, Question>,
  judge: Judge,
  question: Question,
  lateNames: string[],
): Promise<{ earlier: string[]; own: string[] }> {
  const first = map.blocks.findIndex((block) => block.questionId === question.id);
  const sourcesOf = (blocks: CellMap['blocks']) =>
    blocks
      .filter((block) => block.questionId !== question.id)
      .flatMap((block) => listCellsToRun(map, questions, block).map((cell) => cell.source));
  const own = codeOf(selectCells(map, question.id));
  const late = lateNames.length === 0 ? [] : await judge.slice(sourcesOf(map.blocks.slice(first + 1)), [lateNames]);
  const given = listGivenCells(question).map((cell) => cell.source);
  const earlier = await judge.slice(sourcesOf(map.blocks.slice(0, first)), [[...given, ...own, ...late]]);
  const isWritten = (source: string) => source !== '';
  return { earlier: earlier.filter(isWritten), own: [...own, ...late].filter(isWritten) };
}

/** The candidate's cells of a question, wherever they stand. */
export function selectCells(map: CellMap, questionId: string): MappedCell[] {
  return map.blocks.filter((block) => block.questionId === questionId).flatMap((block) => block.cells);
}

export function codeOf(cells: { kind: string; source: string }[]): string[] {
  return cells.filter((cell) => cell.kind === 'code').map((cell) => cell.source);
}

async function drawHidden(judge: Judge, questions: Question[]): Promise<Map<string, HiddenData>> {
  const hidden = new Map<string, HiddenData>();
  for (const question of questions) if (question.rerun) hidden.set(question.id, await judge.draw(question.id));
  return hidden;
}

function hiddenFiles(hidden: Map<string, HiddenData>): Record<string, string> {
  return Object.assign({}, ...[...hidden.values()].map((data) => data.files));
}
