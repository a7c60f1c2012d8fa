// Marks questions in a running grading: status, outcomes of the checks, evidence.
import type { Question } from '../questions/question.ts';
import type { CandidateKernel } from './candidate-kernel.ts';
import { buildQuestionEvidence } from './evidence.ts';
import type { QuestionEvidence, QuestionStatus } from './grading-result.ts';
import { codeOf, type GradingSession, selectCells } from './grading-session.ts';
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

type Late = { question: Question; missingNames: string[]; ask: Record<'subject' | 'twin', AskCandidate> };

/** `beforeCheck` may throw to end the grading. */
export function createMarker(session: GradingSession, beforeCheck: () => void): Marker {
  const { map, judge, subject, twin, subjectRun, twinRun } = session;
  const markings = new Map<string, Marking>();
  const late: Late[] = [];
  let rubricMs = 0;

  const runChecks = async (question: Question, ask: Late['ask']): Promise<Map<string, Outcome>> => {
    const startedAt = performance.now();
    const cells = selectCells(map, question.id);
    const markdown = cells.filter((cell) => cell.kind === 'markdown').map((cell) => cell.source);
    const context = (run: NotebookRun) => buildRunContext(codeOf(cells), markdown, run.runsOf(question.id));
    await judge.begin(question.id, { subject: context(subjectRun), twin: context(twinRun) });
    const outcomes = new Map<string, Outcome>();
    for (const spec of judge.specs.get(question.id) ?? []) {
      if (spec.kind === 'reader') continue;
      beforeCheck();
      outcomes.set(spec.id, await judge.check(question.id, spec.id, ask));
    }
    rubricMs += performance.now() - startedAt;
    return outcomes;
  };

  const markAnswered = async (question: Question, figures: unknown[]): Promise<Map<string, Outcome>> => {
    const twinKernel = question.fromScratch ? await session.startBareTwin(question) : twin;
    const ask = {
      subject: withFigures(createAskCandidate(subject), async () => figures),
      twin: withFigures(createAskCandidate(twinKernel), () => takeFigures(twinKernel, question.id)),
    };
    const outcomes = await runChecks(question, ask);
    const isWhole = [...outcomes.values()].every((outcome) => outcome.status === 'passed');
    const missingNames = isWhole ? [] : await findMissingNames(subject, question);
    if (missingNames.length > 0) late.push({ question, missingNames, ask });
    return outcomes;
  };

  return {
    markings,
    rubricMs: () => rubricMs,
    mark: async (question) => {
      const runs = subjectRun.runsOf(question.id);
      const figures = await takeFigures(subject, question.id);
      const evidence = buildQuestionEvidence(question.id, selectCells(map, question.id), runs, figures);
      const timedOut = runs.some((run) => run.outcome === 'timed_out');
      const status: QuestionStatus = timedOut ? 'timed_out' : subject.isAlive() ? 'graded' : 'crashed';
      if (!map.answered.has(question.id)) {
        markings.set(question.id, { status: 'not_answered', outcomes: new Map(), evidence });
      } else {
        const outcomes = subject.isAlive() ? await markAnswered(question, figures) : new Map<string, Outcome>();
        markings.set(question.id, { status, outcomes, evidence });
      }
      await session.replaceDead();
    },
    markLateQuestions: async () => {
      for (const { question, missingNames, ask } of late) {
        const marking = markings.get(question.id);
        const stillMissing = await findMissingNames(subject, question);
        if (!marking || stillMissing.length === missingNames.length) continue;
        marking.outcomes = betterOutcomes(marking.outcomes, await runChecks(question, ask));
      }
    },
  };
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
