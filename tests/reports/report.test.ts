import { expect, test } from 'vitest';
import { buildOutcome, buildReport } from '../../src/reports/report.ts';
import { formatPercent } from '../../src/reports/wording.ts';
import { check, gradingResult, reportInput } from './report-fixture.ts';

test('a finished report states score, pass mark and outcome in its first line', () => {
  const view = buildReport(reportInput());
  expect(view.firstLine).toBe('Not passed with 50 % (3 of 6 points). The pass mark is 70 %.');
  expect(view.subjectLead).toBe('Report');
  expect(view.provisional).toBe(false);
});

test('a score just below the pass mark never reads as if it had reached it', () => {
  expect(formatPercent(0.69999)).toBe('69.9 %');
  expect(formatPercent(0.57)).toBe('57 %');
  expect(formatPercent(1)).toBe('100 %');
});

test('pass or fail is stated only where the open points cannot change it', () => {
  const outcome = (points: number, maxPoints: number, openPoints: number) =>
    buildOutcome(gradingResult({ points, maxPoints, openPoints }), 0.7);
  expect(outcome(8, 10, 0)).toBe('passed');
  expect(outcome(8, 10, 2)).toBe('open');
  expect(outcome(7, 10, 2)).toBe('open');
  expect(outcome(9, 10, 2)).toBe('passed');
  expect(outcome(6, 10, 2)).toBe('failed');
  expect(outcome(0, 0, 0)).toBe('open');
});

test('a report with open points is provisional in its first word', () => {
  const result = gradingResult({ points: 5, maxPoints: 6, score: 5 / 6, openPoints: 2 });
  const view = buildReport(reportInput({}, { result }));
  expect(view.provisional).toBe(true);
  expect(view.subjectLead).toBe('Provisional');
  expect(view.firstLine).toMatch(
    /^Provisional: 5 of 6 points so far, and 2 points still wait for a reader\. Pass or fail is open/,
  );
});

test('bonus points stand apart from the score, and a bonus not earned does not read as a loss', () => {
  const view = buildReport(reportInput({}, { result: gradingResult({ bonusPoints: 2 }) }));
  expect(view.score?.points).toBe('3');
  expect(view.score?.bonus).toBe('2 points of bonus on top, not part of the score');
  expect(view.questions[0]?.checks[2]).toMatchObject({ statusText: 'Not earned', tone: 'open' });
});

test('a grading that failed through our fault states no score, and says whose fault it was', () => {
  const result = gradingResult({
    status: 'incomplete',
    score: null,
    questions: [
      {
        id: 'q',
        title: 'Q',
        status: 'grader_error',
        points: 1,
        maxPoints: 2,
        bonusPoints: 0,
        openPoints: 0,
        checks: [check({ id: 'x', status: 'grader_error', message: 'the rubric raised' })],
      },
    ],
  });
  const view = buildReport(reportInput({ status: 'incomplete' }, { result }));
  expect(view.score).toBeNull();
  expect(view.firstLine).toContain('a fault of ours');
  expect(view.firstLine).not.toMatch(/\d/);
  expect(view.notes[0]).toMatchObject({ tone: 'fault', title: 'Our fault, not the candidate’s' });
  expect(view.questions[0]?.checks[0]).toMatchObject({ statusText: 'Our fault, not marked', points: '2 possible' });
});

test('an attempt without a notebook and a notebook that cannot be graded say so without a score', () => {
  const nothing = buildReport(reportInput({ status: 'nothing_handed_in', graded: null, submission: null }));
  expect(nothing.firstLine).toContain('no notebook was handed in');
  const broken = buildReport(
    reportInput({ status: 'not_gradable', graded: null, errorMessage: 'it is not JSON text' }),
  );
  expect(broken.score).toBeNull();
  expect(broken.notes).toContainEqual({ tone: 'info', title: 'What happened', text: 'it is not JSON text' });
});

test('isolation none is shown as a note', () => {
  const view = buildReport(reportInput());
  expect(view.notes.map((note) => note.title)).toContain('No isolation');
  const isolated = buildReport(reportInput({}, { result: gradingResult({ isolation: 'namespaces' }) }));
  expect(isolated.notes.map((note) => note.title)).not.toContain('No isolation');
});
