#!/usr/bin/env node
// The `assay` command: sets up what is missing, then hands over to main.ts.
import { ensureSetUp, withClearErrors } from './set-up.mjs';

await withClearErrors(async () => {
  await ensureSetUp();
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
});
