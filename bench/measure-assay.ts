// Measures Assay as it grades in a service: a gateway of its own, kernels kept waiting, one grading after the other or
// several at once. Prints what the peers' programs print (peers/measuring.py): one line of JSON.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import type { Assessment } from '../src/assessments/assessment.ts';
import { loadAssessment } from '../src/assessments/built-in.ts';
import { parseConfig, ROOT_FOLDER } from '../src/config.ts';
import { createGrader, type Grader } from '../src/grading/grader.ts';
import type { GradingResult } from '../src/grading/grading-result.ts';
import { createConfiguredGateway } from '../src/kernels/configured-gateway.ts';
import { establishIsolation } from '../src/kernels/isolation.ts';
import { createLogger } from '../src/logger.ts';
import { loadBank } from '../src/questions/bank.ts';
import { ASSESSMENT_FILE, BENCH_FOLDER, type Measured, median } from './rows.ts';

type Options = {
  notebook: string;
  python: string;
  count: number;
  parallel: number;
  mode: 'cold' | 'warm';
  watchesMemory: boolean;
};

const { values } = parseArgs({
  options: {
    notebook: { type: 'string' },
    /** Of an environment that has psutil. */
    python: { type: 'string' },
    count: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '1' },
    mode: { type: 'string', default: 'warm' },
    full: { type: 'boolean', default: false },
    /** Samples the memory, which slows what is measured. */
    memory: { type: 'boolean', default: false },
  },
});
if (!values.notebook || !values.python) throw new Error('--notebook and --python are needed');
const options: Options = {
  notebook: values.notebook,
  python: values.python,
  count: Number(values.count),
  parallel: Number(values.parallel),
  mode: values.mode === 'cold' ? 'cold' : 'warm',
  watchesMemory: values.memory,
};
const measured = options.mode === 'cold' ? measureCold(options) : await measureWarm(options, values.full);
process.stdout.write(`${JSON.stringify(measured)}\n`);

/** `assay grade` in a process of its own, from its start to its end: twins and all, with nothing kept from before. */
function measureCold({ notebook, count }: Options): Partial<Measured> {
  const seconds: number[] = [];
  for (let number = 0; number < count; number++) {
    const output = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'assay-bench-')), 'result.json');
    const startedAt = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['src/cli/assay.mjs', 'grade', notebook, '--assessment', ASSESSMENT_FILE, '--json', output],
      { cwd: ROOT_FOLDER, encoding: 'utf8' },
    );
    seconds.push((performance.now() - startedAt) / 1_000);
    if (status !== 0) throw new Error(`assay grade ended with ${status}:\n${stderr.slice(-4_000)}`);
    assertAllPoints(JSON.parse(fs.readFileSync(output, 'utf8')));
    fs.rmSync(path.dirname(output), { recursive: true });
  }
  return { wallSeconds: median(seconds) };
}

async function measureWarm(options: Options, isFull: boolean): Promise<Measured> {
  const { notebook, python, count, parallel, watchesMemory } = options;
  const bytes = fs.readFileSync(notebook);
  const read = await loadAssessment(ASSESSMENT_FILE, await loadBank());
  const assessment = isFull ? read : withoutRepetition(read);
  const config = parseConfig({ ...process.env, ASSAY_VAR: fs.mkdtempSync(path.join(ROOT_FOLDER, 'var', 'bench-')) });
  fs.symlinkSync(path.join(ROOT_FOLDER, 'var', 'python'), path.join(config.varFolder, 'python'));
  const gateway = await createConfiguredGateway(config, createLogger({ level: 'warn' }));
  const grader = createGrader({
    gateway,
    isolation: () => establishIsolation(gateway, config),
    warmGradings: parallel,
    repeats: isFull,
  });
  const watch = await startWatch(python, watchesMemory);
  try {
    const gradeOnce = () => grade(grader, bytes, assessment);
    await Promise.all(Array.from({ length: parallel }, gradeOnce));
    await grader.whenWarm();
    await watch.read();
    const walls: number[] = [];
    const startedAt = performance.now();
    let left = count * parallel;
    await Promise.all(
      Array.from({ length: parallel }, async () => {
        while (left-- > 0) walls.push(await gradeOnce());
      }),
    );
    const wall = (performance.now() - startedAt) / 1_000;
    // The kernels that take the place of those that were used are a part of what these gradings cost.
    await grader.whenWarm();
    const { cpuSeconds, peakMb } = await watch.read();
    const perGrading = cpuSeconds / walls.length;
    return {
      wallSeconds: median(walls),
      cpuSeconds: perGrading,
      submissionsPerMinute: (60 * walls.length) / wall,
      peakMb,
    };
  } finally {
    watch.close();
    await grader.close();
    await gateway.close();
    fs.rmSync(config.varFolder, { recursive: true, force: true });
  }
}

/** No run on hidden data, as in the peers: what the candidate's functions are asked is asked in the subject. */
function withoutRepetition(assessment: Assessment): Assessment {
  const questions = assessment.questions.map(({ fromScratch: _, ...question }) => ({
    ...question,
    rerun: false,
    repeat: false,
  }));
  return { ...assessment, questions };
}

/** Seconds. */
async function grade(grader: Grader, notebook: Buffer, assessment: Assessment): Promise<number> {
  const startedAt = performance.now();
  const { result } = await grader.grade({ notebook, notebookName: 'solved.ipynb', assessment });
  const seconds = (performance.now() - startedAt) / 1_000;
  assertAllPoints(result);
  return seconds;
}

function assertAllPoints({ status, questions }: GradingResult): void {
  const checks = questions.flatMap((question) => question.checks.map((check) => ({ ...check, question: question.id })));
  const lost = checks.filter((check) => check.kind !== 'reader' && !check.bonus && check.points < check.maxPoints);
  if (status === 'complete' && checks.length > 0 && lost.length === 0) return;
  throw new Error(
    `The solved notebook must earn all points (${status}):\n${lost.map((check) => `${check.question}/${check.id}: ${check.message}`).join('\n')}`,
  );
}

type Watch = { read(): Promise<{ cpuSeconds: number; peakMb: number | null }>; close(): void };

/** Watches this process and all that it starts. */
async function startWatch(python: string, watchesMemory: boolean): Promise<Watch> {
  const program = path.join(BENCH_FOLDER, 'peers', 'watch_tree.py');
  const memory = watchesMemory ? ['--memory'] : [];
  const child: ChildProcess = spawn(python, [program, String(process.pid), ...memory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdin || !child.stdout) throw new Error('the watch has no pipes');
  const { stdin } = child;
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const readLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the watch has ended');
    return value;
  };
  await readLine();
  return {
    read: async () => {
      stdin.write('\n');
      return JSON.parse(await readLine());
    },
    close: () => stdin.end(),
  };
}
