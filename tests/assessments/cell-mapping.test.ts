import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessments/assessment.ts';
import { type CellMap, mapCells } from '../../src/assessments/cell-mapping.ts';
import { parseNotebook } from '../../src/notebooks/notebook.ts';
import {
  buildCell,
  buildStarter,
  fillIn,
  loadWholeInterview,
  type RawCell,
  type RawNotebook,
  toBytes,
} from '../support/notebooks.ts';
import {
  type Answers,
  BARE_VARIANTS,
  buildTaggedNotebook,
  readAnswers,
  shuffle,
  splitCell,
  VARIANTS,
} from './notebook-variants.ts';

let assessment: Assessment;
let answers: Answers;
beforeAll(async () => {
  assessment = await loadWholeInterview();
  answers = await readAnswers(assessment, 'reference');
});

const map = (notebook: RawNotebook): CellMap => mapCells(parseNotebook(toBytes(notebook)), assessment);

/** Small, fast, and the same on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Each tagged line that does not stand at its question. */
function listMisplaced({ blocks }: CellMap): string[] {
  return blocks.flatMap(({ questionId, cells }) =>
    cells.flatMap((cell) =>
      cell.source.split('\n').flatMap((line) => {
        // A closing Markdown remark that a converter turned into a comment stands before the next answer's first statement.
        const number = /(?<!^# )~(\d+)$/.exec(line)?.[1];
        const expected = number === undefined ? questionId : assessment.questions[Number(number) - 1]?.id;
        return expected === questionId ? [] : [`${expected} → ${questionId}: ${line}`];
      }),
    ),
  );
}

const readText = ({ source }: RawCell) => (Array.isArray(source) ? source.join('') : source);
const countTags = (text: string) => text.match(/~\d+$/gm)?.length ?? 0;
const readMapped = ({ blocks }: CellMap) =>
  blocks.flatMap((block) => block.cells.map((cell) => cell.source)).join('\n');
const readAll = (notebook: RawNotebook) =>
  notebook.cells
    .map((cell) => (Array.isArray(cell.source) ? cell.source.join('') : cell.source).replaceAll('\r', ''))
    .join('\n');

describe('every answer lands at its question', () => {
  test.each([...VARIANTS, ...BARE_VARIANTS].map((variant) => [variant.name, variant] as const))('%s', (_, variant) => {
    for (const seed of [1, 2]) {
      const notebook = variant.change(buildTaggedNotebook(assessment, answers), createRandom(seed));
      const mapped = map(notebook);
      expect(listMisplaced(mapped)).toEqual([]);
      expect(countTags(readMapped(mapped))).toBe(countTags(readAll(notebook)));
      expect([...mapped.answered].sort()).toEqual(assessment.questions.map((question) => question.id).sort());
      expect(mapped.missing).toEqual([]);
    }
  });

  test.each(BARE_VARIANTS.slice(0, 3).map((variant) => [variant.name, variant] as const))(
    'of a question that asks for no name, in every style: %s',
    (_, variant) => {
      const question = assessment.questions.find(({ id }) => id === 'create-dataframe');
      const folder = path.join(question?.folder ?? '', 'solutions');
      for (const file of fs.readdirSync(folder)) {
        const own = new Map(answers).set('create-dataframe', fs.readFileSync(path.join(folder, file), 'utf8'));
        const notebook = variant.change(buildTaggedNotebook(assessment, own), createRandom(3));
        expect(listMisplaced(map(notebook)), file).toEqual([]);
      }
    },
  );

  test('after any splits, merges of neighbours and losses of marks, 20 times', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = createRandom(seed);
      let { cells, ...rest } = buildTaggedNotebook(assessment, answers);
      cells = cells.flatMap((cell) => (random() < 0.4 ? splitCell(cell, random) : [cell]));
      cells = cells.reduce<RawCell[]>((done, cell) => {
        const last = done.at(-1);
        const isMergeable =
          random() < 0.3 &&
          last?.cell_type === 'code' &&
          cell.cell_type === 'code' &&
          last.metadata.assay?.question === cell.metadata.assay?.question;
        if (isMergeable && last) done[done.length - 1] = { ...last, source: `${last.source}\n${cell.source}` };
        else done.push(cell);
        return done;
      }, []);
      const share = random();
      cells = cells.map((cell) => (random() < share ? { ...cell, metadata: {} } : cell));
      expect(listMisplaced(map({ ...rest, cells } as RawNotebook))).toEqual([]);
    }
  });
});

