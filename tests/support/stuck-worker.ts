// A worker of its own process that takes a grading, says so, and never ends it.
import { createPool } from '../../src/db/pool.ts';
import { createJobRunner } from '../../src/jobs/runner.ts';
import { createLogger } from '../../src/logger.ts';
import { buildIdleHandlers } from './idle-handlers.ts';

const databaseUrl = process.argv[2] ?? '';
const logger = createLogger({ level: 'silent' });
await createJobRunner({
  pool: createPool(databaseUrl, logger),
  databaseUrl,
  gradingConcurrency: 1,
  logger,
  heartbeatSeconds: 0.3,
  silentSeconds: 2,
  handlers: buildIdleHandlers(() => {
    process.stdout.write('taken\n');
    return new Promise(() => {});
  }),
});
