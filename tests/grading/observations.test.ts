import { expect, test } from 'vitest';
import { describeNotices, describeOddities } from '../../src/grading/observations.ts';

const NONE = { badFrames: 0, inputRequests: 0, uncalledReplies: 0 };
const QUESTIONS = [{ id: 'q', title: 'Percentiles' }];

test('kernels that sent nothing odd are not spoken of, and those of one notebook are counted together', () => {
  expect(describeOddities([NONE, NONE])).toEqual([]);
  expect(
    describeOddities([
      { ...NONE, uncalledReplies: 2 },
      { ...NONE, uncalledReplies: 1 },
    ]),
  ).toEqual([
    'The notebook used the channels of its own kernel: it answered what nobody had asked, or had asked once (3 times).',
  ]);
});

test('what the agent noticed is told with its evidence', () => {
  const noticed = new Map([['q', { network: ['example.com:443'], changed: ['assay_agent.agent.decode'] }]]);
  expect(describeNotices(QUESTIONS, noticed)).toEqual([
    'Percentiles: the code tried to reach the network, which kernels do not have (example.com:443).',
    "Percentiles: the code replaced parts of the grader's agent in its kernel (assay_agent.agent.decode).",
  ]);
  expect(describeNotices(QUESTIONS, new Map([['q', { network: [], changed: [] }]]))).toEqual([]);
});

test.each([
  undefined,
  null,
  'text',
  { network: 'example.com' },
  { network: [7], changed: [] },
  { network: Array(1_000).fill('x'), changed: [] },
])('a notice that is none is left out: %j', (notices) => {
  expect(describeNotices(QUESTIONS, new Map([['q', notices]]))).toEqual([]);
});

test('a hostile host name neither breaks the report nor floods it', () => {
  const network = ['<script>alert(1)</script>', '\u202egro.elpmaxe', '\u001b[31mred', 'x'.repeat(100_000), 'a', 'b'];
  const [told] = describeNotices(QUESTIONS, new Map([['q', { network, changed: [] }]]));
  expect(told).toContain('?script?alert?1???script?');
  for (const character of '<>\u202e\u001b') expect(told).not.toContain(character);
  expect(told?.length).toBeLessThan(500);
  expect(told).toContain('and 1 more');
});
