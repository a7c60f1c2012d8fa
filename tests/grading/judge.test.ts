import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../src/config.ts';
import type { CellRun } from '../../src/grading/candidate-kernel.ts';
import { buildRunContext, createJudge } from '../../src/grading/judge.ts';
import { createGateway, type Gateway } from '../../src/kernels/gateway.ts';
import type { Kernel } from '../../src/kernels/kernel.ts';
import type { KernelOutput } from '../../src/kernels/outputs.ts';
import { loadBank } from '../../src/questions/bank.ts';
import { lendGateway } from '../support/gateway.ts';

function buildRun(cellId: string, outputs: KernelOutput[]): CellRun {
  return { cellId, outcome: 'ran', error: null, outputs, droppedBytes: 0, wallMs: 1, cpuSeconds: 1 };
}

function buildDisplay(data: Record<string, string>): KernelOutput {
  return { type: 'display', isResult: false, data };
}

test('a rubric reads what each cell printed and displayed', () => {
  const stream = (name: 'stdout' | 'stderr', text: string): KernelOutput => ({ type: 'stream', name, text });
  const run = buildRun('a', [
    stream('stdout', 'one '),
    stream('stderr', 'careful'),
    buildDisplay({ 'text/plain': '   x\n0  1', 'text/html': '<table>' }),
    stream('stdout', 'two'),
  ]);
  const context = buildRunContext(['x'], ['# y'], [run]);
  expect(context).toMatchObject({ sources: ['x'], markdown: ['# y'] });
  expect(context.outputs).toMatchObject([
    { cell: 'a', stdout: 'one two', stderr: 'careful', displays: ['   x\n0  1'], error: null },
  ]);
});

test('what is too much for one message is cut in every cell alike, its end kept', () => {
  const displays = Array.from({ length: 60 }, () =>
    buildDisplay({ 'text/plain': `<${'ä'.repeat(90_000)}`, 'text/html': 'ä'.repeat(90_000) }),
  );
  const printed: KernelOutput = { type: 'stream', name: 'stdout', text: `${'9'.repeat(900_000)} 42` };
  const runs = Array.from({ length: 20 }, (_, index) => buildRun(`cell-${index}`, [printed, ...displays]));
  const context = buildRunContext([], [], runs);
  expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThan(4_500_000);
  for (const output of context.outputs) expect(output.stdout).toMatch(/9{500,} 42$/);
});

test('a judge finds every built-in question read as the grader sends it, and marks one of another text by that', async () => {
  const bank = [...(await loadBank()).values()];
  const lent = await lendGateway({ questionsFolder: path.join(ROOT_FOLDER, 'assessments', 'questions') });
  const gateway = createGateway(lent);
  try {
    await expect.poll(() => countRead(gateway), { timeout: 120_000, interval: 1_000 }).toBe(`${bank.length}`);
    const started: Kernel[] = [];
    const watched: Gateway = {
      startKernel: async (name, without) => {
        const kernel = await gateway.startKernel(name, without);
        started.push(kernel);
        return kernel;
      },
    };
    const [first, ...others] = bank.map((question) => ({ ...question, rerun: false }));
    if (!first) throw new Error('the bank is empty');
    const changed = { ...first, rubric: `${first.rubric}\n# a recruiter's own\n` };
    const judge = await createJudge(watched, [changed, ...others], 1n);
    expect(judge.specs.size).toBe(bank.length);
    // What the grader sent word for word is taken; the one that was changed is still there.
    expect(await tellRead(started[0] as Kernel)).toBe('1');
    await judge.close();
  } finally {
    await lent.close();
  }
});

const HOW_MANY = 'from assay_judge import loaded_question\nprint(len(loaded_question._loaded), end="")';

async function tellRead(judge: Kernel): Promise<string> {
  const { outputs } = await judge.execute(HOW_MANY, { wallLimitMs: 60_000 });
  return outputs.map((output) => (output.type === 'stream' ? output.text : '')).join('');
}

async function countRead(gateway: Gateway): Promise<string> {
  const judge = await gateway.startKernel('assay-judge');
  try {
    return await tellRead(judge);
  } finally {
    await judge.close();
  }
}
