// What a kernel must not be able to do, and whether that holds here: found out by a cell that runs in a kernel of the
// gateway in question and tries.
import dgram from 'node:dgram';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ROOT_FOLDER, type SandboxSetting } from '../config.ts';
import { GraderError, SetupError } from '../errors.ts';
import type { LentGateway } from './configured-gateway.ts';
import { createGateway, type Gateway } from './gateway.ts';

export type SafetyPromise = {
  id: string;
  title: string;
  /** Without it nothing is graded. */
  isRequired: boolean;
  /** Found out only where it may take seconds. */
  isSlow?: boolean;
};

export const SAFETY_PROMISES: readonly SafetyPromise[] = [
  { id: 'network', title: 'reaches no network', isRequired: true },
  { id: 'files', title: "reads no file of the service's or the host's", isRequired: true },
  { id: 'read-only', title: 'writes to its scratch space alone', isRequired: true },
  { id: 'secrets', title: 'has no secret in its environment', isRequired: true },
  { id: 'processes', title: 'touches no other process', isRequired: true },
  { id: 'process-list', title: 'sees no other process', isRequired: false },
  { id: 'own-uid', title: 'has a user id of its own', isRequired: false },
  { id: 'capabilities', title: 'has no capabilities', isRequired: true },
  { id: 'no-new-privileges', title: 'gains no privileges', isRequired: true },
  { id: 'seccomp', title: 'has its system calls filtered', isRequired: true },
  { id: 'namespaces', title: 'makes no namespaces', isRequired: true },
  { id: 'memory', title: 'memory is limited', isRequired: false, isSlow: true },
  { id: 'process-count', title: 'processes are limited', isRequired: false, isSlow: true },
  { id: 'file-size', title: 'file size is limited', isRequired: false, isSlow: true },
  { id: 'disk', title: 'disk space is limited', isRequired: false, isSlow: true },
  { id: 'open-files', title: 'open files are limited', isRequired: false, isSlow: true },
  { id: 'processor-time', title: 'processor time is limited', isRequired: false, isSlow: true },
  { id: 'leftovers', title: 'leaves no process behind', isRequired: false, isSlow: true },
  { id: 'use', title: 'runs all that the questions need', isRequired: true, isSlow: true },
];

export type Finding = { kept: boolean; detail: string };
export type Findings = Map<string, Finding>;

const FindingsSchema = z.record(z.string(), z.object({ kept: z.boolean(), detail: z.string() }));
const PROBE_WALL_MS = 120_000;
const MARK = 'ASSAY-FINDINGS ';
/** More than the quota of a kernel's scratch space. */
const FILL = `
import os
try:
    for number in range(20):
        with open(f"assay-fill-{number}", "wb") as out:
            out.write(b"x" * (100 << 20))
    import time
    time.sleep(3)
    print("NO-LIMIT")
except OSError as error:
    print("LIMITED", error.errno)
`;

export type ProbeOptions = {
  gateway: Gateway;
  gatewayUrl: string;
  /** Folder of the service's that no kernel may read. */
  varFolder: string;
  /** Those that take seconds too. */
  isThorough: boolean;
};

/** Throws GraderError where no kernel starts or the probe says nothing. */
export async function probeIsolation(options: ProbeOptions): Promise<Findings> {
  const trap = await createTrap();
  const canary = path.join(options.varFolder, `canary-${process.pid}`);
  await fs.mkdir(options.varFolder, { recursive: true });
  await fs.writeFile(canary, 'not for kernels');
  try {
    const code = await fs.readFile(path.join(ROOT_FOLDER, 'kernel', 'probes', 'isolation.py'), 'utf8');
    const { hostname, port } = new URL(options.gatewayUrl);
    const settings = {
      addresses: [...trap.addresses, [hostname, Number(port || 80)]],
      files: [
        canary,
        path.join(ROOT_FOLDER, 'package.json'),
        '/etc/shadow',
        '/etc/hostname',
        '/proc/1/root/etc/hostname',
      ],
      uid: process.getuid?.() ?? -1,
      all: options.isThorough,
    };
    const findings = await runProbe(
      options.gateway,
      `ASSAY_PROBE = __import__("json").loads(${JSON.stringify(JSON.stringify(settings))})\n${code}`,
    );
    const touched = trap.touched();
    if (touched > 0) findings.set('network', { kept: false, detail: `${touched} messages of the kernel's arrived` });
    if (options.isThorough) {
      findings.set('disk', await probeDisk(options.gateway));
      findings.set('leftovers', await probeLeftovers(options.gateway));
    }
    return findings;
  } finally {
    await fs.rm(canary, { force: true });
    trap.close();
  }
}

