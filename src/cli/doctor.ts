// `assay doctor`: tries each part for real and says what works here and what does not. What confines the kernels is tried
// from within them: each means of this machine, or the gateway that is configured.
import os from 'node:os';
import { type Config, parseConfig } from '../config.ts';
import { createConfiguredGateway, type LentGateway } from '../kernels/configured-gateway.ts';
import { createGateway } from '../kernels/gateway.ts';
import { type Findings, listBrokenPromises, probeIsolation, SAFETY_PROMISES } from '../kernels/isolation.ts';
import { MEANS } from '../kernels/launcher-process.ts';
import { createLogger, type Logger } from '../logger.ts';
import { parseUsage, say } from './usage.ts';

const PROBE_WALL_MS = 30_000;

/** What was found about one means; or, in a sentence, why it is not to be had here. */
type Column = { name: string; findings: Findings | string };

export async function runDoctor(args: string[]): Promise<number> {
  parseUsage(args, {});
  const config = parseConfig(process.env);
  const logger = createLogger({ level: 'warn' });
  const rows: [string, string][] = [
    ['Node', process.versions.node],
    [
      'Machine',
      `${os.availableParallelism()} cores, ${(os.totalmem() / 2 ** 30).toFixed(0)} GB, ${os.type()} ${os.release()}`,
    ],
    ['User', process.getuid?.() === 0 ? 'root' : 'an ordinary user'],
  ];
  const problems: string[] = [];
  const chosen = await tryGateway(config, logger, rows, problems);
  const columns = config.gateway ? [] : await tryMeans(config, logger);
  if (chosen.findings) columns.unshift({ name: 'gateway', findings: chosen.findings });
  const inForce = columns.find((column) => column.name === (config.gateway ? 'gateway' : chosen.means));
  rows.push(['Isolation', describeIsolation(config, chosen.means, inForce, problems)]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  process.stdout.write(`${rows.map(([name, text]) => `${name.padEnd(width)}${text}`).join('\n')}\n\n`);
  process.stdout.write(renderPromises(columns));
  for (const problem of problems) process.stdout.write(`FAILED: ${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}

async function tryGateway(config: Config, logger: Logger, rows: [string, string][], problems: string[]) {
  let gateway: LentGateway;
  try {
    gateway = await createConfiguredGateway(config, logger);
  } catch (error) {
    problems.push(messageOf(error));
    rows.push(['Gateway', 'does not start']);
    return { means: null, findings: null };
  }
  try {
    rows.push(['Gateway', config.gateway ? `external, ${gateway.url}` : 'child process, answers']);
    for (const name of ['assay-subject', 'assay-bare', 'assay-judge'] as const) {
      try {
        rows.push([`Kernel ${name}`, await tryKernel(gateway, name)]);
      } catch (error) {
        problems.push(`${name}: ${messageOf(error)}`);
        rows.push([`Kernel ${name}`, 'does not answer']);
      }
    }
    const findings = config.gateway
      ? await probe(gateway, config).catch((error: unknown) => {
          problems.push(messageOf(error));
          return null;
        })
      : null;
    return { means: gateway.means(), findings };
  } finally {
    await gateway.close();
  }
}

async function tryKernel(gateway: LentGateway, name: 'assay-subject' | 'assay-bare' | 'assay-judge'): Promise<string> {
  const kernel = await createGateway(gateway).startKernel(name);
  try {
    const run = await kernel.execute('print(6 * 7)', { wallLimitMs: PROBE_WALL_MS });
    const text = run.outputs[0]?.type === 'stream' ? run.outputs[0].text.trim() : run.status;
    if (text !== '42') throw new Error(`it answered ${text}`);
    return `answers in ${run.wallMs.toFixed(0)} ms`;
  } finally {
    await kernel.close();
  }
}

/** Each means by itself, whichever the service would take. */
async function tryMeans(config: Config, logger: Logger): Promise<Column[]> {
  const columns: Column[] = [];
  for (const means of MEANS) {
    if (means === 'none') continue;
    say(`Trying ${means} …`);
    try {
      const gateway = await createConfiguredGateway({ ...config, sandbox: means }, logger);
      try {
        columns.push({ name: means, findings: await probe(gateway, config) });
      } finally {
        await gateway.close();
      }
    } catch (error) {
      columns.push({ name: means, findings: messageOf(error).split('\n')[1]?.trim() ?? messageOf(error) });
    }
  }
  return columns;
}

async function probe(gateway: LentGateway, { varFolder }: Config): Promise<Findings> {
  return probeIsolation({ gateway: createGateway(gateway), gatewayUrl: gateway.url, varFolder, isThorough: true });
}

function describeIsolation(
  config: Config,
  means: string | null,
  inForce: Column | undefined,
  problems: string[],
): string {
  if (config.sandbox === 'off')
    return "none, because ASSAY_SANDBOX=off: candidates' code runs with the rights of this user. Grade only what you trust.";
  if (!inForce || typeof inForce.findings === 'string') return 'not established: nothing is graded here';
  const broken = listBrokenPromises(inForce.findings);
  problems.push(...broken.map((line) => `A kernel ${line}`));
  if (broken.length > 0) return 'a promise that has to be kept is not: nothing is graded here';
  return config.gateway ? 'kept by the gateway' : `by ${means}`;
}

/** Means across, promises down; below it what was found where a promise is not kept. */
function renderPromises(columns: Column[]): string {
  if (columns.length === 0) return '';
  const widths = columns.map((column) => Math.max(column.name.length, 8) + 2);
  const line = (title: string, cells: string[]) =>
    `${title.padEnd(48)}${cells.map((cell, index) => cell.padEnd(widths[index] ?? 10)).join('')}`.trimEnd();
  const rows = SAFETY_PROMISES.map(({ id, title, isRequired }) =>
    line(
      `${title}${isRequired ? ' *' : ''}`,
      columns.map(({ findings }) => {
        if (typeof findings === 'string') return '–';
        const finding = findings.get(id);
        return finding ? (finding.kept ? 'yes' : 'NO') : '?';
      }),
    ),
  );
  const notes = columns.flatMap(({ name, findings }) =>
    typeof findings === 'string'
      ? [`${name}: not to be had here. ${findings}`]
      : SAFETY_PROMISES.filter(({ id }) => findings.get(id)?.kept === false).map(
          ({ id, title }) => `${name}: ${title}: no, ${findings.get(id)?.detail}`,
        ),
  );
  const head = line(
    "A candidate's kernel … (* or nothing is graded)",
    columns.map((column) => column.name),
  );
  return `${[head, ...rows].join('\n')}\n${notes.map((note) => `\n  ${note}`).join('')}${notes.length ? '\n' : ''}\n`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
