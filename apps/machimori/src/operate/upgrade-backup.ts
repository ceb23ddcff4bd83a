import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '@machimori/application';
import { type Address, pendingMigrations } from '@machimori/database';
import type { Settings } from '../serve/settings.ts';
import { keyOfUpgrades, settingsKey } from './backup-key.ts';
import { evidencePlaceOf } from './evidence-place.ts';
import { fileTime, makeBackup } from './make-backup.ts';

/** How many backups before upgrades are kept. */
const kept = 3;

/** Before a new version changes tables that hold something, everything is backed up. A failure stops the start. */
export async function backUpBeforeUpgrade(
  of: {
    readonly settings: Settings;
    readonly address: Address;
    readonly masterKey: Uint8Array;
    readonly now: Date;
  },
  onUpgrade: (backup: string | undefined) => void = () => {},
): Promise<void> {
  const { settings, address, masterKey, now } = of;
  const { applied, pending } = await pendingMigrations(address);
  if (applied === 0 || pending.length === 0) return;
  if (settings.backupBeforeUpgrade === 'no') return onUpgrade(undefined);
  const folder = join(settings.data, 'before-upgrade');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `machimori-${fileTime(now)}-before-${pending[0]}.backup`);
  const key = settingsKey(settings) ?? keyOfUpgrades(masterKey);
  const vault = createVault(masterKey);
  const files = evidencePlaceOf(settings);
  await makeBackup({ address, files, vault, file, key, now });
  const old = readdirSync(folder)
    .filter((name) => name.endsWith('.backup'))
    .sort()
    .slice(0, -kept);
  for (const name of old) rmSync(join(folder, name), { force: true });
  onUpgrade(file);
}
