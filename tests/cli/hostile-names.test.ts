// A recruiter's terminal shows names that candidates gave to files: none of them drives it.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../src/config.ts';
import { findTextProblems } from '../support/shown-text.ts';

const NAME = '\u001b]0;title\u0007\u001b]8;;http://127.0.0.1/\u001b\\nb\u009b2J\u202eynpi.\r\u001b[1A';

test.each([
  ['a command', [NAME]],
  ['an assessment', ['grade', `${NAME}.ipynb`, '--assessment', NAME]],
  ['a seed', ['grade', `${NAME}.ipynb`, '--assessment', 'python-ml-interview', '--seed', NAME]],
  ['an option', ['grade', `--${NAME}`]],
])('%s with commands for the terminal in its name is told as text', async (_, args) => {
  const said = await new Promise<string>((resolve) => {
    const program = path.join(ROOT_FOLDER, 'src', 'cli', 'assay.mjs');
    execFile(process.execPath, [program, ...args], (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  expect(said).toContain('nb');
  expect(findTextProblems(said)).toEqual([]);
});
