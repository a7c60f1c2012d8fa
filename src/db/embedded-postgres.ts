// Postgres as a supervised child process: made at the first start, ended cleanly, and taken back after a crash.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs.ts';
import { isAlive, readCommandLine, readStartMark } from './processes.ts';
import { createSecretFile } from './secret.ts';

const START_LIMIT_MS = 60_000;
const FAST_STOP_LIMIT_MS = 15_000;
/** Backends of a server that was killed need a moment to notice; until then Postgres rightly refuses to start. */
const START_TRIES = 4;
const START_PAUSE_MS = 1_000;
const MAX_RESTARTS_PER_MINUTE = 5;
const DATABASE = 'assay';

export type EmbeddedPostgres = { url: string; close(): Promise<void> };

export type EmbeddedPostgresOptions = {
  /** A folder of its own below `var/`: data, password, log. */
  folder: string;
  logger: Logger;
  /** Server settings, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** How a process of root starts it; `auto` tries a user namespace first. */
  asRoot?: 'auto' | 'namespace' | 'other-user';
};

/** Resolves when the database takes connections; throws SetupError when it cannot be started. */
export async function createEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger } = options;
  const folder = path.resolve(options.folder);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = claimFolder(folder);
  try {
    const programs = findPostgresPrograms(folder, options.asRoot ?? 'auto');
    await endOrphan(programs.dataFolder, logger);
    const password = await createSecretFile(path.join(folder, 'password'));
    if (!fs.existsSync(path.join(programs.dataFolder, 'PG_VERSION'))) initialize(programs, folder);
    const server = await createServer(programs, { ...options, folder }, password);
    return {
      url: server.url,
      close: async () => {
        await server.close();
        owner.release();
      },
    };
  } catch (error) {
    owner.release();
    throw error;
  }
}

/** Keeps its port over a restart, so that pools find it again. */
async function createServer(
  programs: PostgresPrograms,
  { folder, logger, settings }: EmbeddedPostgresOptions,
  password: string,
): Promise<EmbeddedPostgres> {
  const port = await findFreePort();
  const url = `postgres://assay:${password}@127.0.0.1:${port}/${DATABASE}`;
  const logFile = path.join(folder, 'postgres.log');
  const restarts: number[] = [];
  let child: ChildProcess | undefined;
  let closing = false;

  const start = async (): Promise<void> => {
    for (let tries = 1; ; tries++) {
      const started = launch(programs, logFile, port, settings ?? {});
      child = started;
      try {
        await waitUntilReady(started, url, logFile);
      } catch (error) {
        if (tries >= START_TRIES || closing) throw error;
        await sleep(START_PAUSE_MS);
        continue;
      }
      started.once('exit', (code, signal) => {
        if (!closing) void restart(code, signal);
      });
      logger.debug({ port, pid: started.pid }, 'the embedded Postgres is ready');
      return;
    }
  };

  const restart = async (code: number | null, signal: string | null): Promise<void> => {
    const now = Date.now();
    while (restarts[0] !== undefined && restarts[0] < now - 60_000) restarts.shift();
    restarts.push(now);
    logger.warn({ code, signal, restarts: restarts.length }, 'the database ended; starting it again');
    if (restarts.length > MAX_RESTARTS_PER_MINUTE) await sleep(30_000, undefined, { ref: false });
    if (closing) return;
    await start().catch((error: unknown) => logger.error({ error: String(error) }, 'the database did not come back'));
  };

  await start();
  return {
    url,
    close: async () => {
      closing = true;
      if (child) await stop(child);
    },
  };
}

