// A real browser: the machine's chromium, driven without a download of its own.
import fs from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null where none is installed and none could be: `npm test` tries to, and says so. */
export const CHROMIUM = [process.env.CHROMIUM_PATH, ...PATHS].find((file) => file && fs.existsSync(file)) ?? null;

export async function launchBrowser(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('there is no chromium on this machine');
  return chromium.launch({
    executablePath: CHROMIUM,
    // Chromium refuses its own sandbox to root; what it opens here is ours alone.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`,
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * Whatever a page writes to its console as a warning or an error, a refused script or style among them. Not the status
 * of an answer: a rejected file is answered with 422, and chromium notes that.
 */
export function watchConsole(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().startsWith('Failed to load resource') && message.text().includes('422')) return;
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${page.url()}: ${message.text()}`);
  });
}
