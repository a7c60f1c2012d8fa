import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeInvitationMail, type InvitationMailFacts } from '../../src/invitations/invitation-mail.ts';
import {
  extendInvitation,
  inviteCandidates,
  resendInvitation,
  revokeInvitation,
  setExtraTime,
} from '../../src/invitations/invitations.ts';
import { openLink, selectCandidateView } from '../../src/invitations/link.ts';
import { selectInvitationStates } from '../../src/invitations/states/store.ts';
import { finishAttempt, startAttempt } from '../../src/submissions/attempts.ts';
import { BASE_URL, type LentService, lendService } from '../support/service.ts';

let service: LentService;

beforeAll(async () => {
  service = await lendService();
});
afterAll(() => service.close());

/** What the mail job does, up to the template. */
async function mailLink(invitationId: string): Promise<string> {
  const { pool } = service;
  let facts: InvitationMailFacts | undefined;
  await composeInvitationMail(
    { id: '', kind: 'invitation', invitationId, gradingId: null, status: 'waiting' },
    {
      pool,
      baseUrl: BASE_URL,
      render: (given) => {
        facts = given;
        return { subject: '', html: '', text: '', attachments: [] };
      },
    },
  );
  const token = facts?.link.split('/i/')[1];
  if (!token) throw new Error('no link was made');
  return token;
}

async function endInvitation(invitationId: string): Promise<void> {
  await service.pool.query(`UPDATE invitations SET ends_at = now() - interval '1 minute' WHERE id = $1`, [
    invitationId,
  ]);
}

test('a token opens a session, and neither is stored as it is', async () => {
  const { pool } = service;
  const invitationId = await service.invite('ada@example.com');
  const token = await mailLink(invitationId);
  const opened = await openLink(pool, token);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const view = await selectCandidateView(pool, opened.sessionSecret);
  expect(view).toMatchObject({
    kind: 'found',
    view: { invitationId, candidate: { email: 'ada@example.com' }, allowedMinutes: 60, attempt: null },
  });
  const { rows } = await pool.query(`
    SELECT string_agg(t::text, ' ') AS everything FROM (
      SELECT row_to_json(invitation_tokens)::text AS t FROM invitation_tokens
      UNION ALL SELECT row_to_json(candidate_sessions)::text FROM candidate_sessions
      UNION ALL SELECT row_to_json(mails)::text FROM mails
      UNION ALL SELECT payload::text FROM graphile_worker._private_jobs) AS rows`);
  for (const secret of [token, opened.sessionSecret]) {
    expect(rows[0].everything).not.toContain(secret);
    expect(rows[0].everything).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  }
});

test('each mail has a token of its own, and the earlier ones go on working', async () => {
  const invitationId = await service.invite('bea@example.com');
  const first = await mailLink(invitationId);
  await resendInvitation(service.pool, { invitationId, recruiterId: service.recruiterId });
  const second = await mailLink(invitationId);
  expect(second).not.toBe(first);
  expect((await openLink(service.pool, first)).kind).toBe('opened');
  expect((await openLink(service.pool, second)).kind).toBe('opened');
});

test('a tampered, cut or invented token is unknown', async () => {
  const token = await mailLink(await service.invite('cyd@example.com'));
  const last = token.at(-1) === 'A' ? 'B' : 'A';
  for (const wrong of [
    token.slice(0, -1),
    `${token.slice(0, -1)}${last}`,
    `${token}=`,
    '',
    'x'.repeat(43),
    `${token}\0`,
  ])
    expect(await openLink(service.pool, wrong)).toEqual({ kind: 'unknown' });
  expect(await selectCandidateView(service.pool, 'x'.repeat(43))).toEqual({ kind: 'none' });
});

