import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readSettingsRow, type SheetSettings, writeSettings } from './sheet-settings-store.ts';

const messages = {
  changed: text('ほかの人が先に変えました。', 'Someone else changed it first.'),
  changedNext: text(
    '新しい内容を確かめて、もう一度変えてください。',
    'Look at what it is now, then change it again.',
  ),
  months: text('3か月から36か月までで決めてください。', 'Choose from 3 to 36 months.'),
};

const fewestMonths = 3;
const mostMonths = 36;

/** Where a city has settled nothing: once a year. */
export const sheetSettingsNow = async (
  act: Parameters<typeof readSettingsRow>[0],
): Promise<SheetSettings> => (await readSettingsRow(act)) ?? { reviewMonths: 12, version: 0 };

export const readSheetSettings = defineUseCase<null, SheetSettings>({
  name: 'read-sheet-settings',
  action: 'sheet:read',
  kind: 'query',
  handle: async (context) => ({ output: await sheetSettingsNow(context) }),
});

/** Settles after how many months whoever answered says again that an accepted answer holds. */
export const changeReviewPeriod = defineUseCase<SheetSettings, null>({
  name: 'change-review-period',
  action: 'sheet:settle',
  kind: 'command',
  async handle(context, { reviewMonths, version }) {
    if (!Number.isInteger(reviewMonths) || reviewMonths < fewestMonths || reviewMonths > mostMonths)
      throw new Failure('input-invalid', messages.months, { field: 'reviewMonths' });
    const before = await sheetSettingsNow(context);
    if (before.version !== version || !(await writeSettings(context, { reviewMonths, version })))
      throw new Failure('conflict', messages.changed, { next: messages.changedNext });
    return {
      output: null,
      content: { before: { reviewMonths: before.reviewMonths }, after: { reviewMonths } },
    };
  },
});
