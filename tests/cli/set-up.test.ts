import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../src/config.ts';

/** Nothing listens there. */
const CLOSED_REGISTRY = 'http://127.0.0.1:9';

let clone: string;
let registry: Registry;

beforeEach(async () => {
  clone = makeClone();
  registry = await createRegistry();
});
afterEach(async () => {
  await registry.close();
  fs.rmSync(clone, { recursive: true, force: true });
});

/** What set-up needs of a bare clone, with one small package to install instead of our hundreds. */
function makeClone(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-clone-'));
  fs.mkdirSync(path.join(folder, 'src', 'cli'), { recursive: true });
  const cli = path.join(ROOT_FOLDER, 'src', 'cli');
  for (const name of fs.readdirSync(cli).filter((file) => file.endsWith('.mjs')))
    fs.copyFileSync(path.join(cli, name), path.join(folder, 'src', 'cli', name));
  fs.cpSync(path.join(ROOT_FOLDER, 'kernel'), path.join(folder, 'kernel'), {
    recursive: true,
    filter: (file) => file.endsWith(`${path.sep}kernel`) || path.basename(file).startsWith('requirements-'),
  });
  return folder;
}

type Registry = { url: string; isHolding: boolean; asked: Promise<void>; close(): Promise<void> };

/** A package registry that can hold every request, as a network does that swallows them. */
async function createRegistry(): Promise<Registry> {
  const held = new Set<net.Socket>();
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const tarball = await packProbe();
  const server = http.createServer((_request, response) => {
    tell();
    if (!registryState.isHolding) response.end(tarball);
  });
  server.on('connection', (socket) => held.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  writePackage(url, tarball);
  const registryState: Registry = {
    url,
    isHolding: false,
    asked,
    close: async () => {
      for (const socket of held) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return registryState;
}

async function packProbe(): Promise<Buffer> {
  const source = path.join(clone, 'probe');
  fs.mkdirSync(source);
  fs.writeFileSync(path.join(source, 'package.json'), '{"name":"assay-probe","version":"1.0.0"}');
  // Its cache would answer npm ci in place of the registry.
  const packEnvironment = buildEnvironment({ npm_config_cache: path.join(source, 'cache') });
  const child = spawn('npm', ['pack', '--silent'], { cwd: source, env: packEnvironment, stdio: 'ignore' });
  await ended(child);
  return fs.readFileSync(path.join(source, 'assay-probe-1.0.0.tgz'));
}

function writePackage(url: string, tarball: Buffer): void {
  const facts = { name: 'assay', version: '0.1.0', dependencies: { 'assay-probe': '1.0.0' } };
  const probe = {
    version: '1.0.0',
    resolved: `${url}/assay-probe/-/assay-probe-1.0.0.tgz`,
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  };
  const lock = { ...facts, lockfileVersion: 3, packages: { '': facts, 'node_modules/assay-probe': probe } };
  fs.writeFileSync(path.join(clone, 'package.json'), JSON.stringify(facts));
  fs.writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify(lock));
}

/** No settings, caches or registries of this machine: only what the test names. */
function buildEnvironment(more: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: path.join(clone, 'home'),
    ASSAY_PYTHON: path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python'),
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: `${CLOSED_REGISTRY}/simple`,
    PIP_RETRIES: '0',
    ...more,
  };
}

type Run = { child: ChildProcess; ended: Promise<{ code: number | null; text: string }>; text(): string };

function setUp(more: Record<string, string> = {}, nodeOptions: string[] = []): Run {
  const script = path.join(clone, 'src', 'cli', 'set-up-command.mjs');
  const child = spawn(process.execPath, [...nodeOptions, script], {
    cwd: clone,
    env: buildEnvironment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  return { child, text: () => text, ended: ended(child).then((code) => ({ code, text })) };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

/** The package has been asked for; a set-up that ends before says why. */
async function hasAsked(run: Run): Promise<void> {
  await Promise.race([
    registry.asked,
    run.ended.then(({ text }) => {
      throw new Error(`It ended without asking the registry: ${text}`);
    }),
  ]);
}

/** Processes whose folder is the clone, or that name it in their command. */
function listProcesses(): string[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return fs.readlinkSync(`/proc/${pid}/cwd`).startsWith(clone) || command.includes(clone);
      } catch {
        return false;
      }
    });
}

const exists = (...names: string[]) => fs.existsSync(path.join(clone, ...names));

function expectSentence(text: string): void {
  expect(text).not.toMatch(/\n\s+at |Traceback|node:internal/);
  expect(text).toMatch(/run this again|Run (?:this|the same command) again/);
}

describe('a set-up that is stopped', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends everything it started and leaves no stamp',
    async (signal) => {
      registry.isHolding = true;
      const run = setUp();
      await hasAsked(run);
      expect(listProcesses().length).toBeGreaterThan(1);
      run.child.kill(signal);
      const { code, text } = await run.ended;
      expect(code).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal]);
      expect(text).toContain('The set-up was stopped. Run the same command again');
      expectSentence(text);
      expect(listProcesses()).toEqual([]);
      expect(exists('node_modules', '.assay-stamp')).toBe(false);
      expect(exists('var', 'set-up.lock')).toBe(false);
    },
  );

  test('goes on where it was: what is done stays done, what was half done is done again', async () => {
    registry.isHolding = true;
    const first = setUp();
    await hasAsked(first);
    first.child.kill('SIGINT');
    await first.ended;
    fs.mkdirSync(path.join(clone, 'node_modules', 'half-made'), { recursive: true });
    registry.isHolding = false;
    const second = await setUp().ended;
    expect(second.text).toMatch(/node modules \(npm ci\) …\n\s+done in/);
    expect(exists('node_modules', 'assay-probe', 'package.json')).toBe(true);
    expect(exists('node_modules', 'half-made')).toBe(false);
    fs.mkdirSync(path.join(clone, 'var', 'python', 'uv', 'half-made'), { recursive: true });
    const third = await setUp().ended;
    expect(third.text).not.toContain('npm ci');
    expect(exists('var', 'python', 'uv', 'half-made')).toBe(false);
  });

  test('one that was killed blocks the next only while its program still runs', async () => {
    registry.isHolding = true;
    const first = setUp();
    await hasAsked(first);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = setUp();
    await expect.poll(second.text, { timeout: 20_000 }).toContain('Another set-up is running');
    expect(second.text()).not.toContain('npm ci');
    registry.isHolding = false;
    await registry.close();
    registry = await createRegistryAgain();
    expect((await second.ended).text).toMatch(/node modules \(npm ci\) …\n\s+done in/);
    expect(listProcesses()).toEqual([]);
  });
});

