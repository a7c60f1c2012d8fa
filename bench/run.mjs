// `npm run bench`: sets up what is missing, the graders that Assay is compared with too, then hands over to main.ts.
import { ensureSetUp, importInstalled, withClearErrors } from '../src/cli/set-up.mjs';

await withClearErrors(async () => {
  await ensureSetUp({ forBench: true });
  const { main } = await importInstalled(async () => {
    const { register } = await import('tsx/esm/api');
    register();
    return import('./main.ts');
  });
  process.exitCode = await main(process.argv.slice(2));
});