/** One Node process at a time: a second one would end the first one's database as an orphan. */
function claimFolder(folder: string): { release(): void } {
  const file = path.join(folder, 'owner.json');
  const mine = JSON.stringify({ pid: process.pid, startMark: readStartMark(process.pid) });
  for (let tries = 0; tries < 3; tries++) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return { release: () => fs.rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readOwner(file);
    if (holder && isAlive(holder.pid) && readStartMark(holder.pid) === holder.startMark) {
      throw new SetupError(
        `Assay already runs from this folder (process ${holder.pid}). Stop it first, or set ASSAY_VAR to another folder.`,
      );
    }
    fs.rmSync(file, { force: true });
  }
  throw new SetupError(`The database folder ${folder} is being claimed by other processes. Try again.`);
}

function readOwner(file: string): { pid: number; startMark: string } | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** After a SIGKILL of ours Postgres goes on by itself: end the one that postmaster.pid names, if it is really ours. */
async function endOrphan(dataFolder: string, logger: Logger): Promise<void> {
  const pidFile = path.join(dataFolder, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return;
  const pid = Number.parseInt(fs.readFileSync(pidFile, 'utf8').split('\n')[0] ?? '', 10);
  // Of a dead one Postgres itself checks that nothing of it is left before it starts.
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  if (!readCommandLine(pid).includes(dataFolder)) {
    // The number belongs to another program by now, which would make Postgres refuse to start.
    fs.rmSync(pidFile, { force: true });
    return;
  }
  logger.warn({ pid }, 'a database of an earlier run is still there; ending it');
  // SIGINT is Postgres's fast shutdown; SIGQUIT leaves recovery to the next start, and loses nothing committed.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < FAST_STOP_LIMIT_MS && isAlive(pid); waited += 50) await sleep(50);
    if (!isAlive(pid)) return;
  }
}

function initialize(programs: PostgresPrograms, folder: string): void {
  // A half-made cluster (initdb was cut off) has no PG_VERSION and blocks the next initdb.
  fs.rmSync(programs.dataFolder, { recursive: true, force: true });
  programs.makeFolder(programs.dataFolder);
  const passwordFile = programs.lendFile(path.join(folder, 'password'));
  const [command, ...args] = programs.command('initdb', [
    ...['-D', programs.dataFolder, '-U', 'assay', `--pwfile=${passwordFile.path}`],
    ...['-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--no-instructions'],
  ]);
  const made = spawnSync(command, args, { ...programs.identity, encoding: 'utf8', env: programs.env, cwd: '/' });
  passwordFile.release();
  if (made.status !== 0) {
    fs.rmSync(programs.dataFolder, { recursive: true, force: true });
    throw new SetupError(
      `The database could not be created in ${folder}: ${(made.stderr || String(made.error)).trim()}`,
    );
  }
}

function launch(
  programs: PostgresPrograms,
  logPath: string,
  port: number,
  settings: Record<string, string>,
): ChildProcess {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100', ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...args] = programs.command('postgres', ['-D', programs.dataFolder, '-p', String(port), ...options]);
  const logFile = fs.openSync(logPath, 'w', 0o600);
  try {
    // Detached: Ctrl-C in the terminal must reach us alone, so that the database ends last.
    return spawn(command, args, {
      ...programs.identity,
      env: programs.env,
      cwd: '/',
      stdio: ['ignore', logFile, logFile],
      detached: true,
    });
  } finally {
    fs.closeSync(logFile);
  }
}

/** Ready means that it answers: the first start also makes the database itself. */
async function waitUntilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const { default: pg } = await import('pg');
  let failure: unknown;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + START_LIMIT_MS;
  const server = new URL(url);
  server.pathname = '/postgres';
  while (Date.now() < deadline && !failure && child.exitCode === null && child.signalCode === null) {
    const client = new pg.Client({ connectionString: server.href, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
      return;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  await stop(child);
  const tail = fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
  throw new SetupError(
    `The embedded Postgres did not start. The last lines of ${logFile}:\n${tail || String(failure)}`,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    const timer = new AbortController();
    const done = await Promise.race([
      ended.then(() => true),
      sleep(FAST_STOP_LIMIT_MS, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (done) return;
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
