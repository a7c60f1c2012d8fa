// Which text begins which question: the starter's marker, the heading, or the text of the prompt itself.
import { listTitleWords, normalizeLine, type QuestionProfile } from './question-profile.ts';

export type PromptSign = {
  questionId: string;
  how: 'marker' | 'heading' | 'text' | 'number';
  /** How much of the prompt's own text there is: of several signs for a question the fullest is its prompt, else the first. */
  share: number;
};

const MARKER = /<!--\s*assay:question=([a-z0-9-]+)\s*-->/;
const MIN_TITLE_LIKENESS = 0.6;
const MIN_PROMPT_SHARE = 0.4;

/** The question that a text begins, as far as the text alone can tell. */
export function findPromptSign(text: string, profiles: QuestionProfile[]): PromptSign | null {
  const marked = MARKER.exec(text)?.[1];
  const owner = profiles.find((profile) => profile.id === marked);
  if (owner) return { questionId: owner.id, how: 'marker', share: 1 };
  const rows = text.split('\n');
  const lines = new Set(rows.map(normalizeLine));
  const headings = listHeadings(rows);
  const signs: (PromptSign & { strength: number })[] = [];
  for (const profile of profiles) {
    const share = measurePromptShare(lines, profile);
    const likeness = Math.max(0, ...headings.map((heading) => measureTitleLikeness(heading, profile)));
    const strength = likeness + 2 * share;
    if (likeness >= MIN_TITLE_LIKENESS) signs.push({ questionId: profile.id, how: 'heading', share, strength });
    else if (share >= MIN_PROMPT_SHARE) signs.push({ questionId: profile.id, how: 'text', share, strength });
    else if (headings.some((heading) => readNumber(heading) === profile.number))
      signs.push({ questionId: profile.id, how: 'number', share, strength: 0.1 });
  }
  // A heading that fits two titles speaks for the one that it fits best; a number only where no title fits.
  return signs.sort((one, other) => other.strength - one.strength)[0] ?? null;
}

export function hasMarker(text: string): boolean {
  return MARKER.test(text);
}

function listHeadings(rows: string[]): string[] {
  return rows.flatMap((row, index) => {
    const line = row.trim();
    const marked =
      /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1] ??
      /^<h[1-6][^>]*>(.+?)<\/h[1-6]>$/i.exec(line)?.[1] ??
      /^(?:\*\*|__)(.+?)(?:\*\*|__):?$/.exec(line)?.[1];
    if (marked !== undefined) return [marked];
    // Underlined; a table's second line begins with a bar.
    if (/^(?:={3,}|-{3,})$/.test(rows[index + 1]?.trim() ?? '') && line !== '') return [line];
    const isNumbered = /^(?:question|task|q)\s*\.?\s*\d{1,3}\b/i.test(line) && line.length < 100;
    return isNumbered ? [line] : [];
  });
}

/** Twice the words in common by all the words of both: 1 for the title itself. */
function measureTitleLikeness(heading: string, { titleWords }: QuestionProfile): number {
  const words = listTitleWords(heading);
  if (words.size === 0 || titleWords.size === 0) return 0;
  const common = [...words].filter((word) => titleWords.has(word)).length;
  return (2 * common) / (words.size + titleWords.size);
}

function measurePromptShare(lines: Set<string>, { promptLines }: QuestionProfile): number {
  if (promptLines.size === 0) return 0;
  return [...promptLines].filter((line) => lines.has(line)).length / promptLines.size;
}

function readNumber(heading: string): number | null {
  const number = /^\W*(?:question|task|exercise|problem|answer|q)\s*\.?\s*#?\s*(\d{1,3})\b/i.exec(heading)?.[1];
  return number === undefined ? null : Number(number);
}
