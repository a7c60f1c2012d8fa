// What a form sent, as the types that it should have; a field that is missing is an empty text.
import type { Request } from 'express';

export function parseField(request: Request, name: string, { trim = true } = {}): string {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  const text = typeof value === 'string' ? value : '';
  return trim ? text.trim() : text;
}

export function parseFieldList(request: Request, name: string): string[] {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  const list: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((item) => typeof item === 'string');
}

/** Not a number where the field is empty: nobody meant 0. */
export function parseNumberField(request: Request, name: string): number {
  const text = parseField(request, name).replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}

/** A `datetime-local` field, read as UTC, which its label says. Null where it is empty; an Invalid Date where it is none. */
export function parseInstantField(request: Request, name: string): Date | null {
  const text = parseField(request, name);
  if (text === '') return null;
  return new Date(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? `${text}Z` : Number.NaN);
}

export function formatInstantField(at: Date): string {
  return at.toISOString().slice(0, 16);
}

export type Person = { email: string; name: string | null };

/** One a line, or separated by commas or semicolons; `Ada Lovelace <ada@example.com>` brings a name. */
export function parsePeople(text: string): Person[] {
  const people: Person[] = [];
  for (const line of text.split(/[\n;]/)) {
    for (const part of line.includes('<') ? line.split(/(?<=>)\s*,/) : line.split(/[,\s]+/)) {
      const entry = part.trim();
      if (entry === '') continue;
      const match = /^"?([^"<]*?)"?\s*<([^<>]*)>$/.exec(entry);
      people.push(
        match ? { email: match[2]?.trim() ?? '', name: match[1]?.trim() || null } : { email: entry, name: null },
      );
    }
  }
  return people;
}
