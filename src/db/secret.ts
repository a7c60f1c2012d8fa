// Secrets that this installation makes for itself: one file each, readable by its owner alone.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** The secret that signs sessions, made at the first call and kept. */
export async function createSecret(varFolder: string): Promise<string> {
  return createSecretFile(path.join(varFolder, 'secret'));
}

/** Claim first: where two processes start at once, the one that creates the file settles what stands in it. */
export async function createSecretFile(file: string): Promise<string> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await fs.writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await fs.link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await fs.rm(draft);
  }
  return (await fs.readFile(file, 'utf8')).trim();
}
