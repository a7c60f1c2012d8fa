// A service on a lent database, with what the tests of its domain functions need: a recruiter, an assessment, a
// candidate, and time that can be moved.
import { type Auth, createAuth, createRecruiter } from '../../src/accounts/auth.ts';
import { createAssessment } from '../../src/assessments/recruiter-assessments.ts';
import { buildSolvedNotebook } from '../../src/assessments/solved-notebook.ts';
import type { AssessmentRow } from '../../src/assessments/store.ts';
import { inviteCandidates } from '../../src/invitations/invitations.ts';
import { type Bank, loadBank } from '../../src/questions/bank.ts';
import { startAttempt } from '../../src/submissions/attempts.ts';
import type { AttemptRow } from '../../src/submissions/store.ts';
import { completeSubmission, registerSubmission } from '../../src/submissions/submissions.ts';
import { type LentDatabase, lendDatabase } from './database.ts';

export const BASE_URL = 'http://localhost:8080';
const DAY_MS = 24 * 60 * 60 * 1_000;

export type LentService = LentDatabase & {
  auth: Auth;
  bank: Bank;
  recruiterId: string;
  assessment: AssessmentRow;
  invite(email: string, window?: { endsAt?: Date; hardEndAt?: Date | null }): Promise<string>;
  start(email: string): Promise<AttemptRow>;
  /** A whole upload. */
  handIn(attemptId: string, bytes: Buffer, fileName?: string): Promise<{ submissionId: string; kind: string }>;
  solvedNotebook(): Promise<Buffer>;
  /** As if everything of this attempt had happened that much earlier. */
  ageAttempt(attemptId: string, minutes: number): Promise<void>;
};

export async function lendService(): Promise<LentService> {
  const database = await lendDatabase();
  const { pool } = database;
  const auth = createAuth({ pool, secret: 'Zq7-mB'.repeat(8), baseUrl: BASE_URL });
  const bank = await loadBank();
  const recruiter = await createRecruiter(auth, {
    email: 'rita@example.com',
    name: 'Rita',
    password: 'correct horse battery',
  });
  const recruiterId = recruiter.id;
  const assessment = await createAssessment(
    pool,
    {
      recruiterId,
      title: 'Data preparation',
      minutes: 60,
      passMark: 0.6,
      hiringManagerEmail: 'hugo@example.com',
      questionIds: ['min-max-scaling', 'count-categories'],
    },
    bank,
  );
  const invite: LentService['invite'] = async (email, window = {}) => {
    const [invited] = await inviteCandidates(pool, {
      assessmentId: assessment.id,
      recruiterId,
      people: [{ email, name: null }],
      endsAt: window.endsAt ?? new Date(Date.now() + DAY_MS),
      hardEndAt: window.hardEndAt ?? null,
    });
    if (!invited?.invitationId) throw new Error(`not invited: ${invited?.outcome}`);
    return invited.invitationId;
  };
  return {
    ...database,
    auth,
    bank,
    recruiterId,
    assessment,
    invite,
    start: async (email) => {
      const outcome = await startAttempt(pool, { invitationId: await invite(email) });
      if (outcome.kind !== 'started') throw new Error(outcome.kind);
      return outcome.attempt;
    },
    handIn: async (attemptId, bytes, fileName = 'answers.ipynb') => {
      const registered = await registerSubmission(pool, { attemptId });
      if (registered.kind !== 'registered') throw new Error(registered.kind);
      const { submissionId } = registered;
      const outcome = await completeSubmission(pool, { submissionId, fileName, bytes }, bank);
      return { submissionId, kind: outcome.kind };
    },
    solvedNotebook: () => buildSolvedNotebook(assessment, bank),
    ageAttempt: async (attemptId, minutes) => {
      await pool.query(
        `UPDATE attempts SET started_at = started_at - make_interval(mins => $2),
           deadline_at = deadline_at - make_interval(mins => $2) WHERE id = $1`,
        [attemptId, minutes],
      );
      await pool.query(
        'UPDATE submissions SET registered_at = registered_at - make_interval(mins => $2) WHERE attempt_id = $1',
        [attemptId, minutes],
      );
    },
  };
}
