// The starter as somebody hands it in who knows everything: the reference solutions stand where the answers go.
import fs from 'node:fs/promises';
import path from 'node:path';
import { buildNotebook, type NewCell, parseNotebook } from '../notebooks/notebook.ts';
import { parsePercentFormat } from '../notebooks/percent-format.ts';
import type { Bank } from '../questions/bank.ts';
import { buildAssessment } from './recruiter-assessments.ts';
import { buildStarterNotebook } from './starter.ts';

export async function buildSolvedNotebook(facts: Parameters<typeof buildAssessment>[0], bank: Bank): Promise<Buffer> {
  const assessment = buildAssessment(facts, bank);
  const starter = parseNotebook(Buffer.from(JSON.stringify(buildStarterNotebook(assessment))));
  const cells: NewCell[] = starter.cells
    .filter((cell) => cell.mark?.question === null)
    .map((cell) => ({ kind: 'markdown', source: cell.source, ...(cell.mark && { mark: cell.mark }) }));
  for (const question of assessment.questions) {
    for (const cell of starter.cells) {
      if (cell.mark?.question !== question.id || cell.mark.role === 'answer') continue;
      cells.push({ kind: cell.kind === 'code' ? 'code' : 'markdown', source: cell.source, mark: cell.mark });
    }
    const solution = await fs.readFile(path.join(question.folder, 'solutions', 'reference.py'), 'utf8');
    for (const { kind, source } of parsePercentFormat(solution))
      cells.push({ kind, source, mark: { question: question.id, role: 'answer' } });
  }
  return Buffer.from(JSON.stringify(buildNotebook(cells, assessment.id)));
}
