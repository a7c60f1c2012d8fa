import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { isAlive } from '../../src/db/processes.ts';
import { createLogger } from '../../src/logger.ts';

const logger = createLogger({ level: 'silent' });
let folder: string;

beforeEach(() => {
  // mkdtemp makes it 0700, as a home folder is.
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-pg-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function readPid(): number {
  return Number(fs.readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

test('it starts in a 0700 folder, keeps its data over a restart, and ends cleanly', async () => {
  const first = await createEmbeddedPostgres({ folder, logger });
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const pid = readPid();
  await first.close();
  expect(isAlive(pid)).toBe(false);
  expect(fs.existsSync(path.join(folder, 'data', 'postmaster.pid'))).toBe(false);
  expect(fs.statSync(path.join(folder, 'password')).mode & 0o777).toBe(0o600);

  const second = await createEmbeddedPostgres({ folder, logger });
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.close();
});

test('it lets nobody in without the password, and opens no unix socket', async () => {
  const server = await createEmbeddedPostgres({ folder, logger });
  try {
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(await query(server.url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    expect(await query(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  } finally {
    await server.close();
  }
});

test('a second process on the same folder is told so, and does no harm', async () => {
  const server = await createEmbeddedPostgres({ folder, logger });
  try {
    await expect(createEmbeddedPostgres({ folder, logger })).rejects.toThrow(/already runs from this folder/);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await server.close();
  }
});

test('after a SIGKILL of its owner the orphan is ended and nothing committed is lost', async () => {
  const program = fileURLToPath(new URL('../support/postgres-owner.ts', import.meta.url));
  const owner = spawn(process.execPath, ['--import', 'tsx', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    owner.stdout.once('data', resolve);
    owner.once('exit', (code) => reject(new Error(`the owner ended with ${code}`)));
  });
  const orphan = readPid();
  owner.removeAllListeners('exit');
  const ended = new Promise((resolve) => owner.once('exit', resolve));
  owner.kill('SIGKILL');
  await ended;
  expect(isAlive(orphan)).toBe(true);

  const server = await createEmbeddedPostgres({ folder, logger });
  expect(isAlive(orphan)).toBe(false);
  expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await server.close();
});

test('a postmaster.pid whose number belongs to another program is no obstacle, and that program lives on', async () => {
  await (await createEmbeddedPostgres({ folder, logger })).close();
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  fs.writeFileSync(path.join(folder, 'data', 'postmaster.pid'), `${bystander.pid}\n${folder}/data\n`);
  const server = await createEmbeddedPostgres({ folder, logger });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.close();
  expect(isAlive(bystander.pid ?? 0)).toBe(true);
  bystander.kill();
});

test('a server that is killed comes back under the same address, with what was committed', async () => {
  const server = await createEmbeddedPostgres({ folder, logger });
  try {
    await query(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(readPid(), 'SIGKILL');
    let rows: unknown[] | null = null;
    for (let waited = 0; waited < 20_000 && rows === null; waited += 100) {
      await sleep(100);
      rows = await query(server.url, 'SELECT answer FROM kept').catch(() => null);
    }
    expect(rows).toEqual([{ answer: 42 }]);
  } finally {
    await server.close();
  }
});

test('an initdb that was cut off is done anew', async () => {
  fs.mkdirSync(path.join(folder, 'data', 'base'), { recursive: true });
  const server = await createEmbeddedPostgres({ folder, logger });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.close();
});

test.runIf(process.getuid?.() === 0)('root starts it as another user where user namespaces are forbidden', async () => {
  const server = await createEmbeddedPostgres({ folder, logger, asRoot: 'other-user' });
  try {
    const [row] = (await query(server.url, "SELECT current_setting('data_directory') AS folder")) as {
      folder: string;
    }[];
    const data = row?.folder ?? '';
    expect(fs.statSync(data).uid).not.toBe(0);
    expect(spawnSync('stat', ['-c', '%a', data], { encoding: 'utf8' }).stdout.trim()).toBe('700');
    await server.close();
    fs.rmSync(path.dirname(path.dirname(data)), { recursive: true, force: true });
  } finally {
    await server.close();
  }
});
