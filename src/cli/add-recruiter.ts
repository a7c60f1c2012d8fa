// `assay add-recruiter`: an account for somebody who may compose assessments; its password is printed once.
import { randomBytes } from 'node:crypto';
import { createAuth, createRecruiter } from '../accounts/auth.ts';
import { parseConfig } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { SetupError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { parseUsage, say, UsageError } from './usage.ts';

export async function runAddRecruiter(args: string[]): Promise<number> {
  const { values, positionals } = parseUsage(args, { name: { type: 'string' } });
  const [email] = positionals;
  if (!email || positionals.length > 1 || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new UsageError('add-recruiter takes one e-mail address.');
  const config = parseConfig(process.env);
  if (config.databaseUrl === null || config.secret === null) {
    throw new SetupError(
      'add-recruiter needs the database that the service uses: set DATABASE_URL and ASSAY_SECRET. (npm start makes a sample recruiter.)',
    );
  }
  const pool = createPool(config.databaseUrl, createLogger({ level: 'warn' }));
  try {
    const password = randomBytes(15).toString('base64url');
    const auth = createAuth({ pool, secret: config.secret, baseUrl: config.baseUrl });
    await createRecruiter(auth, { email, name: values.name ?? email.split('@')[0] ?? email, password });
    say(`${email} may sign in at ${config.baseUrl} with this password, which is shown only now:`);
    process.stdout.write(`${password}\n`);
    return 0;
  } finally {
    await pool.end();
  }
}
