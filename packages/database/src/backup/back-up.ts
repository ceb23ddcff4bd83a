import type pg from 'pg';
import type { Address } from '../address.ts';
import { connectAsOwner } from '../connection.ts';
import { connectionFailure } from '../connection-failure.ts';
import { type Contents, ContentWriter, type Manifest } from './backup-content.ts';
import { copyOut } from './copy.ts';
import { type BackupKey, SealedWriter } from './sealed-file.ts';
import { keepingStatement, readStatement, rowsOfCity, storedTables } from './stored-tables.ts';

export interface BackUpOptions {
  readonly address: Address;
  readonly file: string;
  readonly key: BackupKey;
  readonly program: string;
  readonly now: Date;
  /** One city alone, with its people's accounts; else the whole installation. */
  readonly city?: string;
  /**
   * What belongs to it besides the database. The name is a path within the backup. Asked for once the rows are
   * read: a file is there before the row that names it, so none is missing.
   */
  readonly extraFiles?: () => AsyncIterable<{
    readonly name: string;
    readonly content: Uint8Array;
  }>;
  /** What belongs to these very rows, read at the same moment: opened keys. Parts named `keys/…`. */
  readonly atThatMoment?: (client: pg.Client) => Promise<readonly HeldPart[]>;
}

const pieceBytes = 64 * 1024;

/** A part of a backup that is never written to a disk in clear. */
export interface HeldPart {
  readonly name: `keys/${string}`;
  readonly content: Buffer;
}

/**
 * Writes all rows as they stood at one moment, while everybody goes on working, into one encrypted file
 * that is there whole or not at all.
 */
export async function backUp(options: BackUpOptions): Promise<Contents> {
  const { address, city } = options;
  const client = await connectAsOwner(address, 'machimori backup');
  let sealed: SealedWriter | undefined;
  try {
    sealed = await SealedWriter.create(options.file, options.key);
    const writer = new ContentWriter(sealed);
    await client.query('begin isolation level repeatable read read only');
    await client.query(keepingStatement);
    const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
      'select name, checksum from schema_migrations order by name collate "C"',
    );
    const { rows: server } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    const manifest: Manifest = {
      program: options.program,
      madeAt: options.now.toISOString(),
      postgres: server[0]?.version ?? '',
      ...(city === undefined ? {} : { city }),
      migrations,
      logs: await logsOf(client, city),
    };
    await writer.manifest(manifest);
    for (const table of await storedTables(client)) {
      const where = city === undefined ? undefined : rowsOfCity(table, client.escapeLiteral(city));
      if (city !== undefined && where === undefined) continue;
      const { name, columns } = table;
      await writer.begin({ kind: 'table', name, columns });
      await copyOut(client, readStatement(table, where), (chunk) => writer.data(chunk));
      await writer.end();
    }
    for (const { name, content } of (await options.atThatMoment?.(client)) ?? []) {
      await writer.begin({ kind: 'file', name });
      await writer.data(content);
      await writer.end();
    }
    await client.query('commit');
    for await (const { name, content } of options.extraFiles?.() ?? []) {
      await writer.begin({ kind: 'file', name });
      const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
      for (let at = 0; at < bytes.length; at += pieceBytes)
        await writer.data(bytes.subarray(at, at + pieceBytes));
      await writer.end();
    }
    return { manifest, parts: await writer.finish() };
  } catch (error) {
    await sealed?.abandon();
    throw connectionFailure.of(error, address, address.owner.user);
  } finally {
    await client.end().catch(() => {});
  }
}

/** How far each log was, where there are logs: tables of an older program may lack them. */
async function logsOf(client: pg.Client, city: string | undefined): Promise<Manifest['logs']> {
  const { rows: there } = await client.query(`select to_regclass('ledger_heads') as found`);
  if ((there[0] as { found: string | null }).found === null) return [];
  const { rows } = await client.query<Manifest['logs'][number]>(
    `select city_id as log, epoch, size::int as size from ledger_heads
     where $1::text is null or city_id = $1 order by city_id collate "C"`,
    [city ?? null],
  );
  return rows;
}
