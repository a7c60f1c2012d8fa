// Marks questions in a running grading: status, outcomes of the checks, evidence.

import { GraderError } from '../errors.ts';
import { type Question, selectMissingNames } from '../questions/question.ts';
import type { CandidateKernel, CellRun } from './candidate-kernel.ts';
import { buildQuestionEvidence } from './evidence.ts';
import { answerFrom, type FetchedReplies, fetchReplies, selectSent } from './fetched-replies.ts';
import type { QuestionEvidence, QuestionStatus } from './grading-result.ts';
import { codeOf, type GradingSession, type RunningTwin, selectCells } from './grading-session.ts';
import {
  type AskCandidate,
  buildRunContext,
  createAskCandidate,
  DIED,
  type Fetched,
  type Judge,
  type KernelRole,
  type Needs,
} from './judge.ts';
import type { NotebookRun } from './notebook-run.ts';
import { betterOutcomes, type Outcome } from './settle.ts';

export type Marking = { status: QuestionStatus; outcomes: Map<string, Outcome>; evidence: QuestionEvidence };

export type Marker = {
  readonly markings: Map<string, Marking>;
  /**
   * Right after a question's last cell, before a later one can redefine its names. Resolves when the kernels may run
   * what follows; the marking goes on beside them where it asks nothing more of them.
   */
  mark(question: Question): Promise<void>;
  /** Resolves when all that was begun is marked. */
  finish(): Promise<void>;
  /** At the notebook's end: questions whose names came late, check by check the better marking. */
  markLateQuestions(): Promise<void>;
  rubricMs(): number;
  /** By question what the agent noticed of its cells, as it told it. */
  readonly notices: Map<string, unknown>;
};

export type MarkerOptions = {
  /** May throw to end the grading. */
  beforeQuestion(): void;
  /** Whether a question may be marked while the kernels run what follows. */
  overlaps: boolean;
};

/** A check asked a kernel that has gone on to the next question: then the notebook is graded without overlap. */
export class MovedOnError extends GraderError {
  constructor(questionId: string, op: string) {
    super('judge_failed', `The rubric of ${questionId} asked for "${op}" when the kernel had gone on.`);
  }
}

/** The kernels that a question's checks ask, and the runs that put fresh ones in the place of dead ones. */
type Asked = { ask: Record<KernelRole, AskCandidate>; runs: NotebookRun[]; fetched: Fetched };
type Replies = { subject: FetchedReplies; twin: FetchedReplies | null };
type Late = { question: Question; missingNames: string[]; replies: Replies; bare: RunningTwin | null };

/** Of functions that end their kernel at every call. */
const MAX_REPLACEMENTS = 6;

