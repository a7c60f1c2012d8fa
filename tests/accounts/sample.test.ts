import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuth, signInRecruiter } from '../../src/accounts/auth.ts';
import { createSampleData, selectSampleSignIn } from '../../src/accounts/sample.ts';
import { mapCells } from '../../src/assessments/cell-mapping.ts';
import { buildAssessment } from '../../src/assessments/recruiter-assessments.ts';
import { selectAssessments } from '../../src/assessments/store.ts';
import { createLogger } from '../../src/logger.ts';
import { parseNotebook } from '../../src/notebooks/notebook.ts';
import { loadBank } from '../../src/questions/bank.ts';
import { type LentDatabase, lendDatabase } from '../support/database.ts';

let database: LentDatabase;
let varFolder: string;

beforeAll(async () => {
  database = await lendDatabase();
  varFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-var-'));
});
afterAll(async () => {
  fs.rmSync(varFolder, { recursive: true, force: true });
  await database.close();
});

test('an empty database gets a recruiter, an assessment and a submission that waits for its grading, once', async () => {
  const { pool } = database;
  const auth = createAuth({ pool, secret: 'Zq7-mB'.repeat(8), baseUrl: 'http://localhost:8080' });
  const bank = await loadBank();
  const options = { pool, auth, bank, varFolder, logger: createLogger({ level: 'silent' }) };
  const signIn = await createSampleData(options);
  if (!signIn) throw new Error('no sample was made');
  expect(await createSampleData(options)).toBeNull();
  expect(await selectSampleSignIn(varFolder)).toEqual(signIn);
  expect((await signInRecruiter(auth, { ...signIn, ipAddress: '127.0.0.1' })).kind).toBe('signed_in');

  const { rows } = await pool.query(
    'SELECT bytes, recruiter_id, assessment_id FROM submissions, assessments, attempts',
  );
  const [assessment] = await selectAssessments(pool, rows[0].recruiter_id);
  expect(assessment).toMatchObject({ invitationCount: 1, attemptCount: 1, closedCount: 1 });
  if (!assessment) throw new Error('no assessment');
  const cells = mapCells(parseNotebook(rows[0].bytes), buildAssessment(assessment, bank));
  expect([...cells.answered]).toEqual(assessment.questionIds);
  const gradings = await pool.query('SELECT status FROM gradings');
  expect(gradings.rows).toEqual([{ status: 'waiting' }]);
});
