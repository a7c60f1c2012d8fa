// Python source → HTML with highlight.js classes; everything in it is escaped.
import hljs from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';

// A grammar is regular expressions: hostile text of any length is not its business.
const MAX_HIGHLIGHTED_CHARACTERS = 20_000;

hljs.registerLanguage('python', python);

export function highlightPython(source: string): string {
  if (source.length > MAX_HIGHLIGHTED_CHARACTERS) return escapeHtml(source);
  return hljs.highlight(source, { language: 'python', ignoreIllegals: true }).value;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
