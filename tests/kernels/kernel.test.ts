import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GraderError } from '../../src/errors.ts';
import { createGateway, type Gateway } from '../../src/kernels/gateway.ts';
import type { GatewayProcess } from '../../src/kernels/gateway-process.ts';
import type { Kernel } from '../../src/kernels/kernel.ts';
import { lendGateway } from '../support/gateway.ts';

const WALL = { wallLimitMs: 20_000 };
let lent: GatewayProcess;
let gateway: Gateway;
const kernels: Kernel[] = [];

async function start(name: Parameters<Gateway['startKernel']>[0] = 'assay-subject'): Promise<Kernel> {
  const kernel = await gateway.startKernel(name);
  kernels.push(kernel);
  return kernel;
}

beforeAll(async () => {
  lent = await lendGateway();
  gateway = createGateway(lent);
});
afterEach(async () => {
  await Promise.all(kernels.splice(0).map((kernel) => kernel.close()));
});
afterAll(() => lent?.close());

describe('a kernel behind the gateway', () => {
  test('runs code and types what it says', async () => {
    const kernel = await start();
    const run = await kernel.execute('print("out")\nimport sys\nprint("err", file=sys.stderr)\n[1, 2]', WALL);
    expect(run.status).toBe('completed');
    expect(run.outputs).toEqual([
      { type: 'stream', name: 'stdout', text: 'out\n' },
      { type: 'stream', name: 'stderr', text: 'err\n' },
      { type: 'display', isResult: true, data: { 'text/plain': '[1, 2]' } },
    ]);
  });

  test('loses nothing of what programs and threads of a cell wrote just before its end', async () => {
    const kernel = await start();
    const shell = 'import os\n_ = os.system("echo said")';
    const thread = 'import threading\nt = threading.Thread(target=print, args=("said",))\nt.start()\nt.join()';
    for (const code of Array.from({ length: 15 }, () => [shell, thread]).flat())
      expect((await kernel.execute(code, WALL)).outputs).toEqual([{ type: 'stream', name: 'stdout', text: 'said\n' }]);
  });

  test('a program that goes on writing holds no cell', async () => {
    const kernel = await start();
    const run = await kernel.execute('import subprocess\n_ = subprocess.Popen(["yes"])', WALL);
    expect(run.status).toBe('completed');
    expect(run.wallMs).toBeLessThan(8_000);
  });

  test('awaits at the top level of a cell, and is interrupted there', async () => {
    const kernel = await start();
    const code = 'import asyncio\nawait asyncio.sleep(0.1)\nprint("slept")';
    expect(await kernel.execute(code, WALL)).toMatchObject({ status: 'completed', outputs: [{ text: 'slept\n' }] });
    expect((await kernel.execute('await asyncio.sleep(60)', { wallLimitMs: 500 })).status).toBe('timed_out');
    expect((await kernel.execute('1', WALL)).status).toBe('completed');
  });

  test('tells an exception with its name and text, and runs the next cell', async () => {
    const kernel = await start();
    const run = await kernel.execute('1 / 0', WALL);
    expect(run).toMatchObject({ status: 'errored', error: { ename: 'ZeroDivisionError', evalue: 'division by zero' } });
    expect((await kernel.execute('1', WALL)).status).toBe('completed');
  });

  test('is interrupted at the wall limit and lives on', async () => {
    const kernel = await start();
    const run = await kernel.execute('import time\ntime.sleep(60)', { wallLimitMs: 500 });
    expect(run.status).toBe('timed_out');
    expect((await kernel.execute('1', WALL)).status).toBe('completed');
  });

  test('is killed when it swallows the interrupt', async () => {
    const kernel = await start();
    const code = 'import time\nwhile True:\n  try: time.sleep(60)\n  except KeyboardInterrupt: pass';
    expect((await kernel.execute(code, { wallLimitMs: 300 })).status).toBe('timed_out');
    expect(kernel.isAlive()).toBe(false);
    expect((await kernel.execute('1', WALL)).status).toBe('kernel_died');
  });

  test('that dies is told as dead within seconds', async () => {
    const kernel = await start();
    const startedAt = performance.now();
    expect((await kernel.execute('import os\nos._exit(1)', WALL)).status).toBe('kernel_died');
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(kernel.isAlive()).toBe(false);
  });

  test('answers requests of its agent, and inherits no secret', async () => {
    const kernel = await start();
    const code = `import os\nfound = [name for name, value in os.environ.items() if ${JSON.stringify(lent.token)} in value]`;
    await kernel.execute(code, WALL);
    const answer = await kernel.ask({ op: 'values', names: ['found', 'nothing'] }, WALL);
    expect(answer).toMatchObject({
      status: 'answered',
      reply: { ok: true, value: { found: { t: 'list', v: [] }, nothing: { t: 'missing' } } },
    });
  });

  test('whose agent was taken away gives no answer instead of an exception', async () => {
    const kernel = await start();
    await kernel.execute('import builtins\ndel builtins.__assay__', WALL);
    expect((await kernel.ask({ op: 'values', names: ['x'] }, WALL)).status).toBe('no_answer');
  });

  test('gets the answers to its input requests, and a failed answer ends the wait', async () => {
    const kernel = await start('assay-judge');
    await kernel.execute(
      'import builtins\nclass R:\n  def _repr_mimebundle_(self, include=None, exclude=None):\n    return {"application/vnd.assay+json": get_ipython().kernel.raw_input("ping")}\nbuiltins.__assay__ = R',
      WALL,
    );
    const answer = await kernel.ask({}, { ...WALL, onInput: async (prompt) => `${prompt} pong` });
    expect(answer).toMatchObject({ status: 'answered', reply: 'ping pong' });
    await expect(kernel.ask({}, { ...WALL, onInput: async () => Promise.reject(new Error('gone')) })).rejects.toThrow(
      'gone',
    );
  });

  test('input() in a cell raises a sentence at once', async () => {
    const kernel = await start();
    expect(await kernel.execute('input("name?")', WALL)).toMatchObject({
      status: 'errored',
      error: { ename: 'StdinNotImplementedError' },
    });
  });

  test('a flood of output is capped, and the rest is counted', async () => {
    const kernel = await start();
    const run = await kernel.execute('print("x" * 3_000_000)', {
      ...WALL,
      metadata: { question: 'q', cell: 'c1', cpuSeconds: 20 },
    });
    const length = run.outputs.reduce((sum, output) => sum + (output.type === 'stream' ? output.text.length : 0), 0);
    expect(length).toBeLessThan(1_100_000);
    expect(JSON.stringify(run.outputs.at(-1))).toContain('left out');
  });
});

test('a gateway that is killed fails what runs cleanly, comes back, and serves again', async () => {
  const kernel = await start();
  const running = kernel.execute('import time\ntime.sleep(60)', { wallLimitMs: 60_000 });
  const outcome = running.then(
    () => null,
    (error: unknown) => error,
  );
  await sleep(300);
  process.kill(lent.pid() ?? 0, 'SIGKILL');
  const error = await outcome;
  expect(error).toBeInstanceOf(GraderError);
  expect(error).toMatchObject({ code: 'gateway_lost' });
  for (let tries = 0; tries < 100; tries++) {
    await sleep(200);
    const again = await gateway.startKernel('assay-subject').catch(() => null);
    if (!again) continue;
    kernels.push(again);
    expect((await again.execute('1', WALL)).status).toBe('completed');
    return;
  }
  throw new Error('the gateway did not come back');
});