test('a revoked invitation closes its links and its sessions', async () => {
  const { pool, recruiterId } = service;
  const invitationId = await service.invite('dan@example.com');
  const token = await mailLink(invitationId);
  const opened = await openLink(pool, token);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  await revokeInvitation(pool, { invitationId, recruiterId });
  expect((await openLink(pool, token)).kind).toBe('revoked');
  expect((await selectCandidateView(pool, opened.sessionSecret)).kind).toBe('revoked');
  expect((await startAttempt(pool, { invitationId })).kind).toBe('revoked');
  await expect(resendInvitation(pool, { invitationId, recruiterId })).rejects.toMatchObject({
    code: 'invitation_revoked',
  });
  // And the candidate can be invited anew.
  expect(await service.invite('dan@example.com')).not.toBe(invitationId);
});

test('after its end an invitation cannot be started, and can again once it is extended', async () => {
  const { pool, recruiterId } = service;
  const invitationId = await service.invite('eve@example.com');
  const token = await mailLink(invitationId);
  await endInvitation(invitationId);
  expect((await openLink(pool, token)).kind).toBe('expired');
  expect((await startAttempt(pool, { invitationId })).kind).toBe('expired');
  await extendInvitation(pool, { invitationId, recruiterId, endsAt: new Date(Date.now() + 60_000) });
  expect((await openLink(pool, token)).kind).toBe('opened');
});

test('the end of the invitation does not cut off an attempt that has begun; a closed one uses the link up', async () => {
  const { pool } = service;
  const invitationId = await service.invite('fay@example.com');
  const token = await mailLink(invitationId);
  const started = await startAttempt(pool, { invitationId });
  if (started.kind !== 'started') throw new Error(started.kind);
  await endInvitation(invitationId);
  const opened = await openLink(pool, token);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  await finishAttempt(pool, { attemptId: started.attempt.id });
  expect((await openLink(pool, token)).kind).toBe('used_up');
  const view = await selectCandidateView(pool, opened.sessionSecret);
  expect(view.kind === 'found' && view.view.attempt?.closeReason).toBe('finished');
});

test('inviting somebody twice makes one invitation, and a wrong address stops nobody else', async () => {
  const { pool, recruiterId, assessment } = service;
  const people = ['gus@example.com', 'GUS@example.com', 'no address', 'hal@example.com'];
  const outcomes = await inviteCandidates(pool, {
    assessmentId: assessment.id,
    recruiterId,
    people: people.map((email) => ({ email, name: 'G\r\nBcc: x@example.com' })),
    endsAt: new Date(Date.now() + 60_000),
    hardEndAt: null,
  });
  expect(outcomes.map((outcome) => outcome.outcome)).toEqual([
    'invited',
    'already_invited',
    'invalid_address',
    'invited',
  ]);
  expect(outcomes[1]?.invitationId).toBe(outcomes[0]?.invitationId);
  const states = await selectInvitationStates(pool, { assessmentId: assessment.id, recruiterId });
  expect(states.find((state) => state.email === 'gus@example.com')).toMatchObject({
    state: 'invited',
    mailStatus: 'waiting',
    name: 'G Bcc: x@example.com',
  });
});

test('another recruiter finds nothing and can change nothing', async () => {
  const { pool, assessment } = service;
  const invitationId = await service.invite('ian@example.com');
  const stranger = { invitationId, recruiterId: 'somebody-else' };
  for (const action of [
    () => revokeInvitation(pool, stranger),
    () => resendInvitation(pool, stranger),
    () => setExtraTime(pool, { ...stranger, percent: 50 }),
    () => extendInvitation(pool, { ...stranger, endsAt: new Date(Date.now() + 1e6) }),
  ])
    await expect(action()).rejects.toMatchObject({ code: 'not_found', status: 404 });
  expect(await selectInvitationStates(pool, { assessmentId: assessment.id, recruiterId: 'somebody-else' })).toEqual([]);
});

test('a window that lies in the past or ends before it begins is refused', async () => {
  await expect(service.invite('jo@example.com', { endsAt: new Date(Date.now() - 1_000) })).rejects.toMatchObject({
    code: 'window_invalid',
  });
  const endsAt = new Date(Date.now() + 60_000);
  await expect(
    service.invite('jo@example.com', { endsAt, hardEndAt: new Date(endsAt.getTime() - 1) }),
  ).rejects.toMatchObject({ code: 'window_invalid' });
});
