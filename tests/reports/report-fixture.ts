// A graded notebook as the grader makes it, with every kind of outcome in it.
import { deflateSync } from 'node:zlib';
import type { CheckResult, GradedNotebook, GradingResult } from '../../src/grading/grading-result.ts';
import type { ReportInput } from '../../src/reports/report.ts';

export function check(values: Partial<CheckResult> & { id: string }): CheckResult {
  return {
    title: `Check ${values.id}`,
    kind: 'numeric',
    evidence: 'computed',
    points: 0,
    maxPoints: 2,
    bonus: false,
    status: 'failed',
    message: '',
    ...values,
  };
}

export function gradingResult(values: Partial<GradingResult> = {}): GradingResult {
  return {
    assessment: 'sample',
    notebook: 'nb.ipynb',
    status: 'complete',
    points: 3,
    maxPoints: 6,
    score: 0.5,
    bonusPoints: 0,
    openPoints: 0,
    seed: '7',
    rubricVersion: 'abc',
    environment: { numpy: '2.4.6' },
    timing: { totalMs: 5321, candidateMs: 0, twinMs: 0, rubricMs: 0 },
    isolation: 'none',
    observations: [],
    questions: [
      {
        id: 'min-max-scaling',
        title: 'Min-max scaling',
        status: 'graded',
        points: 3,
        maxPoints: 4,
        bonusPoints: 0,
        openPoints: 0,
        checks: [
          check({ id: 'a', title: 'Scales arrays', points: 2, status: 'passed' }),
          check({
            id: 'b',
            title: 'Keeps the input',
            points: 1,
            status: 'partial',
            message: 'expected 0.25, got 0.5 at index 3',
          }),
          check({ id: 'c', title: 'Constant array', maxPoints: 1, bonus: true, message: 'not finite' }),
        ],
      },
      {
        id: 'box-plots',
        title: 'Box plots',
        status: 'not_answered',
        points: 0,
        maxPoints: 2,
        bonusPoints: 0,
        openPoints: 0,
        checks: [check({ id: 'd', title: 'Draws a box', status: 'not_reached', kind: 'plot', evidence: 'claimed' })],
      },
    ],
    ...values,
  };
}

export function reportInput(values: Partial<ReportInput> = {}, graded: Partial<GradedNotebook> = {}): ReportInput {
  return {
    status: 'complete',
    number: 1,
    candidate: { email: 'ada@example.com', name: 'Ada Lovelace' },
    assessment: { title: 'Python ML interview', minutes: 60, passMark: 0.7 },
    startedAt: new Date('2026-11-23T10:00:00Z'),
    deadlineAt: new Date('2026-11-23T11:00:00Z'),
    closedAt: new Date('2026-11-23T10:50:00Z'),
    closeReason: 'finished',
    submission: { number: 1, registeredAt: new Date('2026-11-23T10:49:00Z'), fileName: 'nb.ipynb', sizeBytes: 1234 },
    submissionCount: 1,
    graded: {
      result: gradingResult(),
      evidence: [
        {
          questionId: 'min-max-scaling',
          cells: [{ id: 'c1', kind: 'code', source: 'def f(x):\n    return x', output: 'hello', error: null }],
          figures: [{ png: buildPng(), description: 'A bar plot of three bars' }],
        },
      ],
      ...graded,
    },
    errorMessage: null,
    finishedAt: new Date('2026-11-23T10:51:00Z'),
    ...values,
  };
}

/** A real grey PNG. */
export function buildPng(widthPixels = 4, heightPixels = 3): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPixels, 0);
  header.writeUInt32BE(heightPixels, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(heightPixels * (widthPixels + 1), 0x80);
  for (let row = 0; row < heightPixels; row += 1) rows[row * (widthPixels + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    buildChunk('IHDR', header),
    buildChunk('IDAT', deflateSync(rows)),
    buildChunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

function buildChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(buildCrc(body));
  return Buffer.concat([length, body, checksum]);
}

function buildCrc(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
