import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { findViolations } from './import-rules.ts';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));
const folders: string[] = [];

function plant(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-imports-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

describe('imports run one way', () => {
  test('in this repository', () => {
    expect(findViolations(SOURCE)).toEqual([]);
  });

  test('a reversed import in a copy of it is found', () => {
    const copy = plant({});
    fs.cpSync(SOURCE, copy, { recursive: true });
    fs.appendFileSync(path.join(copy, 'kernels', 'kernel.ts'), "\nimport '../grading/grader.ts';\n");
    expect(findViolations(copy)).toContain('kernels/kernel.ts imports grading/grader.ts, which is in a higher layer');
  });

  test('a cycle inside a layer is found', () => {
    const folder = plant({
      'grading/a.ts': "import { b } from './b.ts';",
      'grading/b.ts': "export type { A } from './a.ts';",
    });
    expect(findViolations(folder)).toEqual([expect.stringContaining('imports in a cycle')]);
  });

  test('a package in the wrong module is found', () => {
    const folder = plant({
      'grading/a.ts': "import kernel from '@jupyterlab/services/lib/kernel/default.js';",
      'mail/b.ts': "const x = await import('express');",
    });
    expect(findViolations(folder)).toEqual([
      'grading/a.ts imports @jupyterlab/services, which only kernels/ may',
      'mail/b.ts imports express, which only web/ may',
    ]);
  });

  test('SQL outside a store and a folder without a layer are found', () => {
    const folder = plant({
      'web/a.ts': 'const rows = await pool.query(`SELECT id FROM gradings`);',
      'helpers/b.ts': '',
    });
    expect(findViolations(folder).sort()).toEqual([
      expect.stringContaining('helpers/b.ts belongs to no layer'),
      expect.stringContaining('web/a.ts holds SQL'),
    ]);
  });
});
