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
import {
  AS_ORDINARY_USER,
  AS_ROOT,
  buildEnvironment,
  createVarFolder,
  IS_ROOT,
  NAMESPACES_FORBIDDEN,
  type Situation,
} from '../support/situations.ts';

/** Its probes fill disks and fork to the limits: beside another file of tests that takes minutes. */
const LIMIT_MS = 300_000;
let folder: string;

beforeAll(() => {
  // The ordinary user must be able to write here, and to reach the environments.
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-doctor-'));
  fs.chmodSync(folder, 0o755);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

type Said = { code: number | null; text: string };

async function runDoctor({ before, means }: Situation): Promise<Said> {
  const varFolder = path.join(folder, means);
  createVarFolder(varFolder);
  const command = [...before, process.execPath, path.join(ROOT_FOLDER, 'src', 'cli', 'assay.mjs'), 'doctor'];
  const child = spawn(command[0] ?? '', command.slice(1), { env: buildEnvironment(varFolder) });
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

describe.skipIf(!IS_ROOT)('as root', () => {
  test(
    'namespaces are taken, and keep every promise',
    async () => {
      const { code, text } = await runDoctor(AS_ROOT);
      expect(code, text).toBe(0);
      expect(text).toMatch(/^Isolation\s+by namespaces$/m);
      expect(readColumn(text, 'namespaces')).toEqual(ALL_KEPT);
      expect(readColumn(text, 'user-namespaces')).toEqual({ ...ALL_KEPT, 'own-uid': 'NO' });
    },
    LIMIT_MS,
  );

  test(
    'where namespaces are forbidden Landlock is taken, and keeps what has to be kept',
    async () => {
      const { code, text } = await runDoctor(NAMESPACES_FORBIDDEN);
      expect(code, text).toBe(0);
      expect(text).toMatch(/^Isolation\s+by landlock$/m);
      expect(readColumn(text, 'namespaces')).toMatchObject({ network: '–' });
      expect(readColumn(text, 'landlock')).toEqual({ ...ALL_KEPT, 'process-list': 'NO', 'own-uid': 'NO' });
    },
    LIMIT_MS,
  );
});

describe('as an ordinary user', () => {
  test(
    'user namespaces are taken, and keep every promise but that of an id of its own',
    async () => {
      const { code, text } = await runDoctor(AS_ORDINARY_USER);
      expect(code, text).toBe(0);
      expect(text).toMatch(/^User\s+an ordinary user$/m);
      expect(text).toMatch(/^Isolation\s+by user-namespaces$/m);
      expect(readColumn(text, 'user-namespaces')).toEqual({ ...ALL_KEPT, 'own-uid': 'NO' });
    },
    LIMIT_MS,
  );
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
    expect(broken).toEqual(expect.arrayContaining(IS_ROOT ? expected : ['network', 'files', 'processes', 'seccomp']));
    expect(listBrokenPromises(findings).join('\n')).toContain('reaches no network: no');
  } finally {
    await gateway.close();
  }
});
