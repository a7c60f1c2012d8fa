// What a cell of Python says without running it: its top-level statements, the names that each binds and reads, and its words.
// A scanner rather than a parser: candidates' cells hold magics and mistakes, and none may stop it. It reads each character once.

export type BindingKind = 'function' | 'class' | 'value' | 'import';

export type PythonStatement = {
  /** From its first line to its last, the comments before it included. */
  source: string;
  /** Names that it binds at top level, also inside `if`, `for`, `with` and `try`. */
  binds: Map<string, BindingKind>;
  /** Names that it reads from outside; those of its functions' parameters and locals are left out. */
  reads: Set<string>;
  /** The literal texts of its strings. */
  strings: string[];
  /** Identifiers, attributes, words of strings and comments, in lower case; no keywords. */
  words: Set<string>;
  /** The lines of its comments without the hash. */
  comments: string[];
};

type Token = { kind: 'name' | 'operator' | 'string' | 'number'; text: string; depth: number };

type LogicalLine = { startLine: number; endLine: number; indent: number; tokens: Token[]; isMagic: boolean };

type Scan = { lines: LogicalLine[]; comments: { line: number; indent: number; text: string }[] };

const CLAUSES = new Set(['elif', 'else', 'except', 'finally']);
const HEADERS = new Set(['if', 'elif', 'else', 'for', 'while', 'with', 'try', 'except', 'finally', 'match', 'async']);
const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import
   in is lambda nonlocal not or pass raise return try while with yield match case print len range list dict set tuple str int
   float sum min max abs sorted zip enumerate map filter any all isinstance super self object type round display`.split(
    /\s+/,
  ),
);

/** The cell's top-level statements in their order; empty for a cell that is not Python (`%%bash`, `%%html`, …). */
export function parsePythonStatements(source: string): PythonStatement[] {
  const { magic, body, bodyLine } = splitCellMagic(source);
  if (magic !== null && !PYTHON_CELL_MAGICS.has(magic)) return [];
  const rows = source.split('\n');
  const scan = scanPython(body);
  const groups = groupStatements(scan.lines);
  let from = 0;
  return groups.map((lines, index) => {
    const isLast = index === groups.length - 1;
    const last = (lines.at(-1)?.endLine ?? 0) + bodyLine;
    // Comments in the indented block below belong to this statement, those at the margin to the next one.
    const nextStart = isLast ? rows.length : (groups[index + 1]?.[0]?.startLine ?? 0) + bodyLine;
    let to = isLast ? rows.length : last;
    while (to < nextStart && /^\s+\S/.test(rows[to] ?? '')) to += 1;
    const text = rows.slice(from, to).join('\n');
    const own = scan.comments.filter(({ line }) => line + bodyLine >= from && line + bodyLine < to);
    from = to;
    return describeStatement(
      text,
      lines,
      own.map((comment) => comment.text),
    );
  });
}

/** Cell magics that run the rest of the cell as Python in the notebook's own namespace. */
const PYTHON_CELL_MAGICS = new Set(['time', 'capture', 'prun']);

/** `%%name …` on the first line that is not blank. */
export function splitCellMagic(source: string): { magic: string | null; body: string; bodyLine: number } {
  const rows = source.split('\n');
  const first = rows.findIndex((row) => row.trim() !== '');
  const match = /^%%(\w+)/.exec(rows[first] ?? '');
  if (!match) return { magic: null, body: source, bodyLine: 0 };
  return { magic: match[1] ?? '', body: rows.slice(first + 1).join('\n'), bodyLine: first + 1 };
}

/** The code without layout, comments and the choice of quotes: equal for a cell that was only formatted anew. */
export function fingerprintPython(source: string): string {
  return scanPython(source)
    .lines.flatMap((line) => line.tokens)
    .filter((token, index, tokens) => !(token.text === ',' && /^[)\]}]$/.test(tokens[index + 1]?.text ?? '')))
    .map((token) => `${token.kind[0]}${token.text}`)
    .join(' ');
}

function describeStatement(source: string, lines: LogicalLine[], comments: string[]): PythonStatement {
  const binds = new Map<string, BindingKind>();
  const reads = new Set<string>();
  const strings: string[] = [];
  const words = new Set<string>();
  for (const text of comments) addWords(words, text);
  for (const { tokens } of lines) {
    for (const token of tokens) {
      if (token.kind === 'string') strings.push(token.text);
      if (token.kind === 'name' && !KEYWORDS.has(token.text)) words.add(token.text.toLowerCase());
      if (token.kind === 'string') addWords(words, token.text);
    }
  }
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] as LogicalLine;
    const definition = findDefinition(line.tokens);
    if (!definition) {
      collectBindings(line.tokens, binds);
      collectReads(line.tokens, reads, new Set());
      index += 1;
      continue;
    }
    binds.set(definition.name, definition.kind);
    let end = index + 1;
    while (end < lines.length && (lines[end] as LogicalLine).indent > line.indent) end += 1;
    const body = lines.slice(index, end).flatMap((item) => item.tokens);
    const locals = new Map<string, BindingKind>([[definition.name, 'value']]);
    for (const item of lines.slice(index, end)) {
      for (const parameter of listParameters(item.tokens)) locals.set(parameter, 'value');
      const inner = findDefinition(item.tokens);
      if (inner) locals.set(inner.name, 'value');
      else collectBindings(item.tokens, locals);
    }
    collectReads(body, reads, new Set(locals.keys()));
    index = end;
  }
  return { source, binds, reads, strings, words, comments };
}

export function addWords(words: Set<string>, text: string): void {
  for (const match of text.slice(0, 20_000).matchAll(/[\p{L}_][\p{L}\p{N}_]+/gu)) words.add(match[0].toLowerCase());
}

function groupStatements(lines: LogicalLine[]): LogicalLine[][] {
  const groups: LogicalLine[][] = [];
  const margin = lines[0]?.indent ?? 0;
  let isDecorated = false;
  for (const line of lines) {
    const first = line.tokens[0]?.text ?? '';
    const continues = groups.length > 0 && (line.indent > margin || CLAUSES.has(first) || isDecorated);
    if (continues) groups.at(-1)?.push(line);
    else groups.push([line]);
    if (line.indent <= margin) isDecorated = first === '@';
  }
  return groups;
}

function findDefinition(tokens: Token[]): { name: string; kind: 'function' | 'class' } | null {
  const start = tokens[0]?.text === 'async' ? 1 : 0;
  const name = tokens[start + 1];
  if (name?.kind !== 'name' || tokens[start]?.kind !== 'name') return null;
  if (tokens[start]?.text === 'def') return { name: name.text, kind: 'function' };
  return tokens[start]?.text === 'class' ? { name: name.text, kind: 'class' } : null;
}

/** Parameters of the functions and lambdas of one line. */
function listParameters(tokens: Token[]): string[] {
  const found: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'name' || (token.text !== 'def' && token.text !== 'lambda')) continue;
    const end = token.text === 'def' ? ')' : ':';
    const inside = token.text === 'def' ? token.depth + 1 : token.depth;
    for (const item of tokens.slice(index + (token.text === 'def' ? 2 : 1))) {
      if (item.text === end && item.depth === token.depth) break;
      if (item.kind === 'name' && item.depth === inside) found.push(item.text);
    }
  }
  return found;
}

/** Adds what one logical line binds; definitions are left to the caller. */
function collectBindings(tokens: Token[], binds: Map<string, BindingKind>): void {
  for (const [index, token] of tokens.entries())
    if (token.text === ':=' && tokens[index - 1]?.kind === 'name') binds.set(tokens[index - 1]?.text ?? '', 'value');
  for (const part of splitAt(tokens, (token) => token.text === ';' && token.depth === 0)) bindSimple(part, binds);
}

function bindSimple(tokens: Token[], binds: Map<string, BindingKind>): void {
  const first = tokens[0]?.kind === 'name' ? tokens[0].text : '';
  if (first === 'import' || first === 'from') {
    bindImports(tokens, binds);
    return;
  }
  if (HEADERS.has(first)) {
    const colon = tokens.findIndex((token) => token.text === ':' && token.depth === 0);
    const header = colon < 0 ? tokens : tokens.slice(0, colon);
    bindHeader(header, binds);
    if (colon >= 0 && colon + 1 < tokens.length) bindSimple(tokens.slice(colon + 1), binds);
    return;
  }
  const augmented = tokens.findIndex(
    (token) => token.depth === 0 && /^(?:[-+*/%&|^@]|\*\*|\/\/|<<|>>)=$/.test(token.text),
  );
  if (augmented > 0) {
    bindTargets(tokens.slice(0, augmented), binds);
    return;
  }
  const parts = splitAt(tokens, (token) => token.text === '=' && token.depth === 0);
  for (const target of parts.slice(0, -1)) {
    const annotation = target.findIndex((token) => token.text === ':' && token.depth === 0);
    bindTargets(annotation < 0 ? target : target.slice(0, annotation), binds);
  }
}

function bindHeader(tokens: Token[], binds: Map<string, BindingKind>): void {
  const loop = tokens.findIndex((token) => token.text === 'for');
  const loopEnd = tokens.findIndex((token) => token.text === 'in' && token.depth === 0);
  if (loop >= 0 && loop < 2 && loopEnd > loop) bindTargets(tokens.slice(loop + 1, loopEnd), binds);
  for (const [index, token] of tokens.entries()) {
    if (token.text !== 'as' || token.kind !== 'name') continue;
    const end = tokens.findIndex((item, at) => at > index && item.text === ',' && item.depth <= token.depth);
    bindTargets(tokens.slice(index + 1, end < 0 ? undefined : end), binds);
  }
}

function bindImports(tokens: Token[], binds: Map<string, BindingKind>): void {
  const start = tokens.findIndex((token) => token.text === 'import');
  const items = splitAt(
    tokens.slice(start + 1).filter((token) => token.text !== '(' && token.text !== ')'),
    (token) => token.text === ',',
  );
  for (const item of items) {
    const alias = item.findIndex((token) => token.text === 'as');
    const name = item[alias >= 0 ? alias + 1 : 0];
    if (name?.kind === 'name') binds.set(name.text, 'import');
  }
}

/** Plain names of an assignment's target; `a.b` and `a[0]` change what is there and bind nothing. */
function bindTargets(tokens: Token[], binds: Map<string, BindingKind>): void {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (token.kind !== 'name') continue;
    const next = tokens[index + 1]?.text;
    if (next === '.' || next === '[' || next === '(') {
      while (
        index + 1 < tokens.length &&
        !(tokens[index + 1]?.text === ',' && tokens[index + 1]?.depth === token.depth)
      )
        index += 1;
    } else if (!KEYWORDS.has(token.text)) binds.set(token.text, 'value');
  }
}

function collectReads(tokens: Token[], reads: Set<string>, locals: Set<string>): void {
  const inner = new Set(locals);
  for (const parameter of listParameters(tokens)) inner.add(parameter);
  for (const [index, token] of tokens.entries()) {
    if (token.text !== 'for' || token.depth === 0) continue;
    for (const item of tokens.slice(index + 1)) {
      if (item.text === 'in') break;
      if (item.kind === 'name') inner.add(item.text);
    }
  }
  if (tokens[0]?.text === 'import' || tokens[0]?.text === 'from') return;
  const targets = new Map<string, BindingKind>();
  collectBindings(tokens, targets);
  const counts = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'string') {
      for (const name of token.text.startsWith('\u0000f') ? listFormattedNames(token.text) : [])
        counts.set(name, (counts.get(name) ?? 0) + 2);
      continue;
    }
    if (token.kind !== 'name' || KEYWORDS.has(token.text) || tokens[index - 1]?.text === '.') continue;
    if (tokens[index + 1]?.text === '=' && token.depth > 0) continue;
    counts.set(token.text, (counts.get(token.text) ?? 0) + 1);
  }
  for (const [name, count] of counts) {
    // A name that stands only as the target of this line is bound, not read.
    if (inner.has(name) || (targets.has(name) && count === 1)) continue;
    reads.add(name);
  }
}

function listFormattedNames(text: string): string[] {
  const names: string[] = [];
  for (const [, inside] of text.matchAll(/\{([^{}]{1,500})\}/g))
    for (const [name] of (inside ?? '').matchAll(/(?<![.\w'"])[A-Za-z_]\w*(?!\w|['"])/g))
      if (!KEYWORDS.has(name)) names.push(name);
  return names;
}

function splitAt(tokens: Token[], isSeparator: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isSeparator(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

const OPERATOR = /(?:\*\*=|\/\/=|<<=|>>=|\.\.\.|:=|->|[-+*/%&|^@=!<>]=|\*\*|\/\/|<<|>>|[^\s\w])/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d[\w.]*/y;
const STRING_START = /(?:[rRbBuUfFtT]{0,2})("""|'''|"|')/y;

function scanPython(source: string): Scan {
  const lines: LogicalLine[] = [];
  const comments: Scan['comments'] = [];
  let current: LogicalLine | null = null;
  let depth = 0;
  let row = 0;
  let lineStart = 0;
  let at = 0;
  const finish = (): void => {
    if (current) {
      current.endLine = row + 1;
      lines.push(current);
    }
    current = null;
    depth = 0;
  };
  const add = (kind: Token['kind'], text: string, tokenDepth: number): void => {
    current ??= { startLine: row, endLine: row + 1, indent: at - lineStart, tokens: [], isMagic: false };
    current.tokens.push({ kind, text, depth: tokenDepth });
  };
  const skipToLineEnd = (): string => {
    const end = source.indexOf('\n', at);
    const text = source.slice(at, end < 0 ? source.length : end);
    at += text.length;
    return text;
  };
  while (at < source.length) {
    const character = source[at] as string;
    if (character === '\n') {
      if (depth === 0) finish();
      row += 1;
      at += 1;
      lineStart = at;
    } else if (character === '\\' && source[at + 1] === '\n') {
      row += 1;
      at += 2;
    } else if (/\s/.test(character)) {
      at += 1;
    } else if (character === '#') {
      const line = row;
      const indent = at - lineStart;
      comments.push({ line, indent, text: skipToLineEnd().replace(/^#+ ?/, '') });
    } else if (!current && depth === 0 && /[%!?]/.test(character)) {
      // A line magic; `%time x = f()` is Python after its first word.
      const timed = /^%(?:time|prun)\s+/.exec(source.slice(at, at + 40));
      if (timed) at += timed[0].length;
      else {
        add('operator', character, 0);
        if (current) (current as LogicalLine).isMagic = true;
        skipToLineEnd();
      }
    } else {
      const opening = match(STRING_START, source, at);
      if (opening) {
        const quote = /["']+$/.exec(opening)?.[0] ?? '"';
        const end = findStringEnd(source, at + opening.length, quote);
        const content = source.slice(at + opening.length, end.content);
        const isFormatted = /[fFtT]/.test(opening.slice(0, -quote.length));
        add('string', isFormatted ? `\u0000f${content}` : content, depth);
        for (
          let index = source.indexOf('\n', at);
          index >= 0 && index < end.after;
          index = source.indexOf('\n', index + 1)
        ) {
          row += 1;
          lineStart = index + 1;
        }
        at = end.after;
        continue;
      }
      const name = match(NAME, source, at);
      const token = name ?? match(NUMBER, source, at) ?? match(OPERATOR, source, at) ?? character;
      if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1);
      add(name ? 'name' : /^\d/.test(token) ? 'number' : 'operator', token, depth);
      if (/^[([{]$/.test(token)) depth += 1;
      at += token.length;
    }
  }
  finish();
  return { lines, comments };
}

function match(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

/** Where a string's content ends and where the code goes on; a string that is not closed ends with its line. */
function findStringEnd(source: string, start: number, quote: string): { content: number; after: number } {
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (quote.length === 1 && source[at] === '\n') return { content: at, after: at };
    else if (source.startsWith(quote, at)) return { content: at, after: at + quote.length };
  }
  return { content: source.length, after: source.length };
}
