// `assay grade`: grades notebooks without a database, with a gateway of its own unless one is configured.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Assessment } from '../assessments/assessment.ts';
import { loadAssessment } from '../assessments/built-in.ts';
import { parseConfig } from '../config.ts';
import { GraderError, UserError } from '../errors.ts';
import { createGrader, type Grader } from '../grading/grader.ts';
import type { GradedNotebook, GradingProgress, GradingResult } from '../grading/grading-result.ts';
import { LAST_TRY, runSideBySide } from '../grading/side-by-side.ts';
import { createConfiguredGateway } from '../kernels/configured-gateway.ts';
import { establishIsolation } from '../kernels/isolation.ts';
import { createLogger } from '../logger.ts';
import { loadBank } from '../questions/bank.ts';
import { escapeJson } from '../reports/clean-text.ts';
import { renderReportPage } from '../reports/render.ts';
import { buildNotebookReport } from '../reports/report.ts';
import { parseSeed, parseUsage, say, UsageError } from './usage.ts';

type Ungraded = { notebook: string; error: { code: string; message: string } };

export async function runGrade(args: string[]): Promise<number> {
  const { values, positionals } = parseUsage(args, {
    assessment: { type: 'string' },
    json: { type: 'string' },
    html: { type: 'string' },
    seed: { type: 'string' },
  });
  if (positionals.length === 0) throw new UsageError('grade takes at least one notebook.');
  if (!values.assessment) throw new UsageError('Say which assessment the notebook answers: --assessment <id>.');
  if (values.html && positionals.length > 1)
    throw new UsageError('--html takes one notebook; grade several one by one.');
  const seed = parseSeed(values.seed);
  const assessment = await loadAssessment(values.assessment, await loadBank());
  const config = parseConfig(process.env);
  say('Starting the gateway …');
  const gateway = await createConfiguredGateway(config, createLogger({ level: 'warn' }), {
    isForOne: positionals.length === 1,
  });
  const concurrency = Math.max(2, Math.min(4, Math.floor(os.availableParallelism() / 2)));
  const grader = createGrader({
    gateway,
    isolation: () => establishIsolation(gateway, config),
    warmGradings: Math.min(concurrency, positionals.length - 1),
  });
  const stop = () => void gateway.close().then(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const graded = await runSideBySide({
      items: positionals,
      concurrency,
      run: (file, tryNumber) => gradeFile(file, assessment, grader, seed, tryNumber),
      isOurFault,
    });
    const results = graded.map((item): GradingResult | Ungraded => ('result' in item ? item.result : item));
    const [first] = graded;
    if (values.html && first && 'result' in first) await write(values.html, renderHtml(first, assessment));
    const text = `${escapeJson(JSON.stringify(positionals.length === 1 ? results[0] : results, null, 2))}\n`;
    if (values.json) await write(values.json, text);
    else if (!values.html) process.stdout.write(text);
    return results.some((result) => 'error' in result) ? 1 : 0;
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
    await grader.close();
    await gateway.close();
  }
}

const OUR_CODES: readonly string[] = ['gateway_lost', 'kernel_start_failed', 'judge_failed'];

function isOurFault(graded: GradedNotebook | Ungraded): boolean {
  return 'result' in graded ? graded.result.status === 'incomplete' : OUR_CODES.includes(graded.error.code);
}

async function gradeFile(
  file: string,
  assessment: Assessment,
  grader: Grader,
  seed: bigint | undefined,
  tryNumber: number,
): Promise<GradedNotebook | Ungraded> {
  const name = path.basename(file);
  if (tryNumber > 1) say(`${name}: the grader failed; try ${tryNumber} of ${LAST_TRY} …`);
  try {
    const notebook = await fs.readFile(file);
    const graded = await grader.grade({
      notebook,
      notebookName: name,
      assessment,
      seed,
      onProgress: createProgressWriter(name),
    });
    tellResult(name, graded.result);
    return graded;
  } catch (error) {
    const told = describeFailure(file, error);
    if (!told) throw error;
    say(`${name}: ${told.message}`);
    return { notebook: name, error: told };
  }
}

function describeFailure(file: string, error: unknown): { code: string; message: string } | null {
  if (error instanceof UserError || error instanceof GraderError) return { code: error.code, message: error.message };
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return { code: 'not_found', message: `${file} was not found.` };
  if (code === 'EISDIR' || code === 'EACCES') return { code: 'not_readable', message: `${file} cannot be read.` };
  return null;
}

function createProgressWriter(name: string): (progress: GradingProgress) => void {
  return ({ questionNumber, questionCount, message }) => {
    const place = questionNumber > 0 ? ` [${questionNumber}/${questionCount}]` : '';
    say(`${name}${place} ${message}`);
  };
}

function tellResult(name: string, result: GradingResult): void {
  for (const question of result.questions)
    say(`  ${question.id}: ${question.points} of ${question.maxPoints} (${question.status})`);
  const score =
    result.score === null
      ? 'no score: a part could not be graded, through our fault'
      : `${(result.score * 100).toFixed(1)} %`;
  const open = result.openPoints > 0 ? `, ${result.openPoints} open for a reader` : '';
  say(
    `${name}: ${result.points} of ${result.maxPoints} points, ${score}${open}, in ${(result.timing.totalMs / 1000).toFixed(1)} s`,
  );
}

function renderHtml(graded: GradedNotebook, assessment: Assessment): string {
  return renderReportPage(buildNotebookReport(graded, assessment));
}

async function write(file: string, text: string): Promise<void> {
  try {
    await fs.mkdir(path.dirname(path.resolve(file)), { recursive: true });
    await fs.writeFile(file, text);
  } catch (error) {
    throw new UserError('cannot_write', `${file} cannot be written: ${(error as Error).message}`);
  }
}
