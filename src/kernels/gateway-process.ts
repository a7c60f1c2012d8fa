// Enterprise Gateway as a supervised child process on loopback, with a random token: started, watched, restarted
// when it dies, and ended together with its kernels.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxSetting } from '../config.ts';
import { SetupError } from '../errors.ts';
import type { GatewayAddress } from './gateway.ts';
import { createLauncherProcess, type LauncherProcess, type Means } from './launcher-process.ts';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 8_000;
const MAX_RESTARTS_PER_MINUTE = 5;
const MAX_RESTART_PAUSE_MS = 30_000;
const LOOK_PAUSE_MS = 10_000;
/** A gateway that is running and answers none of so many requests in turn is ended by force, and started again. */
const MAX_SILENT_LOOKS = 6;

type Log = { info(fields: object, message: string): void; warn(fields: object, message: string): void };

export type GatewayProcess = GatewayAddress & {
  /** Process id of the gateway that runs now (it changes with a restart). */
  pid(): number | undefined;
  /** What confines the kernels. */
  means(): Means;
  close(): Promise<void>;
};

export type GatewayProcessOptions = {
  /** The repository's `kernel/` folder. */
  kernelFolder: string;
  /** Python of the gateway's environment, and of the kernels'. */
  gatewayPython: string;
  kernelPython: string;
  /** A folder of this process's own below `var/`: kernelspecs, runtime files, log, the kernels' scratch space. */
  runFolder: string;
  /** With the built-in questions, which the judges' fork server reads ahead. */
  questionsFolder?: string | undefined;
  sandbox: SandboxSetting;
  /** Kernels as any gateway starts them, without the launcher: cold, and confined by nothing of ours. For tests. */
  isStock?: boolean;
  /** Between two looks whether the gateway answers, and how long each may take; tests shorten it. */
  lookPauseMs?: number;
  log: Log;
};

