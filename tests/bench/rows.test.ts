import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ASSESSMENT_FILE, buildRow, compareRows, isMet, median, type Rounds, renderTable } from '../../bench/rows.ts';
import { loadAssessment } from '../../src/assessments/built-in.ts';
import { ROOT_FOLDER } from '../../src/config.ts';
import { loadBank } from '../../src/questions/bank.ts';

const kernelPython = path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python');

function roundsOf(wall: number, perMinute: number): Rounds {
  return {
    wallSeconds: [wall, wall * 3, wall * 2],
    cpuSeconds: [wall],
    perMinute: [perMinute],
    peakMb: [100],
    coldSeconds: [],
  };
}

test('a median is the middle one, or between the two middle ones', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7]);
  expect(() => median([])).toThrow('no median');
});

test('a row holds medians, and null for what was not measured', () => {
  expect(buildRow('assay', roundsOf(1, 40))).toEqual({
    name: 'assay',
    wallSeconds: 2,
    cpuSeconds: 1,
    perMinute: 40,
    peakMb: 100,
    coldSeconds: null,
  });
});

test('bars compare with the better of the two peers, and only what was measured', () => {
  const rows = [
    buildRow('assay', roundsOf(1, 40)),
    buildRow('nbgrader', roundsOf(8, 7)),
    buildRow('otter', roundsOf(3, 9)),
  ];
  const bars = new Map(compareRows(rows).map((bar) => [bar.title, bar]));
  expect([...bars.keys()]).toEqual([
    'assay: wall to the better peer',
    'assay: CPU to the better peer',
    'assay: throughput to the better peer',
  ]);
  const wall = bars.get('assay: wall to the better peer');
  const throughput = bars.get('assay: throughput to the better peer');
  expect(wall?.ratio).toBeCloseTo(1 / 3);
  expect(wall && isMet(wall)).toBe(false);
  expect(throughput?.ratio).toBeCloseTo(40 / 9);
  expect(throughput && isMet(throughput)).toBe(false);
  expect(throughput && isMet({ ...throughput, ratio: 4.6 })).toBe(true);
});

test('the table shows medians with lowest and highest, and says which bars are missed', () => {
  const table = renderTable(
    new Map([
      ['assay', roundsOf(1, 40)],
      ['floor', roundsOf(0.5, 90)],
    ]),
  );
  expect(table).toContain('| assay | 2.00 (1.00–3.00) | 1.00 | 40.0 | 100 | – |');
  expect(table).toContain('| assay: wall to the floor | 2.00 | at most 1.30 | MISSED |');
});

test('the notebook answers the questions of the benchmark, and the floor gives it all points', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const notebook = path.join(folder, 'solved.ipynb');
    const bench = path.join(ROOT_FOLDER, 'bench');
    execFileSync(kernelPython, [path.join(bench, 'notebooks', 'make_notebook.py'), '--output', notebook]);
    const cells: { metadata: { assay: { question?: string } } }[] = JSON.parse(fs.readFileSync(notebook, 'utf8')).cells;
    const answered = new Set(cells.flatMap((cell) => cell.metadata.assay.question ?? []));
    const { questions } = await loadAssessment(ASSESSMENT_FILE, await loadBank());
    expect([...answered]).toEqual(questions.map((question) => question.id));

    const run = [path.join(bench, 'peers', 'run_floor.py'), '--notebook', notebook, '--mode', 'warm'];
    const measured = JSON.parse(execFileSync(kernelPython, run, { encoding: 'utf8' }));
    expect(measured).toMatchObject({ name: 'floor', lost: [] });
    expect(measured.points).toBe(measured.maxPoints);
    expect(measured.wallSeconds).toBeGreaterThan(0);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}, 120_000);
