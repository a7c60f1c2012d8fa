// What a question's checks read of a candidate's kernel, fetched in one message when its last cell has run. A question
// of which nothing else is asked is marked from this while the kernel runs the next one.
import type { AgentRequest, CandidateKernel } from './candidate-kernel.ts';
import type { Fetched, KernelRole, Needs } from './judge.ts';

export type FetchedReplies = {
  /** What the kernel says its values are; null where it gave no such reply. */
  values: Record<string, unknown> | null;
  /** Those of the question; null where they were not asked for or not told. */
  figures: unknown[] | null;
  snapshots: unknown;
  /** The kind of each name; null where it was not told. */
  names: object | null;
  /** What the agent noticed (observations.ts), as it told it. */
  notices: unknown;
  /** Whether all that was asked for is there. */
  isWhole: boolean;
};

type Request = AgentRequest & { op: 'values' | 'figures' | 'snapshots' | 'names' | 'notices' };

/** What goes to the judge together with the request to mark; larger replies are handed over when they are asked for. */
const MAX_SENT_BYTES = 1_000_000;

/** Never throws for what a kernel does: all that comes is a candidate's word, and may be anything. */
export async function fetchReplies(
  kernel: CandidateKernel,
  role: KernelRole,
  questionId: string,
  needs: Needs,
): Promise<FetchedReplies> {
  const requests: Request[] = [
    { op: 'values', names: needs.names[role] },
    ...(role === 'subject' || needs.figures.includes(role) ? [{ op: 'figures' as const, take: true }] : []),
    ...(role === 'subject' && needs.snapshots ? [{ op: 'snapshots' as const, question: questionId }] : []),
    ...(role === 'subject' ? [{ op: 'names' as const }, { op: 'notices' as const }] : []),
  ];
  const answer = kernel.isAlive() ? await kernel.ask({ op: 'several', requests }) : null;
  const told = answer?.status === 'answered' ? (answer.reply as { value?: { replies?: unknown } })?.value : undefined;
  const replies = Array.isArray(told?.replies) && told.replies.length === requests.length ? told.replies : [];
  const valueFor = (op: Request['op']): unknown => {
    const reply = replies[requests.findIndex((request) => request.op === op)];
    return reply?.ok === true ? reply.value : undefined;
  };
  const values = asObject(valueFor('values'));
  const figures = asObject(valueFor('figures'))?.figures;
  const snapshots = valueFor('snapshots');
  return {
    values,
    figures: Array.isArray(figures) ? figures.filter((figure) => figure?.question === questionId) : null,
    snapshots,
    names: asObject(valueFor('names')),
    notices: valueFor('notices'),
    isWhole:
      replies.length === requests.length &&
      replies.every((reply, place) => reply?.ok === true || requests[place]?.op === 'notices') &&
      values !== null &&
      needs.names[role].every((name) => holds(values, name)),
  };
}

/** The reply's JSON text, where what was fetched is an answer to the request; else null. */
export function answerFrom(replies: FetchedReplies, request: AgentRequest): string | null {
  if (request.op === 'figures' && replies.figures) return describe({ figures: replies.figures });
  if (request.op === 'snapshots' && replies.snapshots !== undefined) return describe(replies.snapshots);
  const { values } = replies;
  if (request.op !== 'values' || !values || !Array.isArray(request.names)) return null;
  if (!request.names.every((name) => holds(values, name))) return null;
  return describe(Object.fromEntries(request.names.map((name) => [name, values[name]])));
}

/** What is small enough to travel with the request to mark. */
export function selectSent(replies: FetchedReplies): Fetched[KernelRole] {
  const texts = {
    values: replies.values && describe(replies.values),
    snapshots: replies.snapshots === undefined ? null : describe(replies.snapshots),
    figures: replies.figures && describe({ figures: replies.figures }),
  };
  const sent: NonNullable<Fetched[KernelRole]> = {};
  let room = MAX_SENT_BYTES;
  for (const [op, text] of Object.entries(texts) as [keyof typeof texts, string | null][]) {
    // As it stands in a message: text in text.
    const bytes = text === null ? Number.POSITIVE_INFINITY : Buffer.byteLength(JSON.stringify(text));
    if (text === null || bytes > room) continue;
    sent[op] = text;
    room -= bytes;
  }
  return sent;
}

/** False also for what found no room beside the others. */
function holds(values: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(values, name) && asObject(values[name])?.t !== 'too_large';
}

/** Null for what is nested too deeply to be written. */
function describe(value: unknown): string | null {
  try {
    return JSON.stringify({ ok: true, value });
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
