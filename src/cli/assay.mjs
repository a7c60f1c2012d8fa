#!/usr/bin/env node
// The `assay` command: sets up what is missing, then hands over to main.ts.
import { ensureSetUp, importInstalled, withClearErrors } from './set-up.mjs';

const GRACE_MS = 10_000;

await withClearErrors(async () => {
  await ensureSetUp();
  const { main } = await importInstalled(async () => {
    const { register } = await import('tsx/esm/api');
    register();
    return import('./main.ts');
  });
  process.exitCode = await main(process.argv.slice(2));
  endSoon();
});

/** The command is done: a connection or a timer that someone forgot to close must not hold its caller for ever. */
function endSoon() {
  setTimeout(() => {
    process.stderr.write(
      `assay: done, but still open: ${process.getActiveResourcesInfo().join(', ')}; ending anyway.\n`,
    );
    process.exit();
  }, GRACE_MS).unref();
}
