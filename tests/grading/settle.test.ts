import { describe, expect, test } from 'vitest';
import { betterOutcomes, type CheckSpec, type Outcome, settleQuestion, sumUp } from '../../src/grading/settle.ts';

const question = { id: 'q', title: 'Q' };
const spec = (id: string, more: Partial<CheckSpec> = {}): CheckSpec => ({
  id,
  title: id,
  kind: 'numeric',
  points: 2,
  bonus: false,
  evidence: 'computed',
  requires: [],
  ...more,
});
const outcome = (status: Outcome['status'], fraction = status === 'passed' ? 1 : 0): Outcome => ({
  status,
  fraction,
  message: '',
});
const settle = (
  specs: CheckSpec[],
  outcomes: Record<string, Outcome>,
  status: Parameters<typeof settleQuestion>[1] = 'graded',
) => settleQuestion(question, status, specs, new Map(Object.entries(outcomes)));

describe('points of a question', () => {
  test('are earned by passed checks, and in part by partial ones', () => {
    const result = settle([spec('a'), spec('b')], { a: outcome('passed'), b: outcome('partial', 0.25) });
    expect(result).toMatchObject({ points: 2.5, maxPoints: 4, status: 'graded' });
  });

  test('of a check that needs another count only together with it', () => {
    const specs = [spec('kept', { requires: ['works'] }), spec('works')];
    expect(settle(specs, { kept: outcome('passed'), works: outcome('failed') }).points).toBe(0);
    expect(settle(specs, { kept: outcome('passed'), works: outcome('passed') }).points).toBe(4);
  });

  test('rest on a claim where the judge could not compute what the rubric counts on', () => {
    const asked: Outcome = { ...outcome('passed'), evidence: 'claimed' };
    const checks = settle([spec('a'), spec('b')], { a: asked, b: outcome('passed') }).checks;
    expect(checks.map((check) => check.evidence)).toEqual(['claimed', 'computed']);
  });

  test('for a reader are open and in no maximum', () => {
    const result = settle([spec('a'), spec('explains', { kind: 'reader', points: 3 })], { a: outcome('passed') });
    expect(result).toMatchObject({ points: 2, maxPoints: 2, openPoints: 3 });
    expect(result.checks[1]?.status).toBe('open');
  });

  test('as bonus count only where every required point is earned', () => {
    const specs = [spec('a'), spec('extra', { bonus: true, points: 1 })];
    expect(settle(specs, { a: outcome('passed'), extra: outcome('passed') })).toMatchObject({
      points: 2,
      maxPoints: 2,
      bonusPoints: 1,
    });
    expect(settle(specs, { a: outcome('partial', 0.5), extra: outcome('passed') }).bonusPoints).toBe(0);
  });

  test('of an unanswered question are zero and nothing is open', () => {
    const result = settle([spec('a'), spec('r', { kind: 'reader' })], {}, 'not_answered');
    expect(result).toMatchObject({ points: 0, maxPoints: 2, openPoints: 0, status: 'not_answered' });
    expect(result.checks.every((check) => check.status === 'not_reached')).toBe(true);
  });
});

test('one failure of ours makes the grading incomplete and takes the score away', () => {
  const good = settle([spec('a')], { a: outcome('passed') });
  const broken = settle([spec('a')], { a: outcome('grader_error') });
  expect(sumUp([good])).toMatchObject({ status: 'complete', score: 1 });
  expect(sumUp([good, broken])).toMatchObject({ status: 'incomplete', score: null, points: 2 });
});

test('of two markings the better counts, check by check, and a failure of ours never replaces points', () => {
  const first = new Map([
    ['a', outcome('failed')],
    ['b', outcome('passed')],
    ['c', outcome('passed')],
  ]);
  const second = new Map([
    ['a', outcome('passed')],
    ['b', outcome('failed')],
    ['c', outcome('grader_error')],
  ]);
  const merged = betterOutcomes(first, second);
  expect([...merged.values()].map((item) => item.status)).toEqual(['passed', 'passed', 'passed']);
});
