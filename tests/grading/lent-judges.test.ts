import { expect, test } from 'vitest';
import { lendJudges } from '../../src/grading/lent-judges.ts';
import type { Gateway } from '../../src/kernels/gateway.ts';
import type { Kernel } from '../../src/kernels/kernel.ts';

function createFakeGateway() {
  const started: string[] = [];
  const closed: string[] = [];
  const gateway: Gateway = {
    startKernel: async (name) => {
      const id = `${name}-${started.push(name)}`;
      const isAlive = () => !closed.includes(id);
      const ask: Kernel['ask'] = async (request) => {
        if ('fail' in request) throw new Error('lost');
        return { status: 'answered', reply: null, wallMs: 0 };
      };
      const close = async () => void closed.push(id);
      return { id, isAlive, ask, close } as Kernel;
    },
  };
  return { gateway, started, closed };
}

test('a judge that is given back serves the next notebook; candidates always get a kernel of their own', async () => {
  const { gateway, started, closed } = createFakeGateway();
  const lent = lendJudges(gateway);
  for (const name of ['assay-judge', 'assay-subject', 'assay-judge', 'assay-subject'] as const) {
    const kernel = await lent.startKernel(name);
    await kernel.close();
    await kernel.close();
  }
  expect(started).toEqual(['assay-judge', 'assay-subject', 'assay-subject']);
  await lent.close();
  expect(closed).toContain('assay-judge-1');
});

test('two notebooks side by side have two judges, and one that failed serves nobody again', async () => {
  const { gateway, started, closed } = createFakeGateway();
  const lent = lendJudges(gateway);
  const [first, second] = [await lent.startKernel('assay-judge'), await lent.startKernel('assay-judge')];
  await expect(first.ask({ fail: true }, { wallLimitMs: 1 })).rejects.toThrow('lost');
  await Promise.all([first.close(), second.close()]);
  expect(closed).toEqual(['assay-judge-1']);
  expect((await lent.startKernel('assay-judge')).id).toBe('assay-judge-2');
  expect((await lent.startKernel('assay-judge')).id).toBe('assay-judge-3');
  expect(started).toHaveLength(3);
});
