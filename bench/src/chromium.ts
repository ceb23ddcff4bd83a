import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { City } from '@machimori/city';
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page,
} from 'playwright-core';
import { clientOf } from './client.ts';
import { startProgram } from './started-program.ts';

const executablePath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => existsSync(file));

/** Somebody signed in at a browser of their own, with nothing cached, and its page. */
export interface Visit {
  readonly page: Page;
  /** CPU time of the page's main thread since the page was opened, in milliseconds. */
  cpuMs(): Promise<number>;
  /** What its scripts keep after what nobody needs was thrown away, in megabytes. */
  heapMb(): Promise<number>;
  close(): Promise<void>;
}

/** Chromium, where there is one. */
export const launchChromium = async (): Promise<Browser | undefined> =>
  executablePath === undefined
    ? undefined
    : chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });

/** Chromium beside the program with a city in it; undefined where there is no Chromium. */
export async function withChromium<T>(
  city: City,
  work: (origin: string, visit: () => Promise<Visit>) => Promise<T>,
): Promise<T | undefined> {
  const browser = await launchChromium();
  if (browser === undefined) return undefined;
  const data = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
  const program = await startProgram(data);
  try {
    const { cookies } = await clientOf(program.origin, data, city);
    return await work(program.origin, () => visitOf(browser, program.origin, cookies));
  } finally {
    await browser.close();
    await program.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

export async function visitOf(
  browser: Browser,
  origin: string,
  cookies: ReadonlyMap<string, string>,
): Promise<Visit> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 800 },
  });
  await context.addCookies(
    [...cookies].map(([name, value]) => ({ name, value, url: origin, secure: false })),
  );
  const page = await context.newPage();
  const tools: CDPSession = await context.newCDPSession(page);
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (wanted: string): Promise<number> => {
    const { metrics } = await tools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  };
  return {
    page,
    cpuMs: async () => (await metric('TaskDuration')) * 1_000,
    heapMb: async () => {
      await tools.send('HeapProfiler.collectGarbage');
      return (await metric('JSHeapUsedSize')) / 1024 / 1024;
    },
    close: () => context.close(),
  };
}
