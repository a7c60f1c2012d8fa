// Gradings side by side, and again where we failed: a failure of ours is no result. The last try comes when nothing
// else runs, for what fails under load may go well alone.
export type SideBySide<Item, Result> = {
  items: readonly Item[];
  concurrency: number;
  /** Rejects only for what no further try can mend. */
  run(item: Item, tryNumber: number): Promise<Result>;
  /** True for a result that our own failure has made: it is tried again, LAST_TRY times at most. */
  isOurFault(result: Result): boolean;
};

export const LAST_TRY = 3;

/** Results in the order of the items. */
export async function runSideBySide<Item, Result>(options: SideBySide<Item, Result>): Promise<Result[]> {
  const { items, concurrency, run, isOurFault } = options;
  const results = new Map<number, Result>();
  const waiting = [...items.entries()];
  const failed: [number, Item][] = [];
  const workers = Array.from({ length: Math.max(1, concurrency) }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, item] = next;
      let result = await run(item, 1);
      for (let number = 2; number < LAST_TRY && isOurFault(result); number++) result = await run(item, number);
      results.set(index, result);
      if (isOurFault(result)) failed.push(next);
    }
  });
  await Promise.all(workers);
  for (const [index, item] of failed) results.set(index, await run(item, LAST_TRY));
  return items.map((_, index) => results.get(index) as Result);
}
