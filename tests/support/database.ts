// A fresh, migrated database for one test file.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { createPool, type Database } from '../../src/db/pool.ts';
import { createLogger } from '../../src/logger.ts';
import { runOnServer, TEMPLATE, withDatabaseName } from './server.ts';

export type LentDatabase = { url: string; pool: Database; close(): Promise<void> };

export async function lendDatabase(): Promise<LentDatabase> {
  const server = inject('databaseServerUrl');
  const name = `assay_${randomBytes(6).toString('hex')}`;
  await createFromTemplate(server, name);
  const url = withDatabaseName(server, name);
  const pool = createPool(url, createLogger({ level: 'silent' }));
  return {
    url,
    pool,
    close: async () => {
      await pool.end();
      await runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Copying a template needs it free of connections, and two files may copy at once. */
async function createFromTemplate(server: string, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      return;
    } catch (error) {
      if (tries >= 50 || (error as { code?: string }).code !== '55006') throw error;
      await sleep(100);
    }
  }
}
