import type { Call } from '../command.ts';
import { readSettings, type Settings, settingList } from '../serve/settings.ts';

/** Commands beside the program work on the same data as the program: by the same settings. */
export const dataOption = {
  data: { type: 'string', value: './data', help: settingList.data.meaning },
} as const;

export const settingsOf = (call: Pick<Call, 'option'>): Settings =>
  readSettings(process.env, { [settingList.data.name]: call.option('data') });
