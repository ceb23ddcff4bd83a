import { withChromium } from './chromium.ts';
import { generateCity } from './generate-city.ts';

// The picture of a city of some 200 components in Chromium: from opening its address until an arrow key has moved the
// focus and that was painted; with nothing in the browser's cache, and with the pages there; and what of it the page's
// main thread computed, which other work on the machine does not lengthen. Prints one JSON object, or null where there
// is no Chromium.

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

const measured = await withChromium(city, async (origin, visit) => {
  const first: number[] = [];
  const again: number[] = [];
  const cpu: number[] = [];
  let boxes = 0;
  let lines = 0;
  for (let run = 0; run < runs; run += 1) {
    const { page, cpuMs, close } = await visit();
    const open = async (): Promise<number> => {
      await page.goto(`${origin}/city/picture`, { waitUntil: 'commit' });
      const took = await page.evaluate<number>(interactive);
      cpu.push(await cpuMs());
      return took;
    };
    first.push(await open());
    again.push(await open());
    boxes = await page.locator('[data-box]').count();
    lines = await page.locator('[data-line]').count();
    await close();
  }
  return { boxes, lines, first, again, cpu };
});
console.log(JSON.stringify(measured ?? null));
