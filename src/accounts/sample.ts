// What a newcomer finds on an empty database: a recruiter, an assessment, and a candidate who has handed in. All of
// it goes the way that everything goes, so the report that follows is a real one. All-in-one mode only.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createAssessment } from '../assessments/recruiter-assessments.ts';
import { buildSolvedNotebook } from '../assessments/solved-notebook.ts';
import type { Database } from '../db/pool.ts';
import { inviteCandidates } from '../invitations/invitations.ts';
import type { Logger } from '../logger.ts';
import type { Bank } from '../questions/bank.ts';
import { finishAttempt, startAttempt } from '../submissions/attempts.ts';
import { completeSubmission, registerSubmission } from '../submissions/submissions.ts';
import { type Auth, createRecruiter } from './auth.ts';
import { selectRecruiterCount } from './store.ts';

const EMAIL = 'recruiter@example.com';
/** One each that is marked by numbers, by what is drawn, by a model's accuracy, and without the library that does it. */
const QUESTIONS = ['min-max-scaling', 'box-plots', 'feature-importance', 'linear-regression'];
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

const SampleSignInSchema = z.object({ email: z.string(), password: z.string() });
export type SampleSignIn = z.infer<typeof SampleSignInSchema>;

export type SampleOptions = { pool: Database; auth: Auth; bank: Bank; varFolder: string; logger: Logger };

/** Null where somebody is here already. */
export async function createSampleData({
  pool,
  auth,
  bank,
  varFolder,
  logger,
}: SampleOptions): Promise<SampleSignIn | null> {
  if ((await selectRecruiterCount(pool)) > 0) return null;
  const signIn = { email: EMAIL, password: randomBytes(12).toString('base64url') };
  // Written first: an account whose password nobody has would be of no use.
  await fs.mkdir(varFolder, { recursive: true });
  await fs.rm(buildPath(varFolder), { force: true });
  await fs.writeFile(buildPath(varFolder), `${JSON.stringify(signIn)}\n`, { mode: 0o600 });
  const recruiter = await createRecruiter(auth, { ...signIn, name: 'Sample Recruiter' });
  const assessment = await createAssessment(
    pool,
    {
      recruiterId: recruiter.id,
      title: 'Sample: data and models',
      minutes: 60,
      passMark: 0.6,
      hiringManagerEmail: 'hiring.manager@example.com',
      questionIds: QUESTIONS,
    },
    bank,
  );
  const [invited] = await inviteCandidates(pool, {
    assessmentId: assessment.id,
    recruiterId: recruiter.id,
    people: [{ email: 'candidate@example.com', name: 'Sample Candidate' }],
    endsAt: new Date(Date.now() + WEEK_MS),
    hardEndAt: null,
  });
  if (!invited?.invitationId) throw new Error('the sample candidate could not be invited');
  await handIn(pool, bank, invited.invitationId);
  logger.info('a sample assessment with a submission is there; its report comes into the outbox');
  return signIn;
}

/** What createSampleData kept at the first start, for printing it at later ones. */
export async function selectSampleSignIn(varFolder: string): Promise<SampleSignIn | null> {
  try {
    return SampleSignInSchema.parse(JSON.parse(await fs.readFile(buildPath(varFolder), 'utf8')));
  } catch {
    return null;
  }
}

async function handIn(pool: Database, bank: Bank, invitationId: string): Promise<void> {
  const started = await startAttempt(pool, { invitationId });
  if (started.kind !== 'started') throw new Error(`the sample attempt did not start: ${started.kind}`);
  const attempt = started.attempt;
  const notebook = await buildSolvedNotebook({ ...attempt, id: attempt.assessmentId }, bank);
  const registered = await registerSubmission(pool, { attemptId: attempt.id });
  if (registered.kind !== 'registered') throw new Error(`the sample submission was not taken: ${registered.kind}`);
  const { submissionId } = registered;
  const outcome = await completeSubmission(pool, { submissionId, fileName: 'sample.ipynb', bytes: notebook }, bank);
  if (outcome.kind !== 'valid') throw new Error(`the sample submission was rejected: ${outcome.message}`);
  await finishAttempt(pool, { attemptId: attempt.id });
}

function buildPath(varFolder: string): string {
  return path.join(varFolder, 'sample-sign-in.json');
}
