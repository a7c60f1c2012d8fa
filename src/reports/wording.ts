// How numbers, times and statuses read in plain English, on pages and in mails alike.
import type { CheckStatus, QuestionStatus } from '../grading/grading-result.ts';

export type Tone = 'good' | 'part' | 'bad' | 'open' | 'fault';

export const CHECK_STATUS_WORDS: Record<CheckStatus, { text: string; tone: Tone; symbol: string }> = {
  passed: { text: 'Passed', tone: 'good', symbol: '✓' },
  partial: { text: 'Partly right', tone: 'part', symbol: '◐' },
  failed: { text: 'Not passed', tone: 'bad', symbol: '✗' },
  not_reached: { text: 'Not reached', tone: 'bad', symbol: '–' },
  open: { text: 'Waits for a reader', tone: 'open', symbol: '…' },
  grader_error: { text: 'Our fault, not marked', tone: 'fault', symbol: '!' },
};

/** Empty where the points say it all. */
export const QUESTION_STATUS_WORDS: Record<QuestionStatus, string> = {
  graded: '',
  not_answered: 'Not answered',
  crashed: 'Its code ended the kernel',
  timed_out: 'Ran out of time',
  grader_error: 'Not fully marked (our fault)',
};

export function formatPoints(points: number): string {
  return String(Math.round(points * 100) / 100);
}

export function formatPointCount(points: number): string {
  return `${formatPoints(points)} ${points === 1 ? 'point' : 'points'}`;
}

/** Rounded down to a tenth: a score below the pass mark must never read as if it had reached it. */
export function formatPercent(share: number): string {
  return `${Math.floor(share * 1000 + 1e-6) / 10} %`;
}

/** Marks are what a person typed, so they read as typed. */
export function formatPassMark(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

const INSTANT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** In UTC, and says so: nobody knows where a mail is read. */
export function formatInstant(at: Date): string {
  return `${INSTANT.format(at)} UTC`;
}

export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return `${rest} ${rest === 1 ? 'minute' : 'minutes'}`;
  const hoursText = `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  return rest === 0 ? hoursText : `${hoursText} ${rest} min`;
}

export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return formatMinutes(seconds / 60);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
