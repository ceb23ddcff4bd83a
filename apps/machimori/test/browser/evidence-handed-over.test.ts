import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

// The bicycles of the sample city go to another operator: what proved their lines is handed over piece by piece.

describe.skipIf(chromiumPath === undefined)('evidence handed over', { timeout: 300_000 }, () => {
  let city: SampleJourney;

  beforeAll(async () => {
    city = await sampleJourney();
  }, 480_000);
  afterEach(() => city.leave());
  afterAll(() => city?.end());

  /** As a page of the program asks. */
  async function ask(
    page: Page,
    method: 'GET' | 'POST',
    path: string,
    sent?: string | object,
  ): Promise<string> {
    const isText = typeof sent === 'string';
    const answer = await page.request.fetch(`${city.program.origin}/api/v1${path}`, {
      method,
      headers: {
        'x-machimori': '1',
        origin: city.program.origin,
        ...(sent === undefined
          ? {}
          : { 'content-type': isText ? 'application/octet-stream' : 'application/json' }),
      },
      ...(sent === undefined ? {} : { data: isText ? Buffer.from(sent) : sent }),
    });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
    return text;
  }

  /** The bicycles' locators, from Tabiji to Uneri. */
  function atAnotherOperator(text: string): string {
    const [device, contract] = ['- key: bike-tanmatsu', '- key: k-bike'].map((key) => {
      const from = text.indexOf(key);
      return text.slice(from, text.indexOf('\n  - key:', from));
    });
    let moved = text;
    for (const part of [device, contract])
      moved = moved.replace(part ?? '', (part ?? '').replaceAll(': tabiji', ': uneri'));
    return moved;
  }

  it('is chosen by the promoting body, asked for once more, and seen by who answers now', async () => {
    const officer = await city.enter('都市の管理者');
    const { lines } = JSON.parse(
      await ask(officer, 'GET', '/sheet/lines?answeredBy=tabiji&subject=bike-tanmatsu'),
    ) as { lines: { line: string }[] };
    const line = lines[0]?.line ?? '';
    for (const title of ['位置端末の脆弱性診断', '端末の設定の一覧'])
      await ask(officer, 'POST', '/evidence', {
        kind: 'link',
        url: 'https://example.jp/kiroku',
        title,
        note: '',
        effectiveOn: '2026-04-01',
        line,
      });
    const text = await ask(officer, 'GET', '/city-file?format=yaml');
    const file = atAnotherOperator(text);
    expect(file).not.toBe(text);
    const { digest, baseRevision } = JSON.parse(
      await ask(officer, 'POST', '/city-file/preview', file),
    ) as { digest: string; baseRevision: number };
    await ask(
      officer,
      'POST',
      `/city-file?digest=${encodeURIComponent(digest)}&baseRevision=${baseRevision}`,
      file,
    );
    const path = `/sheet/line?id=${encodeURIComponent(line)}`;
    // The plan is made and the sheet follows behind.
    await expect
      .poll(
        async () =>
          JSON.parse(await ask(officer, 'GET', `/sheet/lines/${encodeURIComponent(line)}/evidence`))
            .handOver?.to.key,
        { timeout: 120_000 },
      )
      .toBe('uneri');

    // Whoever answers now is told that there is more, and whom to ask.
    const vendor = await city.enter('記入者');
    await vendor.goto(city.program.origin + path);
    const theirs = vendor.getByRole('region', { name: '証跡' });
    await theirs.getByText('前の組織のときの証跡が、ほかに2件あります').waitFor();
    await theirs.getByText(/星ヶ渡スマートまち協議会に頼んでください/).waitFor();
    expect(await theirs.innerText()).not.toMatch(/脆弱性診断|設定の一覧/);
    expect(await faultsOf(vendor, 'handed-before')).toEqual([]);

    await officer.goto(city.program.origin + path);
    const panel = officer.getByRole('region', { name: '証跡' });
    await panel.getByText('前の組織のときの証跡を引き渡す（2件）').click();
    const act = panel.getByRole('button', { name: '選んだものを引き渡す' });
    expect(await act.isDisabled()).toBe(true);
    await panel.locator('label', { hasText: '位置端末の脆弱性診断' }).click();
    expect(await faultsOf(officer, 'hand-over')).toEqual([]);
    await act.click();
    const asked = officer.getByRole('alertdialog');
    await asked.getByText('1件をうねり交通システム株式会社に引き渡しますか').waitFor();
    await asked.getByText(/一度見たものは、取り戻せません/).waitFor();
    expect(await faultsOf(officer, 'hand-over-asked')).toEqual([]);
    await asked.getByRole('button', { name: '選んだものを引き渡す' }).click();
    await officer.getByText(/引き渡しました$/).waitFor();
    await panel.getByText('前の組織のときの証跡を引き渡す（1件）').waitFor();

    await vendor.reload();
    await theirs.getByRole('link', { name: '位置端末の脆弱性診断', exact: true }).waitFor();
    await theirs.getByText('前の組織のときの証跡が、ほかに1件あります').waitFor();
    expect(await theirs.innerText()).not.toContain('設定の一覧');
    expect(await faultsOf(vendor, 'handed-over')).toEqual([]);

    // The same in English, by keys alone.
    for (const [page, name] of [
      [officer, 'hand-over-en'],
      [vendor, 'handed-over-en'],
    ] as const) {
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('region', { name: 'Evidence' }).waitFor();
      if (page === officer) {
        const opener = page.getByText('Hand over evidence of before (1)');
        await opener.focus();
        const box = page.getByRole('checkbox', { name: /端末の設定の一覧/ });
        if (!(await box.isVisible())) await page.keyboard.press('Enter');
        await box.focus();
        await page.keyboard.press('Space');
        await page.getByRole('button', { name: 'Hand over what is chosen' }).press('Enter');
        await page
          .getByRole('alertdialog')
          .getByText(/^Hand 1 over to/)
          .waitFor();
        expect(await faultsOf(page, `${name}-asked`)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      } else await page.getByText(/1 more from before you came/).waitFor();
      expect(await faultsOf(page, name)).toEqual([]);
    }
  });
});
