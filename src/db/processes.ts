// What the system says about a process number: numbers are reused, so a number alone proves nothing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return readState(pid) !== 'Z';
}

/** Differs between two processes that had the same number one after the other. */
export function readStartMark(pid: number): string {
  const fields = readStat(pid);
  return fields ? (fields[19] ?? '') : readWithPs(pid, 'lstart=');
}

export function readCommandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return fs.existsSync('/proc/self/stat') ? '' : readWithPs(pid, 'command=');
  }
}

function readState(pid: number): string {
  return readStat(pid)?.[0] ?? '';
}

/** The fields after the program's name (which may hold spaces and brackets): state first, start time at 19. */
function readStat(pid: number): string[] | null {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Where there is no /proc (macOS). */
function readWithPs(pid: number, column: string): string {
  return (spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}
