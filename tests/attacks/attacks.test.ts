// Every attack is graded as a candidate's notebook is, under the best means of isolation that this machine has. None may
// earn a check that its wrong answer loses, reach anything outside of its kernel, harm the question before it, or leave
// anything behind; every control keeps all points. Those that go for the machine are in means.test.ts.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { type Bank, loadBank } from '../../src/questions/bank.ts';
import { lendGateway } from '../support/gateway.ts';
import { type AttackFile, readAttackFiles, SYSTEM_KINDS } from './attack-files.ts';
import { expectNothingGained } from './attack-grading.ts';

const all = readAttackFiles();
const files = all.filter((file) => !SYSTEM_KINDS.includes(file.kind));
let gateway: GatewayProcess;
let grader: Grader;
let bank: Bank;

beforeAll(async () => {
  bank = await loadBank();
  gateway = await lendGateway();
  grader = createGrader({ gateway, isolation: async () => gateway.means(), warmGradings: 2 });
});
afterAll(async () => {
  await grader?.close();
  await gateway?.close();
});

test('what can still be done is published', () => {
  const readme = fs.readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const open = all.filter((file) => file.stillForges.length + file.knownHoles.length + file.stillEscapes.length > 0);
  const isNamed = (file: AttackFile) => readme.includes(path.basename(file.id, '.attack'));
  expect(open.filter((file) => !isNamed(file)).map((file) => file.id)).toEqual([]);
  expect(open.length).toBeGreaterThan(0);
});

describe.each(['attack', 'control'] as const)('%s', (kind) => {
  test.concurrent.each(
    files.filter((file) => file.isControl === (kind === 'control')).map((file) => [file.id, file] as const),
  )('%s', (_, file) => expectNothingGained(file, grader, bank), 300_000);
});
