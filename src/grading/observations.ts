// What a candidate's code did that no honest code does, in sentences for the recruiter, each with its evidence. None of
// it changes points. What came over a kernel's socket we have seen ourselves; what its agent noticed is the word of a
// process in which the candidate's code runs.
import { z } from 'zod';
import type { Oddities } from '../kernels/kernel.ts';

const NoticesSchema = z.object({
  network: z.array(z.string()).max(20),
  changed: z.array(z.string()).max(20),
});
const MAX_SHOWN = 5;
const MAX_CHARACTERS = 120;

/** Of all kernels in which the notebook ran. */
export function describeOddities(kernels: Oddities[]): string[] {
  const count = (name: keyof Oddities): number => kernels.reduce((sum, odd) => sum + odd[name], 0);
  const told: [number, string][] = [
    [count('badFrames'), 'sent to the grader what is no message of a kernel'],
    [count('inputRequests'), 'asked the grader for input in its own way, past input()'],
    [count('uncalledReplies'), 'answered what nobody had asked, or had asked once'],
  ];
  return told.flatMap(([times, what]) =>
    times > 0
      ? `The notebook used the channels of its own kernel: it ${what} (${times === 1 ? 'once' : `${times} times`}).`
      : [],
  );
}

/** `noticed` holds by question what the agent told: anything at all. */
export function describeNotices(
  questions: { id: string; title: string }[],
  noticed: ReadonlyMap<string, unknown>,
): string[] {
  return questions.flatMap(({ id, title }) => {
    const notices = NoticesSchema.safeParse(noticed.get(id)).data;
    if (!notices) return [];
    return [
      ...describe(notices.network, `${title}: the code tried to reach the network, which kernels do not have`),
      ...describe(notices.changed, `${title}: the code replaced parts of the grader's agent in its kernel`),
    ];
  });
}

function describe(items: string[], what: string): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, MAX_SHOWN).map((item) => item.slice(0, MAX_CHARACTERS).replace(/[^\w.:[\] -]/g, '?'));
  const more = items.length > shown.length ? `, and ${items.length - shown.length} more` : '';
  return [`${what} (${shown.join(', ')}${more}).`];
}
