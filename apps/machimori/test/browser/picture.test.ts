import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

// The picture walked by keyboard, as a list and on paper; the map without any line to the outside.

/** Name of what has the focus, as it is read out, without what follows the first comma. */
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(`document.activeElement?.dataset.box ?? document.activeElement?.dataset.line`);

/** A coast that no file of a ministry has. */
const outlineFile = {
  name: 'hoshigawatari.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: ['木の端町', '星ヶ渡市'].map((name, index) => ({
        type: 'Feature',
        properties: { N03_004: name },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [138.69 - index / 1_000, 36.83],
              [138.72, 36.82],
              [138.722, 36.86],
              [138.69, 36.87],
              [138.69 - index / 1_000, 36.83],
            ],
          ],
        },
      })),
    }),
  ),
};

describe.skipIf(chromiumPath === undefined)('the city as a picture', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  const open: Visitor[] = [];

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({}, { sample: 'ja' }), launch()]);
  }, 480_000);
  afterEach(async () => {
    for (const each of open.splice(0)) {
      await each.close();
      expect(each.complaints).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const enter = async (role: string): Promise<Page> => {
    const at = await visitor(browser, program.origin);
    open.push(at);
    await at.page.goto(program.sample.find((each) => each.role.ja === role)?.link ?? '');
    await at.page.waitForURL(`${program.origin}/`);
    return at.page;
  };
  const picture = async (page: Page, asked = ''): Promise<void> => {
    await page.goto(`/city/picture${asked}`);
    await page.locator('.m-picture-box').first().waitFor();
  };

  it('is walked by keyboard: to neighbours, along flows, into details and back', async () => {
    const page = await enter('都市の管理者');
    await picture(page);
    expect(await faultsOf(page, 'picture')).toEqual([]);
    await page.getByRole('button', { name: '印刷する' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('kawa-mimamori');
    await page.keyboard.press('Home');
    // To the left of a service stands what feeds it; below a camera stands the sensor.
    await page.locator('[data-box="kawa-camera"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('kawa-sensor');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('kawa-gateway');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await focused(page)).toContain('broker');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('broker');
    // All that goes in or out of the broker, one after another, and one of them opened.
    await page.keyboard.press('Shift+ArrowRight');
    const first = await focused(page);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe(first);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: /データ連携ブローカ/ });
    await panel.waitFor();
    await panel.getByText('責任分界点', { exact: true }).waitFor();
    expect(await faultsOf(page, 'picture-flow')).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await panel.count()).toBe(0);
    expect(await focused(page)).toBe(first);
    // Escape from a line leads back to its box, and a box opens by Enter too.
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('broker');
    await page.locator('[data-box="nori-bus"]').focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('complementary')
      .getByText(/担当が決まっていません（\d+件）/)
      .waitFor();
    expect(await faultsOf(page, 'picture-box')).toEqual([]);
    await page.getByRole('link', { name: 'このしくみのページを開く' }).click();
    await page.getByRole('heading', { level: 1, name: /のりバス・除雪/ }).waitFor();
  });

  it('is narrowed to a service, an organisation, a data set; the address says it', async () => {
    const page = await enter('監査者');
    await picture(page);
    const all = await page.locator('.m-picture-box').count();
    await page.getByLabel('サービスと、それを支えるもの').selectOption({ label: 'けんこう手帳' });
    await page.waitForURL(/service=kenko-techo/);
    await expect.poll(() => page.locator('.m-picture-box').count()).toBeLessThan(all);
    expect(await page.locator('[data-box="tomari-server"]').count()).toBe(1);
    expect(await page.locator('[data-box="kawa-sensor"]').count()).toBe(0);
    await page.reload();
    await page.locator('[data-box="kenko-techo"]').waitFor();
    expect(await page.locator('[data-box="kawa-sensor"]').count()).toBe(0);
    await page.getByRole('button', { name: 'しぼりこみをやめる' }).click();
    await expect.poll(() => page.locator('.m-picture-box').count()).toBe(all);
  });

  it('says the same as a list, and shows a vendor its share alone', async () => {
    const page = await enter('都市の管理者');
    await picture(page);
    const boxes = await page.locator('.m-picture-box').count();
    await page.getByRole('tab', { name: /一覧/ }).click();
    const table = page.getByRole('table', { name: 'しくみと外部のシステム' });
    expect(await table.getByRole('row').count()).toBe(boxes + 1);
    expect(await faultsOf(page, 'picture-list')).toEqual([]);
    const vendor = await enter('記入者');
    await picture(vendor);
    expect(await vendor.locator('[data-box="nori-bus"]').count()).toBe(1);
    expect(await vendor.locator('[data-box="kenko-techo"]').count()).toBe(0);
    expect(await vendor.getByText('責任分界点の定めがない').count()).toBe(0);
    expect(await vendor.getByText('データの記載なし').count()).toBe(0);
    expect(await faultsOf(vendor, 'picture-share')).toEqual([]);
  });

  it('is printed on one sheet of the paper that was chosen', async () => {
    const page = await enter('都市の管理者');
    await picture(page);
    for (const [paper, size] of [
      ['A4 横', [842, 595]],
      ['A3 横', [1191, 842]],
    ] as const) {
      await page.getByLabel('用紙').selectOption({ label: paper });
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
        'latin1',
      );
      const pages = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(
        pages.map(([, width, height]) => [Number(width), Number(height)].map(Math.round)),
      ).toEqual([size]);
    }
    expect(await page.locator('.m-picture-paper').count()).toBe(0);
  });

  it('stands on a map that asks nobody outside, with the outline that was given', async () => {
    const page = await enter('都市の管理者');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto('/city/map');
    await page.locator('.m-map-sign').first().waitFor();
    expect(await page.locator('.m-map-outline').count()).toBe(0);
    expect(await faultsOf(page, 'map-points')).toEqual([]);
    await page.locator('input[type=file]').setInputFiles({
      ...outlineFile,
      buffer: Buffer.from(outlineFile.buffer.toString().replaceAll('138.', '36.')),
    });
    await page
      .getByText('輪になっていません')
      .or(page.getByText(/緯度|広すぎます/))
      .first()
      .waitFor();
    await page.locator('input[type=file]').setInputFiles({
      ...outlineFile,
      buffer: readFileSync(import.meta.filename),
    });
    await page.getByText('GeoJSONとして読めません').first().waitFor();
    expect(await faultsOf(page, 'map-refused')).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(outlineFile);
    await page.locator('.m-map-outline').waitFor();
    // Of the two municipalities in the file, one's own alone.
    expect(await page.locator('.m-map-outline').getAttribute('d')).toMatch(/^M[^M]+Z$/);
    expect(await page.getByText('まちの輪郭の外にあります').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: '地図で示す' }).first().click();
    await page.locator('.m-map-sign[data-shown]').waitFor();
    expect(await faultsOf(page, 'map')).toEqual([]);
    // On paper: whose map it is, and what its signs mean; the whole, whatever was enlarged on screen.
    await page.getByRole('button', { name: '拡大' }).click();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('.m-paper-head').textContent()).toMatch(/^星ヶ渡市.*関係者限り$/);
    const legend = page.getByRole('list', { name: '線としるしの意味' });
    expect(await legend.textContent()).toMatch(
      /番号は一覧と同じ.*担当が決まっていない.*まちの輪郭/,
    );
    expect(await page.locator('.m-map svg[role=img]').getAttribute('width')).toBe('676');
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    await page.emulateMedia({ media: 'screen' });
    const vendor = await enter('記入者');
    await vendor.goto('/city/map');
    await vendor.locator('.m-map-outline').waitFor();
    expect(await vendor.locator('input[type=file]').count()).toBe(0);
    await page.getByRole('button', { name: '輪郭を取り除く' }).click();
    await expect.poll(() => page.locator('.m-map-outline').count()).toBe(0);
    expect(new Set(asked)).toEqual(new Set([program.origin]));
  });
});
