// `npm run soak`: many submissions in one go, several at a time. What must hold: each is graded in full, none hangs,
// memory and open files stay flat, and nothing is left on the machine afterwards. Linux, for it reads /proc.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Assessment } from '../src/assessments/assessment.ts';
import { loadAssessment } from '../src/assessments/built-in.ts';
import { parseConfig, ROOT_FOLDER } from '../src/config.ts';
import { createGrader } from '../src/grading/grader.ts';
import { createConfiguredGateway } from '../src/kernels/configured-gateway.ts';
import { establishIsolation } from '../src/kernels/isolation.ts';
import { createLogger } from '../src/logger.ts';
import { loadBank } from '../src/questions/bank.ts';
import { listLeftovers, listTree, type Sample, takeSample } from './processes.ts';
import { ASSESSMENT_FILE, BENCH_FOLDER, median } from './rows.ts';

/** A grading that takes longer has hung. */
const HANG_MS = 5 * 60_000;
/** What may be more at the end than at the start: allocators and caches settle. */
const MEMORY_GROWTH = 1.15;
const MEMORY_SLACK_MB = 40;
const FILES_SLACK = 8;
const SAMPLES = 20;

/** Returns the exit code: 0 all is well, 1 something hung, failed, grew or was left behind, 2 bad usage. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      submissions: { type: 'string', default: '500' },
      parallel: { type: 'string', default: '2' },
    },
  });
  const [submissions, parallel] = [Number(values.submissions), Number(values.parallel)];
  if (![submissions, parallel].every((number) => Number.isInteger(number) && number > 0)) {
    say('Usage: npm run soak -- [--submissions 500] [--parallel 2]');
    return 2;
  }
  return soak(submissions, parallel);
}

async function soak(count: number, parallel: number): Promise<number> {
  const before = listLeftovers();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'soak-'));
  const config = parseConfig({ ...process.env, ASSAY_VAR: path.join(work, 'var') });
  fs.mkdirSync(config.varFolder);
  fs.symlinkSync(path.join(ROOT_FOLDER, 'var', 'python'), path.join(config.varFolder, 'python'));
  const assessment = await loadAssessment(ASSESSMENT_FILE, await loadBank());
  const notebook = makeNotebook(work);
  const gateway = await createConfiguredGateway(config, createLogger({ level: 'warn' }));
  const grader = createGrader({
    gateway,
    isolation: () => establishIsolation(gateway, config),
    warmGradings: parallel,
  });
  const problems: string[] = [];
  const samples: Sample[] = [];
  const seconds: number[] = [];
  const grade = async (number: number): Promise<void> => {
    const startedAt = performance.now();
    const problem = await gradeOnce(grader, notebook, assessment);
    seconds.push((performance.now() - startedAt) / 1_000);
    if (problem) problems.push(`submission ${number}: ${problem}`);
  };
  let next = 0;
  let sampled = 0;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (next < count) {
        const number = ++next;
        await grade(number);
        if (seconds.length * SAMPLES < sampled * count) continue;
        sampled++;
        samples.push(takeSample());
        say(`${seconds.length} of ${count}: ${JSON.stringify(samples.at(-1))}, ${problems.length} problems`);
      }
    }),
  );
  await grader.close();
  await gateway.close();
  fs.rmSync(work, { recursive: true, force: true });
  problems.push(...compareSamples(samples));
  problems.push(...listTree().map((process) => `still running: ${process}`));
  problems.push(
    ...listLeftovers()
      .filter((name) => !before.includes(name))
      .map((name) => `left behind: ${name}`),
  );
  say(`${seconds.length} submissions, ${parallel} at a time, median ${median(seconds).toFixed(2)} s each`);
  for (const problem of problems) say(problem);
  process.stdout.write(
    `${problems.length === 0 ? 'nothing hung, failed, grew or was left behind' : `${problems.length} problems`}\n`,
  );
  return problems.length === 0 ? 0 : 1;
}

function makeNotebook(folder: string): Buffer {
  const file = path.join(folder, 'solved.ipynb');
  const python = path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python');
  execFileSync(python, [path.join(BENCH_FOLDER, 'notebooks', 'make_notebook.py'), '--output', file]);
  return fs.readFileSync(file);
}

/** Null where all is well. */
async function gradeOnce(
  grader: ReturnType<typeof createGrader>,
  notebook: Buffer,
  assessment: Assessment,
): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), HANG_MS);
  });
  const grading = grader.grade({ notebook, notebookName: 'solved.ipynb', assessment }).then(
    ({ result }) =>
      result.status === 'complete' && result.points === result.maxPoints
        ? null
        : `${result.status}, ${result.points} of ${result.maxPoints} points`,
    (error: unknown) => String(error),
  );
  const outcome = await Promise.race([grading, hang]);
  clearTimeout(timer);
  return outcome;
}

/** The last fifth against the first: of the service's own processes, kernels come and go. */
function compareSamples(samples: Sample[]): string[] {
  const part = Math.max(1, Math.floor(samples.length / 5));
  const [first, last] = [samples.slice(0, part), samples.slice(-part)];
  return Object.keys(samples[0] ?? {}).flatMap((name) => {
    const [start, end] = [first, last].map((some) => median(some.map((sample) => sample[name]?.mb ?? 0)));
    const [opened, open] = [first, last].map((some) => median(some.map((sample) => sample[name]?.files ?? 0)));
    if (start === undefined || end === undefined || opened === undefined || open === undefined) return [];
    return [
      ...(end > start * MEMORY_GROWTH + MEMORY_SLACK_MB ? [`${name} grew from ${start} to ${end} MB`] : []),
      ...(open > opened + FILES_SLACK ? [`${name} had ${opened} files open, and has ${open}`] : []),
    ];
  });
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
