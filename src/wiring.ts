// Puts the parts together: which gateway, which database, which processes.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { createGatewayProcess } from './kernels/gateway-process.ts';
import type { Logger } from './logger.ts';

export const ROOT_FOLDER = fileURLToPath(new URL('..', import.meta.url));

export type LentGateway = { url: string; token: string; close(): Promise<void> };

/** The gateway that the configuration names, or one of our own as a child process. */
export async function createConfiguredGateway(config: Config, logger: Logger): Promise<LentGateway> {
  if (config.gateway) return { ...config.gateway, close: async () => undefined };
  const runFolder = path.join(config.varFolder, 'run', `gateway-${process.pid}`);
  sweepLeftovers(path.dirname(runFolder));
  const environment = (name: string) => path.join(config.varFolder, 'python', name, 'bin', 'python');
  return createGatewayProcess({
    kernelFolder: path.join(ROOT_FOLDER, 'kernel'),
    gatewayPython: environment('gateway'),
    kernelPython: environment('kernel'),
    runFolder,
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
