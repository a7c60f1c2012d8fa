// The situations that a machine can be in: each leaves other means to confine a kernel. A program is started in one of
// them by what stands before its command.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT_FOLDER } from '../../src/config.ts';
import type { Means } from '../../src/kernels/launcher-process.ts';

export type Situation = {
  title: string;
  /** What is taken there, as the best. */
  means: Means;
  /** The program that puts another one, whose command follows, into the situation. */
  before: string[];
};

const ORDINARY_UID = 1000;
export const IS_ROOT = process.getuid?.() === 0;

export const AS_ROOT: Situation = { title: 'as root', means: 'namespaces', before: [] };
export const AS_ORDINARY_USER: Situation = {
  title: 'as an ordinary user',
  means: 'user-namespaces',
  before: IS_ROOT ? becomeOrdinaryUser() : [],
};
export const NAMESPACES_FORBIDDEN: Situation = {
  title: 'with namespaces forbidden',
  means: 'landlock',
  before: [
    path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python'),
    path.join(ROOT_FOLDER, 'kernel', 'tests', 'forbid_namespaces.py'),
  ],
};

/** Those that this user can be put into. */
export const SITUATIONS: readonly Situation[] = [...(IS_ROOT ? [AS_ROOT] : []), AS_ORDINARY_USER, NAMESPACES_FORBIDDEN];

/** A folder like `var/` with the Python environments in it, which the user of any situation may write. */
export function createVarFolder(folder: string): void {
  fs.mkdirSync(folder);
  fs.symlinkSync(path.join(ROOT_FOLDER, 'var', 'python'), path.join(folder, 'python'));
  if (IS_ROOT) fs.chownSync(folder, ORDINARY_UID, ORDINARY_UID);
}

/** What a program of ours that is started there gets to know: its own `var/`, and nothing of the tests'. */
export function buildEnvironment(varFolder: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', HOME: varFolder, ASSAY_VAR: varFolder };
}

/** Where the Python below the environments lies in a folder of root's, the user sees it in a mount namespace of its own. */
function becomeOrdinaryUser(): string[] {
  const python = path.join(ROOT_FOLDER, 'var', 'python', 'kernel', 'bin', 'python');
  const prefix = path.dirname(path.dirname(fs.existsSync(python) ? fs.realpathSync(python) : python));
  const closed = listClosedFolders(prefix);
  const open = closed.map(
    (closedFolder) =>
      `mount --bind ${prefix} /mnt && mount -t tmpfs -o mode=755 tmpfs ${closedFolder} && mkdir -p ${prefix} && mount --move /mnt ${prefix}`,
  );
  const drop = `exec setpriv --reuid=${ORDINARY_UID} --regid=${ORDINARY_UID} --clear-groups --bounding-set=-all --inh-caps=-all "$@"`;
  return ['unshare', '--mount', 'sh', '-c', [...open, drop].join(' && '), 'sh'];
}

function listClosedFolders(inside: string): string[] {
  const parents: string[] = [];
  for (let current = inside; current !== '/'; current = path.dirname(current)) parents.unshift(current);
  const first = parents.find((parent) => fs.existsSync(parent) && (fs.statSync(parent).mode & 0o001) === 0);
  return first === undefined ? [] : [first];
}
