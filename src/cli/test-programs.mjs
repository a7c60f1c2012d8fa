// The programs of a test run. Ctrl-C ends the one that runs, and what it leaves behind: suites start databases,
// gateways and browsers in process groups of their own, and a test runner that is interrupted does not end them.
import { spawn, spawnSync } from 'node:child_process';

const ORDERLY_END_MS = 8_000;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export class Interrupted extends Error {
  constructor(signal) {
    super('The tests were stopped.');
    this.exitCode = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal];
  }
}

/** Resolves to the exit code; rejects with Interrupted once nothing of it runs any more. */
export function runSuite(command, args, { cwd, env = {}, quiet = false }) {
  return new Promise((resolve, reject) => {
    const output = quiet ? 'ignore' : 'inherit';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      // A group of its own: Ctrl-C in the terminal reaches us alone, and the suite gets one signal, not two.
      detached: true,
    });
    let stopping = null;
    const stop = (signal) => {
      if (stopping) return;
      stopping = { signal, processes: listDescendants(child.pid) };
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), ORDERLY_END_MS).unref();
    };
    for (const signal of STOP_SIGNALS) process.on(signal, stop);
    let settled = false;
    const settle = async (code) => {
      if (settled) return;
      settled = true;
      if (stopping) await endProcesses(stopping.processes);
      for (const signal of STOP_SIGNALS) process.removeListener(signal, stop);
      if (stopping) reject(new Interrupted(stopping.signal));
      else resolve(code);
    };
    child.once('error', () => settle(1));
    child.once('exit', (code) => settle(code ?? 1));
  });
}

async function endProcesses(processes) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    const left = stillThere(processes);
    if (left.length === 0) return;
    // A database that gets SIGTERM waits for its clients: SIGINT is its fast end, and a kernel only notes it.
    for (const { pid } of left) {
      for (const each of signal === 'SIGTERM' ? ['SIGTERM', 'SIGINT'] : [signal]) sendSignal(pid, each);
    }
    const deadline = Date.now() + ORDERLY_END_MS;
    while (Date.now() < deadline && stillThere(processes).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The same number with another start is another process. */
function stillThere(processes) {
  const now = new Map(listProcesses().map((entry) => [entry.pid, entry]));
  return processes.filter(({ pid, started }) => now.get(pid)?.started === started);
}

function listDescendants(root) {
  const all = listProcesses();
  const found = new Set([root]);
  // Parents may come after their children in the list: until nothing is added any more.
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

function listProcesses() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,lstart='], { encoding: 'utf8' });
  return (stdout ?? '')
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)\s*$/.exec(line))
    .filter((match) => match !== null && !match[3].startsWith('Z'))
    .map(([, pid, parent, , started]) => ({ pid: Number(pid), parent: Number(parent), started }));
}

function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended meanwhile
  }
}
