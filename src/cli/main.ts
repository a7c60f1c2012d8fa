// The `assay` command: which command was asked for, and how errors are told. Results go to standard output or to the
// files named; everything else is said on standard error.
import { SetupError, UserError } from '../errors.ts';
import { runDoctor } from './doctor.ts';
import { runGrade } from './grade.ts';
import { runMigrate, runStart, runWeb, runWorker } from './service.ts';
import { runStarter } from './starter.ts';
import { UsageError } from './usage.ts';
import { runVerify } from './verify.ts';

const USAGE = `Usage:
  assay starter <assessment> -o s.ipynb       the notebook, and its data files beside it (-o s.zip: all in an archive)
  assay grade <notebook.ipynb> … --assessment <id> [--json out.json] [--html out.html] [--seed N]
  assay verify [question …] [--all] [--seeds N] [--json out.json]
  assay start | web | worker | migrate | doctor`;

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  starter: runStarter,
  grade: runGrade,
  verify: runVerify,
  doctor: runDoctor,
  migrate: runMigrate,
  web: runWeb,
  worker: runWorker,
  start: runStart,
};

/** Returns the exit code: 0 done, 1 could not be done, 2 bad usage. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`There is no command "${name}".\n${USAGE}\n`);
    return 2;
  }
  try {
    return await command(rest);
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return 2;
  }
  if (error instanceof UserError || error instanceof SetupError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  process.stderr.write(
    `Something failed that should not: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}
