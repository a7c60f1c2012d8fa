// Everything that a bare clone needs before it can run: node modules and the Python environments. Plain Node without
// dependencies, because it runs before there are any. Stamps are written only after success, so that a half-finished
// set-up is found and done again; a lock keeps two set-ups apart.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from './set-up-lock.mjs';
import { createStopError, runProgram, SetUpError, STOP_SIGNALS, say, seconds } from './set-up-programs.mjs';

export { say };
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VAR = path.resolve(process.env.ASSAY_VAR || path.join(ROOT, 'var'));
const PYTHON_FOLDER = path.join(VAR, 'python');
const LOG_FILE = path.join(VAR, 'set-up.log');
const UV_VERSION = '0.13.9';
/** Of all steps together, with room for the download cache. */
const NEEDED_BYTES = 3e9;

/** The Python environments by name: where their locked requirements stand, and what they are for. */
const ENVIRONMENTS = {
  gateway: ['kernel/requirements-gateway.txt', "the gateway's Python packages (some 240 MB)"],
  kernel: ['kernel/requirements-kernel.txt', "the kernels' Python packages (some 2.3 GB, TensorFlow with them)"],
  dev: ['kernel/requirements-dev.txt', 'the tools that check the Python side'],
  'bench-nbgrader': ['bench/requirements-nbgrader.txt', 'nbgrader, to be compared with (some 800 MB)'],
  'bench-otter': ['bench/requirements-otter.txt', 'Otter and nbclient, to be compared with (some 400 MB)'],
};

/** Makes what is missing; `forTests` adds the tools that check the Python side, `forBench` the graders to compare with. */
export async function ensureSetUp({ forTests = false, forBench = false } = {}) {
  checkNode();
  const steps = [nodeModulesStep(), uvStep(), environmentStep('gateway'), environmentStep('kernel')];
  if (forTests) steps.push(environmentStep('dev'));
  if (forBench) steps.push(environmentStep('bench-nbgrader'), environmentStep('bench-otter'));
  if (steps.every((step) => step.isDone())) return;
  try {
    await makeMissing(steps);
  } catch (error) {
    throw explainSystemError(error);
  }
}

async function makeMissing(steps) {
  fs.mkdirSync(VAR, { recursive: true });
  const lock = await takeLock(VAR);
  const stops = noteStops();
  try {
    const missing = steps.filter((step) => !step.isDone());
    if (missing.length === 0) return;
    // All that can be known beforehand is told before the first minute has passed.
    for (const step of missing) step.check();
    checkSpace(missing);
    fs.writeFileSync(LOG_FILE, '', { mode: 0o600 });
    const startedAt = Date.now();
    for (const [index, step] of missing.entries()) {
      const stepStartedAt = Date.now();
      say(`Setting up (${index + 1} of ${missing.length}): ${step.title} …`);
      await step.make((command, args, options) => {
        stops.check();
        return runProgram(command, args, { ...options, logFile: LOG_FILE, onStart: (pid) => lock.addHolder(pid) });
      });
      step.stamp();
      say(`    done in ${seconds(stepStartedAt)} s`);
    }
    say(`Set-up is complete after ${seconds(startedAt)} s.`);
  } finally {
    stops.end();
    lock.release();
  }
}

/** A Ctrl-C between two programs must not end us on the spot: the lock would stay, and nothing be said. */
function noteStops() {
  let noted = null;
  const note = (signal) => {
    noted ??= signal;
  };
  for (const signal of STOP_SIGNALS) process.on(signal, note);
  return {
    check: () => {
      if (noted) throw createStopError(noted);
    },
    end: () => {
      for (const signal of STOP_SIGNALS) process.removeListener(signal, note);
    },
  };
}

/** Runs `main`, and turns a SetUpError into its sentence. */
export async function withClearErrors(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}

/** Imports what needs the node modules; a module that is not there means that someone has removed it since. */
export async function importInstalled(load) {
  try {
    return await load();
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !/'[^']*node_modules|package '/.test(error.message)) throw error;
    fs.rmSync(nodeModulesStamp(), { force: true });
    throw new SetUpError(
      `The node modules are incomplete (${error.message.split('\n')[0]}). Run this again: they are installed anew.`,
    );
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

function checkSpace(missing) {
  if (!missing.some((step) => step.isLarge)) return;
  const { bavail, bsize } = fs.statfsSync(VAR);
  if (bavail * bsize >= NEEDED_BYTES) return;
  throw new SetUpError(
    `There are only ${((bavail * bsize) / 1e9).toFixed(1)} GB free for ${VAR}, and the set-up takes ${NEEDED_BYTES / 1e9} GB. Free some space, or name a folder on another disk in ASSAY_VAR, and run this again.`,
  );
}

function nodeModulesStamp() {
  return path.join(ROOT, 'node_modules', '.assay-stamp');
}

function nodeModulesStep() {
  return createStep({
    title: 'node modules (npm ci)',
    stampFile: nodeModulesStamp(),
    fingerprint: () => hashFile(path.join(ROOT, 'package-lock.json')),
    check: () => {
      if (spawnSync('npm', ['--version']).status !== 0)
        throw new SetUpError('npm was not found. Install npm (it comes with Node) and run this again.');
    },
    make: (run) => {
      // Without a network npm would otherwise try for more than a minute.
      const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
      return run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error', ...retries], {
        cwd: ROOT,
        failure: 'npm could not install the node modules.',
      });
    },
  });
}

