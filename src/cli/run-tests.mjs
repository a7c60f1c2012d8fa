// `npm test`: sets up what is missing, runs every suite, and closes with one line that sums them all.
// Arguments are passed to vitest, and only vitest runs then.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureSetUp, environmentPython, ROOT, say, withClearErrors } from './set-up.mjs';
import { Interrupted, runSuite } from './test-programs.mjs';

const RESULTS = path.join(ROOT, 'var', 'test-results');
const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** What the tests put into the temporary folder goes with it, also after a crash. */
const TEMPORARY = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-tests-'));
// Some tests run as another user, who must be able to pass through to folders of its own.
fs.chmodSync(TEMPORARY, 0o711);
process.once('exit', () => fs.rmSync(TEMPORARY, { recursive: true, force: true, maxRetries: 3 }));

await withClearErrors(async () => {
  await ensureSetUp({ forTests: true });
  try {
    await ensureChromium();
    await runSuites(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
});

async function runSuites(only) {
  fs.mkdirSync(RESULTS, { recursive: true });
  const suites = [await runVitest(only)];
  if (only.length === 0) suites.push(await runPytest(), await runVerify());
  const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
  const skipped = sum('skipped');
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

async function runVitest(only) {
  say('Running the TypeScript tests …');
  const file = path.join(RESULTS, 'vitest.json');
  fs.rmSync(file, { force: true });
  const code = await run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...only,
  ]);
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const failed =
    report.numFailedTests +
    report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests ?? 0,
  };
}

async function runPytest() {
  say("Running the kernel's Python tests …");
  const file = path.join(RESULTS, 'pytest.xml');
  fs.rmSync(file, { force: true });
  const code = await run(
    environmentPython('dev'),
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${file}`],
    { cwd: path.join(ROOT, 'kernel') },
  );
  const xml = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const count = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  return {
    passed: count('tests') - failed - count('skipped'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: count('skipped'),
  };
}

async function runVerify() {
  say('Proving the questions (assay verify) …');
  const file = path.join(RESULTS, 'verify.json');
  fs.rmSync(file, { force: true });
  const code = await run(process.execPath, ['src/cli/assay.mjs', 'verify', '--json', file]);
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: report.passed, failed: code !== 0 && report.failed === 0 ? 1 : report.failed, skipped: 0 };
}

/** Debian's chromium for the browser test; without it that test is skipped, and says so. */
async function ensureChromium() {
  if (process.env.CHROMIUM_PATH || CHROMIUM_PATHS.some((file) => fs.existsSync(file))) return;
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!canInstall) {
    say(
      'Chromium was not found and cannot be installed here (no root, or no apt): the browser tests are skipped. Install chromium, or name it in CHROMIUM_PATH.',
    );
    return;
  }
  say('Setting up: chromium for the browser tests (apt-get) …');
  // apt's own user could not enter the tests' temporary folder.
  const env = { DEBIAN_FRONTEND: 'noninteractive', TMPDIR: os.tmpdir() };
  const updated = await run('apt-get', ['update', '-qq'], { env, quiet: true });
  const installed =
    updated === 0
      ? await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
          env,
          quiet: true,
        })
      : 1;
  if (installed !== 0) say('Chromium could not be installed (is the network there?): the browser tests are skipped.');
}

function run(command, args, { cwd = ROOT, env = {}, quiet = false } = {}) {
  return runSuite(command, args, { cwd, env: { TMPDIR: TEMPORARY, ...env }, quiet });
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
