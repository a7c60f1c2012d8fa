// Everything that a bare clone needs before it can run: node modules and the Python environments. Plain Node without
// dependencies, because it runs before there are any. Stamps are written only after success, so that a half-finished
// set-up is found and done again; a lock keeps two set-ups apart.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VAR = process.env.ASSAY_VAR ?? path.join(ROOT, 'var');
const PYTHON_FOLDER = path.join(VAR, 'python');
const UV_VERSION = '0.13.9';
const LOCK_LIMIT_MS = 15 * 60_000;
const OUTPUT_LINES = 4;

/** Its message is one sentence that says what is wrong and one that says what to do. */
export class SetUpError extends Error {}

/** Makes what is missing; `forTests` adds the tools that check the Python side. */
export async function ensureSetUp({ forTests = false } = {}) {
  checkNode();
  const steps = [nodeModulesStep(), uvStep(), environmentStep('gateway'), environmentStep('kernel')];
  if (forTests) steps.push(environmentStep('dev'));
  if (steps.every((step) => step.isDone())) return;
  fs.mkdirSync(VAR, { recursive: true });
  const release = await takeLock();
  try {
    for (const step of steps) {
      if (step.isDone()) continue;
      const startedAt = Date.now();
      say(`Setting up: ${step.title} …`);
      await step.make();
      step.stamp();
      say(`Setting up: ${step.title}: done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s.`);
    }
  } finally {
    release();
  }
}

/** Runs `main`, and turns a SetUpError into its sentence. */
export async function withClearErrors(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

export function environmentPython(name) {
  return path.join(PYTHON_FOLDER, name, 'bin', 'python');
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetUpError(`Node ${process.versions.node} is too old. Install Node 20.19 or newer and run this again.`);
  }
}

function nodeModulesStep() {
  const lockFile = path.join(ROOT, 'package-lock.json');
  return createStep({
    title: 'node modules (npm ci)',
    stampFile: path.join(ROOT, 'node_modules', '.assay-stamp'),
    fingerprint: () => hashFiles([lockFile, path.join(ROOT, 'package.json')]),
    make: async () => {
      const probe = spawnSync('npm', ['--version'], { encoding: 'utf8' });
      if (probe.status !== 0)
        throw new SetUpError('npm was not found. Install npm (it comes with Node) and run this again.');
      await run(
        'npm',
        [
          'ci',
          '--no-audit',
          '--no-fund',
          '--include=dev',
          '--loglevel=error',
          '--fetch-retries=2',
          '--fetch-retry-mintimeout=1000',
          '--fetch-retry-maxtimeout=5000',
        ],
        {
          cwd: ROOT,
          hint: 'npm could not install the node modules. Check the network and the free disk space, and run this again.',
        },
      );
    },
  });
}

function uvStep() {
  const folder = path.join(PYTHON_FOLDER, 'uv');
  return createStep({
    title: 'uv, which installs the Python packages',
    stampFile: path.join(folder, '.assay-stamp'),
    fingerprint: () => UV_VERSION,
    make: async () => {
      const python = findPython();
      fs.rmSync(folder, { recursive: true, force: true });
      fs.mkdirSync(PYTHON_FOLDER, { recursive: true });
      await run(python, ['-m', 'venv', folder], {
        hint: 'Python could not make a virtual environment. Install the venv module (Debian: apt-get install python3.11-venv) and run this again.',
      });
      await run(
        path.join(folder, 'bin', 'python'),
        ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `uv==${UV_VERSION}`],
        {
          hint: 'pip could not install uv. Check the network (or the proxy settings of pip) and run this again.',
        },
      );
    },
  });
}

