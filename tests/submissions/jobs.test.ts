// The jobs as a worker runs them: a real queue, a real database, a real SMTP server. What the grader answers is given by
// hand here, since these tests are about what becomes of the answer; kernels have their own tests.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GraderError, UserError } from '../../src/errors.ts';
import type { GradedNotebook, Receipt } from '../../src/grading/grading-result.ts';
import { openLink } from '../../src/invitations/link.ts';
import { createJobRunner, type JobRunner } from '../../src/jobs/runner.ts';
import { enqueue } from '../../src/jobs/store.ts';
import { createLogger } from '../../src/logger.ts';
import { createMailer, type Mailer } from '../../src/mail/mailer.ts';
import { finishAttempt } from '../../src/submissions/attempts.ts';
import {
  type ReportFacts,
  selectOptionalCountingGrading,
  selectOptionalReportFacts,
} from '../../src/submissions/gradings/store.ts';
import { handleGradeAttempt, type NotebookGrader, requestGrading } from '../../src/submissions/gradings.ts';
import { createJobHandlers } from '../../src/submissions/job-handlers.ts';
import { selectOptionalSubmission } from '../../src/submissions/store.ts';
import { BASE_URL, type LentService, lendService } from '../support/service.ts';
import { createSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';

const logger = createLogger({ level: 'silent' });
let service: LentService;
let sink: SmtpSink;
let mailer: Mailer;
let solved: Buffer;
const runners: JobRunner[] = [];

beforeAll(async () => {
  service = await lendService();
  sink = await createSmtpSink();
  mailer = createMailer({ smtpUrl: sink.url, from: 'Assay <assay@example.com>', pool: service.pool });
  solved = await service.solvedNotebook();
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close();
});
afterAll(async () => {
  mailer.close();
  await sink.close();
  await service.close();
});

const GRADED: GradedNotebook = {
  result: {
    ...{ assessment: 'a', notebook: 'n.ipynb', status: 'complete', points: 3, maxPoints: 5, score: 0.6 },
    ...{ bonusPoints: 0, openPoints: 0, seed: '7', rubricVersion: 'v1', environment: {}, isolation: 'none' },
    timing: { totalMs: 1, candidateMs: 1, twinMs: 1, rubricMs: 1 },
    observations: ['printed \0 and \ud800'],
    questions: [],
  },
  evidence: [],
};
const RECEIPT: Receipt = { status: 'complete', problem: null, questions: [], notes: [] };

function buildGrader(parts: Partial<NotebookGrader>): NotebookGrader {
  return { grade: async () => structuredClone(GRADED), receipt: async () => RECEIPT, ...parts };
}

function buildDeps(grader: NotebookGrader) {
  const { pool, bank } = service;
  return { pool, bank, grader, logger, retrySeconds: 0 };
}

async function startWorker(grader: NotebookGrader, url = service.url): Promise<JobRunner> {
  const handlers = createJobHandlers({
    ...buildDeps(grader),
    mailer,
    baseUrl: BASE_URL,
    renderInvitationMail: (facts) => ({ subject: 'Invitation', html: '', text: facts.link, attachments: [] }),
    renderReportMail: (facts, { reportUrl }) => ({
      subject: `Report ${facts.status}\r\nBcc: mallory@example.com`,
      html: '<img src="cid:plot">',
      text: `${facts.graded?.result.score ?? 'no score'} ${reportUrl}`,
      attachments: [{ cid: 'plot', filename: 'plot.png', content: Buffer.from('png'), contentType: 'image/png' }],
    }),
  });
  const runner = await createJobRunner({
    pool: service.pool,
    databaseUrl: url,
    handlers,
    gradingConcurrency: 2,
    logger,
    heartbeatSeconds: 0.3,
    silentSeconds: 1,
  });
  runners.push(runner);
  return runner;
}

async function closeAttempt(email: string, bytes: Buffer | null = solved): Promise<string> {
  const attempt = await service.start(email);
  if (bytes) await service.handIn(attempt.id, bytes);
  await finishAttempt(service.pool, { attemptId: attempt.id });
  return attempt.id;
}

async function waitForGrading(attemptId: string): Promise<ReportFacts> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const gradingId = await selectOptionalCountingGrading(service.pool, { attemptId });
    const facts = gradingId && (await selectOptionalReportFacts(service.pool, { gradingId }));
    if (facts && facts.finishedAt !== null) return facts;
    await sleep(50);
  }
  throw new Error('the grading did not end');
}

function reportsOf(gradingId: string) {
  return sink.mails.filter((mail) => mail.text?.includes(gradingId));
}

