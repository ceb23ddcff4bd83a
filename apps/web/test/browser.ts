import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

// Chromium as Debian brings it, driven by playwright-core. Both belong to the program's tests, which
// declare them; we take them from there.
const fromProgram = createRequire(join(import.meta.dirname, '../../machimori/package.json'));

/** What of a page these tests use. */
export interface Page {
  goto(address: string): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  evaluate<Value>(script: string): Promise<Value>;
  waitForSelector(selector: string): Promise<unknown>;
  screenshot(options: { path: string; fullPage: boolean }): Promise<unknown>;
  click(selector: string): Promise<void>;
  fill(selector: string, words: string): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  setInputFiles(
    selector: string,
    file: { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void>;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  close(): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void> };
  emulateMedia(options: {
    forcedColors?: 'active' | 'none';
    media?: 'print' | 'screen';
  }): Promise<void>;
}

export interface Browser {
  newPage(options: { locale: string; viewport: { width: number; height: number } }): Promise<Page>;
  close(): Promise<void>;
}

interface Driver {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>;
  };
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is on this machine, if it is. */
export const chromiumPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => existsSync(file));

export const launch = (executablePath: string): Promise<Browser> =>
  (fromProgram('playwright-core') as Driver).chromium.launch({ executablePath, args: flags });

const axe = readFileSync(fromProgram.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is now: rule and place of each violation. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Put in by the debugger, so that the page's policy stays as strict as it is.
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ' at ' + target + ': ' + failureSummary)))`);
}
