import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createVault, type FilePlace } from '@machimori/application';
import {
  type Address,
  type BackupKey,
  backupFailure,
  Database,
  dropDatabase,
  dropLeftovers,
  handedOut,
  installation,
  type KnownCheckpoint,
  keeping,
  knownHere,
  LogKeeper,
  type Manifest,
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
import type { Kept } from './kept-checkpoints.ts';
import { openedKeysPart, seals } from './make-backup.ts';

export interface OpenedLog {
  readonly log: string;
  readonly epoch: number;
  /** What stood here was another history of this log. */
  readonly replacedOther?: true;
}

export interface PutBack extends Restored {
  /** The logs that stand in a new epoch now. */
  readonly epochs: readonly OpenedLog[];
}

/**
 * Puts a backup in the place of what is here. Everything that can fail happens beside the present data; the
 * database before is dropped only once the restored one has been opened and looked at.
 */
export async function putBack(of: {
  readonly address: Address;
  /** Folder where the backup is unpacked; its files go from there to their place. */
  readonly data: string;
  readonly files: FilePlace;
  readonly masterKey: Uint8Array;
  readonly file: string;
  readonly key: BackupKey;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Whether something is here that the logs may be continued from. */
  readonly occupied: boolean;
  /** What somebody kept of the logs outside, if anything. */
  readonly kept?: Kept;
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
  // Nobody else is in this data: what is there is of a restore that was killed.
  for (const name of readdirSync(data))
    if (/^restoring-\d+$/.test(name)) rmSync(join(data, name), { recursive: true, force: true });
  const filesInto = join(data, `restoring-${process.pid}`);
  const epochs: OpenedLog[] = [];
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
            const end = await transact(database, { reach: 'system' }, (transaction) =>
              handedOut(transaction, log),
            );
            if (end !== undefined) await of.kept?.expectThrough(log, end);
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
            const known = { here: here.get(log), kept: of.kept?.of(log) };
            const opened = await keeper.openEpoch(database, log, now, known);
            const { epoch, keyWasReplaced, replacedOther } = opened;
            epochs.push({ log, epoch, ...(replacedOther ? { replacedOther } : {}) });
            // A key that was given up since the backup came back with it; it does not sign on.
            if (keyWasReplaced) await keeper.rotateKey(database, log, now);
            await keeper.sequenceAll(database, log, now);
          }
        } finally {
          await database.close();
        }
        try {
          await placeFiles(join(filesInto, 'evidence'), of.files);
        } catch (cause) {
          throw cause instanceof Failure ? cause : backupFailure.filesUnwritable(data, cause);
        }
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
  logs: Manifest['logs'],
): Promise<ReadonlyMap<string, KnownCheckpoint>> {
  const database = await Database.open({ address, migrations: 'leave' });
  try {
    return await transact(database, { reach: 'system' }, async (transaction) => {
      const known = new Map<string, KnownCheckpoint>();
      for (const { log, ...end } of logs) {
        const here = await knownHere(transaction, log, end);
        if (here !== undefined) known.set(log, here);
      }
      return known;
    });
  } finally {
    await database.close();
  }
}

/**
 * Files go to their place before the rows that name them, each there for good; files that only the present knows do
 * no harm.
 */
async function placeFiles(from: string, files: FilePlace): Promise<void> {
  if (!existsSync(from)) return;
  for (const { parentPath, name } of readdirSync(from, {
    recursive: true,
    withFileTypes: true,
  }).filter((entry) => entry.isFile())) {
    const sealed = readFileSync(join(parentPath, name));
    await files.write({ city: basename(parentPath), file: name }, sealed);
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
