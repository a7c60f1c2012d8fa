// `assay start`, `web`, `worker` and `migrate`: the service until it is told to stop.
import { parseConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { SetupError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { type ServiceParts, startService } from '../wiring.ts';
import { parseUsage, say } from './usage.ts';

const STOP_LIMIT_MS = 25_000;

/** Everything on one machine. */
export async function runStart(args: string[]): Promise<number> {
  return runService(args, { web: true, worker: true });
}

export async function runWeb(args: string[]): Promise<number> {
  requireDatabase('web');
  return runService(args, { web: true, worker: false });
}

export async function runWorker(args: string[]): Promise<number> {
  requireDatabase('worker');
  return runService(args, { web: false, worker: true });
}

export async function runMigrate(args: string[]): Promise<number> {
  parseUsage(args, {});
  const config = requireDatabase('migrate');
  const names = await migrate(config.databaseUrl ?? '', createLogger({ level: config.logLevel }));
  say(names.length === 0 ? 'The database is up to date.' : `Applied ${names.join(', ')}.`);
  return 0;
}

function requireDatabase(command: string) {
  const config = parseConfig(process.env);
  if (config.databaseUrl === null)
    throw new SetupError(
      `assay ${command} needs a database of its own: set DATABASE_URL. (npm start brings one along.)`,
    );
  return config;
}

async function runService(args: string[], parts: ServiceParts): Promise<number> {
  parseUsage(args, {});
  const config = parseConfig(process.env);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const startedAt = performance.now();
  say('Assay is starting …');
  const starting = startService(config, parts, createLogger({ level: config.logLevel }));
  const first = await Promise.race([starting, stopped.then(() => null)]);
  const service = first ?? (await starting.catch(() => null));
  if (first && service) {
    say(
      `Assay is ready after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s${service.url ? `: ${service.url}` : ''}`,
    );
    if (service.url && service.sampleSignIn) {
      const { email, password } = service.sampleSignIn;
      say(`  Sign in as ${email} with the password ${password}`);
      say(`  Mails arrive in the outbox: ${service.url}/outbox`);
    }
    say('  Press Ctrl-C to stop.');
    await stopped;
  }
  say('Stopping …');
  const timer = setTimeout(() => process.exit(1), STOP_LIMIT_MS);
  await service?.close();
  clearTimeout(timer);
  say('Stopped.');
  return 0;
}
