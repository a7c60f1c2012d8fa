// What a candidate downloads: the starter notebook, its data files, the grader's package versions, and a README.
import fs from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import yazl from 'yazl';
import { buildNotebook, type NewCell } from '../notebooks/notebook.ts';
import type { Question } from '../questions/question.ts';
import type { Assessment } from './assessment.ts';

const REQUIREMENTS = fileURLToPath(new URL('../../kernel/requirements-kernel.txt', import.meta.url));

export type StarterFile = { name: string; bytes: Buffer };

export function buildStarterNotebook(assessment: Assessment): object {
  const cells: NewCell[] = [
    { kind: 'markdown', source: buildIntroduction(assessment), mark: { question: null, role: 'intro' } },
  ];
  for (const [index, question] of assessment.questions.entries()) {
    cells.push({
      kind: 'markdown',
      source: buildPrompt(question, index + 1),
      mark: { question: question.id, role: 'prompt' },
    });
    for (const cell of question.starter)
      cells.push({ kind: cell.kind, source: cell.source, mark: { question: question.id, role: cell.role } });
  }
  return buildNotebook(cells, assessment.id);
}

/** The marker that tells a prompt cell's question where an editor dropped the metadata. */
export function buildMarker(questionId: string): string {
  return `<!-- assay:question=${questionId} -->`;
}

function buildPrompt(question: Question, number: number): string {
  const body = question.prompt.trim().replace(/^# .*\n+/, '');
  return `## Question ${number}. ${question.title}\n${buildMarker(question.id)}\n\n${body}`;
}

export function buildIntroduction(assessment: Assessment): string {
  const count = assessment.questions.length;
  return [
    `# ${assessment.title}`,
    '',
    `${count} question${count === 1 ? '' : 's'}, ${assessment.minutes} minutes.`,
    '',
    '- Write each answer in the cells below its question. You may add cells there, and split or merge them.',
    '- Use the names that a question asks for, spelled exactly so. Everything else is up to you: any library that is installed, any style.',
    '- The cells marked as given load the data. The grader runs its own copy of them first.',
    '- Before you hand it in: restart the kernel, run all cells, save. Then upload the .ipynb file.',
    '- The grader runs your notebook from top to bottom without a network and without `input()`. It does not look at saved outputs.',
  ].join('\n');
}

/** Notebook, data files, requirements.txt and README.md. */
export async function buildStarterFiles(
  assessment: Assessment,
  notebookName = `${assessment.id}.ipynb`,
): Promise<StarterFile[]> {
  const data = assessment.questions.flatMap((question) =>
    Object.entries(question.files).map(([name, bytes]) => ({ name, bytes })),
  );
  return [
    { name: notebookName, bytes: Buffer.from(`${JSON.stringify(buildStarterNotebook(assessment), null, 1)}\n`) },
    ...data,
    { name: 'requirements.txt', bytes: Buffer.from(await buildRequirements()) },
    { name: 'README.md', bytes: Buffer.from(buildReadme(assessment, notebookName)) },
  ];
}

export async function buildStarterArchive(assessment: Assessment, notebookName?: string): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const file of await buildStarterFiles(assessment, notebookName)) archive.addBuffer(file.bytes, file.name);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The grader's exact versions, without the hashes and remarks of the lock file. */
async function buildRequirements(): Promise<string> {
  const lock = await fs.readFile(REQUIREMENTS, 'utf8');
  const pins = [...lock.matchAll(/^([A-Za-z0-9._-]+==[^\s\\]+(?: ; [^\\\n]+)?)/gm)].map((match) => match[1]?.trim());
  return `# The grader's versions. Python 3.11.\n${pins.join('\n')}\n`;
}

function buildReadme(assessment: Assessment, notebookName: string): string {
  return [
    `# ${assessment.title}`,
    '',
    `Open \`${notebookName}\` in Jupyter (JupyterLab, VS Code, …) with the data files beside it, and answer the questions.`,
    '',
    'To work with the very versions that the grader has (Python 3.11):',
    '',
    '    python3.11 -m venv .venv',
    '    .venv/bin/pip install -r requirements.txt jupyterlab',
    '    .venv/bin/jupyter lab',
    '',
    'When you are done: restart the kernel, run all cells, save, and upload the notebook on the page that you got it from.',
    '',
  ].join('\n');
}
