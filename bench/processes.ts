// What this process and those that it started use, and what kernels may leave on the machine; read from /proc.
import fs from 'node:fs';

/** Resident memory in megabytes (10⁶ bytes) and open files of each of the service's own processes. */
export type Sample = Record<string, { mb: number; files: number }>;

type Process = { pid: number; parent: number; command: string };

const SERVICE: [string, (command: string) => boolean][] = [
  ['gateway', (command) => command.includes('enterprise_gateway') || command.includes('jupyter_enterprise_gateway')],
  ['launcher', (command) => command.includes('assay_launcher')],
];

export function takeSample(): Sample {
  const sample: Sample = { grader: read(process.pid) };
  const tree = listDescendants();
  for (const [name, isOne] of SERVICE) {
    const found = tree.find(({ command }) => isOne(command));
    if (found) sample[name] = read(found.pid);
  }
  return sample;
}

/** The commands of all that this process has started and that still runs. */
export function listTree(): string[] {
  return listDescendants().map(({ pid, command }) => `${pid} ${command.slice(0, 100)}`);
}

/** Folders, shared memory, mounts and control groups that kernels or what starts them may leave. */
export function listLeftovers(): string[] {
  const list = (folder: string, isOne: (name: string) => boolean) =>
    readFolder(folder)
      .filter(isOne)
      .map((name) => `${folder}/${name}`);
  const isOurs = (name: string) => name.startsWith('assay');
  const mounts = fs.readFileSync('/proc/self/mounts', 'utf8').split('\n').filter(Boolean);
  const groups = ['', ...readFolder('/sys/fs/cgroup')].flatMap((name) => list(`/sys/fs/cgroup/${name}`, isOurs));
  return [
    ...list('/tmp', isOurs),
    ...list('/dev/shm', () => true),
    ...mounts.map((line) => `mount ${line}`),
    ...groups,
  ];
}

function read(pid: number): { mb: number; files: number } {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  return { mb: Math.round((kilobytes * 1024) / 1e6), files: readFolder(`/proc/${pid}/fd`).length };
}

/** All that this process has started and that still runs. */
export function listDescendants(): Process[] {
  const all = readFolder('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
  const found = new Set([process.pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  found.delete(process.pid);
  return all.filter(({ pid }) => found.has(pid));
}

/** None where it has ended meanwhile, or has ended and is waited for. */
function readProcess(pid: number): Process[] {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return [];
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    // The program that turns TypeScript into JavaScript stays as long as we do.
    return command.includes('esbuild') ? [] : [{ pid, parent: Number(parent), command }];
  } catch {
    return [];
  }
}

function readFolder(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
