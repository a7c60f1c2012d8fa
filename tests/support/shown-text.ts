// What may stand in anything that is shown to a person, whatever a candidate's notebook holds: looked for in the finished
// page, mail or text.

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\r\u000e-\u001f\u007f-\u009f]/u;
const TURNED_OR_HIDDEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2061-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
const TAG = /<(!--|[!/?]?[a-zA-Z][^\s>/]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const ATTRIBUTE = /([^\s=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g;
/** Elements of the templates; none of them runs anything or fetches anything by itself. */
const ELEMENTS = new Set(
  'html head meta title style body main article header footer section h1 h2 h3 p div span small strong br bdi svg rect dl dt dd ul li table thead tbody tr th td a figure figcaption img pre code details summary form input button'.split(
    ' ',
  ),
);
const ADDRESSES = new Set(['href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'background', 'cite']);

/** Sentences about what must not be there. `ownUrl` is the beginning of the addresses that are ours. */
export function findHtmlProblems(html: string, ownUrl: string): string[] {
  const problems = findTextProblems(html);
  for (const [, tag = '', rest = ''] of html.matchAll(TAG)) {
    const name = tag.replace(/^\//, '').toLowerCase();
    if (name === '!doctype') continue;
    if (!ELEMENTS.has(name)) problems.push(`an element <${tag}>`);
    for (const [, attribute = '', quoted = ''] of rest.matchAll(ATTRIBUTE)) {
      const value = quoted.replace(/^["']|["']$/g, '').replaceAll('&#x3D;', '=');
      if (/^on/i.test(attribute)) problems.push(`a handler ${attribute}`);
      if (attribute === 'srcdoc' || (attribute === 'http-equiv' && value !== 'Content-Security-Policy'))
        problems.push(`an attribute ${attribute}`);
      if (ADDRESSES.has(attribute.toLowerCase()) && !isOwnAddress(value, ownUrl))
        problems.push(`an address ${attribute}="${value.slice(0, 80)}"`);
      if (/url\(|expression\(|@import/i.test(attribute === 'style' ? value : ''))
        problems.push(`a style ${value.slice(0, 80)}`);
    }
  }
  // What no tag took for its own must be text: an unescaped bracket would begin something.
  const bare = html.replace(TAG, '').replace(/<!doctype html>/i, '');
  if (/<[a-z!/?]/i.test(bare)) problems.push('a bracket that is not escaped');
  return problems;
}

export function findTextProblems(text: string): string[] {
  const problems: string[] = [];
  for (const [what, pattern] of [
    ['a control character', CONTROLS],
    ['a character that hides or turns text around', TURNED_OR_HIDDEN],
  ] as const) {
    const found = pattern.exec(text);
    if (found)
      problems.push(
        `${what}: U+${found[0].codePointAt(0)?.toString(16)} after ${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index))}`,
      );
  }
  return problems;
}

function isOwnAddress(value: string, ownUrl: string): boolean {
  return (
    value.startsWith('#question-') ||
    value.startsWith('cid:question-') ||
    /^data:image\/png;base64,[A-Za-z0-9+/=]*$/.test(value) ||
    value.startsWith(ownUrl)
  );
}