export function createMarker(session: GradingSession, { beforeQuestion, overlaps }: MarkerOptions): Marker {
  const { map, subject, subjectRun } = session;
  const markings = new Map<string, Marking>();
  const notices = new Map<string, unknown>();
  const late: Late[] = [];
  const underWay: Promise<void>[] = [];
  let failure: { error: unknown } | null = null;
  let rubricMs = 0;

  const fetchAll = async (question: Question): Promise<Replies> => {
    const { judge, twin } = await session.rest;
    const needs = judge.needs.get(question.id) ?? NO_NEEDS;
    const hasTwin = twin !== null && question.repeat && !question.fromScratch;
    const [fromSubject, fromTwin] = await Promise.all([
      fetchReplies(subject, 'subject', question.id, needs),
      hasTwin ? fetchReplies(twin.kernel, 'twin', question.id, needs) : null,
    ]);
    // What one of the values did to the kernel must not cost the figures.
    await replaceDead(question, hasTwin ? [subjectRun, twin.run] : [subjectRun]);
    notices.set(question.id, fromSubject.notices);
    fromSubject.figures ??= await takeFigures(subject, question.id);
    return { subject: fromSubject, twin: fromTwin };
  };

  /** Whether the checks ask nothing more of the kernels that run the notebook. */
  const isReleased = (judge: Judge, question: Question, replies: Replies): boolean => {
    const { acting } = judge.needs.get(question.id) ?? NO_NEEDS;
    const isIdle = question.fromScratch ? !acting.includes('subject') : acting.length === 0;
    return overlaps && isIdle && replies.subject.isWhole && replies.twin?.isWhole !== false;
  };

  const selectAsked = async (
    question: Question,
    replies: Replies,
    bare: RunningTwin | null,
    how: { isReleased: boolean; isLate: boolean },
  ): Promise<Asked> => {
    const { twin } = await session.rest;
    const build = (kernel: CandidateKernel, fetched: FetchedReplies | null): AskCandidate => {
      const live = createAskCandidate(kernel);
      let figures: Promise<unknown[]> | undefined;
      return async (request, check) => {
        // Late names have other values than those that were fetched.
        const isKnown = fetched !== null && !(how.isLate && request.op === 'values');
        const known = isKnown ? answerFrom(fetched, request) : null;
        if (known !== null) return known;
        if (how.isReleased && kernel !== bare?.kernel) throw new MovedOnError(question.id, request.op);
        if (request.op !== 'figures') return live(request, check);
        figures ??= takeFigures(kernel, question.id);
        return JSON.stringify({ ok: true, value: { figures: await figures } });
      };
    };
    const select = (fetched: FetchedReplies) => selectSent(how.isLate ? { ...fetched, values: null } : fetched);
    const subjectAsk = build(subject, replies.subject);
    const sent = select(replies.subject);
    const held = (run: NotebookRun) => (how.isReleased ? [] : [run]);
    const asked = bare ?? (question.repeat ? twin : null);
    // Nothing ran in the twin, and nothing is hidden in what the subject was given.
    if (!asked)
      return {
        ask: { subject: subjectAsk, twin: subjectAsk },
        runs: held(subjectRun),
        fetched: { subject: sent, twin: sent },
      };
    return {
      ask: { subject: subjectAsk, twin: build(asked.kernel, replies.twin) },
      runs: [...held(subjectRun), ...(bare ? [bare.run] : held(asked.run))],
      fetched: { subject: sent, ...(replies.twin && { twin: select(replies.twin) }) },
    };
  };

  const runChecks = async (question: Question, { ask, runs, fetched }: Asked): Promise<Map<string, Outcome>> => {
    beforeQuestion();
    const { judge, twin } = await session.rest;
    const startedAt = performance.now();
    const cells = selectCells(map, question.id);
    const markdown = cells.filter((cell) => cell.kind === 'markdown').map((cell) => cell.source);
    const context = (run: NotebookRun) => buildRunContext(codeOf(cells), markdown, run.runsOf(question.id));
    const specs = judge.specs.get(question.id) ?? [];
    const outcomes = await judge.mark({
      questionId: question.id,
      checks: specs.filter((spec) => spec.kind !== 'reader').map((spec) => spec.id),
      context: { subject: context(subjectRun), twin: question.repeat && twin ? context(twin.run) : null },
      fetched,
      kernels: replaceBetweenChecks(ask, () => replaceDead(question, runs)),
    });
    await replaceDead(question, runs);
    rubricMs += performance.now() - startedAt;
    return outcomes;
  };

  const markAnswered = async (
    question: Question,
    replies: Replies,
    isReleased: boolean,
  ): Promise<Map<string, Outcome>> => {
    const bare = question.fromScratch ? await session.lendBareTwin(question) : null;
    const outcomes = await runChecks(
      question,
      await selectAsked(question, replies, bare, { isReleased, isLate: false }),
    );
    const isWhole = [...outcomes.values()].every((outcome) => outcome.status === 'passed');
    const missingNames = isWhole
      ? []
      : selectMissingNames(question, replies.subject.names ?? (await askNames(subject)));
    if (missingNames.length > 0) late.push({ question, missingNames, replies, bare });
    else await bare?.kernel.close();
    return outcomes;
  };

  const finish = async (): Promise<void> => {
    await Promise.all(underWay);
    if (failure) throw failure.error;
  };

  return {
    markings,
    notices,
    rubricMs: () => rubricMs,
    mark: async (question) => {
      if (failure) throw failure.error;
      const runs = subjectRun.runsOf(question.id);
      const isAnswered = map.answered.has(question.id);
      const replies = isAnswered ? await fetchAll(question) : null;
      const figures = replies?.subject.figures ?? (await takeFigures(subject, question.id));
      const evidence = buildQuestionEvidence(question.id, selectCells(map, question.id), runs, figures);
      const status = isAnswered ? selectStatus(runs) : 'not_answered';
      const marking: Marking = { status, outcomes: new Map(), evidence };
      markings.set(question.id, marking);
      if (!replies || !subject.isAlive()) return;
      const isFree = isReleased((await session.rest).judge, question, replies);
      const work = markAnswered(question, replies, isFree).then((outcomes) => {
        marking.outcomes = outcomes;
      });
      if (!isFree) return work;
      underWay.push(
        work.catch((error: unknown) => {
          failure ??= { error };
        }),
      );
    },
    finish,
    markLateQuestions: async () => {
      for (const { question, missingNames, replies, bare } of late) {
        const marking = markings.get(question.id);
        const stillMissing = selectMissingNames(question, await askNames(subject));
        if (!marking || stillMissing.length === missingNames.length) continue;
        const found = missingNames.filter((name) => !stillMissing.includes(name));
        const asked = question.fromScratch ? await session.startLateBareTwin(question, found) : bare;
        const again = await selectAsked(question, replies, asked, { isReleased: false, isLate: true });
        marking.outcomes = betterOutcomes(marking.outcomes, await runChecks(question, again));
      }
    },
  };
}

const NO_NEEDS: Needs = {
  names: { subject: [], twin: [] },
  figures: [],
  snapshots: false,
  acting: ['subject', 'twin'],
};

/**
 * A call that ended its kernel is made once more in a fresh one, since a machine short of memory ends kernels too; then
 * it costs the check that made it, not those behind it.
 */
function replaceBetweenChecks(
  ask: Record<KernelRole, AskCandidate>,
  replace: () => Promise<boolean>,
): Record<KernelRole, AskCandidate> {
  let last: string | null = null;
  let replacements = 0;
  const triedAgain = new Set<string | null>();
  const replaceIfAllowed = async (): Promise<boolean> => {
    if (replacements >= MAX_REPLACEMENTS || !(await replace())) return false;
    replacements++;
    return true;
  };
  const wrap =
    (inner: AskCandidate): AskCandidate =>
    async (request, check) => {
      if (check !== last) await replaceIfAllowed();
      last = check;
      const reply = await inner(request, check);
      if (reply !== DIED || triedAgain.has(check)) return reply;
      triedAgain.add(check);
      return (await replaceIfAllowed()) ? inner(request, check) : reply;
    };
  return { subject: wrap(ask.subject), twin: wrap(ask.twin) };
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

/** The kind of each name; undefined where the kernel does not tell. */
async function askNames(kernel: CandidateKernel): Promise<object | undefined> {
  if (!kernel.isAlive()) return undefined;
  const answer = await kernel.ask({ op: 'names' });
  return answer.status === 'answered' ? (answer.reply as { value?: object })?.value : undefined;
}
