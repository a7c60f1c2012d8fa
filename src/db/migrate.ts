// Brings a database to the newest schema: ours (migrations/, forward only), then the job queue's own.
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { SetupError } from '../errors.ts';
import type { Logger } from '../logger.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));
// Any number; it is the same for all hosts, so that two that start at once take turns.
const LOCK_KEY = 7_203_941;

/** Names of the migrations that ran now. */
export async function migrate(url: string, logger: Logger): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'assay-migrate' });
  client.on('error', (error) => logger.warn({ error: error.message }, 'the connection that migrates was lost'));
  await client.connect().catch((error: Error) => {
    const { host } = new URL(url);
    throw new SetupError(
      `The database at ${host} cannot be reached: ${error.message || String(error)}. Check DATABASE_URL.`,
    );
  });
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    const ran = await runner({
      dbClient: client,
      dir: FOLDER,
      direction: 'up',
      migrationsTable: 'schema_migrations',
      checkOrder: true,
      noLock: true,
      singleTransaction: true,
      log: (message) => logger.debug(message),
    });
    await runMigrations({ connectionString: url, logger: undefined });
    return ran.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