function environmentStep(name) {
  const folder = path.join(PYTHON_FOLDER, name);
  const requirements = path.join(ROOT, 'kernel', `requirements-${name}.txt`);
  const titles = {
    gateway: "the gateway's Python packages",
    kernel: "the kernels' Python packages (some 900 MB)",
    dev: 'the tools that check the Python side',
  };
  return createStep({
    title: titles[name],
    stampFile: path.join(folder, '.assay-stamp'),
    fingerprint: () => hashFiles([requirements]),
    make: async () => {
      const uv = path.join(PYTHON_FOLDER, 'uv', 'bin', 'uv');
      const env = {
        UV_PYTHON_DOWNLOADS: 'never',
        UV_CACHE_DIR: process.env.UV_CACHE_DIR ?? path.join(VAR, 'cache', 'uv'),
        UV_LINK_MODE: process.env.UV_LINK_MODE ?? 'hardlink',
      };
      fs.rmSync(folder, { recursive: true, force: true });
      await run(uv, ['venv', '--quiet', '--python', findPython(), folder], {
        env,
        hint: `uv could not make ${folder}. Check the free disk space and run this again.`,
      });
      // Compiled at install: otherwise the first import of the scientific stack takes 20 s instead of 2.5 s.
      await run(
        uv,
        [
          'pip',
          'install',
          '--quiet',
          '--require-hashes',
          '--compile-bytecode',
          '--python',
          environmentPython(name),
          '-r',
          requirements,
        ],
        {
          env,
          hint: `uv could not install ${titles[name]}. Check the network and the free disk space, and run this again.`,
        },
      );
    },
  });
}

function createStep({ title, stampFile, fingerprint, make }) {
  return {
    title,
    make,
    isDone: () => {
      try {
        return fs.readFileSync(stampFile, 'utf8') === fingerprint();
      } catch {
        return false;
      }
    },
    stamp: () => fs.writeFileSync(stampFile, fingerprint()),
  };
}

/** Python 3.11: the newest for which Enterprise Gateway 3.3.0's pinned pyzmq has wheels. */
function findPython() {
  for (const name of [process.env.ASSAY_PYTHON, 'python3.11', 'python3', 'python']) {
    if (!name) continue;
    const probe = spawnSync(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2]); print(sys.executable)'], {
      encoding: 'utf8',
    });
    const [version, executable] = (probe.stdout ?? '').trim().split('\n');
    if (probe.status === 0 && version === '3.11' && executable) return executable;
  }
  throw new SetUpError(
    'Python 3.11 was not found. Install it (Debian: apt-get install python3.11 python3.11-venv), or name it in ASSAY_PYTHON, and run this again.',
  );
}

function run(command, args, { cwd, env, hint }) {
  const childEnv = { ...process.env, ...env };
  delete childEnv.PYTHONDONTWRITEBYTECODE;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: childEnv, stdio: ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const settle = (problem) => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      if (problem === null) return resolve();
      reject(new SetUpError(`${hint}\n${[problem, ...selectTelling(tail)].map((line) => `    ${line}`).join('\n')}`));
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGTERM') process.exit(130);
      settle(code === 0 ? null : `${path.basename(command)} ended with ${signal ?? `code ${code}`}.`);
    });
  });
}

/** The lines of a failed program's output that tell what was wrong; never its stack. */
function selectTelling(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
  const telling = lines.filter(
    (line) =>
      /[a-z]{3}/.test(line) && !/^(at |\}|code: |errno: |syscall: |type: |address: |port: |--|aliases: )/.test(line),
  );
  return telling.filter((line) => /error|fail|not |cannot|unable|refused|ENO|ECONN/i.test(line)).slice(0, OUTPUT_LINES);
}

async function takeLock() {
  const lock = path.join(VAR, 'set-up.lock');
  const deadline = Date.now() + LOCK_LIMIT_MS;
  let told = false;
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      const release = () => fs.rmSync(lock, { force: true });
      process.once('exit', release);
      return release;
    } catch (error) {
      if (error.code !== 'EEXIST')
        throw new SetUpError(`${VAR} cannot be written (${error.code}). Make it writable and run this again.`);
    }
    if (!isAlive(Number(readOptional(lock)))) {
      fs.rmSync(lock, { force: true });
      continue;
    }
    if (!told) say('Another set-up is running; waiting for it …');
    told = true;
    if (Date.now() > deadline)
      throw new SetUpError(`Another set-up has held ${lock} for 15 minutes. Stop that process and run this again.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readOptional(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(fs.readFileSync(file));
  return hash.digest('hex');
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}
