// `assay starter`: the notebook with its data files beside it, or all in an archive.
import fs from 'node:fs/promises';
import path from 'node:path';
import { loadAssessment } from '../assessments/built-in.ts';
import { buildStarterArchive, buildStarterFiles } from '../assessments/starter.ts';
import { UserError } from '../errors.ts';
import { loadBank } from '../questions/bank.ts';
import { parseUsage, say, UsageError } from './usage.ts';

export async function runStarter(args: string[]): Promise<number> {
  const { values, positionals } = parseUsage(args, { output: { type: 'string', short: 'o' } });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1)
    throw new UsageError('starter takes one assessment, such as python-ml-interview.');
  if (!values.output) throw new UsageError('Say where the starter goes: -o s.ipynb, or -o s.zip for an archive.');
  const assessment = await loadAssessment(id, await loadBank());
  const output = path.resolve(values.output);
  try {
    await fs.mkdir(path.dirname(output), { recursive: true });
    if (output.endsWith('.zip')) {
      await fs.writeFile(output, await buildStarterArchive(assessment));
      say(`Wrote ${values.output}.`);
      return 0;
    }
    if (!output.endsWith('.ipynb')) throw new UsageError('The output is a notebook (.ipynb) or an archive (.zip).');
    const files = await buildStarterFiles(assessment, path.basename(output));
    const data = new Set(assessment.questions.flatMap((question) => Object.keys(question.files)));
    const written = files.filter((file) => file.name === path.basename(output) || data.has(file.name));
    for (const file of written) await fs.writeFile(path.join(path.dirname(output), file.name), file.bytes);
    say(`Wrote ${written.map((file) => file.name).join(', ')} into ${path.dirname(output)}.`);
    return 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new UserError('cannot_write', `${values.output} cannot be written: ${error.message}`);
    throw error;
  }
}
