import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listLeftovers, listTree, takeSample } from '../../bench/processes.ts';

test('a process that was started is listed until it has ended', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const isListed = () => listTree().some((line) => line.startsWith(`${child.pid} `));
  await expect.poll(isListed).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isListed()).toBe(false);
});

test('memory and open files of this process are told', () => {
  const { grader } = takeSample();
  expect(grader?.mb).toBeGreaterThan(10);
  const file = fs.openSync('/dev/null', 'r');
  expect(takeSample().grader?.files).toBe((grader?.files ?? 0) + 1);
  fs.closeSync(file);
});

test('a folder that is left behind is noticed', () => {
  const folder = fs.mkdtempSync(path.join('/tmp', 'assay-scratch-'));
  expect(listLeftovers()).toContain(folder);
  fs.rmdirSync(folder);
  expect(listLeftovers()).not.toContain(folder);
});
