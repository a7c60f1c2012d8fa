// `assay verify`: proves the questions of the bank and prints a table.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseConfig, ROOT_FOLDER } from '../config.ts';
import { UserError } from '../errors.ts';
import { createGrader } from '../grading/grader.ts';
import { createNoMemory, createVerifyMemory } from '../grading/verify/memory.ts';
import { type VerifiedAnswer, type VerifyProgress, verifyQuestions } from '../grading/verify.ts';
import { createConfiguredGateway } from '../kernels/configured-gateway.ts';
import { establishIsolation } from '../kernels/isolation.ts';
import { createLogger } from '../logger.ts';
import { loadBank } from '../questions/bank.ts';
import { parseSeed, parseUsage, say, UsageError } from './usage.ts';

/** What has passed with one seed need not run again with it; `--seed` and `--seeds` try others. */
const DEFAULT_SEED = 1n;

export async function runVerify(args: string[]): Promise<number> {
  const { values, positionals } = parseUsage(args, {
    all: { type: 'boolean' },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    'no-cache': { type: 'boolean' },
    json: { type: 'string' },
  });
  const count = Number(values.seeds ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    throw new UsageError('--seeds takes a number from 1 to 1000.');
  const firstSeed = parseSeed(values.seed) ?? DEFAULT_SEED;
  const config = parseConfig(process.env);
  const bank = await loadBank();
  const unknown = positionals.find((id) => !bank.has(id));
  if (unknown !== undefined)
    throw new UserError(
      'question_unknown',
      `There is no question "${unknown}". Known: ${[...bank.keys()].join(', ')}.`,
    );
  const questions = [...bank.values()].filter(
    (question) => positionals.length === 0 || positionals.includes(question.id),
  );
  const publishedFolder = await findPublished();
  const gateway = await createConfiguredGateway(config, createLogger({ level: 'warn' }));
  const stop = () => void gateway.close().then(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const concurrency = Math.max(1, Math.min(8, os.availableParallelism()));
  const grader = createGrader({
    gateway,
    isolation: () => establishIsolation(gateway, config),
    warmGradings: concurrency,
    reusesJudges: true,
  });
  const startedAt = performance.now();
  const line = createProgressLine();
  try {
    const results = await verifyQuestions({
      questions,
      grader,
      seeds: Array.from({ length: count }, (_, index) => BigInt.asUintN(64, firstSeed + BigInt(index))),
      publishedFolder,
      isReduced: values.all !== true && positionals.length === 0,
      concurrency,
      memory: values['no-cache']
        ? createNoMemory()
        : await createVerifyMemory(path.join(config.varFolder, 'verify'), ROOT_FOLDER, questions),
      onProgress: line.show,
    });
    line.end();
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    process.stdout.write(renderTable([...bank.keys()], results, seconds));
    const failed = results.filter((result) => result.problem !== null).length;
    if (values.json)
      await fs.writeFile(values.json, JSON.stringify({ passed: results.length - failed, failed, results }, null, 1));
    return failed === 0 ? 0 : 1;
  } finally {
    line.end();
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
    // First the judges that wait for a next notebook: their connections would hold this process for ever.
    await grader.close();
    await gateway.close();
  }
}

async function findPublished(): Promise<string | null> {
  const folder = path.join(ROOT_FOLDER, '..', 'shared', 'published');
  const isThere = await fs.access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) say('The published sample solutions are not at hand (../shared/published); they are left out.');
  return isThere ? folder : null;
}

/** One line that is written anew; where nobody looks at a screen, a line for each notebook that ends. */
function createProgressLine() {
  const isScreen = process.stderr.isTTY === true;
  let isOpen = false;
  return {
    show: (progress: VerifyProgress): void => {
      const { ended } = progress;
      if (isScreen) {
        const text = describeProgress(progress).slice(0, (process.stderr.columns ?? 80) - 1);
        process.stderr.write(`\r\u001b[K${text}`);
        isOpen = true;
      } else if (ended) {
        const problems = ended.problems > 0 ? `, ${ended.problems} not as expected` : '';
        say(
          `${describeProgress(progress)} (notebook ${ended.number}: ${ended.answers} answers in ${ended.seconds.toFixed(0)} s${problems})`,
        );
      }
    },
    end: (): void => {
      if (isOpen) process.stderr.write('\r\u001b[K');
      isOpen = false;
    },
  };
}

function describeProgress({
  doneNotebooks,
  notebooks,
  doneAnswers,
  answers,
  problems,
  running,
}: VerifyProgress): string {
  const parts = [
    `${doneNotebooks} of ${notebooks} notebooks`,
    `${doneAnswers} of ${answers} answers`,
    ...(problems > 0 ? [`${problems} not as expected`] : []),
    ...(running.length > 0 ? [`now ${running.join(', ')}`] : []),
  ];
  return `verify: ${parts.join(', ')}`;
}

function renderTable(ids: string[], results: VerifiedAnswer[], seconds: number): string {
  const kinds = ['published', 'right', 'wrong'] as const;
  const countOf = (own: VerifiedAnswer[]): string =>
    own.length === 0 ? '–' : `${own.filter((result) => result.problem === null).length}/${own.length}`;
  const row = (name: string, own: VerifiedAnswer[]): string[] => [
    name,
    ...kinds.map((kind) => countOf(own.filter((result) => result.kind === kind))),
    String(own.filter((result) => result.isRemembered).length),
    (own.reduce((sum, result) => sum + result.wallMs, 0) / 1_000).toFixed(1),
  ];
  const rows = [
    ['question', ...kinds, 'unchanged', 'seconds'],
    ...ids
      .map((id) => ({ id, own: results.filter((result) => result.questionId === id) }))
      .filter(({ own }) => own.length > 0)
      .map(({ id, own }) => row(id, own)),
    row('together', results),
  ];
  const lines = rows.map(
    ([name = '', ...cells]) => `${name.padEnd(30)}${cells.map((cell) => cell.padStart(11)).join('')}`,
  );
  const problems = results
    .filter((result) => result.problem !== null)
    .map((result) => `  ${result.questionId}, ${result.name} (${result.kind}, seed ${result.seed}): ${result.problem}`);
  const verdict = `${results.length - problems.length} of ${results.length} answers as expected, in ${seconds} s`;
  return `${[...lines, ...problems, verdict].join('\n')}\n`;
}
