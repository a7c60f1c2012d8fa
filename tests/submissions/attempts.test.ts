import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeAssessment } from '../../src/assessments/recruiter-assessments.ts';
import { setExtraTime } from '../../src/invitations/invitations.ts';
import { createLogger } from '../../src/logger.ts';
import {
  finishAttempt,
  handleCloseAttempt,
  handleCloseAttempts,
  startAttempt,
} from '../../src/submissions/attempts.ts';
import { selectOptionalAttempt, selectOptionalSubmission } from '../../src/submissions/store.ts';
import { completeSubmission, registerSubmission, rejectSubmission } from '../../src/submissions/submissions.ts';
import { type LentService, lendService } from '../support/service.ts';

let service: LentService;
let solved: Buffer;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  service = await lendService();
  solved = await service.solvedNotebook();
});
afterAll(() => service.close());

async function selectGradings(attemptId: string) {
  const { rows } = await service.pool.query(
    'SELECT id, number, status, submission_id, seed FROM gradings WHERE attempt_id = $1 ORDER BY number',
    [attemptId],
  );
  return rows;
}

async function selectJobs(name: string, id: string) {
  const { rows } = await service.pool.query(
    `SELECT * FROM graphile_worker._private_jobs AS jobs JOIN graphile_worker._private_tasks AS tasks
       ON tasks.id = jobs.task_id WHERE tasks.identifier = $1 AND jobs.payload::text LIKE '%' || $2 || '%'`,
    [name, id],
  );
  return rows;
}

test('pressing Start ten times at once makes one attempt', async () => {
  const invitationId = await service.invite('ada@example.com');
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => startAttempt(service.pool, { invitationId })));
  const ids = outcomes.map((outcome) => outcome.kind === 'started' && outcome.attempt.id);
  expect(new Set(ids).size).toBe(1);
  const attempt = outcomes[0]?.kind === 'started' ? outcomes[0].attempt : null;
  expect(attempt?.secondsLeft).toBeGreaterThan(60 * 60 - 5);
  expect(attempt?.acceptsUploads).toBe(true);
  expect(await selectJobs('close_attempt', String(ids[0]))).toHaveLength(1);
});

test('an attempt keeps the assessment as it was at Start', async () => {
  const attempt = await service.start('bea@example.com');
  const { assessment, recruiterId, pool, bank } = service;
  const changed = { ...assessment, assessmentId: assessment.id, recruiterId, minutes: 90, questionIds: ['box-plots'] };
  await changeAssessment(pool, changed, bank);
  expect(await selectOptionalAttempt(pool, attempt.id)).toMatchObject({
    minutes: 60,
    questionIds: ['min-max-scaling', 'count-categories'],
  });
  await changeAssessment(pool, { ...assessment, assessmentId: assessment.id, recruiterId }, bank);
});

test('extra time moves the deadline before and during an attempt, and the closing with it', async () => {
  const { pool, recruiterId } = service;
  const invitationId = await service.invite('cyd@example.com');
  await setExtraTime(pool, { invitationId, recruiterId, percent: 50 });
  const started = await startAttempt(pool, { invitationId });
  if (started.kind !== 'started') throw new Error(started.kind);
  const { attempt } = started;
  expect(attempt.deadlineAt.getTime() - attempt.startedAt.getTime()).toBe(90 * MINUTE_MS);

  await setExtraTime(pool, { invitationId, recruiterId, percent: 100 });
  const later = await selectOptionalAttempt(pool, attempt.id);
  expect((later?.deadlineAt.getTime() ?? 0) - attempt.startedAt.getTime()).toBe(120 * MINUTE_MS);
  const [job, ...others] = await selectJobs('close_attempt', attempt.id);
  expect(others).toEqual([]);
  expect(job.run_at.getTime()).toBe((later?.deadlineAt.getTime() ?? 0) + 62_000);
  const { rows } = await pool.query(`SELECT details FROM audit_entries WHERE action = 'extra_time_set' ORDER BY id`);
  expect(rows.at(-1).details).toEqual({ from: 50, to: 100 });
});

