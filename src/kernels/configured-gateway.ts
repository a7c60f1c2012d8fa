// Which gateway kernels run behind: the configured one, or one of our own.
import fs from 'node:fs';
import path from 'node:path';
import { type Config, ROOT_FOLDER } from '../config.ts';
import { isAlive } from '../db/processes.ts';
import type { Logger } from '../logger.ts';
import { createGatewayProcess } from './gateway-process.ts';
import type { Means } from './launcher-process.ts';

export type LentGateway = {
  url: string;
  token: string;
  /** What confines the kernels; of a gateway that is not ours nothing is known but what probes find. */
  means(): Means | null;
  close(): Promise<void>;
};

/**
 * The gateway that the configuration names, or one of our own as a child process. One that is started for one notebook
 * (`isForOne`) prepares nothing for the next.
 */
export async function createConfiguredGateway(
  config: Config,
  logger: Logger,
  { isForOne = false }: { isForOne?: boolean } = {},
): Promise<LentGateway> {
  if (config.gateway) return { ...config.gateway, means: () => null, close: async () => undefined };
  const runFolder = path.join(config.varFolder, 'run', `gateway-${process.pid}`);
  sweepLeftovers(path.dirname(runFolder));
  const environment = (name: string) => path.join(config.varFolder, 'python', name, 'bin', 'python');
  return createGatewayProcess({
    kernelFolder: path.join(ROOT_FOLDER, 'kernel'),
    gatewayPython: environment('gateway'),
    kernelPython: environment('kernel'),
    runFolder,
    questionsFolder: isForOne ? undefined : path.join(ROOT_FOLDER, 'assessments', 'questions'),
    sandbox: config.sandbox,
    log: logger,
  });
}

/** Removes the folders of gateways whose process is gone. */
function sweepLeftovers(folder: string): void {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const pid = Number(/^gateway-(\d+)$/.exec(name)?.[1]);
    if (Number.isInteger(pid) && !isAlive(pid)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
