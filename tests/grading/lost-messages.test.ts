// Every way in which a message between the kernels, the gateway and the grader can be lost: the grading starts anew on
// fresh kernels, earns what it would have earned, and nobody waits for the limit.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GradedNotebook } from '../../src/grading/grading-result.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { lendGateway } from '../support/gateway.ts';
import { createLossyProxy, type LossyProxy, type Passing } from '../support/lossy-proxy.ts';
import { buildCell, loadInterview, type RawNotebook, toBytes } from '../support/notebooks.ts';
import { expectAllPoints, solve } from '../support/solved.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let gateway: GatewayProcess;
let proxy: LossyProxy;
let grader: Grader;
let interview: Assessment;
let solved: Buffer;

/** Keeps the reply of its own cell, and of those behind it. */
const SWALLOW = `
session = get_ipython().kernel.session
send = session.send
session.send = lambda stream, message, *args, **more: None if message == 'execute_reply' else send(stream, message, *args, **more)`;

beforeAll(async () => {
  [gateway, interview] = await Promise.all([
    lendGateway({ lookPauseMs: 2_000 }),
    loadInterview(['euclidean-distance', 'min-max-scaling', 'knn-from-scratch']),
  ]);
  solved = await solve(interview);
  proxy = await createLossyProxy(gateway);
  grader = createGrader({ gateway: proxy, isolation: async () => gateway.means() });
});
afterEach(async () => {
  proxy.lose(null);
  proxy.fail(null);
  await grader.whenWarm();
});
afterAll(async () => {
  await grader?.close();
  await proxy?.close();
  await gateway?.close();
});

async function grade(): Promise<GradedNotebook> {
  return grader.grade({ notebook: solved, notebookName: 'nb.ipynb', assessment: interview, seed: 7n });
}

/** Loses one message: the so-many-th that is meant. */
function loseOnce(number: number, isMeant: (message: Passing) => boolean): { isLost(): boolean } {
  let count = 0;
  proxy.lose((message) => isMeant(message) && ++count === number);
  return { isLost: () => count >= number };
}

async function listKernels(): Promise<unknown[]> {
  const reply = await fetch(`${gateway.url}/api/kernels`, { headers: { Authorization: `token ${gateway.token}` } });
  return (await reply.json()) as unknown[];
}

const KERNELS = ['assay-subject 1', 'assay-subject 2', 'assay-bare 1', 'assay-judge 1'];
const MESSAGES: Record<string, Partial<Passing>> = {
  'a request': { direction: 'to kernel', type: 'execute_request' },
  'a reply': { direction: 'from kernel', type: 'execute_reply' },
  'a status': { direction: 'from kernel', type: 'status', parentType: 'execute_request', state: 'idle' },
};

describe('a message that is lost on its way', () => {
  for (const kernel of KERNELS) {
    const isJudge = kernel === 'assay-judge 1';
    // Of the end of a request nothing is said; a judge runs no cells.
    const messages = Object.entries(MESSAGES).filter(([name]) => !(isJudge && name === 'a status'));
    test.each(messages)(`${kernel}: %s`, async (name, expected) => {
      const isMeant = (message: Passing) =>
        Object.entries({ kernel, ...expected }).every(([name, value]) => message[name as keyof Passing] === value);
      // The first three requests are those of the start.
      const lost = loseOnce(isJudge ? 5 : name === 'a status' ? 1 : 4, isMeant);
      const startedAt = performance.now();
      expectAllPoints(await grade());
      expect(lost.isLost()).toBe(true);
      expect(proxy.started()).toBeGreaterThan(KERNELS.length);
      expect(performance.now() - startedAt).toBeLessThan(50_000);
    });
  }

  test.each(['input_request', 'input_reply'])('%s: the judge asks again', async (type) => {
    const lost = loseOnce(2, (message) => message.type === type);
    expectAllPoints(await grade());
    expect(lost.isLost()).toBe(true);
    expect(proxy.started()).toBe(KERNELS.length);
  });

  test('each time at the same place: the kernel does that itself, and its question alone pays', async () => {
    const questions = interview.questions.map((question) =>
      question.id === 'min-max-scaling' ? { ...question, limits: { cellSeconds: 1 } } : question,
    );
    const cell = buildCell(SWALLOW);
    cell.metadata = { assay: { question: 'min-max-scaling', role: 'answer' } };
    const notebook = JSON.parse(solved.toString()) as RawNotebook;
    const place = notebook.cells.findLastIndex((item) => item.metadata.assay?.question === 'min-max-scaling');
    notebook.cells.splice(place, 0, cell);
    const input = { notebook: toBytes(notebook), notebookName: 'nb.ipynb', seed: 7n };
    const { result } = await grader.grade({ ...input, assessment: { ...interview, questions } });
    expect(result.status).toBe('complete');
    for (const question of result.questions)
      if (question.id === 'min-max-scaling') expect(question.status).toBe('timed_out');
      else expect(question).toMatchObject({ status: 'graded', points: question.maxPoints });
  });
});

describe('a gateway', () => {
  test('that falls silent on open connections costs no candidate anything', async () => {
    const grading = gradeOrLose();
    await untilStarted();
    proxy.freeze();
    await grading;
    expectAllPoints(await grade());
  });

  test('whose connections end fails the grading at once, and keeps no kernel', async () => {
    const grading = expect(grade()).rejects.toMatchObject({ code: 'gateway_lost' });
    await untilStarted();
    proxy.cut();
    await grading;
    await grader.whenWarm();
    await vi.waitFor(async () => expect(await listKernels()).toEqual([]), { timeout: 10_000 });
  });

  test('that fails to start and to end kernels is asked again, and keeps none', async () => {
    let failures = 0;
    proxy.fail(({ method }) => (method !== 'GET' && ++failures % 2 === 1 ? 503 : null));
    expectAllPoints(await grade());
    await grader.whenWarm();
    expect(failures).toBeGreaterThan(4);
    proxy.fail(null);
    await vi.waitFor(async () => expect(await listKernels()).toEqual([]), { timeout: 10_000 });
  });

  test('that cannot start kernels at all is told as such', async () => {
    proxy.fail(({ method }) => (method === 'POST' ? 500 : null));
    await expect(grade()).rejects.toMatchObject({ code: 'kernel_start_failed' });
  });

  test('that is stopped is ended and started again', async () => {
    const grading = gradeOrLose();
    await untilStarted();
    const stopped = gateway.pid() as number;
    process.kill(stopped, 'SIGSTOP');
    await grading;
    await vi.waitFor(async () => expect(await listKernels()).toEqual([]), { timeout: 60_000, interval: 500 });
    expect(gateway.pid()).not.toBe(stopped);
    expectAllPoints(await grade());
  });
});

/** It fails as ours, or has begun anew in time and earns all points. */
async function gradeOrLose(): Promise<void> {
  const graded = await grade().catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'gateway_lost' });
    return null;
  });
  if (graded) expectAllPoints(graded);
}

/** Resolves in the midst of a grading. */
async function untilStarted(): Promise<void> {
  const before = proxy.started();
  await vi.waitFor(() => expect(proxy.started()).toBeGreaterThanOrEqual(before + KERNELS.length), { timeout: 60_000 });
  await sleep(200);
}
