// The attacks on the operating system under each means of isolation: as root, as an ordinary user, and where namespaces are
// forbidden. What they may not get is the same everywhere.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GatewayAddress } from '../../src/kernels/gateway.ts';
import { type Bank, loadBank } from '../../src/questions/bank.ts';
import { buildEnvironment, createVarFolder, SITUATIONS, type Situation } from '../support/situations.ts';
import { readAttackFiles, SYSTEM_KINDS } from './attack-files.ts';
import { expectNothingGained } from './attack-grading.ts';

/** Of the attack that leaves something for the next kernel. */
const LETTER = '/dev/shm/assay-attack-letter';
/** Of the attack that passes on what it knows in shared memory. */
const SHARED_KEY = 0x41535359;
const files = readAttackFiles().filter((file) => SYSTEM_KINDS.includes(file.kind));
let folder: string;
let bank: Bank;
let letters: ChildProcess;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-means-'));
  fs.chmodSync(folder, 0o755);
  bank = await loadBank();
  letters = await openLetterBox(path.join(folder, 'letters'));
});
afterAll(() => {
  letters?.kill();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe.each(SITUATIONS.map((situation) => [situation.title, situation] as const))('%s', (_, situation) => {
  let owner: GatewayOwner;
  let grader: Grader;
  let before: string[];

  beforeAll(async () => {
    before = listLeftovers();
    owner = await startGateway(situation);
    grader = createGrader({ gateway: owner, isolation: async () => owner.means, warmGradings: 2 });
  });
  afterAll(async () => {
    await grader?.close();
    await owner?.close();
    fs.rmSync(LETTER, { force: true });
  });

  test(`kernels are confined by ${situation.means}`, () => expect(owner.means).toBe(situation.means));

  test.concurrent.each(files.map((file) => [file.id, file] as const))(
    '%s',
    (_id, file) => expectNothingGained(file, grader, bank),
    300_000,
  );

  test('nothing is left of them when their kernels have ended', async () => {
    await grader.close();
    await owner.close();
    const left = listLeftovers().filter((name) => !before.includes(name));
    // Without a mount namespace the folder is everybody's, and semaphores need it.
    expect(left).toEqual(situation.means === 'landlock' ? [LETTER] : []);
  });
});

type GatewayOwner = GatewayAddress & { means: string; close(): Promise<void> };

async function startGateway({ before, means }: Situation): Promise<GatewayOwner> {
  const varFolder = path.join(folder, means);
  createVarFolder(varFolder);
  const program = fileURLToPath(new URL('../support/gateway-owner.ts', import.meta.url));
  const command = [...before, process.execPath, '--import', 'tsx', program];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: buildEnvironment(varFolder),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  return { ...JSON.parse(await readLine(child)), close };
}

/** A terminal of the host's, and a socket file that takes letters without a connection (/proc/net/unix names it). */
async function openLetterBox(address: string): Promise<ChildProcess> {
  const code = `
import os, signal, socket, sys
terminal = os.openpty()
box = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
box.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o777)
print("open", flush=True)
signal.pause()`;
  const child = spawn('python3', ['-c', code, address], { stdio: ['ignore', 'pipe', 'inherit'] });
  await readLine(child);
  return child;
}

async function readLine(child: ChildProcess): Promise<string> {
  if (child.stdout) for await (const line of readline.createInterface({ input: child.stdout })) return line;
  throw new Error('the process ended without a word');
}

/** What the attacks make where all kernels of a machine could see it: files by their names, memory by its key. */
function listLeftovers(): string[] {
  const named = ['/dev/shm', '/run', '/var/tmp', os.tmpdir()].flatMap((place) =>
    fs.readdirSync(place).flatMap((name) => (name.includes('attack') ? [path.join(place, name)] : [])),
  );
  const keyed = ['shm', 'sem', 'msg'].flatMap((kind) => {
    const lines = fs.readFileSync(`/proc/sysvipc/${kind}`, 'utf8').split('\n');
    return lines.flatMap((line) => (Number(line.trim().split(/\s+/)[0]) === SHARED_KEY ? [`${kind}: ${line}`] : []));
  });
  return [...named, ...keyed];
}
