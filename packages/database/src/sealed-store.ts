import { Failure, text } from '@machimori/kernel';
import type pg from 'pg';
import { quoted, rowsOfCity } from './backup/stored-tables.ts';
import type { Vault } from './ledger/vault.ts';

/** Where sealed values lie in the database, and what each was sealed for. */
export interface SealedPlace {
  readonly table: string;
  /** Columns that name a row; all texts or whole numbers. */
  readonly key: readonly string[];
  /** A column of bytes, or of JSON where `member` names what in it is sealed (as base64). */
  readonly column: string;
  readonly member?: string;
  /** What the context needs besides the key: a name, and the expression that gives it. */
  readonly also?: Readonly<Record<string, string>>;
  contextOf(row: Readonly<Record<string, string>>): string;
}

/** A value as it was before it was sealed: only ever inside an encrypted backup or in memory. */
export interface OpenedSecret {
  readonly table: string;
  readonly column: string;
  readonly key: readonly string[];
  readonly plain: string;
}

interface SealedRow {
  readonly key: readonly string[];
  readonly context: string;
  readonly sealed: Buffer;
}

/** The places that this database has: one made by an older program lacks some. */
async function presentPlaces(
  client: pg.Client,
  places: readonly SealedPlace[],
): Promise<readonly SealedPlace[]> {
  const { rows } = await client.query<{ place: string }>(
    `select table_name || '.' || column_name as place from information_schema.columns
     where table_schema = 'public'`,
  );
  const there = new Set(rows.map(({ place }) => place));
  return places.filter(({ table, column }) => there.has(`${table}.${column}`));
}

async function sealedRows(
  client: pg.Client,
  place: SealedPlace,
  city?: string,
): Promise<readonly SealedRow[]> {
  const { table, key, column, member, also = {} } = place;
  const value =
    member === undefined
      ? quoted(column)
      : `decode(${quoted(column)} ->> ${client.escapeLiteral(member)}, 'base64')`;
  const named = [
    ...key.map((name) => `${quoted(name)}::text as ${quoted(name)}`),
    ...Object.entries(also).map(([name, expression]) => `${expression} as ${quoted(name)}`),
    `${value} as "sealed value"`,
  ];
  const ofCity =
    city === undefined ? 'true' : rowsOfCity({ name: table }, client.escapeLiteral(city));
  if (ofCity === undefined) return [];
  const { rows } = await client.query<Record<string, string>>(
    `select ${named.join(', ')} from ${quoted(table)} where ${value} is not null and ${ofCity}`,
  );
  return rows.map((row) => ({
    key: key.map((name) => row[name] ?? ''),
    context: place.contextOf(row),
    sealed: row['sealed value'] as unknown as Buffer,
  }));
}

async function store(
  client: pg.Client,
  { table, key, column, member }: SealedPlace,
  values: readonly string[],
  sealed: Uint8Array,
): Promise<boolean> {
  const where = key.map((name, i) => `${quoted(name)}::text = $${i + 2}`).join(' and ');
  const value =
    member === undefined
      ? '$1'
      : `jsonb_set(${quoted(column)}, array[${client.escapeLiteral(member)}], to_jsonb(encode($1::bytea, 'base64')))`;
  const { rowCount } = await client.query(
    `update ${quoted(table)} set ${quoted(column)} = ${value} where ${where}`,
    [Buffer.from(sealed), ...values],
  );
  return rowCount === 1;
}

const open = (vault: Vault, { sealed, context }: SealedRow): Uint8Array => {
  try {
    return vault.open(sealed, context);
  } catch (cause) {
    throw otherMasterKey(cause);
  }
};

/** Opens every sealed value, or those of one city: what a backup carries instead of the master key. */
export async function openSecrets(
  client: pg.Client,
  places: readonly SealedPlace[],
  vault: Vault,
  city?: string,
): Promise<readonly OpenedSecret[]> {
  const opened: OpenedSecret[] = [];
  for (const place of await presentPlaces(client, places)) {
    for (const row of await sealedRows(client, place, city)) {
      const plain = Buffer.from(open(vault, row)).toString('base64');
      opened.push({ table: place.table, column: place.column, key: row.key, plain });
    }
  }
  return opened;
}

/** Seals what a backup carried under this installation's key, and opens each again to be sure. */
export async function sealSecrets(
  client: pg.Client,
  places: readonly SealedPlace[],
  vault: Vault,
  secrets: readonly OpenedSecret[],
): Promise<void> {
  let known = 0;
  for (const place of await presentPlaces(client, places)) {
    const plains = new Map(
      secrets
        .filter(({ table, column }) => table === place.table && column === place.column)
        .map(({ key, plain }) => [JSON.stringify(key), plain]),
    );
    for (const { key, context } of await sealedRows(client, place)) {
      const plain = plains.get(JSON.stringify(key));
      if (plain === undefined) throw incomplete();
      await store(client, place, key, vault.seal(Buffer.from(plain, 'base64'), context));
      known++;
    }
    for (const row of await sealedRows(client, place)) open(vault, row);
  }
  if (known !== secrets.length) throw incomplete();
}

/** Seals everything anew, in the caller's transaction: all of it or nothing. Says how many values that were. */
export async function resealSecrets(
  client: pg.Client,
  places: readonly SealedPlace[],
  from: Vault,
  to: Vault,
): Promise<number> {
  let count = 0;
  for (const place of await presentPlaces(client, places)) {
    for (const row of await sealedRows(client, place)) {
      if (await store(client, place, row.key, to.seal(open(from, row), row.context))) count++;
    }
  }
  return count;
}

/** Whether this key opens what is sealed here; a database that holds nothing sealed says neither. */
export async function opensSecrets(
  client: pg.Client,
  places: readonly SealedPlace[],
  vault: Vault,
): Promise<boolean | undefined> {
  for (const place of await presentPlaces(client, places)) {
    const [row] = await sealedRows(client, place);
    if (row === undefined) continue;
    try {
      vault.open(row.sealed, row.context);
      return true;
    } catch {
      return false;
    }
  }
  return undefined;
}

const otherMasterKey = (cause: unknown): Failure =>
  new Failure(
    'configuration',
    text(
      '鍵を守る鍵（マスター鍵）が、このデータのものではありません。封をしたものを開けません。',
      'The master key is not the one of this data: what is sealed does not open.',
    ),
    {
      cause,
      next: text(
        'MACHIMORI_MASTER_KEY_FILE などの設定と、データのフォルダーの master.key を確かめてください。',
        'Check MACHIMORI_MASTER_KEY_FILE and its like, and master.key in the data folder.',
      ),
    },
  );

const incomplete = (): Failure =>
  new Failure(
    'not-verified',
    text(
      'バックアップに入っている鍵が、そろっていません。何も変えていません。',
      'The keys in the backup are not complete. Nothing was changed.',
    ),
    { next: text('別のバックアップを使ってください。', 'Use another backup.') },
  );
