// Judges that serve one notebook after another. A judge is fresh in each grading of a candidate's; `assay verify`
// grades notebooks of our own, and a judge's start is a good part of what a short one costs.
import type { Gateway } from '../kernels/gateway.ts';
import type { Kernel } from '../kernels/kernel.ts';

export type LentJudges = Gateway & { close(): Promise<void> };

export function lendJudges(gateway: Gateway): LentJudges {
  const idle: Kernel[] = [];
  const lend = (kernel: Kernel): Kernel => {
    let isBack = false;
    let isSpoiled = false;
    return {
      ...kernel,
      ask: (request, options) =>
        kernel.ask(request, options).catch((error: unknown) => {
          isSpoiled = true;
          throw error;
        }),
      close: async () => {
        if (isBack) return;
        isBack = true;
        if (kernel.isAlive() && !isSpoiled) idle.push(kernel);
        else await kernel.close();
      },
    };
  };
  return {
    startKernel: async (name, without) => {
      if (name !== 'assay-judge') return gateway.startKernel(name, without);
      const kernel = idle.find((candidate) => candidate.isAlive());
      if (kernel) idle.splice(idle.indexOf(kernel), 1);
      return lend(kernel ?? (await gateway.startKernel(name)));
    },
    close: async () => {
      await Promise.allSettled(idle.splice(0).map((kernel) => kernel.close()));
    },
  };
}
