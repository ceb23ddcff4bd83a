import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './file-tables.ts';

export interface KeptFileRow {
  readonly file: Id<'file'>;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string;
  /** The file's own key, sealed under the master key. */
  readonly sealedKey: Uint8Array | undefined;
}

export async function insertKeptFile(
  act: Act,
  of: KeptFileRow & {
    readonly organisation: string;
    readonly storedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('evidence_files')
    .values({
      city_id: act.scope.inCity,
      file_id: of.file,
      organisation_id: of.organisation,
      name: of.name,
      media: of.media,
      bytes: of.bytes,
      digest: of.digest,
      sealed_key: of.sealedKey === undefined ? null : Buffer.from(of.sealedKey),
      stored_by: of.storedBy,
      stored_at: of.now,
    })
    .execute();
}

/** Bytes of all files that one organisation keeps in the city, as far as one sees them. */
export async function sumFileBytes(act: Act, organisation: string): Promise<number> {
  const { bytes } = await tablesOf(act)
    .selectFrom('evidence_files')
    .select(({ fn }) => fn.sum<string | null>('bytes').as('bytes'))
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .executeTakeFirstOrThrow();
  return Number(bytes ?? 0);
}

export async function findKeptFile(act: Act, file: string): Promise<KeptFileRow | undefined> {
  const row = await tablesOf(act)
    .selectFrom('evidence_files')
    .select(['file_id', 'name', 'media', 'bytes', 'digest', 'sealed_key'])
    .where('city_id', '=', act.scope.inCity)
    .where('file_id', '=', file)
    .executeTakeFirst();
  return (
    row && {
      file: row.file_id as Id<'file'>,
      name: row.name,
      media: row.media,
      bytes: row.bytes,
      digest: row.digest,
      sealedKey: row.sealed_key ?? undefined,
    }
  );
}

/** Whether a row names this file; for the sweep, which sees all cities. */
export async function isKeptFile(
  act: Pick<Act, 'transaction'>,
  { city, file }: { readonly city: string; readonly file: string },
): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('evidence_files')
    .select('file_id')
    .where('city_id', '=', city)
    .where('file_id', '=', file)
    .executeTakeFirst();
  return row !== undefined;
}
