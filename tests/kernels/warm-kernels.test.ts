// Kernels that wait for their grading, behind a real gateway.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/kernels/gateway.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { keepWarm } from '../../src/kernels/warm-kernels.ts';
import { lendGateway } from '../support/gateway.ts';

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await lendGateway();
});
afterAll(() => gateway?.close());

/** The gateway, noting which kernels were started on it. */
function watchStarts(): Gateway & { started: string[] } {
  const plain = createGateway(gateway);
  const started: string[] = [];
  return {
    started,
    startKernel: async (name, without) => {
      const kernel = await plain.startKernel(name, without);
      started.push(kernel.id);
      return kernel;
    },
  };
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isTrue(); tries++) await sleep(50);
  expect(isTrue()).toBe(true);
}

async function listKernels(): Promise<string[]> {
  const reply = await fetch(`${gateway.url}/api/kernels`, { headers: { Authorization: `token ${gateway.token}` } });
  return ((await reply.json()) as { id: string }[]).map((kernel) => kernel.id);
}

test('a waiting kernel is lent once, another takes its place, and closing leaves none', async () => {
  const watched = watchStarts();
  const warm = keepWarm(watched, { waiting: { 'assay-subject': 2, 'assay-judge': 0, 'assay-bare': 1 } });
  await waitUntil(() => watched.started.length === 2);
  const waiting = [...watched.started];
  const first = await warm.startKernel('assay-subject');
  const second = await warm.startKernel('assay-subject');
  expect([first.id, second.id].sort()).toEqual(waiting.sort());
  await waitUntil(() => watched.started.length === 4);
  const third = await warm.startKernel('assay-subject');
  expect(waiting).not.toContain(third.id);
  await Promise.all([first, second, third].map((kernel) => kernel.close()));
  await warm.close();
  expect(await listKernels()).toEqual([]);
});

test('a waiting kernel that died is not lent', async () => {
  const watched = watchStarts();
  const warm = keepWarm(watched, { waiting: { 'assay-subject': 1, 'assay-judge': 0, 'assay-bare': 1 } });
  try {
    await waitUntil(() => watched.started.length === 1);
    const [dead] = watched.started;
    await fetch(`${gateway.url}/api/kernels/${dead}`, {
      method: 'DELETE',
      headers: { Authorization: `token ${gateway.token}` },
    });
    await sleep(1_000);
    const kernel = await warm.startKernel('assay-subject');
    expect(kernel.id).not.toBe(dead);
    expect((await kernel.execute('6 * 7', { wallLimitMs: 20_000 })).status).toBe('completed');
    await kernel.close();
  } finally {
    await warm.close();
  }
});

test('bare kernels wait by what they lack', async () => {
  const watched = watchStarts();
  const warm = keepWarm(watched, { waiting: { 'assay-subject': 0, 'assay-judge': 0, 'assay-bare': 1 } });
  try {
    const without = { forbid: ['sklearn'], allow: [] };
    const first = await warm.startKernel('assay-bare', without);
    await waitUntil(() => watched.started.length === 2);
    const other = await warm.startKernel('assay-bare', { forbid: ['scipy.cluster'], allow: [] });
    expect(watched.started.indexOf(other.id)).toBeGreaterThan(1);
    const second = await warm.startKernel('assay-bare', without);
    expect(watched.started.indexOf(second.id)).toBe(1);
    const seen = await second.execute(
      'import importlib.util as u, os, numpy; site = os.path.dirname(os.path.dirname(numpy.__file__)); print(os.listdir(site + "/sklearn"))',
      { wallLimitMs: 20_000 },
    );
    expect(seen.outputs).toMatchObject([{ text: '[]\n' }]);
    await Promise.all([first, other, second].map((kernel) => kernel.close()));
  } finally {
    await warm.close();
  }
});
