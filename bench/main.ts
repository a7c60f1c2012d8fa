// `npm run bench`: the same solved notebook graded by Assay and by its peers, in turn, several rounds; see README.md.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT_FOLDER } from '../src/config.ts';
import { BENCH_FOLDER, buildRow, type Measured, ROW_NAMES, type Rounds, type RowName, renderTable } from './rows.ts';

const USAGE = `Usage: npm run bench -- [--json FILE] [--rounds N] [--submissions N] [--only NAME,NAME]
  --json FILE       the medians, for other programs
  --rounds N        how often each grader has its turn (3)
  --submissions N   how many of them each grades in a row in each turn (7)
  --only NAMES      some of ${ROW_NAMES.join(', ')}`;

type Options = { json: string | undefined; rounds: number; submissions: number; names: RowName[] };

/** The Python environment of each peer. */
const ENVIRONMENTS: Partial<Record<RowName, string>> = {
  nbgrader: 'bench-nbgrader',
  otter: 'bench-otter',
  nbclient: 'bench-otter',
  floor: 'bench-otter',
};

/** Returns the exit code: 0 measured, 1 could not be measured, 2 bad usage. */
export async function main(args: string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-bench-'));
  try {
    const measured = await measureAll(options, await makeNotebook(work));
    process.stdout.write(`${describeMachine(options)}\n\n${renderTable(measured)}\n`);
    if (options.json) {
      const rows = [...measured].map(([name, rounds]) => buildRow(name, rounds));
      fs.writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`);
    }
    return 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

function parseOptions(args: string[]): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'string' },
        rounds: { type: 'string', default: '3' },
        submissions: { type: 'string', default: '7' },
        only: { type: 'string', default: ROW_NAMES.join(',') },
      },
    });
    const names = values.only.split(',').map((name) => ROW_NAMES.find((known) => known === name));
    const options = { json: values.json, rounds: Number(values.rounds), submissions: Number(values.submissions) };
    const isWhole = [options.rounds, options.submissions].every((number) => Number.isInteger(number) && number > 0);
    return isWhole && names.every((name) => name !== undefined) ? { ...options, names } : null;
  } catch {
    return null;
  }
}

async function measureAll(options: Options, notebook: string): Promise<Map<RowName, Rounds>> {
  const cores = os.availableParallelism();
  const measured = new Map<RowName, Rounds>(
    options.names.map((name) => [
      name,
      { wallSeconds: [], cpuSeconds: [], perMinute: [], peakMb: [], coldSeconds: [] },
    ]),
  );
  for (let round = 1; round <= options.rounds; round++) {
    for (const [name, rounds] of measured) {
      const tell = (what: string) => say(`Round ${round} of ${options.rounds}: ${name}, ${what} …`);
      tell(`${options.submissions} submissions, one after the other`);
      const alone = await measure(name, notebook, ['--mode', 'warm', '--count', String(options.submissions)]);
      rounds.wallSeconds.push(alone.wallSeconds);
      rounds.cpuSeconds.push(alone.cpuSeconds);
      const count = Math.ceil(options.submissions / cores);
      tell(`${cores} times ${count} submissions at once`);
      const together = ['--mode', 'warm', '--parallel', String(cores), '--count'];
      const { submissionsPerMinute } = await measure(name, notebook, [...together, String(count)]);
      rounds.perMinute.push(submissionsPerMinute);
      tell('its memory');
      const { peakMb } = await measure(name, notebook, [...together, '1', '--memory']);
      if (peakMb !== null) rounds.peakMb.push(peakMb);
      // There is no cold grading without the runs on hidden data.
      if (name === 'assay') continue;
      tell('a fresh process');
      rounds.coldSeconds.push((await measure(name, notebook, ['--mode', 'cold', '--count', '1'])).wallSeconds);
    }
  }
  return measured;
}

/** The notebook with its data files beside it. */
async function makeNotebook(folder: string): Promise<string> {
  const notebook = path.join(folder, 'solved.ipynb');
  const program = path.join(BENCH_FOLDER, 'notebooks', 'make_notebook.py');
  await run(environmentPython('kernel'), [program, '--output', notebook]);
  return notebook;
}

async function measure(name: RowName, notebook: string, args: string[]): Promise<Measured> {
  const environment = ENVIRONMENTS[name];
  if (environment === undefined) {
    const program = ['--import', 'tsx', path.join(BENCH_FOLDER, 'measure-assay.ts')];
    const full = name === 'assay-full' ? ['--full'] : [];
    const python = ['--python', environmentPython('bench-otter')];
    return JSON.parse(await run(process.execPath, [...program, '--notebook', notebook, ...python, ...args, ...full]));
  }
  const program = path.join(BENCH_FOLDER, 'peers', `run_${name}.py`);
  const told = JSON.parse(await run(environmentPython(environment), [program, '--notebook', notebook, ...args]));
  // What a peer's tests do not accept would be no fair comparison.
  if (told.points !== told.maxPoints) throw new Error(`${name} gave the solved notebook ${told.points} points.`);
  return told;
}

/** Resolves to what it printed; rejects with the end of what it said where it fails. */
function run(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT_FOLDER, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let said = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[path.basename(command), ...args].join(' ')} ended with ${signal ?? code}:\n${said}`));
    });
  });
}

function environmentPython(name: string): string {
  return path.join(ROOT_FOLDER, 'var', 'python', name, 'bin', 'python');
}

function describeMachine({ rounds, submissions }: Options): string {
  const cores = os.availableParallelism();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${cores} cores (${os.cpus()[0]?.model}), ${memory} GB; ${rounds} rounds of ${submissions}, medians with lowest and highest`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
