// One grading: the subject runs the notebook on the visible data, the twin beside it on hidden data, and after each
// question's last cell the judge marks it.

import type { Assessment } from '../assessments/assessment.ts';
import { type CellMap, mapCells } from '../assessments/cell-mapping.ts';
import { GraderError } from '../errors.ts';
import type { Gateway } from '../kernels/gateway.ts';
import { parseNotebook } from '../notebooks/notebook.ts';
import type { Question } from '../questions/question.ts';
import { type CandidateKernel, createCandidateKernel } from './candidate-kernel.ts';
import { buildQuestionEvidence } from './evidence.ts';
import type {
  GradedNotebook,
  GradingProgress,
  QuestionEvidence,
  QuestionResult,
  QuestionStatus,
} from './grading-result.ts';
import {
  type AskCandidate,
  buildRunContext,
  createAskCandidate,
  createJudge,
  type HiddenData,
  type Judge,
} from './judge.ts';
import { describeLimits } from './limits.ts';
import { buildVisibleFiles, createNotebookRun, type NotebookRun } from './notebook-run.ts';
import { buildRubricVersion } from './rubric-version.ts';
import { betterOutcomes, type Outcome, settleQuestion, sumUp } from './settle.ts';

export type GradeInput = {
  notebook: Buffer;
  notebookName: string;
  assessment: Assessment;
  seed: bigint;
  onProgress?: ((progress: GradingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/** Throws UserError where the notebook cannot be graded, GraderError where we cannot. */
export async function gradeNotebook(input: GradeInput, gateway: Gateway): Promise<GradedNotebook> {
  const startedAt = performance.now();
  const map = mapCells(parseNotebook(input.notebook), input.assessment);
  const grading = await startGrading(input, map, gateway);
  try {
    for (const [index, block] of map.blocks.entries()) {
      throwIfCancelled(input.signal);
      await grading.runBlock(block);
      const isLast =
        block.questionId !== null &&
        !map.blocks.slice(index + 1).some((later) => later.questionId === block.questionId);
      if (isLast && block.questionId !== null) await grading.mark(block.questionId);
    }
    await grading.markLateQuestions();
    return grading.finish(performance.now() - startedAt);
  } finally {
    await grading.close();
  }
}

type Marking = {
  status: QuestionStatus;
  outcomes: Map<string, Outcome>;
  missingNames: string[];
  evidence: QuestionEvidence;
};

async function startGrading(input: GradeInput, map: CellMap, gateway: Gateway) {
  const { assessment, seed, onProgress } = input;
  const questions = new Map(assessment.questions.map((question) => [question.id, question]));
  const report = (phase: GradingProgress['phase'], questionId: string | null, message: string): void => {
    const number = questionId === null ? 0 : [...questions.keys()].indexOf(questionId) + 1;
    onProgress?.({ phase, questionId, questionNumber: number, questionCount: questions.size, message });
  };
  report('starting', null, 'Starting the kernels');
  const files = buildVisibleFiles(assessment.questions);
  const judgeStart = createJudge(gateway, assessment.questions, seed);
  const hiddenStart = judgeStart.then((judge) => drawHidden(judge, assessment.questions));
  const subjectStart = createCandidateKernel(gateway, { role: 'subject', files, seed });
  const twinStart = hiddenStart.then((hidden) =>
    createCandidateKernel(gateway, { role: 'twin', files: { ...files, ...hiddenFiles(hidden) }, seed }),
  );
  const started = await allOrClose([judgeStart, subjectStart, twinStart]);
  const [judge, subject, twin] = started;
  const hidden = await hiddenStart;
  const subjectRun = createNotebookRun(subject, questions, null);
  const twinRun = createNotebookRun(twin, questions, hidden);
  const markings = new Map<string, Marking>();
  const askSubject = new Map<string, AskCandidate>();
  const askTwin = new Map<string, AskCandidate>();
  const bareTwins: CandidateKernel[] = [];
  let rubricMs = 0;

  const sourcesBefore = (questionId: string): string[] => {
    const first = map.blocks.findIndex((block) => block.questionId === questionId);
    const earlier = map.blocks.slice(0, first);
    return earlier.flatMap((block) => [...givenSources(questions.get(block.questionId ?? '')), ...codeOf(block.cells)]);
  };

  const startBareTwin = async (question: Question): Promise<CandidateKernel> => {
    const { forbid, allow } = question.fromScratch ?? { forbid: [], allow: [] };
    const bare = await createCandidateKernel(gateway, {
      role: 'bare',
      files: { ...files, ...hiddenFiles(hidden) },
      forbid,
      allow,
      seed,
    });
    bareTwins.push(bare);
    const own = codeOf(map.blocks.filter((block) => block.questionId === question.id).flatMap((block) => block.cells));
    const needed = await judge.slice(sourcesBefore(question.id), own);
    const run = createNotebookRun(bare, questions, hidden);
    const toCell = (source: string, index: number) => ({
      id: `bare-${index}`,
      kind: 'code' as const,
      source,
      questionId: question.id,
    });
    await run.runBlock({ questionId: question.id, cells: [...needed, ...own].map(toCell) });
    return bare;
  };

  const markOnce = async (question: Question): Promise<Map<string, Outcome>> => {
    const specs = (judge.specs.get(question.id) ?? []).filter((spec) => spec.kind !== 'reader');
    const outcomes = new Map<string, Outcome>();
    const cells = map.blocks.filter((block) => block.questionId === question.id).flatMap((block) => block.cells);
    const markdown = cells.filter((cell) => cell.kind === 'markdown').map((cell) => cell.source);
    const context = (run: NotebookRun) => buildRunContext(codeOf(cells), markdown, run.runsOf(question.id));
    const markedAt = performance.now();
    await judge.begin(question.id, { subject: context(subjectRun), twin: context(twinRun) });
    const kernels = {
      subject: askSubject.get(question.id) ?? createAskCandidate(null),
      twin: askTwin.get(question.id) ?? createAskCandidate(null),
    };
    for (const spec of specs) {
      throwIfCancelled(input.signal);
      outcomes.set(spec.id, await judge.check(question.id, spec.id, kernels));
    }
    rubricMs += performance.now() - markedAt;
    return outcomes;
  };

  return {
    runBlock: async (block: CellMap['blocks'][number]): Promise<void> => {
      if (block.questionId !== null)
        report('running', block.questionId, `Running ${questions.get(block.questionId)?.title ?? ''}`);
      await Promise.all([subjectRun.runBlock(block), twinRun.runBlock(block)]);
    },
    mark: async (questionId: string): Promise<void> => {
      const question = questions.get(questionId);
      if (!question) return;
      const cells = map.blocks.filter((block) => block.questionId === questionId).flatMap((block) => block.cells);
      const figures = await takeFigures(subject, questionId);
      const evidence = buildQuestionEvidence(questionId, cells, subjectRun.runsOf(questionId), figures);
      if (!map.answered.has(questionId)) {
        markings.set(questionId, { status: 'not_answered', outcomes: new Map(), missingNames: [], evidence });
        return;
      }
      report('marking', questionId, `Marking ${question.title}`);
      const runs = subjectRun.runsOf(questionId);
      const died = !subject.isAlive();
      const timedOut = runs.some((run) => run.outcome === 'timed_out');
      const status: QuestionStatus = timedOut ? 'timed_out' : died ? 'crashed' : 'graded';
      if (died) {
        markings.set(questionId, { status, outcomes: new Map(), missingNames: [], evidence });
      } else {
        const twinKernel = question.fromScratch ? await startBareTwin(question) : twin;
        askSubject.set(
          questionId,
          withFigures(createAskCandidate(subject), async () => figures),
        );
        askTwin.set(
          questionId,
          withFigures(createAskCandidate(twinKernel), () =>
            takeFigures(question.fromScratch ? twinKernel : twin, questionId),
          ),
        );
        const outcomes = await markOnce(question);
        const isWhole = [...outcomes.values()].every((outcome) => outcome.status === 'passed');
        const missingNames = isWhole ? [] : await findMissingNames(subject, question);
        markings.set(questionId, { status, outcomes, missingNames, evidence });
      }
      await Promise.all([subject, twin].map((kernel) => (kernel.isAlive() ? undefined : kernel.replace())));
    },
    markLateQuestions: async (): Promise<void> => {
      for (const [questionId, marking] of markings) {
        const question = questions.get(questionId);
        if (!question || marking.missingNames.length === 0) continue;
        const stillMissing = await findMissingNames(subject, question);
        if (stillMissing.length === marking.missingNames.length) continue;
        marking.outcomes = betterOutcomes(marking.outcomes, await markOnce(question));
      }
    },
    finish: (totalMs: number): GradedNotebook => {
      report('done', null, 'Done');
      const results: QuestionResult[] = assessment.questions.map((question) => {
        const marking = markings.get(question.id);
        return settleQuestion(
          { id: question.id, title: question.title },
          marking?.status ?? 'not_answered',
          judge.specs.get(question.id) ?? [],
          marking?.outcomes ?? new Map(),
        );
      });
      const timing = { totalMs, candidateMs: subjectRun.wallMs(), twinMs: twinRun.wallMs(), rubricMs };
      return {
        result: {
          assessment: assessment.id,
          notebook: input.notebookName,
          ...sumUp(results),
          seed: seed.toString(),
          rubricVersion: buildRubricVersion(assessment.questions),
          environment: { ...subject.environment, limits: describeLimits() },
          timing: {
            totalMs: Math.round(timing.totalMs),
            candidateMs: Math.round(timing.candidateMs),
            twinMs: Math.round(timing.twinMs),
            rubricMs: Math.round(rubricMs),
          },
          isolation: 'none',
          observations: describeMapping(map, assessment),
          questions: results,
        },
        evidence: assessment.questions.flatMap((question) => markings.get(question.id)?.evidence ?? []),
      };
    },
    close: async (): Promise<void> => {
      await Promise.allSettled([judge, subject, twin, ...bareTwins].map((kernel) => kernel.close()));
    },
  };
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

function codeOf(cells: { kind: string; source: string }[]): string[] {
  return cells.filter((cell) => cell.kind === 'code').map((cell) => cell.source);
}

function givenSources(question: Question | undefined): string[] {
  return (question?.starter ?? [])
    .filter((cell) => cell.role === 'given' && cell.kind === 'code')
    .map((cell) => cell.source);
}

/** The figures that a question's cells drew, taken once; the list is a candidate kernel's word. */
async function takeFigures(kernel: CandidateKernel, questionId: string): Promise<unknown[]> {
  if (!kernel.isAlive()) return [];
  const answer = await kernel.ask({ op: 'figures', take: true });
  const figures =
    answer.status === 'answered' ? (answer.reply as { value?: { figures?: unknown } })?.value?.figures : [];
  return Array.isArray(figures) ? figures.filter((figure) => figure?.question === questionId) : [];
}

function withFigures(ask: AskCandidate, take: () => Promise<unknown[]>): AskCandidate {
  let taken: Promise<unknown[]> | undefined;
  return async (request) => {
    if (request.op !== 'figures') return ask(request);
    taken ??= take();
    return JSON.stringify({ ok: true, value: { figures: await taken } });
  };
}

async function findMissingNames(kernel: CandidateKernel, question: Question): Promise<string[]> {
  if (!kernel.isAlive() || question.requires.length === 0) return [];
  const answer = await kernel.ask({ op: 'names' });
  const names = answer.status === 'answered' ? (answer.reply as { value?: object })?.value : undefined;
  return question.requires.map((required) => required.name).filter((name) => !names || !Object.hasOwn(names, name));
}

function describeMapping(map: CellMap, assessment: Assessment): string[] {
  if (map.missing.length === assessment.questions.length) {
    return [
      'No cell of this notebook could be matched to a question: the marks of the starter are gone. It was run, and nothing could be marked.',
    ];
  }
  return map.missing.map(
    (id) =>
      `The cells of “${assessment.questions.find((question) => question.id === id)?.title ?? id}” are missing from the notebook.`,
  );
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GraderError('cancelled', 'The grading was cancelled.');
}