test('a hard end cuts the minutes short, and grows by the same extra time', async () => {
  const { pool, recruiterId } = service;
  const endsAt = new Date(Date.now() + 10 * MINUTE_MS);
  const hardEndAt = new Date(Date.now() + 30 * MINUTE_MS);
  const invitationId = await service.invite('dan@example.com', { endsAt, hardEndAt });
  await setExtraTime(pool, { invitationId, recruiterId, percent: 25 });
  const started = await startAttempt(pool, { invitationId });
  if (started.kind !== 'started') throw new Error(started.kind);
  expect(started.attempt.deadlineAt.getTime()).toBe(hardEndAt.getTime() + 15 * MINUTE_MS);
});

test('an upload that begins within the grace period counts, one that begins after it does not', async () => {
  const { pool } = service;
  const attempt = await service.start('eve@example.com');
  await service.ageAttempt(attempt.id, 60);
  const inGrace = await selectOptionalAttempt(pool, attempt.id);
  expect(inGrace).toMatchObject({ secondsLeft: 0, acceptsUploads: true });
  expect((await service.handIn(attempt.id, solved)).kind).toBe('valid');
  await service.ageAttempt(attempt.id, 2);
  expect(await registerSubmission(pool, { attemptId: attempt.id })).toEqual({ kind: 'too_late' });
});

test('closing by the clock waits for an upload that was registered in time, and then grades it', async () => {
  const { pool, bank } = service;
  const attempt = await service.start('fay@example.com');
  const registered = await registerSubmission(pool, { attemptId: attempt.id });
  if (registered.kind !== 'registered') throw new Error(registered.kind);
  await pool.query(`UPDATE attempts SET deadline_at = now() - interval '2 minutes' WHERE id = $1`, [attempt.id]);
  await handleCloseAttempt({ attemptId: attempt.id }, pool);
  expect((await selectOptionalAttempt(pool, attempt.id))?.closedAt).toBeNull();

  const file = { submissionId: registered.submissionId, fileName: 'late.ipynb', bytes: solved };
  expect(await completeSubmission(pool, file, bank)).toEqual({ kind: 'valid' });
  await handleCloseAttempt({ attemptId: attempt.id }, pool);
  expect((await selectOptionalAttempt(pool, attempt.id))?.closeReason).toBe('deadline');
  expect(await selectGradings(attempt.id)).toMatchObject([{ submission_id: registered.submissionId }]);
});

test('closing does not wait for ever for an upload that hangs, and keeps what comes later without counting it', async () => {
  const { pool, bank } = service;
  const attempt = await service.start('gus@example.com');
  const registered = await registerSubmission(pool, { attemptId: attempt.id });
  if (registered.kind !== 'registered') throw new Error(registered.kind);
  await service.ageAttempt(attempt.id, 70);
  await handleCloseAttempts(pool, createLogger({ level: 'silent' }));
  expect((await selectOptionalAttempt(pool, attempt.id))?.closeReason).toBe('deadline');
  const { submissionId } = registered;
  expect(await completeSubmission(pool, { submissionId, fileName: 'x.ipynb', bytes: solved }, bank)).toMatchObject({
    kind: 'rejected',
    code: 'attempt_closed',
  });
  const { rows } = await pool.query('SELECT bytes FROM submissions WHERE id = $1', [submissionId]);
  expect(rows[0].bytes.equals(solved)).toBe(true);
  expect(await selectGradings(attempt.id)).toMatchObject([{ submission_id: null }]);
});

test('finishing and the clock at once close the attempt once, with one grading and one job', async () => {
  const { pool } = service;
  const attempt = await service.start('hal@example.com');
  const { submissionId } = await service.handIn(attempt.id, solved);
  await pool.query(`UPDATE attempts SET deadline_at = now() - interval '2 minutes' WHERE id = $1`, [attempt.id]);
  await Promise.all([
    finishAttempt(pool, { attemptId: attempt.id }),
    handleCloseAttempt({ attemptId: attempt.id }, pool),
    finishAttempt(pool, { attemptId: attempt.id }),
    handleCloseAttempt({ attemptId: attempt.id }, pool),
  ]);
  const gradings = await selectGradings(attempt.id);
  expect(gradings).toMatchObject([{ number: 1, status: 'waiting', submission_id: submissionId }]);
  expect(BigInt(gradings[0].seed)).toBeGreaterThan(0n);
  expect(await selectJobs('grade_attempt', gradings[0].id)).toHaveLength(1);
  expect(await registerSubmission(pool, { attemptId: attempt.id })).toEqual({ kind: 'closed' });
});

