// The connections to Postgres, and what a query function takes: a pool, or a client inside a transaction.
import pg from 'pg';
import type { z } from 'zod';
import type { Logger } from '../logger.ts';

export type Database = pg.Pool;
export type Queryable = pg.Pool | pg.PoolClient;

const MAX_CONNECTIONS = 20;
const CONNECT_LIMIT_MS = 10_000;

export function createPool(url: string, logger: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    application_name: 'assay',
    // No query of ours takes long; one that hangs must not hold its row locks for ever.
    options: '-c statement_timeout=60s -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s',
  });
  // Without a listener an idle connection that Postgres drops ends the process.
  pool.on('error', (error) => {
    // While the pool ends, its last connections may see the server go: that is no news.
    if (!pool.ending) logger.warn({ error: error.message }, 'a database connection was lost');
  });
  return pool;
}

export async function inTransaction<Result>(
  pool: Database,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A connection that breaks between two queries emits here, not at the pool.
  const ignoreError = () => {};
  client.on('error', ignoreError);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.off('error', ignoreError);
    client.release(broken);
  }
}

/** Every row of the answer, checked. */
export async function selectRows<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: unknown[],
): Promise<z.infer<Schema>[]> {
  const { rows } = await db.query(sql, values);
  return rows.map((row) => schema.parse(row));
}

export async function selectOptionalRow<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: unknown[],
): Promise<z.infer<Schema> | null> {
  const rows = await selectRows(db, schema, sql, values);
  if (rows.length > 1) throw new Error(`at most one row was expected, and ${rows.length} came`);
  return rows[0] ?? null;
}

export async function selectRow<Schema extends z.ZodType>(
  db: Queryable,
  schema: Schema,
  sql: string,
  values: unknown[],
): Promise<z.infer<Schema>> {
  const row = await selectOptionalRow(db, schema, sql, values);
  if (row === null) throw new Error('one row was expected, and none came');
  return row;
}
