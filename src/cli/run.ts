// The command without set-up, for images in which everything is in place: `node --import tsx src/cli/run.ts web`.
import { main } from './main.ts';

process.exitCode = await main(process.argv.slice(2));
