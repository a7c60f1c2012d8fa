// A process that owns a gateway, in whatever situation it was started: says where it is in one line of JSON, and ends it
// when its standard input closes.
import { parseConfig } from '../../src/config.ts';
import { createConfiguredGateway } from '../../src/kernels/configured-gateway.ts';
import { createLogger } from '../../src/logger.ts';

const gateway = await createConfiguredGateway(parseConfig(process.env), createLogger({ level: 'error' }));
process.stdout.write(`${JSON.stringify({ url: gateway.url, token: gateway.token, means: gateway.means() })}\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await gateway.close();
  process.exit();
});
