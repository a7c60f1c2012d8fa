// Text of candidates and recruiters is hostile until cleaned: what is invisible, reorders a line or drives a terminal
// is made visible or dropped. Escaping for HTML is the templates' work and comes after.

/** Terminal escapes: CSI, OSC (ended by BEL or ST) and the short ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const TERMINAL_ESCAPES = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * They change the order in which a line is read, or hide a difference between two names. Joiners stay: scripts and emoji
 * need them.
 */
const HIDDEN_MARKS =
  /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** More marks on one letter than any script has: they would be drawn over the lines above and below. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;

/** Several lines; tabs stay. Longer text is cut, and says so. */
export function cleanText(text: string, maxLength = 20_000): string {
  const cut =
    text.length > maxLength ? `${text.slice(0, maxLength)}\n… (${text.length - maxLength} characters left out)` : text;
  return cut
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(TERMINAL_ESCAPES, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '\ufffd')
    .replace(PILED_MARKS, '$1')
    .replace(HIDDEN_MARKS, (mark) => `⟨U+${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** JSON that can be printed: what drives a terminal or hides in a line stands as an escape, and means the same. */
export function escapeJson(json: string): string {
  return json.replace(CONTROLS, escapeUnits).replace(HIDDEN_MARKS, escapeUnits);
}

function escapeUnits(mark: string): string {
  return [...Array(mark.length).keys()]
    .map((place) => `\\u${mark.charCodeAt(place).toString(16).padStart(4, '0')}`)
    .join('');
}

/** One line, such as a name, a title or a header. */
export function cleanLine(text: string, maxLength = 200): string {
  const line = cleanText(text, 4 * maxLength)
    .replace(/[\s\u2028\u2029\ufffd]+/g, ' ')
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1).replace(/\p{Surrogate}/gu, '')}…` : line;
}

/** One line for a mail, such as a name or a title. */
export function cleanMailLine(text: string, maxLength = 200): string {
  return withoutLinks(cleanLine(text, maxLength));
}

/** Mail programs make links of whatever looks like an address: what stands between our own words must not look like one. */
export function withoutLinks(text: string): string {
  return text
    .replace(/:\/\//g, ':\u2060/\u2060/')
    .replace(/\b(www)\./gi, '$1\u2060.')
    .replace(/(\w)\.([a-z]{2,}\/)/gi, '$1\u2060.$2');
}
