// Command-line arguments, checked.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { cleanText } from '../reports/clean-text.ts';

/** The command was called in a way that it does not understand; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function parseUsage<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A seed is a whole number of 64 bits, decimal. */
export function parseSeed(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,20}$/.test(text) || BigInt(text) >= 2n ** 64n)
    throw new UsageError(`--seed takes a whole number from 0 to 2^64 − 1, not "${text}".`);
  return BigInt(text);
}

/** On standard error. Names of files and messages are what candidates made them: none of it drives the terminal. */
export function say(text: string): void {
  process.stderr.write(`${cleanText(text)}\n`);
}
