import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

// Debian's Chromium, driven by playwright-core. JOURNEY_PICTURES=folder keeps what was seen.

/** Where Chromium is on this machine, if it is. */
export const chromiumPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => existsSync(file));

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** As on a desk in Japan: without a locale, files with Japanese names are neither found nor saved under them. */
const ofADesk = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: flags, env: ofADesk });

export const widths = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 320, height: 640 },
} as const;

/** Somebody at a browser of their own: cookies that nobody else has, and what the page complained of. */
export interface Visitor {
  readonly page: Page;
  /** Errors of scripts, refusals by the page's policy, warnings. Answers of 4xx are no complaint. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export async function visitor(browser: Browser, origin: string): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: widths.wide,
    acceptDownloads: true,
  });
  // A browser on a busy machine may stand still for many seconds: this ends what would never come.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const refusedAnswer = /status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !refusedAnswer)
      complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

/** A key in the device, as Chromium's own tools pretend: it sees who holds it. */
export async function plugInAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is now: rule and place of each violation. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Put in by the debugger, so that the page's policy stays as strict as it is.
  await page.evaluate(axe);
  // React Aria tells screen readers of a menu by the menu's id, and lets that stand when the menu is gone.
  return page.evaluate(`axe.run({ exclude: ['[data-live-announcer]'] }, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ' at ' + target + ': ' + failureSummary)))`);
}

/** How many pixels the page is wider than its window: nobody scrolls sideways. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What is pressed and stands one sign below the other, because nothing kept its words together. */
const pillars = (page: Page): Promise<readonly string[]> =>
  page.evaluate<
    readonly string[]
  >(`[...document.querySelectorAll('a, button, [role=button]')].flatMap((each) => {
    const words = (each.innerText ?? '').trim();
    const { width, height } = each.getBoundingClientRect();
    const sign = parseFloat(getComputedStyle(each).fontSize);
    return words.length > 3 && width > 1 && width < 2.5 * sign && height > 3 * sign ? [words] : [];
  })`);

/**
 * Looks at the page as it is now, wide and at 320 pixels: what axe finds, what sticks out, and words
 * that stand as a pillar. Nothing is an empty list.
 */
export async function faultsOf(page: Page, name: string): Promise<readonly string[]> {
  const pictures = process.env['JOURNEY_PICTURES'];
  const found: string[] = [];
  for (const [width, size] of Object.entries(widths)) {
    await page.setViewportSize(size);
    await page.evaluate(
      'Promise.all(document.getAnimations().map((each) => each.finished.catch(() => 0)))',
    );
    const out = await overhang(page);
    if (out > 0) found.push(`${name} ${width}: ${out} px too wide`);
    found.push(...(await pillars(page)).map((words) => `${name} ${width}: a pillar of ${words}`));
    found.push(...(await violations(page)).map((each) => `${name} ${width}: ${each}`));
    if (pictures === undefined) continue;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(widths.wide);
  return found;
}
