import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

describe.skipIf(chromiumPath === undefined)('applied controls', { timeout: 300_000 }, () => {
  let city: SampleJourney;

  beforeAll(async () => {
    city = await sampleJourney();
  }, 480_000);
  afterEach(() => city.leave());
  afterAll(() => city?.end());

  const enter = (role: string): Promise<Page> => city.enter(role);

  it('answer many lines at once, are changed in one place, and leave a line that differs', async () => {
    const vendor = await enter('記入者');
    await vendor.goto(`${city.program.origin}/sheet`);
    await vendor.getByRole('grid').waitFor();
    await vendor.getByLabel('答える組織').selectOption({ label: 'うねり交通システム株式会社' });
    await vendor.waitForURL(/answeredBy=/);
    await vendor.goto(`${vendor.url()}&stage=none`);
    await vendor.getByRole('grid').waitFor();
    for (const row of [2, 3, 4])
      await vendor.locator(`[aria-rowindex="${row}"]`).getByRole('checkbox').check();
    await vendor.getByRole('button', { name: '対策で答える' }).click();
    const dialog = vendor.getByRole('dialog');
    await dialog.getByLabel(/^名前/).fill('入口の守り（WAF）');
    await dialog.getByLabel(/何をしているか/).fill('不正な通信を、入口の装置で止めている。');
    await dialog.getByLabel('どのくらいごとに見直すか').selectOption('12');
    expect(await faultsOf(vendor, 'control-in-grid')).toEqual([]);
    await dialog.getByRole('button', { name: 'つくる', exact: true }).click();
    await dialog.getByRole('link', { name: '対策を開く' }).click();
    await vendor.getByRole('heading', { name: '入口の守り（WAF）' }).waitFor();
    const lines = vendor.getByRole('region', { name: '答えている行' });
    await expect.poll(() => lines.getByRole('rowheader').count()).toBe(3);

    // The list tells which lines it answers, and what that mark means.
    const made = vendor.url();
    await vendor.goto(`${city.program.origin}/sheet?answeredBy=uneri`);
    const marks = vendor.getByRole('rowheader').getByText('対策', { exact: true });
    await expect.poll(() => marks.count()).toBe(3);
    await vendor.getByText('「まとめて答える対策」が答えている行です').waitFor();
    expect(await faultsOf(vendor, 'control-marked')).toEqual([]);
    await vendor.goto(made);

    // One of them says something else.
    await lines.getByRole('rowheader').first().getByRole('link').click();
    await vendor.getByText('この行には、対策「入口の守り（WAF）」で答えています').waitFor();
    expect(await faultsOf(vendor, 'control-on-line')).toEqual([]);
    await vendor.getByRole('button', { name: 'この行だけ違う回答を書く' }).click();
    const statement = vendor.getByLabel(/どのように行っているか/);
    await statement.fill('この系統だけは、別の装置で止めている。');
    await statement.blur();
    await vendor.getByText('この行だけ、対策と違う回答です').waitFor();

    await vendor.getByRole('link', { name: '対策を開く' }).click();
    await lines.getByText('この行だけ違う').waitFor();
    await vendor.getByText('この対策を変える').click();
    await vendor.getByText(/1行は「この行だけ違う」ので、変わりません/).waitFor();
    const form = vendor.getByRole('form', { name: 'この対策を変える' });
    await form
      .getByLabel(/何をしているか/)
      .fill('入口の装置を二重にして、不正な通信を止めている。');
    expect(await faultsOf(vendor, 'control-change')).toEqual([]);
    await form.getByRole('button', { name: '変える', exact: true }).click();
    await vendor.getByText(/2行の回答を書きました/).waitFor();
    await lines.getByText('この系統だけは、別の装置で止めている。').waitFor();

    // Handed in together, and accepted together but for the one that differs.
    await vendor.getByRole('button', { name: '書きかけの3行をまとめて提出する' }).click();
    await expect.poll(() => lines.getByText('確認待ち').count()).toBe(3);
    expect(await faultsOf(vendor, 'control-page')).toEqual([]);
    const address = vendor.url();

    const approver = await enter('承認者');
    await approver.goto(`${city.program.origin}/applied-controls`);
    await approver.getByRole('link', { name: '入口の守り（WAF）' }).waitFor();
    expect(await faultsOf(approver, 'control-list')).toEqual([]);
    await approver.goto(address);
    await approver.getByRole('button', { name: '対策のとおりの2行をまとめて認める' }).click();
    await approver
      .getByRole('alertdialog')
      .getByRole('button', { name: '対策のとおりの2行をまとめて認める' })
      .click();
    const theirs = approver.getByRole('region', { name: '答えている行' });
    await expect.poll(() => theirs.getByText('認められた').count()).toBe(2);
    expect(await faultsOf(approver, 'control-verified')).toEqual([]);

    // Removing it leaves the answers, and says so beforehand.
    await vendor.reload();
    await vendor.getByRole('button', { name: 'この対策を取り除く' }).click();
    const asked = vendor.getByRole('alertdialog');
    await asked.getByText(/3行の回答は、いまのまま残り/).waitFor();
    await asked.getByRole('button', { name: '取り除く', exact: true }).click();
    await vendor.getByText('対策は、まだありません').waitFor();
    await approver.reload();
    await approver.getByText('この対策は、取り除かれました').waitFor();
  });
});