test('a job that comes before the deadline (which was moved) closes nothing', async () => {
  const attempt = await service.start('ian@example.com');
  await handleCloseAttempt({ attemptId: attempt.id }, service.pool);
  expect((await selectOptionalAttempt(service.pool, attempt.id))?.closedAt).toBeNull();
});

test('the last valid upload counts, whatever was turned away after it', async () => {
  const { pool } = service;
  const attempt = await service.start('jo@example.com');
  await service.handIn(attempt.id, solved);
  const second = await service.handIn(attempt.id, solved);
  expect((await service.handIn(attempt.id, Buffer.from('%PDF-1.7'))).kind).toBe('rejected');
  await finishAttempt(pool, { attemptId: attempt.id });
  expect(await selectGradings(attempt.id)).toMatchObject([{ submission_id: second.submissionId }]);
});

test('a newer upload cancels the receipt run of the older one', async () => {
  const { pool } = service;
  const attempt = await service.start('kim@example.com');
  const first = await service.handIn(attempt.id, solved);
  const second = await service.handIn(attempt.id, solved);
  const view = (submissionId: string) => selectOptionalSubmission(pool, { submissionId, attemptId: attempt.id });
  expect((await view(first.submissionId))?.receipt?.status).toBe('cancelled');
  expect((await view(second.submissionId))?.receipt?.status).toBe('waiting');
});

test('what is no notebook of this assessment is turned away with its reason, and kept as received', async () => {
  const { pool, bank } = service;
  const attempt = await service.start('lea@example.com');
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const other = json({ ...JSON.parse(solved.toString()), metadata: { assay: { assessment: 'another' } } });
  const language = json({ nbformat: 4, metadata: { language_info: { name: 'R\0' } }, cells: [] });
  for (const [bytes, code] of [
    [Buffer.from('PK\x03\x04'), 'not_a_notebook'],
    [Buffer.alloc(0), 'notebook_empty'],
    [json({ nbformat: 4, metadata: {}, cells: [] }), 'notebook_empty'],
    [language, 'not_a_notebook'],
    [other, 'other_assessment'],
  ] as const) {
    const registered = await registerSubmission(pool, { attemptId: attempt.id });
    if (registered.kind !== 'registered') throw new Error(registered.kind);
    const { submissionId } = registered;
    const file = { submissionId, fileName: '../../etc/pass\u202ewd\0.ipynb', bytes };
    expect(await completeSubmission(pool, file, bank)).toMatchObject({ kind: 'rejected', code });
    const kept = await pool.query('SELECT bytes FROM submissions WHERE id = $1', [submissionId]);
    expect(kept.rows[0].bytes.equals(bytes)).toBe(true);
    const row = await selectOptionalSubmission(pool, { submissionId, attemptId: attempt.id });
    expect(row).toMatchObject({ status: 'rejected', reasonCode: code, receipt: null, fileName: 'passwd.ipynb' });
  }
});

test('an upload on its way holds back finishing until it has ended', async () => {
  const { pool } = service;
  const attempt = await service.start('max@example.com');
  const registered = await registerSubmission(pool, { attemptId: attempt.id });
  if (registered.kind !== 'registered') throw new Error(registered.kind);
  const { submissionId } = registered;
  expect(await finishAttempt(pool, { attemptId: attempt.id })).toEqual({ kind: 'upload_in_progress' });
  await rejectSubmission(pool, { submissionId, code: 'upload_aborted', message: 'The connection was lost.' });
  expect(await finishAttempt(pool, { attemptId: attempt.id })).toEqual({ kind: 'closed' });
});
