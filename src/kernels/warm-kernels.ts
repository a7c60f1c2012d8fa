// Kernels that are started before they are asked for. Each is lent once; another is started in its place in the
// background. With a gateway that starts kernels slowly this is what makes gradings begin at once.
import type { Gateway, KernelName, Without } from './gateway.ts';
import type { Kernel } from './kernel.ts';

export type WarmKernels = Gateway & {
  /** Resolves when as many kernels wait as were asked for, or no more can be had now. */
  whenFull(): Promise<void>;
  close(): Promise<void>;
};

export type WarmKernelsOptions = {
  /** How many wait of each kind; of bare kernels, which differ by what they lack, of each sort that was asked for. */
  waiting: Record<KernelName, number>;
  /** Sorts of kernels that are kept at most; the one that was not asked for longest makes room. */
  maxSorts?: number;
};

type Sort = { name: KernelName; without: Without | undefined; idle: Kernel[]; starting: number };

const MAX_SORTS = 8;
/** One at a time: what is being graded comes first. */
const STARTS_AT_ONCE = 1;
const RETRY_MS = 5_000;
const PING_LIMIT_MS = 2_000;

export function keepWarm(gateway: Gateway, { waiting, maxSorts = MAX_SORTS }: WarmKernelsOptions): WarmKernels {
  /** In the order in which they were asked for last. */
  const sorts = new Map<string, Sort>();
  const underWay = new Set<Promise<unknown>>();
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const track = (work: Promise<unknown>): void => {
    const tracked = work.catch(() => undefined).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  const selectSort = (name: KernelName, without: Without | undefined): Sort => {
    const key = JSON.stringify([name, without?.forbid, without?.allow]);
    const sort = sorts.get(key) ?? { name, without, idle: [], starting: 0 };
    sorts.delete(key);
    sorts.set(key, sort);
    const oldest = sorts.size > maxSorts ? sorts.keys().next().value : undefined;
    if (oldest !== undefined) {
      for (const kernel of sorts.get(oldest)?.idle.splice(0) ?? []) track(kernel.close());
      sorts.delete(oldest);
    }
    return sort;
  };

  const fill = (): void => {
    if (isClosed) return;
    for (const sort of [...sorts.values()].reverse()) {
      const present = [...sorts.values()].reduce((sum, { starting }) => sum + starting, 0);
      if (present >= STARTS_AT_ONCE) return;
      sort.idle = sort.idle.filter((kernel) => kernel.isAlive());
      if (sort.idle.length + sort.starting < waiting[sort.name]) track(start(sort));
    }
  };

  const start = async (sort: Sort): Promise<void> => {
    sort.starting++;
    try {
      const kernel = await gateway.startKernel(sort.name, sort.without);
      if (isClosed || ![...sorts.values()].includes(sort)) await kernel.close();
      else sort.idle.push(kernel);
      sort.starting--;
      fill();
    } catch {
      sort.starting--;
      // Whoever needs one is told by its own start; this is only about the next.
      retry ??= setTimeout(() => {
        retry = undefined;
        fill();
      }, RETRY_MS).unref();
    }
  };

  for (const name of Object.keys(waiting) as KernelName[]) if (name !== 'assay-bare') selectSort(name, undefined);
  fill();

  return {
    startKernel: async (name, without) => {
      const sort = selectSort(name, without);
      try {
        for (let kernel = sort.idle.shift(); kernel; kernel = sort.idle.shift()) {
          if (await isAnswering(kernel)) return kernel;
          track(kernel.close());
        }
        return await gateway.startKernel(name, without);
      } finally {
        fill();
      }
    },
    whenFull: async () => {
      // A start that ends begins the next one.
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      const idle = [...sorts.values()].flatMap((sort) => sort.idle.splice(0));
      await Promise.allSettled(idle.map((kernel) => kernel.close()));
      await Promise.allSettled([...underWay]);
    },
  };
}

/** While it waited the gateway may have lost it without a word. Whatever it answers to a question that it does not know. */
async function isAnswering(kernel: Kernel): Promise<boolean> {
  if (!kernel.isAlive()) return false;
  const answer = await kernel.ask({ op: 'ping' }, { wallLimitMs: PING_LIMIT_MS, lossIsOurs: false }).catch(() => null);
  return answer?.status === 'answered';
}
