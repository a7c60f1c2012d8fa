// The launcher (kernel/launcher) as a child process: it starts and confines the kernels. It ends with us, because its
// standard input is a pipe of ours.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SandboxSetting } from '../config.ts';
import { SetupError } from '../errors.ts';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 8_000;

/** What confines the kernels, from the strongest to none. */
export const MEANS = ['namespaces', 'user-namespaces', 'landlock', 'none'] as const;
export type Means = (typeof MEANS)[number];

export type LauncherProcess = {
  /** Its own socket, and the folder with the kernels' sockets. */
  launcher: string;
  sockets: string;
  means: Means;
  /** Of each stronger means, why it does not work here. */
  problems: Record<string, string>;
  /** Version of the control groups that limit memory and processes; null where there are none. */
  groups: number | null;
  pid: number;
  /** Settles when the process has ended. */
  ended: Promise<void>;
  close(): Promise<void>;
};

export type LauncherOptions = {
  kernelFolder: string;
  kernelPython: string;
  /** Where matplotlib's list of fonts may be kept from one start to the next. */
  fontFolder: string;
  /** With the built-in questions, which the judges' fork server reads ahead; where it is for one judge, that reads its own. */
  questionsFolder?: string | undefined;
  sandbox: SandboxSetting;
  logFile: string;
};

const ReadySchema = z.union([
  z.object({
    launcher: z.string(),
    sockets: z.string(),
    means: z.enum(MEANS),
    problems: z.record(z.string(), z.string()),
    groups: z.number().nullable(),
  }),
  z.object({ refused: z.string() }),
]);

/** Throws SetupError where nothing confines a kernel here (and `sandbox` is not "off"), or the launcher does not start. */
export async function createLauncherProcess(options: LauncherOptions): Promise<LauncherProcess> {
  const child = spawnLauncher(options);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const close = async (): Promise<void> => {
    child.stdin?.destroy();
    await Promise.race([ended, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  const line = await Promise.race([
    readFirstLine(child),
    ended.then(() => null),
    sleep(START_LIMIT_MS, null, { ref: false }),
  ]);
  const ready = line === null ? null : ReadySchema.safeParse(parseJson(line)).data;
  if (ready && !('refused' in ready) && child.pid !== undefined) return { ...ready, pid: child.pid, ended, close };
  await close();
  if (ready && 'refused' in ready) throw new SetupError(describeRefusal(ready.refused));
  throw new SetupError(`The launcher of the kernels did not start. See ${options.logFile}.`);
}

function spawnLauncher(options: LauncherOptions): ChildProcess {
  const { kernelFolder, kernelPython, fontFolder, questionsFolder, sandbox, logFile } = options;
  const log = fs.openSync(logFile, 'a', 0o600);
  try {
    // Detached: Ctrl-C in the terminal must reach us alone, so that the kernels end in order.
    return spawn(
      kernelPython,
      [
        '-m',
        'assay_launcher',
        `--kernel-folder=${kernelFolder}`,
        `--environment=${path.dirname(path.dirname(kernelPython))}`,
        `--fonts=${fontFolder}`,
        `--questions=${questionsFolder ?? ''}`,
        `--sandbox=${sandbox}`,
      ],
      {
        cwd: '/',
        // Nothing of ours: what it starts inherits from it.
        env: {
          PATH: '/usr/local/bin:/usr/bin:/bin',
          LANG: 'C.UTF-8',
          PYTHONPATH: path.join(kernelFolder, 'launcher'),
          PYTHONDONTWRITEBYTECODE: '1',
        },
        stdio: ['pipe', 'pipe', log],
        detached: true,
      },
    );
  } finally {
    fs.closeSync(log);
  }
}

async function readFirstLine(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null;
  const lines = readline.createInterface({ input: child.stdout });
  for await (const line of lines) return line;
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function describeRefusal(problems: string): string {
  return [
    "Nothing on this machine can confine a candidate's code, so nothing is graded here.",
    ...problems.split('; ').map((problem) => `  ${problem}`),
    'Run the service as root, or allow user namespaces to this user (sysctl kernel.unprivileged_userns_clone=1, or',
    'kernel.apparmor_restrict_unprivileged_userns=0), or use Linux 6.12 or newer with Landlock. To grade notebooks that',
    'you trust as you trust your own programs, set ASSAY_SANDBOX=off.',
  ].join('\n');
}
