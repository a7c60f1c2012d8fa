import { expect, test } from 'vitest';
import { runSideBySide } from '../../src/grading/side-by-side.ts';

type Outcome = { item: string; ok: boolean; runningBeside: number };

function createRun(failures: Record<string, number>) {
  const tries: string[] = [];
  let running = 0;
  const run = async (item: string, tryNumber: number): Promise<Outcome> => {
    tries.push(`${item}${tryNumber}`);
    const runningBeside = running++;
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    return { item, ok: tryNumber > (failures[item] ?? 0), runningBeside };
  };
  return { tries, run };
}

test('results come in the order of the items, as many at a time as allowed', async () => {
  const { run } = createRun({});
  const results = await runSideBySide({
    items: ['a', 'b', 'c', 'd', 'e'],
    concurrency: 2,
    run,
    isOurFault: ({ ok }) => !ok,
  });
  expect(results.map(({ item }) => item)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(Math.max(...results.map(({ runningBeside }) => runningBeside))).toBe(1);
});

test('what failed through our fault is tried again, the third time alone', async () => {
  const { tries, run } = createRun({ b: 2, c: 1 });
  const results = await runSideBySide({
    items: ['a', 'b', 'c', 'd'],
    concurrency: 2,
    run,
    isOurFault: ({ ok }) => !ok,
  });
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(tries.at(-1)).toBe('b3');
  expect(results[1]?.runningBeside).toBe(0);
  expect(tries.filter((name) => name.startsWith('a') || name.startsWith('d'))).toEqual(['a1', 'd1']);
});

test('after the third try the failure stands', async () => {
  const { tries, run } = createRun({ a: 9 });
  const [result] = await runSideBySide({ items: ['a'], concurrency: 3, run, isOurFault: ({ ok }) => !ok });
  expect(result?.ok).toBe(false);
  expect(tries).toEqual(['a1', 'a2', 'a3']);
});

test('what no try can mend ends the whole', async () => {
  const run = () => Promise.reject(new Error('broken'));
  await expect(runSideBySide({ items: [1, 2], concurrency: 1, run, isOurFault: () => true })).rejects.toThrow('broken');
});
