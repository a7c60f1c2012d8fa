// What a candidate sees of the attempt: before Start, while it runs, and after it has closed.
import type { CandidateView } from '../invitations/link.ts';
import type { Bank } from '../questions/bank.ts';
import { cleanLine, cleanText } from '../reports/clean-text.ts';
import { formatBytes, formatMinutes, formatPassMark } from '../reports/wording.ts';
import type { SubmissionView } from '../submissions/store.ts';

export function buildAttemptPage(view: CandidateView, bank: Bank, { error }: { error?: string } = {}) {
  const { attempt, assessment } = view;
  const files = assessment.questionIds.flatMap((id) => Object.keys(bank.get(id)?.files ?? {}));
  const counting = view.submissions.find((submission) => submission.status === 'valid');
  return {
    title: assessment.title,
    isError: error !== undefined,
    error,
    view,
    attempt,
    candidateName: cleanLine(view.candidate.name || view.candidate.email, 100),
    assessmentTitle: cleanLine(assessment.title, 120),
    questions: assessment.questionIds.map((id, index) => ({ number: index + 1, title: bank.get(id)?.title ?? id })),
    questionCount: assessment.questionIds.length,
    allowed: formatMinutes(view.allowedMinutes),
    passMark: formatPassMark(assessment.passMark),
    extraTime: view.extraTimePercent > 0 ? `${view.extraTimePercent} %` : null,
    graceText: view.graceSeconds > 0 ? `${view.graceSeconds} seconds` : null,
    files,
    clockText: attempt ? formatClock(attempt.secondsLeft) : '',
    counting: counting ? buildSubmission(counting, attempt?.id ?? '') : null,
    latest: view.submissions[0] ? buildSubmission(view.submissions[0], attempt?.id ?? '') : null,
    submissions: view.submissions.map((submission) => buildSubmission(submission, attempt?.id ?? '', counting?.id)),
  };
}

export function buildSubmission(submission: SubmissionView, attemptId: string, countingId?: string) {
  const { receipt } = submission;
  const isPending = receipt?.status === 'waiting' || receipt?.status === 'running';
  return {
    ...submission,
    attemptId,
    fileName: cleanLine(submission.fileName ?? 'no file', 120),
    sizeText: submission.sizeBytes === null ? '' : formatBytes(submission.sizeBytes),
    isValid: submission.status === 'valid',
    isReceiving: submission.status === 'receiving',
    isRejected: submission.status === 'rejected',
    isCounting: submission.id === countingId,
    reason: cleanText(submission.reasonMessage ?? '', 1_000),
    isPending,
    progressText: receipt?.progress ? cleanLine(receipt.progress.message, 200) : 'Waiting for a free kernel…',
    progressNumber: receipt?.progress?.questionNumber ?? 0,
    progressCount: receipt?.progress?.questionCount ?? 0,
    isCancelled: receipt?.status === 'cancelled',
    hasFailed: receipt?.status === 'failed' || receipt?.receipt?.status === 'failed',
    problem: cleanText(receipt?.receipt?.problem ?? '', 500),
    result: receipt?.receipt?.status === 'complete' ? buildReceipt(receipt.receipt) : null,
  };
}

const OUTCOME_TEXTS = {
  ran: 'ran',
  raised: 'raised an error',
  timed_out: 'took too long and was stopped',
  kernel_died: 'ended the kernel',
  not_run: 'was not run',
} as const;

function buildReceipt(receipt: NonNullable<NonNullable<SubmissionView['receipt']>['receipt']>) {
  return {
    questions: receipt.questions.map((question, index) => {
      const problems = question.cells.filter((cell) => cell.outcome !== 'ran');
      const ranCount = question.cells.length - problems.length;
      return {
        number: index + 1,
        title: cleanLine(question.title, 160),
        isAnswered: question.answered,
        summary: buildSummary(question.answered, ranCount, question.cells.length, question.figures),
        problems: problems.map((cell) => ({
          text: OUTCOME_TEXTS[cell.outcome],
          firstLine: cleanLine(cell.firstLine, 120),
          error: cleanLine(cell.error ?? '', 300),
        })),
        missing: question.missingNames.map((name) => cleanLine(name, 80)),
        isClean: question.answered && problems.length === 0 && question.missingNames.length === 0,
      };
    }),
    notes: receipt.notes.slice(0, 20).map((note) => cleanText(note, 500)),
  };
}

function buildSummary(answered: boolean, ranCount: number, cellCount: number, figures: number): string {
  if (!answered) return 'Not answered';
  const plots = figures === 0 ? '' : `, ${figures} ${figures === 1 ? 'plot' : 'plots'}`;
  return `${ranCount} of ${cellCount} ${cellCount === 1 ? 'cell' : 'cells'} ran${plots}`;
}

/** "1:02:03" or "42:10". */
export function formatClock(secondsLeft: number): string {
  const seconds = Math.max(0, Math.floor(secondsLeft));
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}
