#!/usr/bin/env node
// The `assay` command: sets up what is missing, then hands over to main.ts.
import { ensureSetUp, importInstalled, withClearErrors } from './set-up.mjs';

await withClearErrors(async () => {
  await ensureSetUp();
  const { main } = await importInstalled(async () => {
    const { register } = await import('tsx/esm/api');
    register();
    return import('./main.ts');
  });
  process.exitCode = await main(process.argv.slice(2));
});
