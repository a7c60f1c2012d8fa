// Messages that were lost between a kernel and us. The first time at a place the work starts anew on fresh kernels: a
// candidate must not pay for our wires. A kernel that loses the same one again does so itself.
import { ReplyLostError } from '../kernels/kernel.ts';

export type Losses = {
  /** Waits for a reply; where one was lost at this place before, its kernel answers for the silence. */
  watch<T>(place: string, wait: (how: { lossIsOurs: boolean }) => Promise<T>): Promise<T>;
};

const MAX_STARTS = 4;

/**
 * Does work that can be done again from its beginning, and does so after a loss; the last time nothing of a candidate's
 * kernels counts as lost, since one that loses something else each time must end too. Throws what the work throws.
 */
export async function retryAfterLosses<T>(work: (losses: Losses) => Promise<T>): Promise<T> {
  const places = new Set<string>();
  for (let starts = 1; ; starts++) {
    const losses: Losses = {
      watch: async (place, wait) => {
        try {
          return await wait({ lossIsOurs: starts < MAX_STARTS && !places.has(place) });
        } catch (error) {
          if (error instanceof ReplyLostError) places.add(place);
          throw error;
        }
      },
    };
    try {
      return await work(losses);
    } catch (error) {
      if (!(error instanceof ReplyLostError) || starts >= MAX_STARTS) throw error;
    }
  }
}
