import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createVault } from '@machimori/application';
import {
  type Address,
  type BackupKey,
  Database,
  dropDatabase,
  dropLeftovers,
  installation,
  type KnownCheckpoint,
  keeping,
  knownHere,
  LogKeeper,
  type OpenedSecret,
  opensSecrets,
  type Restored,
  restore,
  sealSecrets,
  transact,
  verifyBackup,
} from '@machimori/database';
import type { Chance, Clock } from '@machimori/kernel';
import { Failure, Ids, text } from '@machimori/kernel';
import { evidenceFolder, openedKeysPart, seals } from './make-backup.ts';

export interface PutBack extends Restored {
  /** The logs that stand in a new epoch now. */
  readonly epochs: readonly { readonly log: string; readonly epoch: number }[];
}

/**
 * Puts a backup in the place of what is here. Everything that can fail happens beside the present data; the
 * database before is dropped only once the restored one has been opened and looked at.
 */
export async function putBack(of: {
  readonly address: Address;
  readonly data: string;
  readonly masterKey: Uint8Array;
  readonly file: string;
  readonly key: BackupKey;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Whether something is here that the logs may be continued from. */
  readonly occupied: boolean;
  /** The last checkpoint of a log that somebody kept outside, if any. */
  readonly kept?: (log: string) => KnownCheckpoint | undefined;
  /** Nothing was lost and nobody else has a copy that goes on: the logs go on, too. */
  readonly sameHistory?: boolean;
}): Promise<PutBack> {
  const { address, data, masterKey, file, key, clock, chance } = of;
  const vault = createVault(masterKey);
  const keeper = new LogKeeper({ vault, ids: new Ids(clock, chance), chance });
  const { manifest } = await verifyBackup(file, key);
  const { city } = manifest;
  await dropLeftovers(address);
  const here = of.occupied ? await allHere(address, manifest.logs) : new Map();
  const filesInto = join(data, `restoring-${process.pid}`);
  rmSync(filesInto, { recursive: true, force: true });
  const epochs: { log: string; epoch: number }[] = [];
  try {
    const restored = await restore({
      file,
      key,
      address,
      filesInto,
      ...(city === undefined ? {} : { city }),
      beforeSwitch: async (fresh, held) => {
        const opened = JSON.parse(held.get(openedKeysPart)?.toString() ?? '[]') as OpenedSecret[];
        await keeping(fresh, (client) => sealSecrets(client, seals, vault, opened));
        const database = await Database.open({ address: fresh, migrations: 'leave' });
        try {
          for (const { log } of of.sameHistory ? [] : manifest.logs) {
            const now = clock.now();
            await transact(database, { reach: 'system' }, (transaction) =>
              keeper.append(transaction, {
                city: log === installation ? undefined : log,
                at: now,
                action: 'backup:restore',
                actor: 'system:command-line',
                subjects: [],
                outcome: 'done',
                content: { madeAt: manifest.madeAt, program: manifest.program },
              }),
            );
            const known = { here: here.get(log), kept: of.kept?.(log) };
            const { epoch, keyWasReplaced } = await keeper.openEpoch(database, log, now, known);
            epochs.push({ log, epoch });
            // A key that was given up since the backup came back with it; it does not sign on.
            if (keyWasReplaced) await keeper.rotateKey(database, log, now);
            await keeper.sequenceAll(database, log, now);
          }
        } finally {
          await database.close();
        }
        placeFiles(join(filesInto, 'evidence'), evidenceFolder(data));
      },
    });
    await expectWhole(address, masterKey);
    if (restored.former !== undefined) await dropDatabase(address, restored.former);
    return { ...restored, epochs };
  } finally {
    rmSync(filesInto, { recursive: true, force: true });
  }
}

/** What the logs here know before the restore: it tells what is lost. */
async function allHere(
  address: Address,
  logs: readonly { readonly log: string }[],
): Promise<ReadonlyMap<string, KnownCheckpoint>> {
  const database = await Database.open({ address, migrations: 'leave' });
  try {
    return await transact(database, { reach: 'system' }, async (transaction) => {
      const known = new Map<string, KnownCheckpoint>();
      for (const { log } of logs) {
        const here = await knownHere(transaction, log);
        if (here !== undefined) known.set(log, here);
      }
      return known;
    });
  } finally {
    await database.close();
  }
}

/** Files go to their place before the rows that name it; files that only the present knows do no harm. */
function placeFiles(from: string, to: string): void {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const place = join(to, path.slice(from.length + 1));
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    renameSync(path, place);
  }
}

async function expectWhole(address: Address, masterKey: Uint8Array): Promise<void> {
  const vault = createVault(masterKey);
  const database = await Database.open({ address, migrations: 'require' });
  await database.close();
  if ((await keeping(address, (client) => opensSecrets(client, seals, vault))) === false)
    throw new Failure(
      'not-verified',
      text('戻したデータの鍵が開きません。', 'The keys of the restored data do not open.'),
    );
}
