import { expect, test } from 'vitest';
import { QuestionFileSchema, selectMissingNames } from '../../src/questions/question.ts';

const LEAST = { id: 'a-question', title: 'A question', minutes: 5 };

test('a question repeats in the twin and has no reduced set unless its file says so', () => {
  expect(QuestionFileSchema.parse(LEAST)).toMatchObject({ rerun: false, repeat: true, verify: {} });
  const long = { ...LEAST, repeat: false, verify: { reduced: ['reference', 'no-search'] } };
  expect(QuestionFileSchema.parse(long)).toMatchObject(long);
});

test.each([
  [{ rerun: true, repeat: false }, 'exclude each other'],
  [{ verify: { reduced: [] } }, 'Too small'],
  [{ repeats: false }, 'repeats'],
])('%j is refused', (fields, sentence) => {
  const parsed = QuestionFileSchema.safeParse({ ...LEAST, ...fields });
  expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(sentence);
});

test('of two names of which one is enough, none is missing once one of them is defined', () => {
  const either = [
    { name: 'dropped', kind: 'value', or: 'replaced' },
    { name: 'replaced', kind: 'value', or: 'dropped' },
  ];
  const question = QuestionFileSchema.parse({ ...LEAST, requires: [...either, { name: 'score', kind: 'value' }] });
  expect(selectMissingNames(question, { replaced: {}, score: {} })).toEqual([]);
  expect(selectMissingNames(question, { dropped: {} })).toEqual(['score']);
  expect(selectMissingNames(question, {})).toEqual(['dropped', 'replaced', 'score']);
  expect(selectMissingNames(question, undefined)).toEqual(['dropped', 'replaced', 'score']);
});
