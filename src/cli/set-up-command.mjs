// Set-up alone, for CI and container images: `node src/cli/set-up-command.mjs [--tests]`.
import { ensureSetUp, withClearErrors } from './set-up.mjs';

await withClearErrors(() => ensureSetUp({ forTests: process.argv.includes('--tests') }));
