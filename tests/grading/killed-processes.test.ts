// Processes of ours that somebody kills in the midst of a grading, as a machine short of memory does: the grading earns
// all its points or fails as ours, and the next one earns them.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listDescendants } from '../../bench/processes.ts';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { GraderError } from '../../src/errors.ts';
import { createGrader, type Grader } from '../../src/grading/grader.ts';
import type { GradedNotebook } from '../../src/grading/grading-result.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import { lendGateway } from '../support/gateway.ts';
import { loadInterview } from '../support/notebooks.ts';
import { expectAllPoints, solve } from '../support/solved.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let gateway: GatewayProcess;
let grader: Grader;
let interview: Assessment;
let solved: Buffer;

beforeAll(async () => {
  [gateway, interview] = await Promise.all([
    lendGateway({ lookPauseMs: 2_000 }),
    loadInterview(['euclidean-distance', 'min-max-scaling', 'knn-from-scratch']),
  ]);
  solved = await solve(interview);
  grader = createGrader({ gateway, isolation: async () => gateway.means() });
  expectAllPoints(await grade());
  await grader.whenWarm();
});
afterAll(async () => {
  await grader?.close();
  await gateway?.close();
});

async function grade(): Promise<GradedNotebook> {
  return grader.grade({ notebook: solved, notebookName: 'nb.ipynb', assessment: interview, seed: 7n });
}

/** Null where it failed as ours. */
async function gradeWhile(kill: () => Promise<void>): Promise<GradedNotebook | null> {
  const [graded] = await Promise.all([
    grade().catch((error: unknown) => {
      expect(error).toBeInstanceOf(GraderError);
      return null;
    }),
    kill(),
  ]);
  return graded;
}

const isForked = (command: string): boolean => command.includes('fork_server.py');

function listKernelProcesses(): number[] {
  const all = listDescendants();
  const launcher = all.find(({ command }) => command.includes('assay_launcher'))?.pid;
  const parents = new Set(all.map(({ parent }) => parent));
  return all
    .filter(({ pid, parent, command }) => isForked(command) && parent !== launcher && !parents.has(pid))
    .map(({ pid }) => pid);
}

/** Waits for so many kernels, and a little longer. */
async function killAKernel(number: number, afterMs: number): Promise<void> {
  await vi.waitFor(() => expect(listKernelProcesses().length).toBeGreaterThan(number), {
    timeout: 30_000,
    interval: 20,
  });
  const kernels = listKernelProcesses();
  await sleep(afterMs);
  killIfThere(kernels[number] as number);
}

test.each([
  [0, 300],
  [0, 700],
  [1, 300],
  [1, 700],
  [2, 300],
  [2, 700],
])('kernel %i, %i ms after its start', async (number, afterMs) => {
  const graded = await gradeWhile(() => killAKernel(number, afterMs));
  if (graded) expectAllPoints(graded);
});

test.each([
  ['the fork servers', isForked],
  ['the launcher', (command: string) => command.includes('assay_launcher')],
  ['the gateway', (command: string) => command.includes('enterprise_gateway')],
])('%s', async (_, isMeant) => {
  const graded = await gradeWhile(async () => {
    await vi.waitFor(() => expect(listKernelProcesses().length).toBeGreaterThan(1), { timeout: 30_000, interval: 20 });
    await sleep(200);
    for (const { pid, command } of listDescendants()) if (isMeant(command)) killIfThere(pid);
  });
  if (graded) expectAllPoints(graded);
  await vi.waitFor(async () => expectAllPoints(await grade()), { timeout: 120_000, interval: 1_000 });
  await grader.whenWarm();
});

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with another.
  }
}
