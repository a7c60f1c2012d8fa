// `assay verify`: proves the questions of the bank and prints a table.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseConfig, ROOT_FOLDER } from '../config.ts';
import { UserError } from '../errors.ts';
import { createGrader, createSeed } from '../grading/grader.ts';
import { type VerifiedAnswer, verifyQuestions } from '../grading/verify.ts';
import { createConfiguredGateway } from '../kernels/configured-gateway.ts';
import { createLogger } from '../logger.ts';
import { loadBank } from '../questions/bank.ts';
import { parseSeed, parseUsage, say, UsageError } from './usage.ts';

export async function runVerify(args: string[]): Promise<number> {
  const { values, positionals } = parseUsage(args, {
    all: { type: 'boolean' },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    json: { type: 'string' },
  });
  const count = Number(values.seeds ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    throw new UsageError('--seeds takes a number from 1 to 1000.');
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
  const published = path.join(ROOT_FOLDER, '..', 'shared', 'published');
  const publishedFolder = await fs.access(published).then(
    () => published,
    () => null,
  );
  if (publishedFolder === null)
    say('The published sample solutions are not at hand (../shared/published); they are left out.');
  const gateway = await createConfiguredGateway(parseConfig(process.env), createLogger({ level: 'warn' }));
  const stop = () => void gateway.close().then(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const first = parseSeed(values.seed);
    const seeds = Array.from({ length: count }, (_, index) =>
      first === undefined ? createSeed() : first + BigInt(index),
    );
    const results = await verifyQuestions({
      questions,
      grader: createGrader({ gateway }),
      seeds,
      publishedFolder,
      concurrency: Math.max(1, Math.min(4, os.availableParallelism())),
      onProgress: (done, total) => say(`verify: ${done} of ${total} notebooks graded`),
    });
    process.stdout.write(
      renderTable(
        questions.map((question) => question.id),
        results,
      ),
    );
    const failed = results.filter((result) => result.problem !== null).length;
    if (values.json)
      await fs.writeFile(values.json, JSON.stringify({ passed: results.length - failed, failed, results }, null, 1));
    return failed === 0 ? 0 : 1;
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
    await gateway.close();
  }
}

function renderTable(ids: string[], results: VerifiedAnswer[]): string {
  const rows = ids.map((id) => {
    const counts = (['published', 'right', 'wrong'] as const).map((kind) => {
      const own = results.filter((result) => result.questionId === id && result.kind === kind);
      return `${own.filter((result) => result.problem === null).length}/${own.length}`;
    });
    return [id, ...counts];
  });
  const lines = [['question', 'published', 'right', 'wrong'], ...rows].map(
    ([name = '', ...cells]) => `${name.padEnd(30)}${cells.map((cell) => cell.padStart(11)).join('')}`,
  );
  const problems = results
    .filter((result) => result.problem !== null)
    .map((result) => `  ${result.questionId}, ${result.name} (${result.kind}, seed ${result.seed}): ${result.problem}`);
  return `${[...lines, ...problems].join('\n')}\n`;
}
