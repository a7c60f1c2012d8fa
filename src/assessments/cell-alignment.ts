// Finds the most likely question of each piece of a notebook: evidence of its own, against the cost of going from one
// question to another between two pieces. The next question in order costs least, so order decides where nothing else does.

/** For each piece what speaks for each question; the last entry for "none yet", which only stands at the beginning. */
export type Evidence = { scores: number[]; cutCost: number };

const NEXT_QUESTION_COST = 1.5;
const LATER_QUESTION_COST = 2;
const EARLIER_QUESTION_COST = 3.5;

/** The index of the question of each piece, null before the first. `cutCost`: of changing the question before this piece. */
export function alignPieces(pieces: Evidence[], questionCount: number): (number | null)[] {
  const none = questionCount;
  let best = new Float64Array(questionCount + 1).fill(Number.NEGATIVE_INFINITY);
  best[none] = 0;
  const cameFrom: Int32Array[] = [];
  for (const { scores, cutCost } of pieces) {
    const next = new Float64Array(questionCount + 1);
    const from = new Int32Array(questionCount + 1);
    for (let to = 0; to <= none; to += 1) {
      let score = best[to] as number;
      let origin = to;
      // From a question there is no way back to "none yet".
      for (let other = 0; to !== none && other <= none; other += 1) {
        const candidate = (best[other] as number) - (other === to ? 0 : cutCost + costOfChange(other, to, none));
        if (candidate > score) {
          score = candidate;
          origin = other;
        }
      }
      next[to] = score + (scores[to] ?? 0);
      from[to] = origin;
    }
    cameFrom.push(from);
    best = next;
  }
  let label = best.reduce((top, score, index) => (score > (best[top] as number) ? index : top), none);
  const labels: (number | null)[] = [];
  for (const from of cameFrom.reverse()) {
    labels.push(label === none ? null : label);
    label = from[label] as number;
  }
  return labels.reverse();
}

function costOfChange(from: number, to: number, none: number): number {
  if (from === none || to === from + 1) return NEXT_QUESTION_COST;
  return to > from ? LATER_QUESTION_COST : EARLIER_QUESTION_COST;
}