/**
 * What each result says of the isolation: the means, "gateway" for one that is not ours and whose kernels were probed, or
 * "none" where that was asked for. Throws SetupError where a promise is not kept: then no candidate's code may run.
 */
export async function establishIsolation(
  gateway: LentGateway,
  { sandbox, varFolder }: { sandbox: SandboxSetting; varFolder: string },
): Promise<string> {
  const means = gateway.means();
  if (means !== null) return means;
  if (sandbox === 'off') return 'none';
  const client = createGateway(gateway);
  const findings = await probeIsolation({ gateway: client, gatewayUrl: gateway.url, varFolder, isThorough: false });
  const broken = listBrokenPromises(findings);
  if (broken.length === 0) return 'gateway';
  throw new SetupError(
    [
      `The kernels of the gateway ${gateway.url} do not confine a candidate's code, so nothing is graded there:`,
      ...broken.map((line) => `  ${line}`),
      'Run npx assay doctor for the whole table. To grade notebooks that you trust, set ASSAY_SANDBOX=off.',
    ].join('\n'),
  );
}

/** The promises that have to be kept, and are not; with what was found. */
export function listBrokenPromises(findings: Findings): string[] {
  return SAFETY_PROMISES.filter(({ id, isRequired }) => isRequired && findings.get(id)?.kept === false).map(
    ({ id, title }) => `${title}: no (${findings.get(id)?.detail})`,
  );
}

async function runProbe(gateway: Gateway, code: string): Promise<Findings> {
  const kernel = await gateway.startKernel('assay-subject');
  try {
    const run = await kernel.execute(code, { wallLimitMs: PROBE_WALL_MS });
    const text = run.outputs.flatMap((output) => (output.type === 'stream' ? [output.text] : [])).join('');
    const line = text.split('\n').find((candidate) => candidate.startsWith(MARK));
    if (line === undefined) {
      const reason = run.status === 'errored' ? `${run.error.ename}: ${run.error.evalue}` : run.status;
      throw new GraderError('kernel_start_failed', `The probe of the isolation did not end well (${reason}).`);
    }
    return new Map(Object.entries(FindingsSchema.parse(JSON.parse(line.slice(MARK.length)))));
  } finally {
    await kernel.close();
  }
}

async function probeDisk(gateway: Gateway): Promise<Finding> {
  const kernel = await gateway.startKernel('assay-subject');
  try {
    const run = await kernel.execute(FILL, { wallLimitMs: PROBE_WALL_MS });
    const text = run.outputs.flatMap((output) => (output.type === 'stream' ? [output.text] : [])).join('');
    if (text.includes('LIMITED')) return { kept: !text.includes('NO-LIMIT'), detail: 'writing ends at the quota' };
    if (run.status === 'kernel_died') return { kept: true, detail: 'the kernel is ended beyond the quota' };
    return { kept: false, detail: '2 GB could be written' };
  } finally {
    await kernel.close();
  }
}

/** On a gateway of another machine nothing can be looked for: then it is not known. */
async function probeLeftovers(gateway: Gateway): Promise<Finding> {
  const mark = `assay-leftover-${process.pid}-${Date.now()}`;
  const kernel = await gateway.startKernel('assay-subject');
  const code = `import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time, os; os.setsid() if os.getpgrp() != os.getpid() else None; time.sleep(600)", "${mark}"])`;
  await kernel.execute(code, { wallLimitMs: PROBE_WALL_MS });
  await kernel.close();
  for (let tries = 0; tries < 50; tries++) {
    if (!(await isRunning(mark))) return { kept: true, detail: 'what it had started ended with it' };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { kept: false, detail: 'a process outlived its kernel' };
}

async function isRunning(mark: string): Promise<boolean> {
  for (const name of await fs.readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const line = await fs.readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(mark)) return true;
  }
  return false;
}

/** Listens on this machine's own addresses; whatever arrives came from a kernel. */
async function createTrap() {
  let touched = 0;
  const tcp = net.createServer((socket) => {
    touched++;
    socket.destroy();
  });
  tcp.listen(0, '0.0.0.0');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = dgram.createSocket('udp4', () => {
    touched++;
  });
  udp.bind(port, '0.0.0.0');
  await once(udp, 'listening');
  const own = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  const hosts = [
    '127.0.0.1',
    ...own.filter((item) => item.family === 'IPv4' && !item.internal).map((item) => item.address),
  ];
  return {
    addresses: hosts.map((host) => [host, port] as const),
    touched: () => touched,
    close: () => {
      tcp.close();
      udp.close();
    },
  };
}
