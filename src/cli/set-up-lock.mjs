// One set-up at a time. The lock names the processes that hold it: the set-up and the program that it has started,
// because that one may outlive a set-up which was killed. A number counts only together with the process's start,
// since numbers are reused.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetUpError, say } from './set-up-programs.mjs';

const WAIT_LIMIT_MS = 30 * 60_000;
const POLL_MS = 300;

/** Waits for another set-up to end. `addHolder` keeps the lock held while that process lives too. */
export async function takeLock(folder) {
  const lock = path.join(folder, 'set-up.lock');
  const draft = `${lock}.${process.pid}`;
  const holders = [describeProcess(process.pid)];
  const deadline = Date.now() + WAIT_LIMIT_MS;
  let told = false;
  for (;;) {
    fs.writeFileSync(draft, JSON.stringify(holders));
    if (tryLink(draft, lock)) break;
    const seen = readOptional(lock);
    if (seen === null) continue;
    const holder = parseHolders(seen).find(isAlive);
    if (holder === undefined) {
      removeStale(lock, seen);
      continue;
    }
    if (!told) say(`Another set-up is running (process ${holder.pid}); waiting for it …`);
    told = true;
    if (Date.now() > deadline) {
      fs.rmSync(draft, { force: true });
      throw new SetUpError(
        `Another set-up (process ${holder.pid}) has been running for half an hour. Stop it and run this again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  fs.rmSync(draft, { force: true });
  const release = () => fs.rmSync(lock, { force: true });
  process.once('exit', release);
  return {
    addHolder(pid) {
      fs.writeFileSync(draft, JSON.stringify([...holders, describeProcess(pid)]));
      fs.renameSync(draft, lock);
    },
    release() {
      process.removeListener('exit', release);
      release();
    },
  };
}

/** A link appears with its content: nobody can read the lock before it says whose it is. */
function tryLink(draft, lock) {
  try {
    fs.linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

/** Two may find the same stale lock; the slower one must not take the quicker one's new lock away. */
function removeStale(lock, seen) {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    fs.renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readOptional(aside) !== seen) tryLink(aside, lock);
  fs.rmSync(aside, { force: true });
}

function parseHolders(text) {
  try {
    const holders = JSON.parse(text);
    return Array.isArray(holders) ? holders : [];
  } catch {
    return [];
  }
}

function describeProcess(pid) {
  return { pid, startMark: readStartMark(pid) };
}

function isAlive({ pid, startMark }) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return readStartMark(pid) === startMark;
}

function readStartMark(pid) {
  const stat = readOptional(`/proc/${pid}/stat`);
  if (stat !== null) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie holds nothing.
    return fields[0] === 'Z' ? '' : fields[19];
  }
  // Where there is no /proc (macOS).
  return (spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}

function readOptional(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
