// What a hostile kernel may say when it is asked for several things at once.
import { expect, test } from 'vitest';
import type { CandidateKernel } from '../../src/grading/candidate-kernel.ts';
import { answerFrom, fetchReplies, selectSent } from '../../src/grading/fetched-replies.ts';
import type { Needs } from '../../src/grading/judge.ts';

const NEEDS: Needs = { names: { subject: ['x', 'y'], twin: ['x'] }, figures: [], snapshots: false, acting: [] };
const number = (value: number) => ({ t: 'float', v: value });

function fetchFrom(reply: unknown) {
  const kernel = {
    isAlive: () => true,
    ask: async () => ({ status: 'answered', reply, wallMs: 1 }),
  } as unknown as CandidateKernel;
  return fetchReplies(kernel, 'subject', 'q', NEEDS);
}

function reply(values: unknown, figures: unknown, names: unknown) {
  const replies = [values, { figures }, names, { network: [], changed: [] }].map((value) => ({ ok: true, value }));
  return { ok: true, value: { replies } };
}

test('what was fetched answers the judge, figures of other questions left out', async () => {
  const figures = [{ id: 1, question: 'q' }, { id: 2, question: 'other' }, null];
  const fetched = await fetchFrom(reply({ x: number(1), y: number(2) }, figures, { x: 'value' }));
  expect(fetched).toMatchObject({ isWhole: true, figures: [{ id: 1, question: 'q' }], names: { x: 'value' } });
  expect(JSON.parse(answerFrom(fetched, { op: 'values', names: ['y'] }) ?? '')).toEqual({
    ok: true,
    value: { y: number(2) },
  });
  expect(answerFrom(fetched, { op: 'values', names: ['z'] })).toBeNull();
  expect(answerFrom(fetched, { op: 'values', names: ['__proto__'] })).toBeNull();
  expect(answerFrom(fetched, { op: 'call' })).toBeNull();
  expect(Object.keys(selectSent(fetched) ?? {})).toEqual(['values', 'figures']);
});

test.each([
  ['no reply', undefined],
  ['another form', { ok: true, value: [] }],
  ['too few replies', { ok: true, value: { replies: [{ ok: true, value: {} }] } }],
  ['replies that are no objects', { ok: true, value: { replies: [null, 1, 'x'] } }],
  ['values that are a list', reply([1, 2], [], {})],
  ['a name left out', reply({ x: number(1) }, [], {})],
  ['a value that found no room', reply({ x: number(1), y: { t: 'too_large' } }, [], {})],
])('%s is not whole, and nothing is made up', async (_, hostile) => {
  const fetched = await fetchFrom(hostile);
  expect(fetched.isWhole).toBe(false);
  expect(answerFrom(fetched, { op: 'values', names: ['y'] })).toBeNull();
});

test('what is nested too deeply to be written is not sent', async () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 200_000; depth++) deep = [deep];
  const fetched = await fetchFrom(reply({ x: deep, y: number(1) }, [], {}));
  expect(selectSent(fetched)?.values).toBeUndefined();
  expect(answerFrom(fetched, { op: 'values', names: ['x'] })).toBeNull();
});

test('what is large is handed over when it is asked for', async () => {
  const fetched = await fetchFrom(reply({ x: number(1), y: 'x'.repeat(2_000_000) }, [], {}));
  expect(selectSent(fetched)).toEqual({ figures: '{"ok":true,"value":{"figures":[]}}' });
  expect(answerFrom(fetched, { op: 'values', names: ['x', 'y'] })?.length).toBeGreaterThan(2_000_000);
});
