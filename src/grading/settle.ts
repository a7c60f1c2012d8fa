// From the outcomes of checks to points: pure rules, no kernels.
import type { CheckResult, CheckStatus, QuestionResult, QuestionStatus } from './grading-result.ts';

/** What a rubric file says of a check. */
export type CheckSpec = {
  id: string;
  title: string;
  kind: CheckResult['kind'];
  points: number;
  bonus: boolean;
  evidence: CheckResult['evidence'];
  requires: string[];
};

export type Outcome = {
  status: Exclude<CheckStatus, 'open'>;
  fraction: number;
  message: string;
  /** Where the judge could not compute what the check rests on: a model that cannot be rebuilt was asked. */
  evidence?: 'claimed';
};

/** Bonus and `requires` are settled here; `outcomes` holds what each check came to on its own. */
export function settleQuestion(
  question: { id: string; title: string },
  status: QuestionStatus,
  specs: CheckSpec[],
  outcomes: Map<string, Outcome>,
): QuestionResult {
  const settled = new Map<string, CheckResult>();
  const settle = (spec: CheckSpec): CheckResult => {
    const known = settled.get(spec.id);
    if (known) return known;
    const result = settleCheck(spec, status, outcomes.get(spec.id), (id) => {
      const needed = specs.find((other) => other.id === id);
      return needed ? settle(needed) : null;
    });
    settled.set(spec.id, result);
    return result;
  };
  const required = specs.filter((spec) => !spec.bonus);
  for (const spec of required) settle(spec);
  const automatic = required.filter((spec) => spec.kind !== 'reader');
  const hasAll = automatic.every((spec) => settle(spec).status === 'passed');
  for (const spec of specs.filter((other) => other.bonus)) {
    const result = settle(spec);
    if (hasAll || result.points === 0) continue;
    settled.set(spec.id, {
      ...result,
      status: 'failed',
      points: 0,
      message: "Bonus points count only where all of the question's required points are earned.",
    });
  }
  const checks = specs.map(settle);
  return {
    ...question,
    status: checks.some((check) => check.status === 'grader_error') ? 'grader_error' : status,
    points: sum(checks.filter((check) => !check.bonus).map((check) => check.points)),
    maxPoints: sum(automatic.map((spec) => spec.points)),
    bonusPoints: sum(checks.filter((check) => check.bonus).map((check) => check.points)),
    openPoints: sum(checks.filter((check) => check.status === 'open').map((check) => check.maxPoints)),
    checks,
  };
}

function settleCheck(
  spec: CheckSpec,
  questionStatus: QuestionStatus,
  outcome: Outcome | undefined,
  find: (id: string) => CheckResult | null,
): CheckResult {
  const base = {
    id: spec.id,
    title: spec.title,
    kind: spec.kind,
    evidence: outcome?.evidence ?? spec.evidence,
    maxPoints: spec.points,
    bonus: spec.bonus,
  };
  if (questionStatus === 'not_answered')
    return { ...base, points: 0, status: 'not_reached', message: 'The question was not answered.' };
  if (spec.kind === 'reader') return { ...base, points: 0, status: 'open', message: 'A reader gives these points.' };
  if (!outcome) return { ...base, points: 0, status: 'not_reached', message: describeNotReached(questionStatus) };
  if (outcome.status === 'grader_error' || outcome.status === 'not_reached' || outcome.status === 'failed') {
    return { ...base, points: 0, status: outcome.status, message: outcome.message };
  }
  const unmet = spec.requires.map(find).find((needed) => needed && needed.status !== 'passed');
  if (unmet) {
    const status = unmet.status === 'grader_error' ? 'grader_error' : 'failed';
    return { ...base, points: 0, status, message: `It counts only together with “${unmet.title}”.` };
  }
  return { ...base, points: round(spec.points * outcome.fraction), status: outcome.status, message: outcome.message };
}

function describeNotReached(status: QuestionStatus): string {
  if (status === 'crashed') return 'The kernel died in this question before it could be marked.';
  if (status === 'timed_out') return 'The time limit was reached before this could be marked.';
  return 'This could not be marked.';
}

/** Check by check the better of two markings (a question whose names come late is marked again at the end). */
export function betterOutcomes(first: Map<string, Outcome>, second: Map<string, Outcome>): Map<string, Outcome> {
  const merged = new Map(first);
  for (const [id, outcome] of second) {
    const before = first.get(id);
    if (!before || (outcome.status !== 'grader_error' && outcome.fraction > before.fraction)) merged.set(id, outcome);
  }
  return merged;
}

export type Totals = {
  status: 'complete' | 'incomplete';
  points: number;
  maxPoints: number;
  score: number | null;
  bonusPoints: number;
  openPoints: number;
};

/** `score` is null while anything of ours failed: a grading that is incomplete is no score. */
export function sumUp(questions: QuestionResult[]): Totals {
  const total = (key: 'points' | 'maxPoints' | 'bonusPoints' | 'openPoints') =>
    sum(questions.map((question) => question[key]));
  const isIncomplete = questions.some((question) => question.status === 'grader_error');
  const points = total('points');
  const maxPoints = total('maxPoints');
  return {
    status: isIncomplete ? 'incomplete' : 'complete',
    points,
    maxPoints,
    score: isIncomplete ? null : maxPoints === 0 ? 0 : round(points / maxPoints),
    bonusPoints: total('bonusPoints'),
    openPoints: total('openPoints'),
  };
}

function sum(values: number[]): number {
  return round(values.reduce((total, value) => total + value, 0));
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
