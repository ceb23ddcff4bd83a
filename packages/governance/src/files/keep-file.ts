import { createHash } from 'node:crypto';
import { type Context, nameOf } from '@machimori/application';
import { Failure, type Id, type Text, text } from '@machimori/kernel';
import type { FilePorts } from './file-ports.ts';
import { expectFileRoom, holdFileRoom } from './file-room.ts';
import { insertKeptFile, type KeptFileRow } from './kept-file-store.ts';

const messages = {
  lost: text(
    'ファイルが、データのフォルダーにありません。',
    'The file is missing in the data folder.',
  ),
  altered: text(
    'ファイルが、記録されたときの内容と違います。',
    'The file is not what was recorded.',
  ),
  restore: text(
    '都市の管理者に知らせ、バックアップから戻してください。',
    'Tell the city administrator, and restore it from a backup.',
  ),
};

/** Where a file is lost or altered, in the words of whoever keeps it. */
export type FileTroubles = Readonly<Record<'lost' | 'altered', Text>>;

/** SHA-256, in hexadecimal. */
export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * Keeps what somebody handed in: sealed, on the disk before the row that names it. Where the act fails, the sweep
 * takes it away. What it is (`media`) was told by its bytes. Throws `limit-exceeded` where there is no room.
 */
export async function keepFile(
  context: Context<FilePorts>,
  of: {
    readonly organisation: string;
    /** As the person's computer calls it. */
    readonly name: string;
    readonly media: string;
    readonly bytes: Uint8Array;
  },
): Promise<{ readonly file: Id<'file'>; readonly digest: string }> {
  const { scope, ids, now, ports } = context;
  const { organisation, media, bytes } = of;
  await expectFileRoom(context, organisation, bytes.length);
  const file = ids.next('file');
  const digest = digestOf(bytes);
  const sealedKey = await ports.files.put({ city: scope.inCity, file }, bytes);
  // Asked before, so that what has no room goes nowhere; and again once nobody else of the organisation counts, who
  // would otherwise wait for the place of files too.
  await holdFileRoom(context, organisation);
  await expectFileRoom(context, organisation, bytes.length);
  await insertKeptFile(context, {
    file,
    organisation,
    name: shortName(of.name),
    media,
    bytes: bytes.length,
    digest,
    sealedKey,
    storedBy: nameOf(scope.actor),
    now,
  });
  return { file, digest };
}

/** The bytes as they were handed in. Throws `not-found` where they are lost, `not-verified` where they are others. */
export async function openFile(
  { scope, ports }: Context<FilePorts>,
  row: KeptFileRow,
  troubles: FileTroubles = messages,
): Promise<Uint8Array> {
  const place = { city: scope.inCity, file: row.file };
  const altered = (cause?: unknown): Failure =>
    new Failure('not-verified', troubles.altered, { next: messages.restore, cause });
  const bytes = await ports.files.get(place, row.sealedKey).catch((error: unknown) => {
    // Where they lie does not answer: nothing is known of them.
    if (error instanceof Failure && error.code === 'unavailable') throw error;
    // A seal that does not open was broken by somebody, or by the disk.
    throw altered(error);
  });
  if (bytes === undefined)
    throw new Failure('not-found', troubles.lost, { next: messages.restore });
  if (digestOf(bytes) !== row.digest) throw altered();
  return bytes;
}

/** The last part of a path, without what cannot be seen. */
export function shortName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  return [...last.normalize('NFC').replace(/\p{C}/gu, '')].slice(-100).join('').trim();
}

/** The same with the ending of what the file is, whatever it was called: nothing opens as another kind. */
export function namedFor(given: string, ending: string): string {
  const stem = shortName(given)
    .replaceAll(/[<>:"|?*]/g, '')
    .replace(/(\.[A-Za-z][A-Za-z0-9]{0,4})+$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${stem === '' ? 'file' : stem}.${ending}`;
}
