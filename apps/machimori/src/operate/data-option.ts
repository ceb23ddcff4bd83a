import type { Call } from '../command.ts';
import { readSettings, type Settings, settingList } from '../serve/settings.ts';

/** Commands beside the program work on the same data as the program: by the same settings. */
export const dataOption = {
  data: { type: 'string', value: './data', help: settingList.data.meaning },
} as const;

/** Where a command prints a link: the port at which the program runs, where it was started with another one. */
export const portOption = {
  port: { type: 'string', value: '8080', help: settingList.port.meaning },
} as const;

export const settingsOf = (call: Pick<Call, 'option'>): Settings =>
  readSettings(process.env, {
    [settingList.data.name]: call.option('data'),
    [settingList.port.name]: call.option('port'),
  });
