// Text of candidates and recruiters is hostile until cleaned: what is invisible, reorders a line or drives a terminal
// is made visible or dropped. Escaping for HTML is the templates' work and comes after.

/** Terminal escapes: CSI, OSC (ended by BEL or ST) and the short ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const TERMINAL_ESCAPES = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** They change the order in which a line is read, or hide a difference between two names. */
const HIDDEN_MARKS = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Several lines; tabs stay. Longer text is cut, and says so. */
export function cleanText(text: string, maxLength = 20_000): string {
  const cut =
    text.length > maxLength ? `${text.slice(0, maxLength)}\n… (${text.length - maxLength} characters left out)` : text;
  return cut
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(TERMINAL_ESCAPES, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '\ufffd')
    .replace(HIDDEN_MARKS, (mark) => `⟨U+${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** One line, such as a name, a title or a header. */
export function cleanLine(text: string, maxLength = 200): string {
  const line = cleanText(text, 4 * maxLength)
    .replace(/[\s\u2028\u2029\ufffd]+/g, ' ')
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1).replace(/\p{Surrogate}/gu, '')}…` : line;
}

/**
 * One line for a mail: mail programs make links of whatever looks like an address, so a name or title must not look like one.
 */
export function cleanMailLine(text: string, maxLength = 200): string {
  return cleanLine(text, maxLength)
    .replace(/:\/\//g, ':\u2060/\u2060/')
    .replace(/\b(www)\./gi, '$1\u2060.')
    .replace(/(\w)\.([a-z]{2,}\/)/gi, '$1\u2060.$2');
}
