// What a report shows beside the points: the candidate's cells with what they said, and the figures that they drew.
import type { MappedCell } from '../assessments/cell-mapping.ts';
import type { CellRun } from './candidate-kernel.ts';
import type { CellEvidence, FigureEvidence, QuestionEvidence } from './grading-result.ts';

const MAX_OUTPUT_CHARACTERS = 20_000;
const MAX_SOURCE_CHARACTERS = 100_000;
const MAX_FIGURES = 12;
const MAX_PNG_CHARACTERS = 2_100_000;
/** Colour and cursor sequences of terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
const TERMINAL_SEQUENCES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

export function buildQuestionEvidence(
  questionId: string,
  cells: MappedCell[],
  runs: CellRun[],
  figures: unknown,
): QuestionEvidence {
  const runsById = new Map(runs.map((run) => [run.cellId, run]));
  return {
    questionId,
    cells: cells.map((cell) => buildCellEvidence(cell, runsById.get(cell.id))),
    figures: buildFigures(figures),
  };
}

function buildCellEvidence(cell: MappedCell, run: CellRun | undefined): CellEvidence {
  return {
    id: cell.id,
    kind: cell.kind,
    source: cell.source.slice(0, MAX_SOURCE_CHARACTERS),
    output: run ? buildOutputText(run) : '',
    error: run?.error
      ? {
          ename: run.error.ename,
          evalue: stripTerminalSequences(run.error.evalue),
          traceback: stripTerminalSequences(run.error.traceback.join('\n')).slice(-8_000),
        }
      : null,
  };
}

function buildOutputText(run: CellRun): string {
  const text = run.outputs
    .map((output) => {
      if (output.type === 'stream') return output.text;
      // A figure's own text ("<Figure size …>") says nothing beside the figure.
      if (output.type === 'display') return output.data['image/png'] ? '' : `${output.data['text/plain'] ?? ''}\n`;
      return '';
    })
    .join('');
  const clean = stripTerminalSequences(text);
  const shown =
    clean.length > MAX_OUTPUT_CHARACTERS
      ? `${clean.slice(0, MAX_OUTPUT_CHARACTERS)}\n[${clean.length - MAX_OUTPUT_CHARACTERS} more characters]`
      : clean;
  const notes = {
    timed_out: '[stopped at its time limit]',
    kernel_died: '[the kernel died here]',
    not_run: '[not run]',
    ran: '',
    raised: '',
  };
  return `${shown}${notes[run.outcome] ? `${shown.endsWith('\n') || shown === '' ? '' : '\n'}${notes[run.outcome]}` : ''}`;
}

/** The agent's figures are a candidate kernel's word: only what has the form of a PNG is kept. */
function buildFigures(figures: unknown): FigureEvidence[] {
  if (!Array.isArray(figures)) return [];
  return figures.slice(0, MAX_FIGURES).flatMap((figure) => {
    const png = figure?.png;
    if (typeof png !== 'string' || png.length > MAX_PNG_CHARACTERS || !png.startsWith('iVBORw0KGgo')) return [];
    return [{ png, description: describeFigure(figure) }];
  });
}

function describeFigure(figure: { suptitle?: unknown; axes?: unknown }): string {
  const axes = Array.isArray(figure.axes) ? figure.axes : [];
  const titles = [figure.suptitle, ...axes.map((item) => item?.title)].filter(
    (title) => typeof title === 'string' && title.trim() !== '',
  );
  return titles.join(' · ').slice(0, 300) || `A figure with ${axes.length} plot${axes.length === 1 ? '' : 's'}`;
}

function stripTerminalSequences(text: string): string {
  return text.replace(TERMINAL_SEQUENCES, '');
}