test('an invitation mail comes by SMTP with a link that opens', async () => {
  await service.invite('ada@example.com');
  await startWorker(buildGrader({}));
  const mail = await sink.waitForMail((one) => one.subject === 'Invitation' && JSON.stringify(one.to).includes('ada@'));
  expect(mail.from?.text).toContain('assay@example.com');
  const token = mail.text?.trim().split('/i/')[1] ?? '';
  expect((await openLink(service.pool, token)).kind).toBe('opened');
});

test('a closed attempt is graded and reported once, with hostile text kept storable and no header smuggled in', async () => {
  await startWorker(buildGrader({}));
  const attemptId = await closeAttempt('bea@example.com');
  const facts = await waitForGrading(attemptId);
  expect(facts).toMatchObject({ status: 'complete', graded: { result: { score: 0.6 } }, submissionCount: 1 });
  expect(facts.graded?.result.observations).toEqual(['printed \ufffd and \ufffd']);
  const mail = await sink.waitForMail((one) => one.text?.includes(facts.gradingId) ?? false);
  expect(JSON.stringify(mail.to)).toContain('hugo@example.com');
  expect(mail.bcc).toBeUndefined();
  expect(mail.subject).toContain('Report complete');
  expect(mail.attachments[0]).toMatchObject({ cid: 'plot', contentType: 'image/png' });
  expect(mail.messageId).toMatch(/@example\.com>$/);
});

test('the clock alone closes an attempt whose candidate has gone, and the report follows', async () => {
  const attempt = await service.start('zoe@example.com');
  await service.handIn(attempt.id, solved);
  await startWorker(buildGrader({}));
  await service.ageAttempt(attempt.id, 70);
  await enqueue(service.pool, 'close_attempts', {});
  const facts = await waitForGrading(attempt.id);
  expect(facts).toMatchObject({ status: 'complete', closeReason: 'deadline' });
  await sink.waitForMail((one) => one.text?.includes(facts.gradingId) ?? false);
});

test('a second run of the same grading leaves early and writes nothing', async () => {
  let runs = 0;
  const grader = buildGrader({
    grade: async () => {
      runs++;
      return structuredClone(GRADED);
    },
  });
  const attemptId = await closeAttempt('cyd@example.com');
  const gradingId = (await selectOptionalCountingGrading(service.pool, { attemptId })) ?? '';
  const context = { signal: new AbortController().signal, isLastTry: false };
  // Two workers that took the same job (the first was thought dead), then one that comes late.
  await Promise.all([
    handleGradeAttempt({ gradingId }, context, buildDeps(grader)),
    handleGradeAttempt({ gradingId }, context, buildDeps(grader)),
  ]);
  await handleGradeAttempt({ gradingId }, context, buildDeps(grader));
  expect(runs).toBe(2);
  const { rows } = await service.pool.query('SELECT count(*)::int AS mails FROM mails WHERE grading_id = $1', [
    gradingId,
  ]);
  expect(rows[0].mails).toBe(1);
});

test('our own failure is tried three times with the same seed, then stands as incomplete and is mailed to nobody', async () => {
  const seeds: (bigint | undefined)[] = [];
  const grader = buildGrader({
    grade: async ({ seed }) => {
      seeds.push(seed);
      throw new GraderError('gateway_lost', 'The gateway went away.');
    },
  });
  const attemptId = await closeAttempt('dan@example.com');
  await startWorker(grader);
  const facts = await waitForGrading(attemptId);
  expect(facts).toMatchObject({ status: 'incomplete', graded: null, errorCode: 'gateway_lost' });
  expect(seeds).toHaveLength(3);
  expect(new Set(seeds).size).toBe(1);
  await sleep(300);
  expect(reportsOf(facts.gradingId)).toEqual([]);
});

test('a failure of ours that passes costs nothing', async () => {
  let runs = 0;
  const grader = buildGrader({
    grade: async () => {
      if (++runs === 1) throw new Error('socket hang up');
      return structuredClone(GRADED);
    },
  });
  const attemptId = await closeAttempt('eve@example.com');
  await startWorker(grader);
  expect(await waitForGrading(attemptId)).toMatchObject({ status: 'complete', errorMessage: null });
});

test('checks that failed on our side are tried again, then leave no score, and no mail', async () => {
  const incomplete = structuredClone(GRADED);
  incomplete.result.status = 'incomplete';
  const attemptId = await closeAttempt('fay@example.com');
  let runs = 0;
  await startWorker(
    buildGrader({
      grade: async () => {
        runs++;
        return incomplete;
      },
    }),
  );
  const facts = await waitForGrading(attemptId);
  expect(facts).toMatchObject({ status: 'incomplete', graded: { result: { score: null } } });
  expect(runs).toBe(3);
  await sleep(300);
  expect(reportsOf(facts.gradingId)).toEqual([]);
});

