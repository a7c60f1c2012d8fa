import type { Buffer } from 'node:buffer';
import { beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { belongsToAssessment, mapCells } from '../../src/assessments/cell-mapping.ts';
import { buildStarterArchive, buildStarterFiles } from '../../src/assessments/starter.ts';
import { parseNotebook } from '../../src/notebooks/notebook.ts';
import { buildCell, buildStarter, fillIn, loadInterview, type RawNotebook, toBytes } from '../support/notebooks.ts';

let assessment: Assessment;
beforeAll(async () => {
  assessment = await loadInterview();
});

const map = (notebook: RawNotebook) => mapCells(parseNotebook(toBytes(notebook)), assessment);

async function listArchive(archive: Buffer): Promise<string[]> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(archive, { lazyEntries: false }, (error, file) => (error ? reject(error) : resolve(file))),
  );
  const names: string[] = [];
  zip.on('entry', (entry) => names.push(entry.fileName));
  await new Promise((resolve) => zip.on('end', resolve));
  return names.sort();
}

describe('the starter', () => {
  test('holds every question with its marks, and no answer', () => {
    const notebook = parseNotebook(toBytes(buildStarter(assessment)));
    const prompts = notebook.cells.filter((cell) => cell.mark?.role === 'prompt').map((cell) => cell.mark?.question);
    expect(prompts).toEqual(assessment.questions.map((question) => question.id));
    expect(map(buildStarter(assessment)).answered.size).toBe(0);
  });

  test('comes as an archive with the data, the exact versions and a README', async () => {
    expect(await listArchive(await buildStarterArchive(assessment))).toEqual(
      ['README.md', 'churn.csv', 'insurance.csv', 'python-ml-interview.ipynb', 'requirements.txt'].sort(),
    );
    const requirements =
      (await buildStarterFiles(assessment)).find((file) => file.name === 'requirements.txt')?.bytes.toString() ?? '';
    expect(requirements).toMatch(/^pandas==2\.3\.\d+$/m);
    expect(requirements).not.toMatch(/--hash|https?:/);
  });
});

describe('cells are mapped', () => {
  test('by metadata, and added cells by the question they follow', () => {
    const notebook = fillIn(buildStarter(assessment), { '': 'import os', 'min-max-scaling': 'a = 1' });
    const index = notebook.cells.findIndex((cell) => cell.source === 'a = 1');
    notebook.cells.splice(index + 1, 0, buildCell('b = 2'));
    const { blocks, answered } = map(notebook);
    expect(blocks[0]).toMatchObject({ questionId: null, cells: [{ source: 'import os' }] });
    expect(blocks[1]).toMatchObject({
      questionId: 'min-max-scaling',
      cells: [{ source: 'a = 1' }, { source: 'b = 2' }],
    });
    expect([...answered]).toEqual(['min-max-scaling']);
  });

  test('by the marker of a prompt cell where an editor dropped the metadata', () => {
    const notebook = fillIn(buildStarter(assessment), { 'count-categories': 'a = 1' });
    for (const cell of notebook.cells) cell.metadata = {};
    const { blocks, answered, missing } = map(notebook);
    expect([...answered]).toEqual(['count-categories']);
    expect(missing).toEqual([]);
    expect(blocks.find((block) => block.questionId === 'count-categories')?.cells.map((cell) => cell.source)).toContain(
      'a = 1',
    );
  });

  test('with a changed given cell as the candidate’s own, and comments alone as no answer', () => {
    const notebook = fillIn(buildStarter(assessment), { 'count-categories': '# still thinking' });
    const given = notebook.cells.find((cell) => cell.metadata.assay?.role === 'given');
    if (given) given.source = 'data = 5';
    const { blocks, answered } = map(notebook);
    expect([...answered]).toEqual(['min-max-scaling']);
    expect(blocks[1]?.cells.map((cell) => cell.source)).toEqual(['data = 5']);
  });
});

test('a notebook of another assessment is told from one that lost its metadata', () => {
  const own = buildStarter(assessment);
  const other = structuredClone(own);
  other.metadata.assay = { assessment: 'other' };
  const stripped = structuredClone(own);
  stripped.metadata = {};
  for (const cell of stripped.cells) cell.metadata = {};
  const belongs = (notebook: RawNotebook) => belongsToAssessment(parseNotebook(toBytes(notebook)), assessment);
  expect([own, other, stripped].map(belongs)).toEqual([true, false, true]);
});
