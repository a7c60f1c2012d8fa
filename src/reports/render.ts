// A report as one HTML file, and as a mail.
import juice from 'juice';
import type { MailAttachment, MailContent } from '../mail/mail-content.ts';
import { cleanMailLine, withoutLinks } from './clean-text.ts';
import type { CellView, FigureView, QuestionView } from './question-view.ts';
import type { ReportView } from './report.ts';
import { readTemplate, renderTemplate } from './templates.ts';

/** Self-contained: styles inline, plots as data: URLs, no script. */
export function renderReportPage(view: ReportView): string {
  return renderTemplate('layouts/standalone.hbs', {
    ...view,
    styles: readTemplate('assets/report.css') + readTemplate('assets/highlight.css'),
  });
}

// Mail programs cut off a message at about 100 kB of HTML (the plots travel beside it), and servers refuse large ones.
const MAX_MAIL_CODE_CHARACTERS = 30_000;
const MAX_CELL_LINES = 40;
const MAX_CELL_CHARACTERS = 3_000;
const MAX_MAIL_FIGURES = 20;
const MAX_MAIL_FIGURE_BYTES = 8 * 1024 * 1024;

export function renderReportMail(report: ReportView, { reportUrl }: { reportUrl: string }): MailContent {
  const view = withoutLinksIn(report);
  const attachments: MailAttachment[] = [];
  const budget = { codeCharacters: MAX_MAIL_CODE_CHARACTERS, figureBytes: MAX_MAIL_FIGURE_BYTES };
  const questions = view.questions.map((question) => ({
    ...question,
    ...takeFigures(question, attachments, budget),
    ...takeCells(question, budget),
  }));
  const mail = { ...view, questions, reportUrl, styles: readTemplate('assets/mail.css') };
  return {
    subject: cleanMailLine(
      `${view.subjectLead}: ${view.candidateName}, ${view.assessmentTitle}: ${view.subjectResult}`,
      250,
    ),
    html: juice(renderTemplate('emails/report.hbs', mail), {
      removeStyleTags: true,
      preserveMediaQueries: true,
      applyHeightAttributes: false,
    }),
    text: renderReportText(view, reportUrl),
    attachments,
  };
}

/** The report with nothing of a candidate's or recruiter's in it that a mail program makes a link of, but for code. */
function withoutLinksIn(view: ReportView): ReportView {
  return {
    ...view,
    title: cleanMailLine(view.title, 250),
    candidateName: cleanMailLine(view.candidateName),
    assessmentTitle: cleanMailLine(view.assessmentTitle),
    notes: view.notes.map((note) => ({ ...note, text: withoutLinks(note.text) })),
    facts: view.facts.map((fact) => ({ ...fact, value: withoutLinks(fact.value) })),
    questions: view.questions.map((question) => ({
      ...question,
      title: withoutLinks(question.title),
      checks: question.checks.map((check) => ({
        ...check,
        title: withoutLinks(check.title),
        message: withoutLinks(check.message),
      })),
      cells: question.cells.map((cell) => ({
        ...cell,
        source: cell.isCode ? cell.source : withoutLinks(cell.source),
        error: withoutLinks(cell.error),
      })),
    })),
  };
}

type Budget = { codeCharacters: number; figureBytes: number };

function takeFigures(question: QuestionView, attachments: MailAttachment[], budget: Budget) {
  const figures: (Pick<FigureView, 'alt'> & { cid: string; widthPixels: number })[] = [];
  let figuresLeftOut = question.figuresLeftOut;
  for (const figure of question.figures) {
    if (attachments.length >= MAX_MAIL_FIGURES || figure.bytes.length > budget.figureBytes) {
      figuresLeftOut += 1;
      continue;
    }
    budget.figureBytes -= figure.bytes.length;
    const name = `question-${question.number}-plot-${figures.length + 1}`;
    attachments.push({
      cid: `${name}@assay`,
      filename: `${name}.png`,
      content: figure.bytes,
      contentType: 'image/png',
    });
    figures.push({ cid: `${name}@assay`, alt: figure.alt, widthPixels: Math.min(figure.widthPixels, 560) });
  }
  return { figures, figuresLeftOut };
}

function takeCells(question: QuestionView, budget: Budget) {
  const cells: (Pick<CellView, 'isCode' | 'source' | 'error'> & { shortened: boolean })[] = [];
  let cellsLeftOut = question.cellsLeftOut;
  for (const cell of question.cells) {
    const lines = cell.source.split('\n');
    const source = lines
      .slice(0, MAX_CELL_LINES)
      .join('\n')
      .slice(0, MAX_CELL_CHARACTERS)
      .replace(/\p{Surrogate}/gu, '');
    if (source.length > budget.codeCharacters) {
      cellsLeftOut += 1;
      continue;
    }
    budget.codeCharacters -= source.length;
    cells.push({ isCode: cell.isCode, source, error: cell.error, shortened: source.length < cell.source.length });
  }
  return { cells, cellsLeftOut };
}

/** The same for a mail program without HTML: no code, but every check with its message. */
function renderReportText(view: ReportView, reportUrl: string): string {
  const lines = [view.firstLine, '', `Candidate:  ${view.candidateName}`];
  lines.push(`Assessment: ${view.assessmentTitle}`);
  for (const fact of view.facts) lines.push(`${fact.label}: ${fact.value}`);
  if (view.score?.bonus) lines.push('', `${view.score.bonus}.`);
  for (const note of view.notes) lines.push('', `${note.title}: ${note.text}`);
  for (const question of view.questions) {
    const extra = [question.statusText, question.bonus, question.open].filter(Boolean).join(', ');
    lines.push(
      '',
      `${question.number}. ${question.title}: ${question.points} of ${question.maxPoints} points${extra ? ` (${extra})` : ''}`,
    );
    for (const check of question.checks) {
      const tags = [check.bonus ? 'bonus' : '', check.claimed ? 'reported by the candidate’s kernel' : ''].filter(
        Boolean,
      );
      lines.push(
        `   - ${check.title}: ${check.statusText}, ${check.points}${tags.length > 0 ? ` (${tags.join('; ')})` : ''}`,
      );
      for (const line of check.message.split('\n')) if (line.trim() !== '') lines.push(`     ${line}`);
    }
  }
  lines.push('', 'The whole report, with code and plots:', reportUrl, '');
  return lines.join('\n');
}