describe('what decides where marks and place disagree', () => {
  const SCALE =
    'def min_max_scaling(data):\n    return (data - data.min()) / (data.max() - data.min())\nscaled_data = min_max_scaling(data)';
  const COUNT = "unique_value_counts = df['Category'].value_counts()";
  const blockOf = (mapped: CellMap, id: string) =>
    mapped.blocks.filter((block) => block.questionId === id).flatMap((block) => block.cells.map((cell) => cell.source));

  test('a cell that was copied with its mark under another prompt goes by what it defines', () => {
    const notebook = fillIn(buildStarter(assessment), { 'min-max-scaling': SCALE });
    const target = notebook.cells.findIndex(
      (cell) => cell.metadata.assay?.question === 'count-categories' && cell.metadata.assay.role === 'answer',
    );
    const mark = { assay: { question: 'min-max-scaling', role: 'answer' } };
    notebook.cells.splice(target, 1, { ...buildCell(COUNT), metadata: mark });
    const mapped = map(notebook);
    expect(blockOf(mapped, 'count-categories')).toEqual([COUNT]);
    expect(blockOf(mapped, 'min-max-scaling')).toEqual([SCALE]);
    expect(mapped.notes.join()).toContain('“Count the categories”');
  });

  test('two answers in one cell: it is cut, each part runs once, and both questions are answered', () => {
    const notebook = fillIn(buildStarter(assessment), {
      'min-max-scaling': `${SCALE}\n\n# and this\n${COUNT}\nprint(unique_value_counts)`,
    });
    const mapped = map(notebook);
    expect([...mapped.answered].sort()).toEqual(['count-categories', 'min-max-scaling']);
    expect(blockOf(mapped, 'count-categories').join()).toContain('# and this');
    expect(mapped.notes.join()).toMatch(/Cell \d+ holds answers to 2 questions/);
  });

  test('a helper with another question’s name stays where it is marked', () => {
    const helper = 'def min_max_scaling(frame):\n    return frame\nnormalized_df = min_max_scaling(df)\nscaled_df = df';
    const notebook = fillIn(buildStarter(assessment), { 'min-max-scaling': SCALE, 'feature-scaling': helper });
    expect(blockOf(map(notebook), 'feature-scaling')).toEqual([helper]);
  });

  test('an explanation typed into the prompt cell reaches the reader', () => {
    const notebook = buildStarter(assessment);
    const prompt = notebook.cells.find((cell) => cell.metadata.assay?.question === 'box-plots');
    const words = 'Half of our customers pay less than the line in the box, a few pay far more.';
    if (prompt) prompt.source = `${readText(prompt)}\n\n${words}`;
    expect(blockOf(map(notebook), 'box-plots')).toEqual([words]);
  });

  test('a given cell that was changed runs after ours, one that was only formatted is ours', () => {
    const notebook = buildStarter(assessment);
    const givens = notebook.cells.filter((cell) => cell.metadata.assay?.role === 'given');
    for (const cell of givens) cell.source = `# mine\n${readText(cell).replaceAll('"', "'").replaceAll('\n', '\n\n')}`;
    expect(map(notebook).answered.size).toBe(0);
    if (givens[0]) givens[0].source = `${readText(givens[0])}\nextra = 1`;
    expect(map(notebook).answered.size).toBe(1);
  });

  test('answers written below each other at the end of the notebook go to their questions', () => {
    const notebook = buildStarter(assessment);
    notebook.cells.push(buildCell(SCALE), buildCell(COUNT));
    const mapped = map(notebook);
    expect(blockOf(mapped, 'min-max-scaling')).toEqual([SCALE]);
    expect(blockOf(mapped, 'count-categories')).toEqual([COUNT]);
  });
});

describe('the report is told', () => {
  test('nothing where the starter’s marks decided', () => {
    expect(map(buildTaggedNotebook(assessment, answers)).notes).toEqual([]);
  });

  test('that the marks were lost, and what decided instead', () => {
    const note = (name: string) => {
      const variant = [...VARIANTS, ...BARE_VARIANTS].find((item) => item.name === name);
      return map(variant?.change(buildTaggedNotebook(assessment, answers), createRandom(1)) as RawNotebook).notes.join(
        '\n',
      );
    };
    expect(note('metadata stripped from cells and notebook')).toMatch(/by the prompts above them/);
    expect(note('answers alone in a fresh notebook')).toMatch(/by what they define and use, and by their order/);
  });

  test('which questions are missing', () => {
    const notebook = buildStarter(assessment);
    notebook.cells = notebook.cells.filter((cell) => cell.metadata.assay?.question !== 'percentiles');
    expect(map(notebook).notes).toEqual(['The cells of “Percentiles” are missing from the notebook.']);
  });

  test('when nothing could be matched: the cells still run', () => {
    const notebook = {
      ...buildStarter(assessment),
      metadata: {},
      cells: [buildCell('print("hello")'), buildCell('1 + 1')],
    };
    const mapped = map(notebook);
    expect(mapped.blocks).toMatchObject([
      { questionId: null, cells: [{ source: 'print("hello")' }, { source: '1 + 1' }] },
    ]);
    expect(mapped.notes).toEqual([expect.stringMatching(/No cell .* could be matched/)]);
  });
});

test('a huge cell of brackets and quotes is mapped in seconds', () => {
  const random = createRandom(5);
  const noise = shuffle([...'([{\'"\\#\n%!@:=;ab '.repeat(20_000)], random).join('');
  const startedAt = performance.now();
  map({
    ...buildStarter(assessment),
    cells: [buildCell(noise), buildCell('x = 1\n'.repeat(50_000)), buildCell(`${'('.repeat(100_000)}`)],
  });
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});
