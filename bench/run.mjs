// `npm run bench` and `npm run soak` (--soak): set up what is missing, for the first the graders that Assay is compared
// with too, then hand over.
import { ensureSetUp, importInstalled, withClearErrors } from '../src/cli/set-up.mjs';

const [first, ...rest] = process.argv.slice(2);
const isSoak = first === '--soak';

await withClearErrors(async () => {
  await ensureSetUp({ forBench: !isSoak });
  const { main } = await importInstalled(async () => {
    const { register } = await import('tsx/esm/api');
    register();
    return isSoak ? import('./soak.ts') : import('./main.ts');
  });
  process.exitCode = await main(isSoak ? rest : process.argv.slice(2));
});
