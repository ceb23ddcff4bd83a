import type { Locator, Page } from 'playwright-core';
import type { SampleJourney } from './sample-journey.ts';

// The grid of the check sheet, as journeys find their way about in it.

/** Opens the sheet, narrowed by what stands behind the `?`. */
export async function sheetOf({ program }: SampleJourney, page: Page, asked = ''): Promise<void> {
  await page.goto(`${program.origin}/sheet${asked}`);
  await page.getByRole('grid').waitFor();
}

export const row = (page: Page, index: number): Locator =>
  page.locator(`[aria-rowindex="${index}"]`);

export const cell = (page: Page, index: number, at: string): Locator =>
  row(page, index).locator(`[data-at="${at}"]`);

export const saved = (page: Page): Promise<void> =>
  page.getByRole('status').filter({ hasText: '保存しました' }).waitFor();

/** What a spreadsheet would have put on the clipboard. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  })()`);
