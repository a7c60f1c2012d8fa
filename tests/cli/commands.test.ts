import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuth, signInRecruiter } from '../../src/accounts/auth.ts';
import { buildSolvedNotebook } from '../../src/assessments/solved-notebook.ts';
import { ROOT_FOLDER } from '../../src/config.ts';
import type { GradingResult } from '../../src/grading/grading-result.ts';
import { loadBank } from '../../src/questions/bank.ts';
import { lendDatabase } from '../support/database.ts';
import { loadWholeInterview } from '../support/notebooks.ts';

const ASSAY = path.join(ROOT_FOLDER, 'src', 'cli', 'assay.mjs');
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-cli-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number | null; stdout: string; stderr: string };

/** The command as a user calls it, in a folder of its own. */
function assay(args: string[], env: Record<string, string> = {}, script = ASSAY): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: folder, env: { ...process.env, ...env } });
    const ended = { code: null as number | null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      ended.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      ended.stderr += chunk;
    });
    child.once('exit', (code) => resolve({ ...ended, code }));
  });
}

const read = (name: string) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));

describe('assay starter and grade', () => {
  test('an untouched starter is graded with nothing earned and nothing open', async () => {
    const made = await assay(['starter', 'python-ml-interview', '-o', 's.ipynb']);
    expect(made).toMatchObject({ code: 0, stdout: '' });
    const assessment = await loadWholeInterview();
    const files = assessment.questions.flatMap((question) => question.given.files);
    expect(fs.readdirSync(folder).sort()).toEqual([...files, 's.ipynb'].sort());
    const graded = await assay(['grade', 's.ipynb', '--assessment', 'python-ml-interview', '--json', 'r.json']);
    expect(graded).toMatchObject({ code: 0, stdout: '' });
    const count = assessment.questions.length;
    expect(graded.stderr).toContain(`[${count}/${count}]`);
    const result = read('r.json');
    expect(result).toMatchObject({ notebook: 's.ipynb', status: 'complete', points: 0, score: 0 });
    expect(result.isolation).toMatch(/^(namespaces|user-namespaces|landlock)$/);
    expect(result.questions.every((question: { status: string }) => question.status === 'not_answered')).toBe(true);
  });

  test('all reference answers in one notebook earn all points, and the report shows what they drew', async () => {
    const assessment = await loadWholeInterview();
    const facts = { ...assessment, questionIds: assessment.questions.map((question) => question.id) };
    fs.writeFileSync(path.join(folder, 'solved.ipynb'), await buildSolvedNotebook(facts, await loadBank()));
    const options = ['--json', 'solved.json', '--html', 'report.html', '--seed', '7'];
    const graded = await assay(['grade', 'solved.ipynb', '--assessment', 'python-ml-interview', ...options]);
    expect(graded.code).toBe(0);
    const solved: GradingResult = read('solved.json');
    const lost = solved.questions.flatMap((question) =>
      question.checks.filter((check) => check.status !== 'passed' && check.status !== 'open' && !check.bonus),
    );
    expect(lost).toEqual([]);
    expect(solved).toMatchObject({ status: 'complete', score: 1, seed: '7' });
    const html = fs.readFileSync(path.join(folder, 'report.html'), 'utf8');
    expect(html).toContain('data:image/png;base64,');
    expect(html).not.toMatch(/<script|src="http/);
  }, 900_000);

  test('a file that is no notebook costs the one beside it nothing', async () => {
    fs.writeFileSync(path.join(folder, 'broken.ipynb'), 'no notebook');
    const names = ['s.ipynb', 'broken.ipynb', 'gone.ipynb'];
    const graded = await assay(['grade', ...names, '--assessment', 'python-ml-interview', '--json', 'all.json']);
    expect(graded.code).toBe(1);
    const [untouched, broken, gone] = read('all.json');
    expect(untouched).toMatchObject({ notebook: 's.ipynb', status: 'complete', score: 0 });
    expect(broken).toEqual({
      notebook: 'broken.ipynb',
      error: { code: 'not_a_notebook', message: expect.stringContaining('.ipynb') },
    });
    expect(gone).toMatchObject({ notebook: 'gone.ipynb', error: { code: 'not_found' } });
  });

  test.each([
    [['grade', 'x.ipynb'], 2, 'Say which assessment'],
    [['grade', '--assessment', 'python-ml-interview'], 2, 'at least one notebook'],
    [['grade', 'x.ipynb', '--assessment', 'nothing'], 1, 'There is no assessment "nothing"'],
    [['grade', 'x.ipynb', '--assessment', 'a', '--seed', '-1'], 2, ''],
    [['starter', 'python-ml-interview'], 2, 'Say where the starter goes'],
    [['starter', 'nothing', '-o', 'x.ipynb'], 1, 'Known: python-ml-interview'],
    [['verify', 'nothing'], 1, 'There is no question "nothing"'],
    [['fly'], 2, 'There is no command "fly"'],
    [['web'], 1, 'DATABASE_URL'],
  ])('%j ends with code %i and a sentence', async (args, code, sentence) => {
    const ended = await assay(args);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('what is missing is told in a sentence with a way out', () => {
  test('a taken port', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    const ended = await assay(['start'], { ASSAY_PORT: String(port) });
    server.close();
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`) });
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('a Python that is not there', async () => {
    const bin = path.join(folder, 'bin');
    fs.mkdirSync(bin, { recursive: true });
    fs.symlinkSync(process.execPath, path.join(bin, 'node'));
    const env = { ASSAY_VAR: path.join(folder, 'var'), ASSAY_PYTHON: path.join(folder, 'no-python'), PATH: bin };
    const ended = await assay([], env, path.join(ROOT_FOLDER, 'src', 'cli', 'set-up-command.mjs'));
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('Python 3.11 was not found') });
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(fs.existsSync(path.join(folder, 'var', 'set-up.lock'))).toBe(false);
  });

  test('a configuration with several mistakes, all at once', async () => {
    const ended = await assay(['start'], { ASSAY_PORT: 'eighty', GATEWAY_URL: 'http://gateway:8888' });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('ASSAY_PORT');
    expect(ended.stderr).toContain('GATEWAY_TOKEN');
  });
});

test('assay add-recruiter makes an account that signs in with the printed password, once', async () => {
  const database = await lendDatabase();
  try {
    const secret = 'a secret for this test, long enough';
    const env = { DATABASE_URL: database.url, ASSAY_SECRET: secret };
    const made = await assay(['add-recruiter', 'rosa@example.com', '--name', 'Rosa'], env);
    expect(made.code).toBe(0);
    const auth = createAuth({ pool: database.pool, secret, baseUrl: 'http://localhost:8080' });
    const password = made.stdout.trim();
    expect(await signInRecruiter(auth, { email: 'rosa@example.com', password, ipAddress: '127.0.0.1' })).toMatchObject({
      kind: 'signed_in',
    });
    expect(await assay(['add-recruiter', 'rosa@example.com'], env)).toMatchObject({ code: 1, stdout: '' });
  } finally {
    await database.close();
  }
});
