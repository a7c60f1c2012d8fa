// One assessment with its candidates, each one's state in words.
import type { Recruiter } from '../accounts/auth.ts';
import type { AssessmentRow } from '../assessments/store.ts';
import type { Database } from '../db/pool.ts';
import type { InviteOutcome } from '../invitations/invitations.ts';
import { type InvitationState, selectInvitationStates } from '../invitations/states/store.ts';
import type { Bank } from '../questions/bank.ts';
import { cleanLine } from '../reports/clean-text.ts';
import {
  formatMinutes,
  formatPassMark,
  formatPercent,
  formatPointCount,
  formatPoints,
  type Tone,
} from '../reports/wording.ts';
import { formatInstantField } from './forms.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

export type InviteForm = { people: string; endsAt: string; hardEndAt: string };

export async function buildAssessmentPage(
  pool: Database,
  bank: Bank,
  assessment: AssessmentRow,
  options: {
    recruiter: Recruiter;
    notice?: string;
    error?: string;
    inviteForm?: InviteForm;
    outcomes?: InviteOutcome[];
  },
) {
  const states = await selectInvitationStates(pool, {
    assessmentId: assessment.id,
    recruiterId: assessment.recruiterId,
  });
  return {
    ...options,
    title: assessment.title,
    isError: options.error !== undefined,
    assessment: {
      ...assessment,
      minutesText: formatMinutes(assessment.minutes),
      passMarkText: formatPassMark(assessment.passMark),
      questions: assessment.questionIds.map((id) => bank.get(id)?.title ?? id),
    },
    inviteForm: options.inviteForm ?? {
      people: '',
      endsAt: formatInstantField(new Date(Date.now() + WEEK_MS)),
      hardEndAt: '',
    },
    outcomes: options.outcomes?.map((outcome) => ({ ...outcome, text: OUTCOME_TEXTS[outcome.outcome] })),
    invitations: states.map(buildInvitation),
    isMoving: states.some(
      (state) =>
        state.state === 'started' ||
        state.state === 'grading' ||
        (state.state === 'invited' && state.mailStatus === 'waiting'),
    ),
  };
}

const OUTCOME_TEXTS: Record<InviteOutcome['outcome'], string> = {
  invited: 'invited',
  already_invited: 'has an invitation already; use “Send again” below',
  invalid_address: 'is not an e-mail address',
};

function buildInvitation(state: InvitationState) {
  const words = describeState(state);
  const hasAttempt = state.attemptId !== null;
  return {
    ...state,
    displayName: cleanLine(state.name || state.email, 100),
    displayEmail: cleanLine(state.email, 254),
    hasName: state.name !== null,
    ...words,
    mailText: describeMail(state),
    isMailProblem: state.mailStatus === 'failed',
    canResend: state.revokedAt === null && state.closedAt === null && state.state !== 'expired',
    canRevoke: state.revokedAt === null && state.closedAt === null,
    canGrade: ['graded', 'incomplete', 'not_gradable'].includes(state.state) && hasAttempt,
    reportPath: state.gradingId && state.closedAt ? `/reports/${state.gradingId}` : null,
  };
}

function describeState(state: InvitationState): { stateText: string; stateDetail: string; tone: Tone | 'plain' } {
  switch (state.state) {
    case 'invited':
      return { stateText: 'Invited', stateDetail: '', tone: 'plain' };
    case 'expired':
      return { stateText: 'Did not start in time', stateDetail: '', tone: 'bad' };
    case 'revoked':
      return { stateText: 'Revoked', stateDetail: '', tone: 'plain' };
    case 'started':
      return {
        stateText: 'Started',
        stateDetail: `${formatMinutes(Math.ceil((state.secondsLeft ?? 0) / 60))} left, ${state.submissionCount} handed in`,
        tone: 'open',
      };
    case 'grading':
      return { stateText: 'Being graded', stateDetail: cleanLine(state.gradingMessage ?? '', 160), tone: 'open' };
    case 'graded':
      return describeScore(state);
    case 'incomplete':
      return { stateText: 'Incomplete', stateDetail: 'our fault: no score is stated; grade it again', tone: 'fault' };
    case 'not_gradable':
      return { stateText: 'Not gradable', stateDetail: 'the report says why', tone: 'bad' };
    case 'nothing_handed_in':
      return { stateText: 'Closed', stateDetail: 'nothing was handed in', tone: 'bad' };
  }
}

/** The same rule as in the report: open points leave pass or fail open where they could change it. */
function describeScore(state: InvitationState): { stateText: string; stateDetail: string; tone: Tone } {
  const points = state.points ?? 0;
  const maxPoints = state.maxPoints ?? 0;
  const openPoints = state.openPoints ?? 0;
  const pointsText = `${formatPoints(points)} of ${formatPoints(maxPoints)} points`;
  if (openPoints > 0)
    return {
      stateText: 'Provisional',
      stateDetail: `${pointsText}, ${formatPointCount(openPoints)} open`,
      tone: 'open',
    };
  const passed = maxPoints > 0 && points / maxPoints >= state.passMark - 1e-9;
  return {
    stateText: `${formatPercent(maxPoints > 0 ? points / maxPoints : 0)}, ${passed ? 'passed' : 'not passed'}`,
    stateDetail: pointsText,
    tone: passed ? 'good' : 'bad',
  };
}

function describeMail(state: InvitationState): string {
  // Once the candidate has come, the mail has done its work.
  if (state.state !== 'invited') return '';
  switch (state.mailStatus) {
    case 'waiting':
      return state.mailError ? 'Mail not sent yet, it is tried again' : 'Mail on its way';
    case 'failed':
      return `Mail could not be sent: ${cleanLine(state.mailError ?? 'no reason given', 160)}`;
    case 'skipped':
      return 'Mail not sent';
    default:
      return '';
  }
}
