// One embedded Postgres for the whole run, with a migrated template that every test file copies its database from.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { createEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createLogger } from '../../src/logger.ts';
import { runOnServer, TEMPLATE, withDatabaseName } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServerUrl: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const logger = createLogger({ level: 'warn' });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-postgres-'));
  const server = await createEmbeddedPostgres({
    folder,
    logger,
    // Nothing here has to outlive the run.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  await runOnServer(server.url, `CREATE DATABASE ${TEMPLATE}`);
  await migrate(withDatabaseName(server.url, TEMPLATE), logger);
  project.provide('databaseServerUrl', server.url);
  return async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
