// The rows of the benchmark: what is measured of each grader, the table of their medians, and the bars between them.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const BENCH_FOLDER = fileURLToPath(new URL('.', import.meta.url));
export const ASSESSMENT_FILE = path.join(BENCH_FOLDER, 'assessment.yaml');

export const ROW_NAMES = ['assay', 'assay-full', 'nbgrader', 'otter', 'nbclient', 'floor'] as const;
export type RowName = (typeof ROW_NAMES)[number];

/**
 * What one program that measures prints, of one run: medians of a submission in seconds; megabytes are 10⁶ bytes, null
 * where the memory was not watched.
 */
export type Measured = { wallSeconds: number; cpuSeconds: number; submissionsPerMinute: number; peakMb: number | null };

/** What each round found, in the order of the rounds. `perMinute` is that of all cores together. */
export const FIGURES = ['wallSeconds', 'cpuSeconds', 'perMinute', 'peakMb', 'coldSeconds'] as const;
export type Figure = (typeof FIGURES)[number];
export type Rounds = Record<Figure, number[]>;
export type Row = { name: RowName } & Record<Figure, number | null>;

/** A ratio of two rows that must not be passed; for throughput (`isAtLeast`) it must be reached. */
export type Bar = { title: string; ratio: number; bound: number; isAtLeast: boolean };

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}

/** The medians over the rounds; null for what was not measured. */
export function buildRow(name: RowName, rounds: Rounds): Row {
  const figures = FIGURES.map((figure) => [figure, rounds[figure].length > 0 ? median(rounds[figure]) : null]);
  return { name, ...(Object.fromEntries(figures) as Record<Figure, number | null>) };
}

/** The bars that can be told from what was measured. */
export function compareRows(rows: Row[]): Bar[] {
  const figureOf = (name: RowName, figure: Figure): number =>
    rows.find((row) => row.name === name)?.[figure] ?? Number.NaN;
  const peers = (figure: Figure): number[] => [figureOf('nbgrader', figure), figureOf('otter', figure)];
  const best = (figure: Figure): number =>
    figure === 'perMinute' ? Math.max(...peers(figure)) : Math.min(...peers(figure));
  const bar = (title: string, ratio: number, bound: number, isAtLeast = false): Bar => ({
    title,
    ratio,
    bound,
    isAtLeast,
  });
  const assay = (figure: Figure) => figureOf('assay', figure);
  const full = (figure: Figure) => figureOf('assay-full', figure);
  return [
    bar('assay: wall to the floor', assay('wallSeconds') / figureOf('floor', 'wallSeconds'), 1.3),
    bar('assay: CPU to the floor', assay('cpuSeconds') / figureOf('floor', 'cpuSeconds'), 1.6),
    bar('assay: wall to the better peer', assay('wallSeconds') / best('wallSeconds'), 1 / 4),
    bar('assay: CPU to the better peer', assay('cpuSeconds') / best('cpuSeconds'), 1 / 3),
    bar('assay: wall to a fresh nbclient', assay('wallSeconds') / figureOf('nbclient', 'wallSeconds'), 1 / 3),
    bar('assay: throughput to the better peer', assay('perMinute') / best('perMinute'), 4.5, true),
    bar('assay-full: wall to the better peer', full('wallSeconds') / best('wallSeconds'), 1 / 3),
    bar('assay-full: CPU to the better peer', full('cpuSeconds') / best('cpuSeconds'), 1 / 2),
    bar('assay-full: throughput to the better peer', full('perMinute') / best('perMinute'), 3, true),
    bar('assay grade, cold, to the better peer', full('coldSeconds') / best('coldSeconds'), 1),
  ].filter(({ ratio }) => Number.isFinite(ratio));
}

export function isMet({ ratio, bound, isAtLeast }: Bar): boolean {
  return isAtLeast ? ratio >= bound : ratio <= bound;
}

/** Markdown: medians with what was lowest and highest, then the bars. */
export function renderTable(measured: Map<RowName, Rounds>): string {
  const heads: Record<Figure, string> = {
    wallSeconds: 'seconds, warm',
    cpuSeconds: 'CPU seconds',
    perMinute: 'a minute, all cores',
    peakMb: 'peak MB',
    coldSeconds: 'seconds, cold',
  };
  const lines = [...measured].map(([name, rounds]) =>
    [name, ...FIGURES.map((figure) => renderCell(figure, rounds[figure]))].join(' | '),
  );
  const rows = [...measured].map(([name, rounds]) => buildRow(name, rounds));
  const bars = compareRows(rows).map((bar) =>
    [
      bar.title,
      bar.ratio.toFixed(2),
      `${bar.isAtLeast ? 'at least' : 'at most'} ${bar.bound.toFixed(2)}`,
      isMet(bar) ? 'met' : 'MISSED',
    ].join(' | '),
  );
  return [
    `| | ${FIGURES.map((figure) => heads[figure]).join(' | ')} |`,
    `|---|${'---:|'.repeat(FIGURES.length)}`,
    ...lines.map((line) => `| ${line} |`),
    ...(bars.length > 0 ? ['', '| bar | ratio | bound | |', '|---|---:|---:|---|'] : []),
    ...bars.map((line) => `| ${line} |`),
  ].join('\n');
}

function renderCell(figure: Figure, numbers: number[]): string {
  if (numbers.length === 0) return '–';
  const digits = figure === 'peakMb' ? 0 : figure === 'perMinute' ? 1 : 2;
  const [middle, low, high] = [median(numbers), Math.min(...numbers), Math.max(...numbers)].map((number) =>
    number.toFixed(digits),
  );
  return numbers.length === 1 ? `${middle}` : `${middle} (${low}–${high})`;
}