/** Resolves when the gateway answers; throws SetupError when it cannot be started. */
export async function createGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const { runFolder, log } = options;
  for (const python of [options.gatewayPython, options.kernelPython]) {
    if (!fs.existsSync(python)) {
      throw new SetupError(
        `The Python environment ${path.dirname(path.dirname(python))} is missing. Run npm start once: it sets everything up.`,
      );
    }
  }
  fs.rmSync(runFolder, { recursive: true, force: true });
  for (const name of ['', 'home', 'tmp', 'runtime', 'data/kernels']) {
    fs.mkdirSync(path.join(runFolder, name), { recursive: true, mode: 0o700 });
  }

  const token = randomBytes(32).toString('base64url');
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let launcher: LauncherProcess | null = null;
  let closing = false;
  const restarts: number[] = [];
  const lookPauseMs = options.lookPauseMs ?? LOOK_PAUSE_MS;

  const launch = async (): Promise<void> => {
    const launching = options.isStock || launcher ? null : startLauncher();
    // Beside the launcher: it reads the kernelspecs when it is asked for a kernel.
    const started = spawnGateway(options, port, token);
    child = started;
    try {
      if (launching) launcher = await launching;
      writeKernelspecs(options, launcher);
      await waitUntilReady(url, token, started, path.join(runFolder, 'gateway.log'));
    } catch (error) {
      await stop(started);
      throw error;
    }
    started.once('exit', (code, signal) => {
      if (!closing) void restart(code, signal);
    });
    void endWhenSilent(started);
  };

  const endWhenSilent = async (watched: ChildProcess): Promise<void> => {
    let silentLooks = 0;
    while (isRunning(watched)) {
      await sleep(lookPauseMs, undefined, { ref: false });
      silentLooks = (await isAnswering(url, token, lookPauseMs)) ? 0 : silentLooks + 1;
      if (silentLooks < MAX_SILENT_LOOKS || !isRunning(watched)) continue;
      log.warn({ pid: watched.pid }, 'the gateway does not answer any more; ending it');
      watched.kill('SIGKILL');
      return;
    }
  };

  /** It outlives a gateway that dies, so that the next one finds warm fork servers. */
  const startLauncher = async (): Promise<LauncherProcess> => {
    const started = await createLauncherProcess({
      ...options,
      fontFolder: path.join(path.dirname(runFolder), 'matplotlib'),
      logFile: path.join(runFolder, 'launcher.log'),
    });
    void started.ended.then(() => {
      launcher = null;
      // Where the next one listens stands in the kernelspecs, which a gateway reads at its start.
      if (!closing) child?.kill('SIGKILL');
    });
    return started;
  };

  const restart = async (code: number | null, signal: string | null): Promise<void> => {
    const now = Date.now();
    while (restarts[0] !== undefined && restarts[0] < now - 60_000) restarts.shift();
    restarts.push(now);
    log.warn({ code, signal, restarts: restarts.length }, 'the gateway ended; starting it again');
    if (restarts.length > MAX_RESTARTS_PER_MINUTE) await sleep(MAX_RESTART_PAUSE_MS, undefined, { ref: false });
    for (let pauseMs = 1_000; !closing; pauseMs = Math.min(2 * pauseMs, MAX_RESTART_PAUSE_MS)) {
      try {
        await launch();
        return;
      } catch (error) {
        log.warn({ error: String(error) }, 'the gateway did not come back; trying again');
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  };

  try {
    await launch();
  } catch (error) {
    closing = true;
    await (launcher as LauncherProcess | null)?.close();
    throw error;
  }
  return {
    url,
    token,
    pid: () => child?.pid,
    means: () => launcher?.means ?? 'none',
    close: async () => {
      closing = true;
      if (child) await stop(child);
      await launcher?.close();
      fs.rmSync(runFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function writeKernelspecs(
  { kernelFolder, kernelPython, runFolder }: GatewayProcessOptions,
  launcher: LauncherProcess | null,
): void {
  const templates = path.join(kernelFolder, 'gateway', 'kernelspecs', launcher ? 'launched' : 'stock');
  const values: Record<string, string> = {
    '{kernel_python}': kernelPython,
    '{kernel_folder}': kernelFolder,
    '{launcher}': launcher?.launcher ?? '',
    '{sockets}': launcher?.sockets ?? '',
  };
  for (const file of fs.readdirSync(templates)) {
    let text = fs.readFileSync(path.join(templates, file), 'utf8');
    for (const [name, value] of Object.entries(values))
      text = text.replaceAll(name, JSON.stringify(value).slice(1, -1));
    const folder = path.join(runFolder, 'data', 'kernels', path.basename(file, '.json'));
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'kernel.json'), text);
  }
}

function spawnGateway(options: GatewayProcessOptions, port: number, token: string): ChildProcess {
  const { runFolder, kernelFolder } = options;
  const tokenFile = path.join(runFolder, 'token');
  fs.writeFileSync(tokenFile, token, { mode: 0o600 });
  const logFile = fs.openSync(path.join(runFolder, 'gateway.log'), 'a', 0o600);
  // A minimal environment: kernels inherit the gateway's, and the service's own holds secrets.
  const env: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: path.join(runFolder, 'home'),
    TMPDIR: path.join(runFolder, 'tmp'),
    JUPYTER_DATA_DIR: path.join(runFolder, 'data'),
    JUPYTER_CONFIG_DIR: path.join(runFolder, 'home'),
    JUPYTER_RUNTIME_DIR: path.join(runFolder, 'runtime'),
    JUPYTER_PLATFORM_DIRS: '0',
    IPYTHONDIR: path.join(runFolder, 'home', 'ipython'),
    MPLCONFIGDIR: path.join(path.dirname(runFolder), 'matplotlib'),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONPATH: path.join(kernelFolder, 'launcher'),
    ASSAY_GATEWAY_TOKEN_FILE: tokenFile,
    EG_INHERITED_ENVS: 'PATH,LANG,HOME,TMPDIR,IPYTHONDIR,MPLCONFIGDIR,PYTHONDONTWRITEBYTECODE',
  };
  try {
    // Detached: Ctrl-C in the terminal must reach us alone, so that the kernels end in order.
    return spawn(
      options.gatewayPython,
      [
        '-m',
        'enterprise_gateway',
        `--config=${path.join(kernelFolder, 'gateway', 'jupyter_enterprise_gateway_config.py')}`,
        `--EnterpriseGatewayApp.port=${port}`,
        '--EnterpriseGatewayApp.log_level=WARN',
      ],
      { cwd: path.join(runFolder, 'home'), env, stdio: ['ignore', logFile, logFile], detached: true },
    );
  } finally {
    fs.closeSync(logFile);
  }
}

async function waitUntilReady(url: string, token: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  let spawnError: Error | undefined;
  child.once('error', (error) => {
    spawnError = error;
  });
  while (Date.now() < deadline) {
    if (spawnError || !isRunning(child)) break;
    if (await isAnswering(url, token, 2_000)) return;
    await sleep(100);
  }
  await stop(child);
  const tail = fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n') : '';
  throw new SetupError(
    `Enterprise Gateway did not start${spawnError ? `: ${spawnError.message}` : ''}. The last lines of ${logFile}:\n${tail}`,
  );
}

async function isAnswering(url: string, token: string, limitMs: number): Promise<boolean> {
  try {
    const headers = { Authorization: `token ${token}` };
    const reply = await fetch(`${url}/api/kernels`, { headers, signal: AbortSignal.timeout(limitMs) });
    return reply.ok;
  } catch {
    return false;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** SIGTERM makes the gateway shut its kernels down; SIGKILL follows for what does not listen. */
async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child) || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
  if (isRunning(child)) {
    child.kill('SIGKILL');
    await ended;
  }
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
