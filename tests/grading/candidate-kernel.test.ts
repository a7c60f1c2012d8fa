// What becomes of a candidate's kernel when its grading ends while something still runs; on kernels that are not there.
import { expect, test } from 'vitest';
import { createCandidateKernel } from '../../src/grading/candidate-kernel.ts';
import type { Losses } from '../../src/grading/losses.ts';
import type { Gateway } from '../../src/kernels/gateway.ts';
import type { Kernel, Run } from '../../src/kernels/kernel.ts';

type Fake = { id: number; ran: string[]; isOpen: boolean };

function createFakeGateway(start: () => Promise<void> = async () => undefined) {
  const fakes: Fake[] = [];
  const gateway: Gateway = {
    startKernel: async () => {
      await start();
      const fake: Fake = { id: fakes.length, ran: [], isOpen: true };
      fakes.push(fake);
      const execute = async (code: string): Promise<Run> => {
        if (code === 'die') fake.isOpen = false;
        else fake.ran.push(code);
        return { status: fake.isOpen ? 'completed' : 'kernel_died', outputs: [], droppedBytes: 0, wallMs: 1 };
      };
      const ask: Kernel['ask'] = async (request) => {
        const { op } = request as { op: string };
        if (op !== 'setup') fake.ran.push(op);
        return { status: 'answered', reply: { ok: true, value: { python: '3', packages: {} } }, wallMs: 1 };
      };
      const close = async () => {
        fake.isOpen = false;
      };
      return {
        execute,
        ask,
        close,
        isAlive: () => fake.isOpen,
        oddities: () => ({ badFrames: fake.id }),
      } as unknown as Kernel;
    },
  };
  return { gateway, fakes };
}

const cell = (source: string, questionId = 'q') =>
  ({ id: source, source, questionId, role: 'answer', cpuSeconds: 1 }) as const;
const losses: Losses = { watch: (_, wait) => wait({ lossIsOurs: true }) };
const SETUP = { role: 'twin', files: {}, seed: 1n, losses } as const;

test('a fresh kernel runs what had run, gets what it was told, and draws for the present question alone', async () => {
  const { gateway, fakes } = createFakeGateway();
  const kernel = await createCandidateKernel(gateway, SETUP);
  await kernel.runCell(cell('a', 'earlier'));
  await kernel.runCell(cell('train', 'long'));
  await kernel.tell({ op: 'hidden' });
  await kernel.runCell(cell('b'));
  await kernel.tryOut(cell('tried'));
  await kernel.runCell(cell('die'));
  await kernel.replace(
    'q',
    new Map([
      ['train', 'import x'],
      ['b', 'nothing of it'],
    ]),
  );
  expect(fakes[1]?.ran).toEqual(['a', 'import x', 'hidden', 'figures', 'b']);
  expect(kernel.isAlive()).toBe(true);
});

test('nothing is started any more once the grading has ended', async () => {
  const { gateway, fakes } = createFakeGateway();
  const kernel = await createCandidateKernel(gateway, SETUP);
  await kernel.close();
  await expect(kernel.replace(null)).rejects.toThrow('has ended');
  expect(fakes).toHaveLength(1);
});

test('a kernel that was being started when the grading ended is closed again', async () => {
  let release: () => void = () => undefined;
  let wait: Promise<void> = Promise.resolve();
  const { gateway, fakes } = createFakeGateway(() => wait);
  const kernel = await createCandidateKernel(gateway, SETUP);
  wait = new Promise((resolve) => {
    release = resolve;
  });
  const replaced = expect(kernel.replace(null)).rejects.toThrow('has ended');
  await kernel.close();
  release();
  await replaced;
  expect(fakes.map((fake) => fake.isOpen)).toEqual([false, false]);
});
