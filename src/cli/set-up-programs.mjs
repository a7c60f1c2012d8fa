// One program of the set-up: its output goes to a log, Ctrl-C ends it together with what it started, and a failure
// becomes a sentence that says what is wrong and what to do. Plain Node without dependencies, like all of the set-up.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const PROGRAM_LIMIT_MS = 20 * 60_000;
const STILL_RUNNING_EVERY_MS = 20_000;
const KILL_AFTER_MS = 2_000;
const KEPT_OUTPUT_BYTES = 20_000;
const SHOWN_LINES = 8;
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Its message is one sentence that says what is wrong and one that says what to do. */
export class SetUpError extends Error {
  constructor(message, { exitCode = 1 } = {}) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * What the installers' output says about a failure, most telling first: a full disk also breaks downloads, and pip ends
 * an unreachable registry with "No matching distribution".
 */
const CAUSES = [
  [
    /ENOSPC|EDQUOT|no space left|os error 28\b|disk quota/i,
    'The disk is full. Free some space (everything together takes 3 GB) and run this again.',
  ],
  [
    /EINTEGRITY|hash mismatch|DO NOT MATCH THE HASHES/i,
    'What was downloaded is not what the lock files name (a checksum differs). Run this again; if it stays so, ask who keeps the package registry or the proxy that this machine uses.',
  ],
  [
    /\bE40[137]\b|\b40[137] (?:Client Error|Forbidden|Unauthorized|Proxy)|status client error \(40[137]/i,
    "The package registry refused the request. Check this machine's registry and sign-in settings (npm config, pip config) and run this again.",
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|CERT_|invalid peer certificate|CERTIFICATE_VERIFY_FAILED/,
    'The package registry shows a certificate that this machine does not trust. Name the right authorities in NODE_EXTRA_CA_CERTS (for npm) and SSL_CERT_FILE (for Python) and run this again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|error trying to connect|client error \(Connect\)|dns error|name resolution|connection refused|connection timed out|error sending request|from versions: none/i,
    'The package registry cannot be reached. Check the network and the registry and proxy settings of npm and pip, and run this again: what is done stays done.',
  ],
  [
    /\bEACCES\b|\bEPERM\b|\bEROFS\b|permission denied|read-only file system/i,
    "Some of Assay's files cannot be written. Make its folder writable for this user (it may hold files of another one) and run this again.",
  ],
  [
    /\bE404\b|ETARGET|no matching distribution|no solution found|was not found in the package registry/i,
    "The package registry lacks a package that Assay needs. Check this machine's registry settings (npm config, pip config) and run this again.",
  ],
];

export function createStopError(signal) {
  const exitCode = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal];
  return new SetUpError('The set-up was stopped. Run the same command again: what is done stays done.', { exitCode });
}

/** Resolves when it ends well. `failure` is the sentence for a failure whose cause its output does not tell. */
export function runProgram(command, args, { cwd, env = {}, failure, logFile, onStart = () => {} }) {
  const childEnv = { ...process.env, ...env };
  // Set on some machines; without bytecode every kernel would compile the scientific stack anew.
  delete childEnv.PYTHONDONTWRITEBYTECODE;
  const startedAt = Date.now();
  return new Promise((resolve, reject) => {
    const log = fs.openSync(logFile, 'a', 0o600);
    fs.writeSync(log, `\n$ ${[path.basename(command), ...args].join(' ')}\n`);
    // A group of its own: a Ctrl-C in the terminal reaches us alone, and we end the whole group.
    const child = spawn(command, args, { cwd, env: childEnv, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    let stopSignal = null;
    let outOfTime = false;
    const keep = (chunk) => {
      fs.writeSync(log, chunk);
      output = (output + chunk).slice(-KEPT_OUTPUT_BYTES);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);

    const end = () => {
      signalGroup(child.pid, 'SIGTERM');
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), KILL_AFTER_MS).unref();
    };
    const stop = (signal) => {
      // Pressed again: at once.
      if (stopSignal) return signalGroup(child.pid, 'SIGKILL');
      stopSignal = signal;
      say('Stopping the set-up …');
      end();
    };
    for (const signal of STOP_SIGNALS) process.on(signal, stop);
    const progress = setInterval(() => say(`    … ${seconds(startedAt)} s so far`), STILL_RUNNING_EVERY_MS);
    const limit = setTimeout(() => {
      outOfTime = true;
      end();
    }, PROGRAM_LIMIT_MS);

    let settled = false;
    const settle = (problem) => {
      if (settled) return;
      settled = true;
      for (const signal of STOP_SIGNALS) process.removeListener(signal, stop);
      clearInterval(progress);
      clearTimeout(limit);
      // What it started may outlive it.
      signalGroup(child.pid, 'SIGKILL');
      fs.closeSync(log);
      if (stopSignal) {
        reject(createStopError(stopSignal));
      } else if (outOfTime) {
        reject(
          new SetUpError(
            `${path.basename(command)} took more than ${PROGRAM_LIMIT_MS / 60_000} minutes and was ended. Check the network and run this again. Its output is in ${logFile}.`,
          ),
        );
      } else if (problem) {
        reject(new SetUpError(`${explain(problem, output, failure)}\nThe whole output is in ${logFile}.`));
      } else {
        resolve();
      }
    };
    child.once('spawn', () => onStart(child.pid));
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, signal) =>
      settle(code === 0 ? null : `${path.basename(command)} ended with ${signal ?? `code ${code}`}.`),
    );
  });
}

/** A sentence for the known causes; otherwise the last lines of the output, without stack frames. */
export function explain(problem, output, failure) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  if (cause) return cause[1];
  const lines = output
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s+(?:at |File ")|^Traceback/.test(line))
    .slice(-SHOWN_LINES);
  return [failure, ...[problem, ...lines].map((line) => `    ${line}`)].join('\n');
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function seconds(startedAt) {
  return ((Date.now() - startedAt) / 1_000).toFixed(0);
}

function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // nothing of the group is left
  }
}