async function createRegistryAgain(): Promise<Registry> {
  fs.rmSync(path.join(clone, 'probe'), { recursive: true, force: true });
  return createRegistry();
}

test('two set-ups at once: one waits, and finds everything done', async () => {
  registry.isHolding = true;
  const first = setUp();
  await hasAsked(first);
  const second = setUp();
  await expect
    .poll(second.text, { timeout: 20_000 })
    .toContain(`Another set-up is running (process ${first.child.pid})`);
  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(130);
  await expect.poll(second.text, { timeout: 20_000 }).toContain('npm ci');
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(130);
});

describe('what is missing or refused is told in a sentence with a way out', () => {
  test.each<[string, string, () => Record<string, string>]>([
    ['npm', 'npm was not found', () => ({ PATH: lendPath(['node']) })],
    ['Python', 'Python 3.11 was not found', () => ({ PATH: lendPath(['node', 'npm']), ASSAY_PYTHON: '' })],
    ['a folder', 'cannot be used (', () => ({ ASSAY_VAR: path.join(clone, 'package.json', 'var') })],
  ])('%s', async (_what, sentence, env) => {
    const { code, text } = await setUp(env()).ended;
    expect(code).toBe(1);
    expect(text).toContain(sentence);
    expectSentence(text);
    expect(text).not.toContain('Setting up');
  });

  test('a Node that is too old', async () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });`;
    const { code, text } = await setUp({}, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`]).ended;
    expect({ code, text }).toEqual({
      code: 1,
      text: 'Node 18.20.4 is too old. Install Node 20.19 or newer and run this again.\n',
    });
  });

  test('no network for npm, and then none for pip', async () => {
    const { url } = registry;
    await registry.close();
    const npm = await setUp().ended;
    expect(npm.code).toBe(1);
    expect(npm.text).toContain('The package registry cannot be reached');
    expectSentence(npm.text);
    expect(exists('var', 'set-up.lock')).toBe(false);
    registry = await createRegistryAgain();
    expect(registry.url).not.toBe(url);
    const pip = await setUp().ended;
    expect(pip.code).toBe(1);
    expect(pip.text).toMatch(/npm ci\) …\n\s+done in/);
    expect(pip.text).toContain('The package registry cannot be reached');
    expectSentence(pip.text);
    expect(exists('var', 'python', 'uv', '.assay-stamp')).toBe(false);
  });

  test('a package that is not what the lock file names', async () => {
    const file = path.join(clone, 'package-lock.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/sha512-[^"]+/, `sha512-${'A'.repeat(86)}==`));
    const { code, text } = await setUp().ended;
    expect(code).toBe(1);
    expect(text).toContain('a checksum differs');
    expectSentence(text);
  });
});

/** A PATH with these programs only. */
function lendPath(names: string[]): string {
  const folder = path.join(clone, 'bin');
  fs.mkdirSync(folder, { recursive: true });
  for (const name of names) {
    const found = (process.env.PATH ?? '').split(path.delimiter).map((entry) => path.join(entry, name));
    const program = name === 'node' ? process.execPath : found.find((file) => fs.existsSync(file));
    if (program) fs.symlinkSync(fs.realpathSync(program), path.join(folder, name));
  }
  return folder;
}
