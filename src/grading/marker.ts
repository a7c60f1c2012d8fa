// Marks questions in a running grading: status, outcomes of the checks, evidence.
import { type Question, selectMissingNames } from '../questions/question.ts';
import type { CandidateKernel, CellRun } from './candidate-kernel.ts';
import { buildQuestionEvidence } from './evidence.ts';
import type { QuestionEvidence, QuestionStatus } from './grading-result.ts';
import { type BareTwin, codeOf, type GradingSession, selectCells } from './grading-session.ts';
import { type AskCandidate, buildRunContext, createAskCandidate } from './judge.ts';
import type { NotebookRun } from './notebook-run.ts';
import { betterOutcomes, type Outcome } from './settle.ts';

export type Marking = { status: QuestionStatus; outcomes: Map<string, Outcome>; evidence: QuestionEvidence };

export type Marker = {
  readonly markings: Map<string, Marking>;
  /** Right after a question's last cell, before a later one can redefine its names. */
  mark(question: Question): Promise<void>;
  /** At the notebook's end: questions whose names came late, check by check the better marking. */
  markLateQuestions(): Promise<void>;
  rubricMs(): number;
};

/** The kernels that a question's checks ask, and the runs that put fresh ones in the place of dead ones. */
type Asked = { ask: Record<'subject' | 'twin', AskCandidate>; runs: NotebookRun[] };
type Late = { question: Question; missingNames: string[]; figures: unknown[]; asked: Asked };

/** Of functions that end their kernel at every call. */
const MAX_REPLACEMENTS = 3;

/** `beforeCheck` may throw to end the grading. */
export function createMarker(session: GradingSession, beforeCheck: () => void): Marker {
  const { map, judge, subject, twin, subjectRun, twinRun } = session;
  const markings = new Map<string, Marking>();
  const late: Late[] = [];
  let rubricMs = 0;

  const runChecks = async (question: Question, { ask, runs }: Asked): Promise<Map<string, Outcome>> => {
    const startedAt = performance.now();
    const cells = selectCells(map, question.id);
    const markdown = cells.filter((cell) => cell.kind === 'markdown').map((cell) => cell.source);
    const context = (run: NotebookRun) => buildRunContext(codeOf(cells), markdown, run.runsOf(question.id));
    await judge.begin(question.id, {
      subject: context(subjectRun),
      twin: question.repeat ? context(twinRun) : null,
    });
    const outcomes = new Map<string, Outcome>();
    let replacements = 0;
    for (const spec of judge.specs.get(question.id) ?? []) {
      if (spec.kind === 'reader') continue;
      beforeCheck();
      outcomes.set(spec.id, await judge.check(question.id, spec.id, ask));
      // A call that ended its kernel costs this check, not those behind it.
      if (replacements < MAX_REPLACEMENTS && (await replaceDead(question, runs))) replacements++;
    }
    await replaceDead(question, runs);
    rubricMs += performance.now() - startedAt;
    return outcomes;
  };

  const selectAsked = (question: Question, figures: unknown[], bare: BareTwin | null): Asked => {
    const subjectAsk = withFigures(createAskCandidate(subject), async () => figures);
    // Nothing ran in the twin, and nothing is hidden in what the subject was given.
    if (!question.repeat && !bare) return { ask: { subject: subjectAsk, twin: subjectAsk }, runs: [subjectRun] };
    const kernel = bare?.kernel ?? twin;
    const twinAsk = withFigures(createAskCandidate(kernel), () => takeFigures(kernel, question.id));
    return { ask: { subject: subjectAsk, twin: twinAsk }, runs: [subjectRun, bare?.run ?? twinRun] };
  };

  const markAnswered = async (question: Question, figures: unknown[]): Promise<Map<string, Outcome>> => {
    const bare = question.fromScratch ? await session.lendBareTwin(question) : null;
    const asked = selectAsked(question, figures, bare);
    const outcomes = await runChecks(question, asked);
    const isWhole = [...outcomes.values()].every((outcome) => outcome.status === 'passed');
    const missingNames = isWhole ? [] : await findMissingNames(subject, question);
    if (missingNames.length > 0) late.push({ question, missingNames, figures, asked });
    else await bare?.kernel.close();
    return outcomes;
  };

  return {
    markings,
    rubricMs: () => rubricMs,
    mark: async (question) => {
      const runs = subjectRun.runsOf(question.id);
      const figures = await takeFigures(subject, question.id);
      const evidence = buildQuestionEvidence(question.id, selectCells(map, question.id), runs, figures);
      if (!map.answered.has(question.id)) {
        markings.set(question.id, { status: 'not_answered', outcomes: new Map(), evidence });
        return;
      }
      const outcomes = subject.isAlive() ? await markAnswered(question, figures) : new Map<string, Outcome>();
      markings.set(question.id, { status: selectStatus(runs), outcomes, evidence });
    },
    markLateQuestions: async () => {
      for (const { question, missingNames, figures, asked } of late) {
        const marking = markings.get(question.id);
        const stillMissing = await findMissingNames(subject, question);
        if (!marking || stillMissing.length === missingNames.length) continue;
        const found = missingNames.filter((name) => !stillMissing.includes(name));
        const again = question.fromScratch
          ? selectAsked(question, figures, await session.startLateBareTwin(question, found))
          : asked;
        marking.outcomes = betterOutcomes(marking.outcomes, await runChecks(question, again));
      }
    },
  };
}

async function replaceDead(question: Question, runs: NotebookRun[]): Promise<boolean> {
  const replaced = await Promise.all(runs.map((run) => run.replaceDead(question.id)));
  return replaced.includes(true);
}

function selectStatus(runs: CellRun[]): QuestionStatus {
  if (runs.some((run) => run.outcome === 'timed_out')) return 'timed_out';
  return runs.some((run) => run.outcome === 'kernel_died') ? 'crashed' : 'graded';
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
  return selectMissingNames(question, names);
}
