import { Failure, fill, text } from '@machimori/kernel';
import { settingValue } from '../setting.ts';
import { isLoopback, readSettings, type Settings, settingList } from '../settings.ts';

const messages = {
  open: text(
    '見本の都市は、この機械の中だけで動かせます（{host} では待ち受けません）。だれでもサインインできるからです。',
    'The sample city runs on this machine alone (not on {host}): anybody with a link can sign in.',
  ),
  openNext: text(
    'MACHIMORI_HOST を外すか、127.0.0.1 にしてください。',
    'Unset MACHIMORI_HOST, or set it to 127.0.0.1.',
  ),
};

const kept: readonly string[] = [settingList.port.name, settingList.logLevel.name];

/** Names of settings that are set and that the sample city leaves out. */
export const settingsLeftOut = (
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] =>
  Object.values(settingList)
    .filter((setting) => !kept.includes(setting.name) && setting !== settingList.host)
    .filter(({ name }) => (environment[name] ?? '') !== '')
    .map(({ name }) => name);

/**
 * Settings of the sample city: its port, its address, how much it logs. All that would tie it to the real
 * world (a database server, mail, keys, certificates, proxies) is left out, wherever it is set.
 */
export function sampleSettings(
  environment: Readonly<Record<string, string | undefined>>,
  of: { readonly folder: string; readonly port: string | undefined },
): Settings {
  const host = settingValue(settingList.host, environment) ?? '';
  if (!isLoopback(host))
    throw new Failure('configuration', fill(messages.open, { host }), { next: messages.openNext });
  return readSettings(Object.fromEntries(kept.map((name) => [name, environment[name]])), {
    [settingList.host.name]: host,
    [settingList.data.name]: of.folder,
    [settingList.port.name]: of.port,
  });
}
