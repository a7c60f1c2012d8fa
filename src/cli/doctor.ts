// `assay doctor`: tries each part for real and says what works here and what does not.
import { parseConfig } from '../config.ts';
import { createConfiguredGateway } from '../kernels/configured-gateway.ts';
import { createGateway } from '../kernels/gateway.ts';
import { createLogger } from '../logger.ts';
import { parseUsage } from './usage.ts';

const PROBE_WALL_MS = 30_000;

export async function runDoctor(args: string[]): Promise<number> {
  parseUsage(args, {});
  const config = parseConfig(process.env);
  const rows: [string, string][] = [['Node', process.versions.node]];
  let failed = false;
  const probe = async (what: string, work: () => Promise<string>): Promise<void> => {
    try {
      rows.push([what, await work()]);
    } catch (error) {
      failed = true;
      rows.push([what, `FAILED: ${error instanceof Error ? error.message : String(error)}`]);
    }
  };
  const gateway = await createConfiguredGateway(config, createLogger({ level: 'warn' })).catch((error: Error) => error);
  if (gateway instanceof Error) {
    failed = true;
    rows.push(['Gateway', `FAILED: ${gateway.message}`]);
  } else {
    rows.push(['Gateway', config.gateway ? `external, ${gateway.url}` : 'child process, answers']);
    for (const name of ['assay-subject', 'assay-bare', 'assay-judge'] as const) {
      await probe(`Kernel ${name}`, async () => {
        const kernel = await createGateway(gateway).startKernel(name);
        try {
          const run = await kernel.execute('print(6 * 7)', { wallLimitMs: PROBE_WALL_MS });
          const text = run.outputs[0]?.type === 'stream' ? run.outputs[0].text.trim() : run.status;
          if (text !== '42') throw new Error(`it answered ${text}`);
          return `answers in ${run.wallMs.toFixed(0)} ms`;
        } finally {
          await kernel.close();
        }
      });
    }
    await gateway.close();
  }
  rows.push([
    'Isolation',
    "none: candidates' code runs with the rights of this user. Grade only what you trust on this machine.",
  ]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  process.stdout.write(`${rows.map(([name, text]) => `${name.padEnd(width)}${text}`).join('\n')}\n`);
  return failed ? 1 : 0;
}
