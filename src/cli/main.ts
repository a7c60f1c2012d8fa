// The `assay` command: which command was asked for, and how errors are told. Results go to standard output or to the
// files named; everything else is said on standard error.
import { SetupError, UserError } from '../errors.ts';
import { say, UsageError } from './usage.ts';

const USAGE = `Usage:
  assay starter <assessment> -o s.ipynb       the notebook, and its data files beside it (-o s.zip: all in an archive)
  assay grade <notebook.ipynb> … --assessment <id> [--json out.json] [--html out.html] [--seed N]
  assay verify [question …] [--all] [--seed N] [--seeds N] [--no-cache] [--json out.json]
  assay start | web | worker | migrate | doctor
  assay add-recruiter <email> [--name NAME]    an account that may sign in (with DATABASE_URL)`;

type Command = (args: string[]) => Promise<number>;

/** Loaded when called: the service's parts take seconds to load, and most commands need few of them. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  starter: async () => (await import('./starter.ts')).runStarter,
  grade: async () => (await import('./grade.ts')).runGrade,
  verify: async () => (await import('./verify.ts')).runVerify,
  doctor: async () => (await import('./doctor.ts')).runDoctor,
  'add-recruiter': async () => (await import('./add-recruiter.ts')).runAddRecruiter,
  migrate: async () => (await import('./service.ts')).runMigrate,
  web: async () => (await import('./service.ts')).runWeb,
  worker: async () => (await import('./service.ts')).runWorker,
  start: async () => (await import('./service.ts')).runStart,
};

/** Returns the exit code: 0 done, 1 could not be done, 2 bad usage. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE}\n`);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    say(`There is no command "${name}".\n${USAGE}`);
    return 2;
  }
  try {
    const command = await load();
    return await command(rest);
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): number {
  if (error instanceof UsageError) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  if (error instanceof UserError || error instanceof SetupError) {
    say(error.message);
    return 1;
  }
  say(`Something failed that should not: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 1;
}
