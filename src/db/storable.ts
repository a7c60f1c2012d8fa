// Postgres refuses NUL characters and halves of surrogate pairs, and a candidate can print both: what a notebook said
// must not keep its grading from being written.
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

export function toStorableText(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD');
}

/** JSON text for a jsonb column. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? toStorableText(part) : part));
}
