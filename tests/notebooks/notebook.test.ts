import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { buildNotebook, MAX_NOTEBOOK_BYTES, parseNotebook } from '../../src/notebooks/notebook.ts';
import { parsePercentFormat } from '../../src/notebooks/percent-format.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const cell = (source: unknown, more: object = {}) => ({
  cell_type: 'code',
  source,
  metadata: {},
  outputs: [],
  ...more,
});

function codeOf(value: Buffer): string {
  try {
    parseNotebook(value);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('a notebook', () => {
  test('is read with source as text or as lines, with ids, metadata and outputs missing or odd', () => {
    const notebook = parseNotebook(
      bytes({
        nbformat: 4,
        nbformat_minor: 0,
        cells: [
          cell(['a = 1\n', 'b = 2']),
          { cell_type: 'markdown', source: 'text', metadata: { assay: { question: 'q', role: 'prompt' } } },
          cell('c', {
            metadata: { assay: { question: 7, role: 'boss' } },
            outputs: [{ output_type: 'stream', text: 'saved' }],
          }),
          { cell_type: 'heading', source: 'old', level: 1 },
        ],
      }),
    );
    expect(notebook.cells.map((item) => [item.kind, item.source, item.mark?.question ?? null])).toEqual([
      ['code', 'a = 1\nb = 2', null],
      ['markdown', 'text', 'q'],
      ['code', 'c', null],
      ['markdown', '# old', null],
    ]);
    expect(JSON.stringify(notebook)).not.toContain('saved');
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'notebook_empty'],
    ['text that is no JSON', bytes('print(1)'), 'not_a_notebook'],
    ['bytes that are no text', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff]), 'not_a_notebook'],
    ['JSON of another kind', bytes({ hello: 1 }), 'not_a_notebook'],
    ['a list', bytes([]), 'not_a_notebook'],
    ['format 3', bytes({ nbformat: 3, worksheets: [], cells: [] }), 'not_a_notebook'],
    [
      'another language',
      bytes({ nbformat: 4, metadata: { language_info: { name: 'R' } }, cells: [cell('x')] }),
      'not_a_notebook',
    ],
    ['no cells', bytes({ nbformat: 4, metadata: {}, cells: [] }), 'notebook_empty'],
    ['blank cells', bytes({ nbformat: 4, metadata: {}, cells: [cell(' \n')] }), 'notebook_empty'],
    ['a huge file', Buffer.alloc(MAX_NOTEBOOK_BYTES + 1, 0x20), 'notebook_too_large'],
    ['too many cells', bytes({ nbformat: 4, cells: Array.from({ length: 2_001 }, () => cell('x')) }), 'not_a_notebook'],
  ])('is refused with a sentence when it is %s', (_, value, code) => {
    expect(codeOf(value)).toBe(code);
  });

  test('in format 3 is refused with what to do about it', () => {
    expect(() => parseNotebook(bytes({ nbformat: 3, nbformat_minor: 0, worksheets: [{ cells: [] }] }))).toThrow(
      /format 3.*open it in a current Jupyter and save it again/,
    );
  });

  const plain = { nbformat: 4, nbformat_minor: 2, metadata: {}, cells: [cell('a = 1\nb = 2')] };
  test.each([
    ['with a byte order mark', Buffer.from(`\ufeff${JSON.stringify(plain)}`)],
    ['in UTF-16', Buffer.from(`\ufeff${JSON.stringify(plain)}`, 'utf16le')],
    ['with carriage returns in its sources', bytes({ ...plain, cells: [cell('a = 1\r\nb = 2')] })],
    ['with lines of which none carries its end', bytes({ ...plain, cells: [cell(['a = 1', 'b = 2'])] })],
    [
      'with NaN in an output',
      bytes(JSON.stringify(plain).replace('"outputs":[]', '"outputs":[{"data":{"x":[NaN,-Infinity]}}]')),
    ],
    [
      'with keys that nobody knows',
      bytes({ ...plain, extra: { deep: [1] }, cells: [{ ...cell('a = 1\nb = 2'), attachments: null, colab: 1 }] }),
    ],
    [
      'with odd metadata',
      bytes({ ...plain, metadata: [], cells: [{ ...cell('a = 1\nb = 2'), metadata: null, id: 7 }] }),
    ],
  ])('is read %s', (_, value) => {
    expect(parseNotebook(value).cells.map((item) => item.source)).toEqual(['a = 1\nb = 2']);
  });

  test('keeps the word NaN in its sources', () => {
    const text = JSON.stringify({ ...plain, cells: [cell('x = "NaN" # NaN')] }).replace(
      '"outputs":[]',
      '"outputs":[NaN]',
    );
    expect(parseNotebook(bytes(text)).cells[0]?.source).toBe('x = "NaN" # NaN');
  });

  test('that was built is read back', () => {
    const built = buildNotebook(
      [{ kind: 'code', source: 'x = 1\ny = 2', mark: { question: 'q', role: 'answer' } }],
      'a',
    );
    expect(parseNotebook(bytes(built))).toEqual({
      assessmentId: 'a',
      cells: [{ id: 'c1', kind: 'code', source: 'x = 1\ny = 2', mark: { question: 'q', role: 'answer' } }],
    });
  });
});

test('percent format keeps cells, tags and Markdown, and what stands before the first header', () => {
  const text = 'import a\n\n# %% [given]\nx = 1\n\n# %% [markdown] [answer]\n# Some *text*\n#\n# more\n\n# %%\n';
  expect(parsePercentFormat(text)).toEqual([
    { kind: 'code', tags: [], source: 'import a' },
    { kind: 'code', tags: ['given'], source: 'x = 1' },
    { kind: 'markdown', tags: ['answer'], source: 'Some *text*\n\nmore' },
    { kind: 'code', tags: [], source: '' },
  ]);
});
