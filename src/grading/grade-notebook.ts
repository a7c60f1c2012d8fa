// One grading: the subject runs the notebook on the visible data, the twin beside it on hidden data, and after each
// question's last cell the judge marks it.
import type { Assessment } from '../assessments/assessment.ts';
import { mapCells } from '../assessments/cell-mapping.ts';
import { GraderError } from '../errors.ts';
import type { Gateway } from '../kernels/gateway.ts';
import { parseNotebook } from '../notebooks/notebook.ts';
import type { GradedNotebook, GradingProgress } from './grading-result.ts';
import { type GradingSession, type SessionRest, startGradingSession } from './grading-session.ts';
import { describeLimits } from './limits.ts';
import { type Losses, retryAfterLosses } from './losses.ts';
import { createMarker, type Marker, MovedOnError } from './marker.ts';
import { describeNotices, describeOddities } from './observations.ts';
import { buildRubricVersion } from './rubric-version.ts';
import { settleQuestion, sumUp } from './settle.ts';

export type GradeInput = {
  notebook: Buffer;
  notebookName: string;
  assessment: Assessment;
  seed: bigint;
  /** What confines the kernels. */
  isolation: string;
  onProgress?: ((progress: GradingProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Throws UserError where the notebook cannot be graded, GraderError where we cannot. Nobody waits for the end of the
 * kernels: `onClosing` gets the promise of it.
 */
export async function gradeNotebook(
  input: GradeInput,
  gateway: Gateway,
  onClosing: (closing: Promise<void>) => void,
): Promise<GradedNotebook> {
  let overlaps = true;
  const gradeAnew = (losses: Losses): Promise<GradedNotebook> =>
    gradeOnce(input, gateway, { overlaps, losses, onClosing });
  return retryAfterLosses(async (losses) => {
    try {
      return await gradeAnew(losses);
    } catch (error) {
      if (!(error instanceof MovedOnError)) throw error;
      overlaps = false;
      return gradeAnew(losses);
    }
  });
}

async function gradeOnce(
  input: GradeInput,
  gateway: Gateway,
  how: { overlaps: boolean; losses: Losses; onClosing: (closing: Promise<void>) => void },
): Promise<GradedNotebook> {
  const startedAt = performance.now();
  const { assessment } = input;
  const map = mapCells(parseNotebook(input.notebook), assessment);
  const report = createReporter(input);
  report('starting', null, 'Starting the kernels');
  const session = await startGradingSession({ ...input, losses: how.losses }, map, gateway);
  try {
    const marker = createMarker(session, {
      beforeQuestion: () => throwIfCancelled(input.signal),
      overlaps: how.overlaps,
    });
    for (const [index, block] of map.blocks.entries()) {
      throwIfCancelled(input.signal);
      const question = session.questions.get(block.questionId ?? '');
      if (question) report('running', question.id, `Running ${question.title}`);
      await session.runBlock(block);
      const isLast = !map.blocks.slice(index + 1).some((later) => later.questionId === block.questionId);
      if (!question || !isLast) continue;
      if (map.answered.has(question.id)) report('marking', question.id, `Marking ${question.title}`);
      await marker.mark(question);
    }
    await marker.finish();
    await marker.markLateQuestions();
    report('done', null, 'Done');
    return buildGradedNotebook(input, session, await session.rest, marker, performance.now() - startedAt);
  } finally {
    how.onClosing(session.close());
  }
}

function createReporter({ assessment, onProgress }: GradeInput) {
  const ids = assessment.questions.map((question) => question.id);
  return (phase: GradingProgress['phase'], questionId: string | null, message: string): void => {
    const questionNumber = questionId === null ? 0 : ids.indexOf(questionId) + 1;
    onProgress?.({ phase, questionId, questionNumber, questionCount: ids.length, message });
  };
}

function buildGradedNotebook(
  input: GradeInput,
  session: GradingSession,
  { judge, twin }: SessionRest,
  marker: Marker,
  totalMs: number,
): GradedNotebook {
  const { assessment } = input;
  const questions = assessment.questions.map(({ id, title }) => {
    const marking = marker.markings.get(id);
    return settleQuestion(
      { id, title },
      marking?.status ?? 'not_answered',
      judge.specs.get(id) ?? [],
      marking?.outcomes ?? new Map(),
    );
  });
  return {
    result: {
      assessment: assessment.id,
      notebook: input.notebookName,
      ...sumUp(questions),
      seed: input.seed.toString(),
      rubricVersion: buildRubricVersion(assessment.questions),
      environment: { ...session.subject.environment, limits: describeLimits() },
      timing: {
        totalMs: Math.round(totalMs),
        candidateMs: Math.round(session.subjectRun.wallMs()),
        twinMs: Math.round(twin?.run.wallMs() ?? 0),
        rubricMs: Math.round(marker.rubricMs()),
      },
      isolation: input.isolation,
      observations: [
        ...session.map.notes,
        ...describeOddities([session.subject, ...(twin ? [twin.kernel] : [])].flatMap((kernel) => kernel.oddities())),
        ...describeNotices(assessment.questions, marker.notices),
      ],
      questions,
    },
    evidence: assessment.questions.flatMap((question) => marker.markings.get(question.id)?.evidence ?? []),
  };
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GraderError('cancelled', 'The grading was cancelled.');
}
