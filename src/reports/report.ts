// What a report says: the facts of a grading → a view that page and mail render. Pure; every text in it is cleaned.
import type { GradedNotebook, GradingResult } from '../grading/grading-result.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { buildQuestionView, type QuestionView } from './question-view.ts';
import {
  formatDuration,
  formatInstant,
  formatMinutes,
  formatPassMark,
  formatPercent,
  formatPointCount,
  formatPoints,
} from './wording.ts';

/** The rows that a report rests on; the command line has a graded notebook and nothing around it. */
export type ReportInput = {
  status: 'waiting' | 'running' | 'complete' | 'incomplete' | 'not_gradable' | 'nothing_handed_in';
  number: number;
  candidate: { email: string; name: string | null } | null;
  assessment: { title: string; minutes: number; passMark: number };
  startedAt: Date | null;
  deadlineAt: Date | null;
  closedAt: Date | null;
  closeReason: 'finished' | 'deadline' | null;
  submission: { number: number; registeredAt: Date; fileName: string | null; sizeBytes: number | null } | null;
  submissionCount: number;
  graded: GradedNotebook | null;
  errorMessage: string | null;
  finishedAt: Date | null;
};

export type ReportNote = { tone: 'fault' | 'open' | 'info'; title: string; text: string };

export type ScoreView = {
  percent: string;
  /** 0…100, for the bar. */
  barPercent: number;
  passMarkBarPercent: number;
  points: string;
  maxPoints: string;
  outcome: 'passed' | 'failed' | 'open';
  outcomeText: string;
  passMark: string;
  bonus: string | null;
  open: string | null;
};

export type ReportView = {
  title: string;
  assessmentTitle: string;
  candidateName: string;
  candidateEmail: string | null;
  provisional: boolean;
  /** The one sentence that matters. */
  firstLine: string;
  /** Goes into a mail's subject, after the names. */
  subjectResult: string;
  subjectLead: string;
  score: ScoreView | null;
  notes: ReportNote[];
  facts: { label: string; value: string }[];
  questions: QuestionView[];
  technical: { label: string; value: string }[];
};

export function buildReport(input: ReportInput): ReportView {
  const result = input.graded?.result ?? null;
  const complete = input.status === 'complete' && result !== null && result.score !== null;
  const score = complete && result ? buildScore(result, input.assessment.passMark) : null;
  const candidateName = cleanLine(
    input.candidate?.name || input.candidate?.email || result?.notebook || 'Notebook',
    100,
  );
  const assessmentTitle = cleanLine(input.assessment.title, 120);
  return {
    title: `${candidateName}: ${assessmentTitle}`,
    assessmentTitle,
    candidateName,
    candidateEmail: input.candidate ? cleanLine(input.candidate.email, 254) : null,
    provisional: score?.outcome !== undefined && (result?.openPoints ?? 0) > 0,
    ...buildSentences(input, score, result),
    score,
    notes: buildNotes(input, result),
    facts: buildFacts(input),
    questions: (result?.questions ?? []).map((question, index) =>
      buildQuestionView(
        question,
        index + 1,
        input.graded?.evidence.find((evidence) => evidence.questionId === question.id),
        complete,
      ),
    ),
    technical: result ? buildTechnical(result, input.number) : [],
  };
}

/** A report without people: what `assay grade --html` writes. */
export function buildNotebookReport(
  graded: GradedNotebook,
  assessment: { title: string; minutes: number; passMark: number },
): ReportView {
  return buildReport({
    status: graded.result.status,
    number: 1,
    candidate: null,
    assessment,
    startedAt: null,
    deadlineAt: null,
    closedAt: null,
    closeReason: null,
    submission: null,
    submissionCount: 1,
    graded,
    errorMessage: null,
    finishedAt: null,
  });
}

const EPSILON = 1e-9;

/** Open points are neither earned nor lost: pass or fail is said only where they cannot change it. */
export function buildOutcome(result: GradingResult, passMark: number): 'passed' | 'failed' | 'open' {
  const possible = result.maxPoints + result.openPoints;
  if (possible <= 0) return 'open';
  if (result.points / possible >= passMark - EPSILON) return 'passed';
  if ((result.points + result.openPoints) / possible < passMark - EPSILON) return 'failed';
  return 'open';
}

function buildScore(result: GradingResult, passMark: number): ScoreView {
  const share = result.maxPoints > 0 ? result.points / result.maxPoints : 0;
  const outcome = buildOutcome(result, passMark);
  const isOpen = result.openPoints > 0;
  const outcomeTexts = {
    passed: isOpen ? 'Passed, whatever the open points bring' : 'Passed',
    failed: isOpen ? 'Not passed, whatever the open points bring' : 'Not passed',
    open: 'Pass or fail is open',
  };
  return {
    percent: formatPercent(share),
    barPercent: Math.max(0, Math.min(100, share * 100)),
    passMarkBarPercent: Math.max(0, Math.min(100, passMark * 100)),
    points: formatPoints(result.points),
    maxPoints: formatPoints(result.maxPoints),
    outcome,
    outcomeText: outcomeTexts[outcome],
    passMark: formatPassMark(passMark),
    bonus:
      result.bonusPoints > 0 ? `${formatPointCount(result.bonusPoints)} of bonus on top, not part of the score` : null,
    open: isOpen ? `${formatPointCount(result.openPoints)} open` : null,
  };
}

