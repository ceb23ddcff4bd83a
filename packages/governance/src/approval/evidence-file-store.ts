import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './approval-tables.ts';

export interface EvidenceFileRow {
  readonly file: Id<'file'>;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string;
  /** The file's own key, sealed under the master key. */
  readonly sealedKey: Uint8Array | undefined;
}

export async function insertEvidenceFile(
  act: Act,
  of: EvidenceFileRow & {
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

export async function findEvidenceFile(
  act: Act,
  file: string,
): Promise<EvidenceFileRow | undefined> {
  const row = await tablesOf(act)
    .selectFrom('evidence_files')
    .select(['file_id', 'name', 'media', 'bytes', 'digest', 'sealed_key'])
    .where('city_id', '=', act.scope.inCity)
    .where('file_id', '=', file)
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    )
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

/** Whether these very bytes were handed in before. */
export async function isKnownEvidence(act: Act, digest: string): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('evidence_files')
    .select('file_id')
    .where('city_id', '=', act.scope.inCity)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a row names this file; for the sweep, which sees all cities. */
export async function isEvidenceFile(
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
