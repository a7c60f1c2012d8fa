// A gateway of a test file's own, with real kernels behind it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT_FOLDER } from '../../src/config.ts';
import {
  createGatewayProcess,
  type GatewayProcess,
  type GatewayProcessOptions,
} from '../../src/kernels/gateway-process.ts';
import { createLogger } from '../../src/logger.ts';

export async function lendGateway(
  options: Partial<Pick<GatewayProcessOptions, 'sandbox' | 'isStock' | 'lookPauseMs' | 'questionsFolder'>> = {},
): Promise<GatewayProcess> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-gateway-'));
  const python = (name: string) => path.join(ROOT_FOLDER, 'var', 'python', name, 'bin', 'python');
  const gateway = await createGatewayProcess({
    kernelFolder: path.join(ROOT_FOLDER, 'kernel'),
    gatewayPython: python('gateway'),
    kernelPython: python('kernel'),
    runFolder: path.join(folder, 'run'),
    sandbox: 'auto',
    log: createLogger({ level: 'error' }),
    ...options,
  });
  const close = async (): Promise<void> => {
    await gateway.close();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { ...gateway, close };
}
