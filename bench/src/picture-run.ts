import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { clientOf } from './client.ts';
import { generateCity } from './generate-city.ts';
import { startProgram } from './started-program.ts';

// The picture of a city of some 200 components in Chromium: from opening its address until an arrow key has moved the
// focus and that was painted; with nothing in the browser's cache, and with the pages there; and what of it the page's
// main thread computed, which other work on the machine does not lengthen. Prints one JSON object, or null where there
// is no Chromium.

const executablePath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => existsSync(file));
const runs = Number(process.argv[2] ?? 5);
const city = generateCity({
  organisations: 30,
  services: 60,
  deviceGroups: 130,
  devicesPerGroup: 20,
  contracts: 60,
  flows: 260,
});

/** Resolves in the page, with the milliseconds since its address was opened. */
const interactive = `new Promise((done) => {
  const look = () => {
    const box = document.querySelector('[data-box]');
    if (box === null) { requestAnimationFrame(look); return; }
    box.focus();
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    const moved = () => requestAnimationFrame(() =>
      document.activeElement === box ? moved() : requestAnimationFrame(() => done(performance.now())));
    moved();
  };
  look();
})`;

async function measure(browser: Browser, origin: string, cookies: ReadonlyMap<string, string>) {
  const first: number[] = [];
  const again: number[] = [];
  const cpu: number[] = [];
  let boxes = 0;
  let lines = 0;
  for (let run = 0; run < runs; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies(
      [...cookies].map(([name, value]) => ({ name, value, url: origin, secure: false })),
    );
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const open = async (): Promise<number> => {
      await page.goto(`${origin}/city/picture`, { waitUntil: 'commit' });
      const took = await page.evaluate<number>(interactive);
      const { metrics } = await tools.send('Performance.getMetrics');
      cpu.push((metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000);
      return took;
    };
    first.push(await open());
    again.push(await open());
    boxes = await page.locator('[data-box]').count();
    lines = await page.locator('[data-line]').count();
    await context.close();
  }
  return { boxes, lines, first, again, cpu };
}

if (executablePath === undefined) console.log('null');
else {
  const data = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
  const program = await startProgram(data);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const { cookies } = await clientOf(program.origin, data, city);
    console.log(JSON.stringify(await measure(browser, program.origin, cookies)));
  } finally {
    await browser.close();
    await program.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
