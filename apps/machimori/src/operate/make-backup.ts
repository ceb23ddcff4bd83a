import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type FilePlace, letterSeals } from '@machimori/application';
import {
  type Address,
  type BackupKey,
  backUp,
  backupFailure,
  type Contents,
  ledgerSeals,
  openSecrets,
  type SealedPlace,
  type Vault,
  verifyBackup,
} from '@machimori/database';
import { governanceSeals } from '@machimori/governance';
import { identitySeals } from '@machimori/identity';
import { Failure, fill, text } from '@machimori/kernel';
import type { Settings } from '../serve/settings.ts';
import { version } from '../version.ts';

const messages = {
  there: text(
    '「{file}」は、もうあります。上書きしません。',
    '“{file}” is there already; it is not written over.',
  ),
  thereNext: text('別の名前を指定してください。', 'Name another file.'),
  nothing: text(
    'データのフォルダー「{data}」には、まだ何もありません。',
    'There is nothing yet in the data folder {data}.',
  ),
  nothingNext: text(
    '--data で、データのフォルダーを指定してください。',
    'Name the data folder with --data.',
  ),
  differs: text(
    '書いたバックアップを読み返すと、書いたものと違いました。残していません。',
    'The backup that was written reads back differently. It was not kept.',
  ),
  differsNext: text(
    '書き込む先のディスクを確かめて、もう一度実行してください。',
    'Check the disk it was written to, then run again.',
  ),
};

/** Everything in the database that is sealed under the master key. */
export const seals: readonly SealedPlace[] = [
  ...ledgerSeals,
  ...identitySeals,
  ...governanceSeals,
  letterSeals,
];
export const openedKeysPart = 'keys/opened.json';

/** Refuses where nothing has ever been started: a wrong folder must not become a new installation. */
export function expectInstallation({ data, databaseUrl }: Settings): void {
  if (databaseUrl !== undefined || existsSync(join(data, 'database', 'cluster'))) return;
  throw new Failure('not-found', fill(messages.nothing, { data }), { next: messages.nothingNext });
}

/**
 * Writes a backup, reads it back to its end, and keeps it only where both are the same. It carries keys opened,
 * never the master key: it restores under whatever master key there is then.
 */
export async function makeBackup(of: {
  readonly address: Address;
  readonly files: FilePlace;
  readonly vault: Vault;
  readonly file: string;
  readonly key: BackupKey;
  readonly now: Date;
  readonly city?: string | undefined;
}): Promise<Contents> {
  const { address, files, vault, file, key, now, city } = of;
  if (existsSync(file))
    throw new Failure('conflict', fill(messages.there, { file }), { next: messages.thereNext });
  const written = await backUp({
    address,
    file,
    key,
    program: version,
    now,
    ...(city === undefined ? {} : { city }),
    extraFiles: () => evidenceFiles(files, city),
    atThatMoment: async (client) => {
      const opened = await openSecrets(client, seals, vault, city);
      return [{ name: openedKeysPart, content: Buffer.from(JSON.stringify(opened)) }];
    },
  });
  try {
    const read = await verifyBackup(file, key);
    if (isDeepStrictEqual(read, JSON.parse(JSON.stringify(written)))) return written;
  } catch (cause) {
    rmSync(file, { force: true });
    throw new Failure('not-verified', messages.differs, { next: messages.differsNext, cause });
  }
  rmSync(file, { force: true });
  throw new Failure('not-verified', messages.differs, { next: messages.differsNext });
}

/** Files of evidence as they lie, sealed, in the order of their names. */
async function* evidenceFiles(files: FilePlace, city: string | undefined) {
  const names: { readonly city: string; readonly file: string }[] = [];
  // A draft is of an act that has not come so far as to name it.
  for await (const { city: of, file, draft } of files.list(city))
    if (!draft) names.push({ city: of, file });
  const pathOf = (of: { readonly city: string; readonly file: string }): string =>
    `${of.city}/${of.file}`;
  // A file that is being moved lies in two places, and is one.
  const paths = new Map(names.map((each) => [pathOf(each), each]));
  for (const [path, place] of [...paths].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content = await files.read(place).catch((cause: unknown) => {
      throw cause instanceof Failure ? cause : backupFailure.fileUnreadable(path, cause);
    });
    // Taken away since it was listed: of a city that went, or of an act that did not end.
    if (content !== undefined) yield { name: `evidence/${path}`, content };
  }
}

/** A time as file names bear it, in Japan: 20261121-020000. */
export function fileTime(now: Date): string {
  const inJapan = new Date(now.getTime() + 9 * 3_600_000).toISOString();
  return inJapan.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
