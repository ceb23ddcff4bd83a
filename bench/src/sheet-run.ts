import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium, visitOf } from './chromium.ts';
import type { Client } from './client.ts';
import { memoryMb, serverProcesses } from './server-processes.ts';
import { sheetPeople } from './sheet-city.ts';
import { startProgram } from './started-program.ts';

// The grid of a check sheet with some 55,000 lines and 50 organisations, in Chromium and by HTTP, for whoever sees the
// whole city and for whoever sees it from behind an organisation's wall. Prints one JSON object.

const runs = Number(process.argv[2] ?? 3);
/** Lines and columns of what is pasted: 2,000 cells. */
const pasted = { rows: 1_000, columns: 2 } as const;

/** Notes when the shell and when the first lines are painted, from before anything of the page runs. */
const watching = `(() => {
  const at = globalThis.__at = {};
  const look = () => {
    const now = performance.now();
    if (at.shell === undefined && document.querySelector('.m-navigation')) at.shell = now;
    if (at.lines === undefined && document.querySelector('[role=grid] [aria-rowindex="2"] [data-at=item]')) {
      at.lines = now;
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** Whether all lines are there: nothing says any more that others are being loaded. */
const whole = `new Promise((done) => {
  const look = () => {
    const rows = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;
    if (rows === globalThis.__total) { done(performance.now()); return; }
    requestAnimationFrame(look);
  };
  look();
})`;

/** Jumps about and pages down fast; at each frame that is painted looks for places of the window without a row. */
const scrolling = `(async () => {
  const box = document.querySelector('[role=grid]');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const seen = { frames: 0, blank: 0, longestMs: 0 };
  let last = performance.now();
  const look = async () => {
    await frame();
    const now = performance.now();
    seen.longestMs = Math.max(seen.longestMs, now - last);
    last = now;
    const { left, top, bottom, width } = box.getBoundingClientRect();
    seen.frames += 1;
    for (let y = Math.max(0, top) + 60; y < Math.min(innerHeight, bottom) - 20; y += 30) {
      const row = document.elementFromPoint(left + width / 2, y)?.closest('[role=row]');
      if (row?.querySelector('[data-at]') == null) { seen.blank += 1; break; }
    }
  };
  const middle = box.scrollHeight / 2;
  box.scrollTop = 0;
  await frame(); await frame(); last = performance.now();
  box.scrollTop = box.scrollHeight;
  await look(); await look();
  box.scrollTop = middle;
  await look(); await look();
  for (let page = 0; page < 60; page += 1) {
    box.scrollTop += box.clientHeight - 60;
    await look();
  }
  return seen;
})()`;

/** Puts what a spreadsheet would onto the cell that has the focus; resolves when the page says that it is saved. */
const pasting = (text: string): string => `new Promise((done) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', ${JSON.stringify(text)});
  const start = performance.now();
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  let painted;
  const look = () => {
    const now = performance.now();
    painted ??= now - start;
    const said = [...document.querySelectorAll('[role=status]')].map((each) => each.textContent).join(' ');
    if (said.includes('保存しました')) { done({ painted, saved: now - start }); return; }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

async function seenBy(browser: Browser, origin: string, who: Client) {
  const shell: number[] = [];
  const first: number[] = [];
  const all: number[] = [];
  const painted: number[] = [];
  const saved: number[] = [];
  const heap: number[] = [];
  const scrolled: { frames: number; blank: number; longestMs: number }[] = [];
  const { total } = await who.ask<{ total: number }>('GET', '/sheet/lines?most=1');
  for (let run = 0; run < runs; run += 1) {
    const { page, heapMb, close } = await visitOf(browser, origin, who.cookies);
    await page.addInitScript(watching);
    await page.addInitScript(`globalThis.__total = ${total}`);
    // Once with nothing cached, then as one comes back to it.
    await page.goto(`${origin}/sheet`);
    await page.locator('[role=grid] [aria-rowindex="2"]').waitFor();
    await page.goto('about:blank');
    await page.goto(`${origin}/sheet`, { waitUntil: 'commit' });
    await page.locator('[role=grid] [aria-rowindex="2"] [data-at=item]').waitFor();
    const at = await page.evaluate<{ shell: number; lines: number }>('globalThis.__at');
    shell.push(at.shell);
    first.push(at.lines - at.shell);
    all.push((await page.evaluate<number>(whole)) - at.shell);
    heap.push(await heapMb());
    scrolled.push(await page.evaluate(scrolling));
    await page.evaluate(`document.querySelector('[role=grid]').scrollTop = 0`);
    await page.locator('[aria-rowindex="2"] [data-at="planned"]').click();
    const text = Array.from(
      { length: pasted.rows },
      (_, row) => `2027年${(row % 12) + 1}月\t${run}回目に貼り付けた${row}行目`,
    ).join('\r\n');
    const took = await page.evaluate<{ painted: number; saved: number }>(pasting(text));
    painted.push(took.painted);
    saved.push(took.saved);
    await close();
  }
  return { total, shell, first, all, heap, scrolled, painted, saved };
}

/** What the server takes for what the grid asks it, in milliseconds. */
async function asked(who: Client, times = 7) {
  const took = async (path: string): Promise<readonly number[]> => {
    const each: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const start = performance.now();
      await who.ask('GET', path);
      each.push(performance.now() - start);
    }
    return each;
  };
  const since = encodeURIComponent(new Date(Date.now() - 20_000).toISOString());
  return {
    first: await took('/sheet/lines?most=100'),
    many: await took('/sheet/lines?most=2000'),
    byName: await took('/sheet/lines?most=100&order=subject'),
    searched: await took(`/sheet/lines?most=100&words=${encodeURIComponent('サービス99')}`),
    refreshed: await took(`/sheet/lines?most=2000&since=${since}`),
  };
}

const data = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
const program = await startProgram(data);
const browser = await launchChromium();
try {
  const { administrator, contributor, lines } = await sheetPeople(program.origin, data);
  const figures: Record<string, unknown> = { lines };
  for (const [name, who] of Object.entries({ administrator, contributor }))
    figures[name] = {
      asked: await asked(who),
      ...(browser === undefined ? {} : { seen: await seenBy(browser, program.origin, who) }),
    };
  figures['memoryMb'] = memoryMb([String(program.pid), ...serverProcesses(data)]);
  console.log(JSON.stringify(figures));
} finally {
  await browser?.close();
  await program.stop();
  rmSync(data, { recursive: true, force: true });
}