test('a notebook that cannot be graded, and one never handed in, are reported with the reason', async () => {
  const grader = buildGrader({
    grade: async () => {
      throw new UserError('not_a_notebook', 'It is not a notebook.');
    },
  });
  await startWorker(grader);
  const bad = await waitForGrading(await closeAttempt('gus@example.com'));
  expect(bad).toMatchObject({ status: 'not_gradable', errorMessage: 'It is not a notebook.' });
  const nothing = await waitForGrading(await closeAttempt('hal@example.com', null));
  expect(nothing).toMatchObject({ status: 'nothing_handed_in', submission: null, graded: null });
  for (const facts of [bad, nothing])
    expect((await sink.waitForMail((one) => one.text?.includes(facts.gradingId) ?? false)).text).toContain('no score');
});

test('a recruiter has an attempt graded again, and the earlier grading stays', async () => {
  const { pool, recruiterId } = service;
  const attemptId = await closeAttempt('ian@example.com');
  await expect(requestGrading(pool, { attemptId, recruiterId })).rejects.toMatchObject({ code: 'grading_under_way' });
  await startWorker(buildGrader({}));
  const first = await waitForGrading(attemptId);
  await expect(requestGrading(pool, { attemptId, recruiterId: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  const { gradingId } = await requestGrading(pool, { attemptId, recruiterId });
  for (let waited = 0; waited < 100; waited++) {
    if ((await selectOptionalCountingGrading(pool, { attemptId })) === gradingId) break;
    await sleep(50);
  }
  const second = await waitForGrading(attemptId);
  expect(second).toMatchObject({ gradingId, number: 2, status: 'complete' });
  expect(await selectOptionalReportFacts(pool, first)).toMatchObject({ number: 1, status: 'complete' });
  expect(await selectOptionalReportFacts(pool, first, 'somebody-else')).toBeNull();
});

test('a receipt run shows its progress, and a newer upload aborts it while it runs', async () => {
  const { pool } = service;
  let aborted = 0;
  let runs = 0;
  const grader = buildGrader({
    receipt: async ({ onProgress, signal }) => {
      const isFirst = ++runs === 1;
      const progress = { phase: 'running', questionId: null, questionNumber: 1, questionCount: 2 } as const;
      onProgress?.({ ...progress, message: 'Running question 1 of 2' });
      if (!isFirst) return RECEIPT;
      await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
      aborted++;
      throw new GraderError('cancelled', 'cancelled');
    },
  });
  await startWorker(grader);
  const attempt = await service.start('jo@example.com');
  const view = async (submissionId: string) =>
    (await selectOptionalSubmission(pool, { submissionId, attemptId: attempt.id }))?.receipt;
  const until = async (submissionId: string, done: (receipt: Awaited<ReturnType<typeof view>>) => boolean) => {
    for (let waited = 0; waited < 200 && !done(await view(submissionId)); waited++) await sleep(50);
    return view(submissionId);
  };
  const first = await service.handIn(attempt.id, solved);
  const running = await until(first.submissionId, (receipt) => receipt?.progress != null);
  expect(running).toMatchObject({ status: 'running', progress: { message: 'Running question 1 of 2' } });
  await sleep(50);
  const second = await service.handIn(attempt.id, solved);
  expect((await until(first.submissionId, () => aborted > 0))?.status).toBe('cancelled');
  expect(await until(second.submissionId, (receipt) => receipt?.status === 'complete')).toMatchObject({
    status: 'complete',
    receipt: RECEIPT,
  });
  expect(runs).toBe(2);
});

test('stopping a worker gives its grading back, and the next worker finishes it without a lost try', async () => {
  const attemptId = await closeAttempt('kim@example.com');
  let started = false;
  const first = await startWorker(
    buildGrader({
      grade: ({ signal }) =>
        new Promise((_resolve, reject) => {
          started = true;
          signal?.addEventListener('abort', () => reject(new GraderError('cancelled', 'stopped')), { once: true });
        }),
    }),
  );
  while (!started) await sleep(20);
  await first.close();
  const { rows } = await service.pool.query('SELECT status, tries FROM gradings WHERE attempt_id = $1', [attemptId]);
  expect(rows).toEqual([{ status: 'waiting', tries: 0 }]);
  await startWorker(buildGrader({}));
  expect((await waitForGrading(attemptId)).status).toBe('complete');
});

test('a mail that is refused goes out at a later try', async () => {
  sink.refuseNext(1);
  await service.invite('lea@example.com');
  await startWorker(buildGrader({}));
  const mail = await sink.waitForMail((one) => JSON.stringify(one.to).includes('lea@'));
  const token = mail.text?.trim().split('/i/')[1] ?? '';
  expect((await openLink(service.pool, token)).kind).toBe('opened');
});
