import { withChromium } from './chromium.ts';
import { generateCity } from './generate-city.ts';

// The matrix of a city of 200 components in Chromium, on a page that is open already: from choosing its tab until an
// arrow key has moved within it and that was painted. `whole` is all of that, `shown` begins where the answer of the
// server has arrived, `cpu` is what the page's main thread computed of it, which other work on the machine does not
// lengthen. Once with the tab's part of the program still to be fetched, once with it and the answer there.
// Prints one JSON object, or null where there is no Chromium.

const runs = Number(process.argv[2] ?? 5);
const city = generateCity({
  organisations: 30,
  services: 60,
  deviceGroups: 130,
  devicesPerGroup: 20,
  contracts: 60,
  flows: 260,
});

/** Chooses the tab; resolves in the page when the matrix has answered a key: milliseconds from the tab and from the answer. */
const interactive = `new Promise((done) => {
  const tabs = [...document.querySelectorAll('[role=tab]')];
  const chosen = performance.now();
  tabs[1].click();
  const arrived = () => Math.max(chosen, ...performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/plan/responsibilities/matrix'))
    .map(({ responseEnd }) => responseEnd));
  const look = () => {
    const grid = document.querySelector('[role=grid]');
    if (grid === null) { requestAnimationFrame(look); return; }
    const at = grid.getAttribute('aria-activedescendant');
    grid.focus();
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    const moved = () => requestAnimationFrame(() =>
      grid.getAttribute('aria-activedescendant') === at ? moved() : requestAnimationFrame(() => {
        const now = performance.now();
        done({ whole: now - chosen, shown: now - arrived() });
      }));
    moved();
  };
  look();
})`;

interface Took {
  readonly whole: number;
  readonly shown: number;
  readonly cpu: number;
}

const measured = await withChromium(city, async (origin, visit) => {
  const first: Took[] = [];
  const again: Took[] = [];
  let rows = 0;
  let columns = 0;
  for (let run = 0; run < runs; run += 1) {
    const { page, cpuMs, close } = await visit();
    const choose = async (): Promise<Took> => {
      const before = await cpuMs();
      const took = await page.evaluate<Omit<Took, 'cpu'>>(interactive);
      return { ...took, cpu: (await cpuMs()) - before };
    };
    await page.goto(`${origin}/responsibilities`, { waitUntil: 'networkidle' });
    first.push(await choose());
    await page.locator('[role=tab]').first().click();
    await page.locator('[role=grid]').waitFor({ state: 'detached' });
    again.push(await choose());
    const grid = page.locator('[role=grid]');
    rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
    columns = Number(await grid.getAttribute('aria-colcount')) - 1;
    await close();
  }
  return { rows, columns, first, again };
});
console.log(JSON.stringify(measured ?? null));
