// One question of a report: its points, its checks with their messages, the plots and the code that they rest on.
import type { CheckResult, QuestionEvidence, QuestionResult } from '../grading/grading-result.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { highlightPython } from './highlight.ts';
import { type Png, parsePng } from './png.ts';
import { CHECK_STATUS_WORDS, formatPointCount, formatPoints, QUESTION_STATUS_WORDS, type Tone } from './wording.ts';

const MAX_FIGURES = 12;
const MAX_CELLS = 100;
const MAX_CELL_CHARACTERS = 20_000;
const MAX_OUTPUT_CHARACTERS = 3_000;

export type CheckView = {
  title: string;
  statusText: string;
  tone: Tone;
  symbol: string;
  /** "1 of 2", or "2 possible" where nobody has marked it yet. */
  points: string;
  message: string;
  claimed: boolean;
  bonus: boolean;
};

export type FigureView = Png & { dataUrl: string; alt: string };

export type CellView = {
  isCode: boolean;
  source: string;
  /** Highlighted and escaped: the only text of a report that templates insert as HTML. */
  html: string;
  output: string;
  error: string;
  traceback: string;
};

export type QuestionView = {
  number: number;
  anchor: string;
  title: string;
  statusText: string;
  tone: Tone;
  points: string;
  maxPoints: string;
  barPercent: number;
  bonus: string | null;
  open: string | null;
  checks: CheckView[];
  figures: FigureView[];
  figuresLeftOut: number;
  cells: CellView[];
  cellsLeftOut: number;
};

export function buildQuestionView(
  question: QuestionResult,
  number: number,
  evidence: QuestionEvidence | undefined,
  complete: boolean,
): QuestionView {
  const figures = (evidence?.figures ?? []).flatMap((figure) => {
    const png = parsePng(figure.png);
    if (png === null) return [];
    const alt = cleanLine(figure.description, 300) || `Plot of question ${number}`;
    return [{ ...png, dataUrl: `data:image/png;base64,${png.bytes.toString('base64')}`, alt }];
  });
  const cells = evidence?.cells ?? [];
  return {
    number,
    anchor: `question-${number}`,
    title: cleanLine(question.title, 160),
    statusText: QUESTION_STATUS_WORDS[question.status],
    tone: buildTone(question),
    points: formatPoints(question.points),
    maxPoints: formatPoints(question.maxPoints),
    barPercent: question.maxPoints > 0 ? Math.max(0, Math.min(100, (100 * question.points) / question.maxPoints)) : 0,
    bonus: question.bonusPoints > 0 ? `+ ${formatPoints(question.bonusPoints)} bonus` : null,
    open: question.openPoints > 0 ? `${formatPointCount(question.openPoints)} open` : null,
    checks: question.checks.map((check) => buildCheckView(check, complete)),
    figures: figures.slice(0, MAX_FIGURES),
    figuresLeftOut: (evidence?.figures.length ?? 0) - Math.min(figures.length, MAX_FIGURES),
    cells: cells.slice(0, MAX_CELLS).map(buildCellView),
    cellsLeftOut: Math.max(0, cells.length - MAX_CELLS),
  };
}

function buildTone(question: QuestionResult): Tone {
  if (question.status === 'grader_error') return 'fault';
  if (question.maxPoints === 0) return 'open';
  if (question.points >= question.maxPoints) return 'good';
  return question.points > 0 ? 'part' : 'bad';
}

function buildCheckView(check: CheckResult, complete: boolean): CheckView {
  const words = CHECK_STATUS_WORDS[check.status];
  const unmarked = check.status === 'open' || check.status === 'grader_error';
  // A bonus that was not earned is not a loss: it must not read like one.
  const missedBonus = check.bonus && !unmarked && check.points === 0;
  return {
    title: cleanLine(check.title, 200),
    statusText: missedBonus ? 'Not earned' : words.text,
    tone: missedBonus ? 'open' : words.tone,
    symbol: missedBonus ? '–' : words.symbol,
    points: unmarked
      ? `${formatPoints(check.maxPoints)} possible`
      : `${formatPoints(check.points)} of ${formatPoints(check.maxPoints)}`,
    message: check.status === 'grader_error' && complete ? '' : cleanText(check.message, 2_000),
    claimed: check.evidence === 'claimed' && ['passed', 'partial', 'failed'].includes(check.status),
    bonus: check.bonus,
  };
}

function buildCellView(cell: QuestionEvidence['cells'][number]): CellView {
  const source = cleanText(cell.source, MAX_CELL_CHARACTERS);
  return {
    isCode: cell.kind === 'code',
    source,
    html: cell.kind === 'code' ? highlightPython(source) : '',
    output: cleanText(cell.output, MAX_OUTPUT_CHARACTERS).trimEnd(),
    error: cell.error ? cleanLine(`${cell.error.ename}: ${cell.error.evalue}`, 600) : '',
    traceback: cell.error ? cleanText(cell.error.traceback, MAX_OUTPUT_CHARACTERS).trimEnd() : '',
  };
}
