import { expect, test } from 'vitest';
import type { CellRun } from '../../src/grading/candidate-kernel.ts';
import { buildRunContext } from '../../src/grading/judge.ts';
import type { KernelOutput } from '../../src/kernels/outputs.ts';

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
