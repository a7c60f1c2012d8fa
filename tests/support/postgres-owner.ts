// A process that owns a database with a row in it, says so, and waits to be killed.
import pg from 'pg';
import { createEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { createLogger } from '../../src/logger.ts';

const { url } = await createEmbeddedPostgres({
  folder: process.argv[2] ?? '',
  logger: createLogger({ level: 'silent' }),
});
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('CREATE TABLE kept AS SELECT 42 AS answer');
process.stdout.write('ready\n');
setInterval(() => {}, 1_000);