function buildSentences(
  input: ReportInput,
  score: ScoreView | null,
  result: GradingResult | null,
): Pick<ReportView, 'firstLine' | 'subjectResult' | 'subjectLead'> {
  if (score && result) {
    const points = `${score.points} of ${score.maxPoints} points`;
    if (result.openPoints > 0) {
      const verb = result.openPoints === 1 ? 'waits' : 'wait';
      return {
        subjectLead: 'Provisional',
        subjectResult: `${points} so far`,
        firstLine: `Provisional: ${points} so far, and ${formatPointCount(result.openPoints)} still ${verb} for a reader. ${score.outcomeText}. The pass mark is ${score.passMark}.`,
      };
    }
    return {
      subjectLead: 'Report',
      subjectResult: `${score.percent}, ${score.outcomeText.toLowerCase()}`,
      firstLine: `${score.outcomeText} with ${score.percent} (${points}). The pass mark is ${score.passMark}.`,
    };
  }
  switch (input.status) {
    case 'not_gradable':
      return {
        subjectLead: 'Not gradable',
        subjectResult: 'no score',
        firstLine: 'The notebook that was handed in could not be graded, so there is no score.',
      };
    case 'nothing_handed_in':
      return {
        subjectLead: 'Nothing handed in',
        subjectResult: 'no score',
        firstLine: 'The attempt is closed, and no notebook was handed in, so there is no score.',
      };
    case 'waiting':
    case 'running':
      return {
        subjectLead: 'In progress',
        subjectResult: 'no score yet',
        firstLine: 'The grading is under way. There is no score yet.',
      };
    default:
      return {
        subjectLead: 'Incomplete',
        subjectResult: 'no score yet',
        firstLine: 'The grading is incomplete through a fault of ours, so no score is stated.',
      };
  }
}

function buildNotes(input: ReportInput, result: GradingResult | null): ReportNote[] {
  const notes: ReportNote[] = [];
  if (input.status === 'incomplete') {
    notes.push({
      tone: 'fault',
      title: 'Our fault, not the candidate’s',
      text:
        result === null
          ? 'Grading failed on our side. Nothing is lost: the notebook is kept and can be graded again.'
          : 'Some checks could not be run on our side; they are marked below. They count neither for nor against the candidate, and the notebook can be graded again.',
    });
  }
  if (input.errorMessage && input.status !== 'complete')
    notes.push({ tone: 'info', title: 'What happened', text: cleanText(input.errorMessage, 2_000) });
  if (result && result.openPoints > 0) {
    notes.push({
      tone: 'open',
      title: 'Open points',
      text: `${formatPointCount(result.openPoints)} can only be given by a person who reads the explanation. They are neither earned nor lost yet; a final report follows.`,
    });
  }
  if (result?.isolation === 'none') {
    notes.push({
      tone: 'info',
      title: 'No isolation',
      text: 'The candidate’s code ran in kernels of its own, but without isolation from the machine that graded it.',
    });
  }
  for (const observation of (result?.observations ?? []).slice(0, 20))
    notes.push({ tone: 'info', title: 'Observation', text: cleanText(observation, 1_000) });
  return notes;
}

function buildFacts(input: ReportInput): ReportView['facts'] {
  const facts: ReportView['facts'] = [];
  const add = (label: string, value: string) => facts.push({ label, value });
  if (input.startedAt) add('Started', formatInstant(input.startedAt));
  if (input.startedAt && input.closedAt) {
    const taken = formatDuration(input.closedAt.getTime() - input.startedAt.getTime());
    const allowed = input.deadlineAt
      ? formatDuration(input.deadlineAt.getTime() - input.startedAt.getTime())
      : formatMinutes(input.assessment.minutes);
    add('Time taken', `${taken} of ${allowed}${input.closeReason === 'deadline' ? ' (closed by the deadline)' : ''}`);
  }
  if (input.submission) {
    const which = input.submissionCount > 1 ? ` (number ${input.submission.number})` : '';
    add('Handed in', `${formatInstant(input.submission.registeredAt)}${which}`);
    if (input.submission.fileName) add('File', cleanLine(input.submission.fileName, 120));
  }
  if (input.finishedAt) add('Graded', formatInstant(input.finishedAt));
  return facts;
}

function buildTechnical(result: GradingResult, number: number): ReportView['technical'] {
  const versions = Object.entries(result.environment)
    .slice(0, 30)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  return [
    { label: 'Grading', value: `number ${number}, in ${formatDuration(result.timing.totalMs)}` },
    { label: 'Seed of the hidden data', value: cleanLine(result.seed, 40) },
    { label: 'Rubric version', value: cleanLine(result.rubricVersion, 80) },
    { label: 'Environment', value: cleanLine(versions, 800) },
    { label: 'Isolation', value: cleanLine(result.isolation, 40) },
  ];
}
