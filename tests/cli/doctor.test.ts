// `assay doctor` in the three situations that a machine can be in: as root, as an ordinary user, and where namespaces are
// forbidden. Its probes run inside kernels of a real gateway.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../src/config.ts';
import { createGateway } from '../../src/kernels/gateway.ts';
import { listBrokenPromises, probeIsolation, SAFETY_PROMISES } from '../../src/kernels/isolation.ts';
import { lendGateway } from '../support/gateway.ts';

const ORDINARY_UID = 1000;
const isRoot = process.getuid?.() === 0;
let folder: string;

beforeAll(() => {
  // The ordinary user must be able to write here, and to reach the environments.
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-doctor-'));
  fs.chmodSync(folder, 0o755);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

type Said = { code: number | null; text: string };

async function runDoctor(name: string, before: string[], env: Record<string, string> = {}): Promise<Said> {
  const varFolder = path.join(folder, name);
  fs.mkdirSync(varFolder);
  fs.symlinkSync(path.join(ROOT_FOLDER, 'var', 'python'), path.join(varFolder, 'python'));
  if (isRoot) fs.chownSync(varFolder, ORDINARY_UID, ORDINARY_UID);
  const command = [...before, process.execPath, path.join(ROOT_FOLDER, 'src', 'cli', 'assay.mjs'), 'doctor'];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', HOME: varFolder, ASSAY_VAR: varFolder, ...env },
  });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  let problems = '';
  child.stderr.on('data', (part) => {
    problems += part;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text: code === 0 ? text : `${text}\n${problems}` };
}

/** The table's column: what is answered to each promise. */
function readColumn(text: string, means: string): Record<string, string> {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith("A candidate's kernel"));
  const place = lines[head]?.indexOf(` ${means}`) ?? -1;
  expect(place, text).toBeGreaterThan(0);
  return Object.fromEntries(
    SAFETY_PROMISES.map(({ id }, index) => [id, lines[head + 1 + index]?.slice(place + 1).split(' ')[0] ?? '']),
  );
}

const ALL_KEPT = Object.fromEntries(SAFETY_PROMISES.map(({ id }) => [id, 'yes']));

describe.skipIf(!isRoot)('as root', () => {
  test('namespaces are taken, and keep every promise', async () => {
    const { code, text } = await runDoctor('root', []);
    expect(code, text).toBe(0);
    expect(text).toMatch(/^Isolation\s+by namespaces$/m);
    expect(readColumn(text, 'namespaces')).toEqual(ALL_KEPT);
    expect(readColumn(text, 'user-namespaces')).toEqual({ ...ALL_KEPT, 'own-uid': 'NO' });
  });

  test('where namespaces are forbidden Landlock is taken, and keeps what has to be kept', async () => {
    const script = path.join(ROOT_FOLDER, 'kernel', 'tests', 'forbid_namespaces.py');
    const python = path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python');
    const { code, text } = await runDoctor('forbidden', [python, script]);
    expect(code, text).toBe(0);
    expect(text).toMatch(/^Isolation\s+by landlock$/m);
    expect(readColumn(text, 'namespaces')).toMatchObject({ network: '–' });
    expect(readColumn(text, 'landlock')).toEqual({ ...ALL_KEPT, 'process-list': 'NO', 'own-uid': 'NO' });
  });
});

describe('as an ordinary user', () => {
  test('user namespaces are taken, and keep every promise but that of an id of its own', async () => {
    const { code, text } = await runDoctor('user', isRoot ? asOrdinaryUser() : []);
    expect(code, text).toBe(0);
    expect(text).toMatch(/^User\s+an ordinary user$/m);
    expect(text).toMatch(/^Isolation\s+by user-namespaces$/m);
    expect(readColumn(text, 'user-namespaces')).toEqual({ ...ALL_KEPT, 'own-uid': 'NO' });
  });
});

test('without any of them the probes tell what a kernel reaches, and nothing would be graded', async () => {
  const gateway = await lendGateway({ sandbox: 'off' });
  try {
    const options = { gateway: createGateway(gateway), gatewayUrl: gateway.url, varFolder: folder, isThorough: false };
    const findings = await probeIsolation(options);
    const broken = [...findings].filter(([, finding]) => !finding.kept).map(([id]) => id);
    const expected = [
      'network',
      'files',
      'read-only',
      'processes',
      'process-list',
      'own-uid',
      'no-new-privileges',
      'seccomp',
    ];
    expect(broken).toEqual(expect.arrayContaining(isRoot ? expected : ['network', 'files', 'processes', 'seccomp']));
    expect(listBrokenPromises(findings).join('\n')).toContain('reaches no network: no');
  } finally {
    await gateway.close();
  }
});

/** Where the Python below the environments lies in a folder of root's, the user sees it in a mount namespace of its own. */
function asOrdinaryUser(): string[] {
  const python = fs.realpathSync(path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python'));
  const prefix = path.dirname(path.dirname(python));
  const closed = listClosedFolders(prefix);
  const open = closed.map(
    (closedFolder) =>
      `mount --bind ${prefix} /mnt && mount -t tmpfs -o mode=755 tmpfs ${closedFolder} && mkdir -p ${prefix} && mount --move /mnt ${prefix}`,
  );
  const drop = `exec setpriv --reuid=${ORDINARY_UID} --regid=${ORDINARY_UID} --clear-groups --bounding-set=-all --inh-caps=-all "$@"`;
  return ['unshare', '--mount', 'sh', '-c', [...open, drop].join(' && '), 'sh'];
}

function listClosedFolders(inside: string): string[] {
  const parents: string[] = [];
  for (let current = inside; current !== '/'; current = path.dirname(current)) parents.unshift(current);
  const first = parents.find((parent) => (fs.statSync(parent).mode & 0o001) === 0);
  return first === undefined ? [] : [first];
}