function uvStep() {
  const folder = path.join(PYTHON_FOLDER, 'uv');
  return createStep({
    title: 'uv, which installs the Python packages',
    stampFile: path.join(folder, '.assay-stamp'),
    program: path.join(folder, 'bin', 'uv'),
    fingerprint: () => UV_VERSION,
    check: () => {
      if (spawnSync(findPython(), ['-c', 'import venv, ensurepip']).status !== 0) {
        throw new SetUpError(
          'Python 3.11 is there, but without its venv module. Install it (Debian: apt-get install python3.11-venv) and run this again.',
        );
      }
    },
    make: async (run) => {
      fs.rmSync(folder, { recursive: true, force: true });
      fs.mkdirSync(PYTHON_FOLDER, { recursive: true });
      await run(findPython(), ['-m', 'venv', folder], { failure: 'Python could not make a virtual environment.' });
      const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check'];
      await run(path.join(folder, 'bin', 'python'), [...pip, `uv==${UV_VERSION}`], {
        failure: 'pip could not install uv.',
      });
    },
  });
}

function environmentStep(name) {
  const folder = path.join(PYTHON_FOLDER, name);
  const [file, title] = ENVIRONMENTS[name];
  const requirements = path.join(ROOT, file);
  return createStep({
    title,
    isLarge: name === 'kernel',
    stampFile: path.join(folder, '.assay-stamp'),
    program: environmentPython(name),
    fingerprint: () => hashFile(requirements),
    check: () => void findPython(),
    make: async (run) => {
      const uv = path.join(PYTHON_FOLDER, 'uv', 'bin', 'uv');
      const env = {
        ...readPipSettings(),
        UV_PYTHON_DOWNLOADS: 'never',
        UV_CACHE_DIR: process.env.UV_CACHE_DIR ?? path.join(VAR, 'cache', 'uv'),
        UV_LINK_MODE: process.env.UV_LINK_MODE ?? 'hardlink',
      };
      fs.rmSync(folder, { recursive: true, force: true });
      await run(uv, ['venv', '--quiet', '--python', findPython(), folder], {
        env,
        failure: `uv could not make the Python environment ${folder}.`,
      });
      // Compiled at install: otherwise the first import of the scientific stack takes 20 s instead of 2.5 s.
      const options = ['--quiet', '--require-hashes', '--compile-bytecode', '--python', environmentPython(name)];
      await run(uv, ['pip', 'install', ...options, '-r', requirements], {
        env,
        failure: `uv could not install ${title}.`,
      });
    },
  });
}

function createStep({ title, isLarge = false, stampFile, program, fingerprint, check, make }) {
  return {
    title,
    isLarge,
    check,
    make,
    isDone: () => {
      try {
        // Follows links: an environment whose Python has been removed from the machine is no environment.
        if (program !== undefined && !fs.existsSync(program)) return false;
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

/** uv does not read pip's configuration; where a machine has set up pip only, uv gets the same from us. */
function readPipSettings() {
  const listed = spawnSync(path.join(PYTHON_FOLDER, 'uv', 'bin', 'python'), ['-m', 'pip', 'config', 'list'], {
    encoding: 'utf8',
  });
  const settings = parsePipSettings(listed.stdout ?? '');
  return Object.fromEntries(Object.entries(settings).filter(([name]) => process.env[name] === undefined));
}

/** From the lines of `pip config list`; what stands in the environment (`:env:`) is stronger than what files say. */
export function parsePipSettings(text) {
  const pip = {};
  const weight = { ':env:': 3, install: 2, global: 1 };
  for (const line of text.split('\n')) {
    const [, section, name, , quoted] = /^(:env:|install|global)\.([\w-]+)=(['"])(.*)\3$/.exec(line) ?? [];
    if (section === undefined || (pip[name]?.weight ?? 0) >= weight[section]) continue;
    pip[name] = { weight: weight[section], value: quoted.replaceAll('\\n', ' ').trim() };
  }
  const settings = {
    UV_DEFAULT_INDEX: pip['index-url']?.value,
    UV_INSECURE_HOST: pip['trusted-host']?.value,
    SSL_CERT_FILE: pip.cert?.value,
    HTTPS_PROXY: pip.proxy?.value,
    // Extra places matter only where there is no index: all of our packages are public ones.
    UV_NO_INDEX: isOn(pip['no-index']?.value) ? '1' : undefined,
    UV_FIND_LINKS: isOn(pip['no-index']?.value) ? pip['find-links']?.value.split(/\s+/).join(',') : undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value));
}

function isOn(value) {
  return ['1', 'true', 'yes', 'on'].includes(String(value).toLowerCase());
}

/** An error of the operating system as a sentence; any other stays what it is. */
function explainSystemError(error) {
  if (error instanceof SetUpError || typeof error?.syscall !== 'string') return error;
  const place = error.path ?? VAR;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return new SetUpError(`The disk is full (${place}). Free some space and run this again.`);
  return new SetUpError(
    `${place} cannot be used (${error.code}). Make it a folder or file that this user may write, and run this again.`,
  );
}

function hashFile(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
