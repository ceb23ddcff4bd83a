import { Failure, type FailureCode, text, visibleLine } from '@machimori/kernel';
import type { Address } from './address.ts';

/** What PostgreSQL's five-character codes and Node's words mean to who set the database up. */
export function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && !(at instanceof Failure)) return code;
    if (at instanceof AggregateError) return codeOf(at.errors[0]);
  }
  return '';
}

interface Words {
  readonly code: FailureCode;
  readonly ja: string;
  readonly en: string;
  readonly nextJa: string;
  readonly nextEn: string;
}

const words = {
  unreachable: {
    code: 'unavailable',
    ja: 'データベースにつながりません（{where}）。',
    en: 'The database cannot be reached ({where}).',
    nextJa: 'サーバーが動いているか、DATABASE_URL のホストとポート、通信の許可を確かめてください。',
    nextEn:
      'Check that the server runs, the host and port in DATABASE_URL, and that the network lets it through.',
  },
  refusedLogin: {
    code: 'configuration',
    ja: 'データベースが {user} を受け入れません（{where}）。パスワードか、接続の許可が違います。',
    en: 'The database does not let {user} in ({where}): the password or its permission to connect is wrong.',
    nextJa: 'DATABASE_URL の利用者名とパスワード、サーバーの pg_hba.conf を確かめてください。',
    nextEn: 'Check the user and password in DATABASE_URL and the pg_hba.conf of the server.',
  },
  noDatabase: {
    code: 'configuration',
    ja: 'データベース「{database}」がありません（{where}）。',
    en: 'There is no database “{database}” ({where}).',
    nextJa: '空のデータベースを UTF8 でつくり、{user} を所有者にしてください。',
    nextEn: 'Create an empty database in UTF8 that {user} owns.',
  },
  busy: {
    code: 'unavailable',
    ja: 'データベースがいまは接続を受け付けません（{where}）。',
    en: 'The database takes no connection at the moment ({where}).',
    nextJa:
      '少し待ってから、もう一度実行してください。続くときは、接続数の上限を確かめてください。',
    nextEn: 'Wait a moment and try again; if it lasts, check its limit of connections.',
  },
  tls: {
    code: 'configuration',
    ja: 'データベースとの通信を暗号化できません（{where}）: {said}',
    en: 'The connection to the database cannot be encrypted ({where}): {said}',
    nextJa: 'DATABASE_URL の sslmode と、サーバーの証明書を確かめてください。',
    nextEn: 'Check sslmode in DATABASE_URL and the certificate of the server.',
  },
  rights: {
    code: 'configuration',
    ja: 'データベースの利用者 {user} に、必要な権限がありません（{where}）: {said}',
    en: 'The database user {user} lacks a right it needs ({where}): {said}',
    nextJa:
      'docs/operations.md の「サーバーを使う」にある SQL を、サーバーの管理者が実行してください。',
    nextEn:
      'Have the administrator of the server run the SQL in docs/operations.md, “Using a server”.',
  },
  other: {
    code: 'unavailable',
    ja: 'データベースが答えました（{where}）: {said}',
    en: 'The database answered ({where}): {said}',
    nextJa: 'サーバーの記録を確かめて、もう一度実行してください。',
    nextEn: 'Read the log of the server and try again.',
  },
} as const satisfies Record<string, Words>;

const byCode: Readonly<Record<string, keyof typeof words>> = {
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOENT: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EPIPE: 'unreachable',
  '28P01': 'refusedLogin',
  '28000': 'refusedLogin',
  '3D000': 'noDatabase',
  '53300': 'busy',
  '57P01': 'busy',
  '57P02': 'busy',
  '57P03': 'busy',
  '42501': 'rights',
};

function kindOf(error: unknown): keyof typeof words {
  const code = codeOf(error);
  const said = error instanceof Error ? error.message : '';
  const known = byCode[code];
  if (known !== undefined) return known;
  if (/^(ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_)|SSL/.test(`${code} ${said}`)) {
    return 'tls';
  }
  return /timeout|terminated/i.test(said) ? 'unreachable' : 'other';
}

export const connectionFailure = {
  of(error: unknown, address: Address, user: string): Failure {
    if (error instanceof Failure) return error;
    const kind = kindOf(error);
    const given = words[kind];
    const said = visibleLine(error instanceof Error ? error.message : String(error));
    const values: Readonly<Record<string, string>> = {
      where: address.host.startsWith('/') ? address.host : `${address.host}:${address.port}`,
      user: visibleLine(user),
      database: visibleLine(address.database),
      // Whatever a server or driver says, the password is not among it.
      said: hide(said, address),
    };
    const put = (words: string): string =>
      words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    return new Failure(given.code, text(put(given.ja), put(given.en)), {
      next: text(put(given.nextJa), put(given.nextEn)),
    });
  },
  badUrl: (): Failure =>
    new Failure(
      'configuration',
      text('DATABASE_URL を読めません。', 'DATABASE_URL cannot be read.'),
      {
        next: text(
          'postgresql://利用者:パスワード@ホスト:5432/データベース の形で書いてください。パスワードの記号は % で書き換えます。',
          'Write it as postgresql://user:password@host:5432/database, with signs in the password percent-encoded.',
        ),
      },
    ),
  tooOld: (version: string, address: Address): Failure =>
    new Failure(
      'configuration',
      text(
        `データベースの PostgreSQL ${version} は古く、使えません（${address.host}）。`,
        `PostgreSQL ${version} at ${address.host} is too old.`,
      ),
      {
        next: text(
          'PostgreSQL 15 以降を使ってください。DATABASE_URL を消すと、組み込みのデータベースで動きます。',
          'Use PostgreSQL 15 or newer, or unset DATABASE_URL to use the embedded one.',
        ),
      },
    ),
  wrongEncoding: (encoding: string): Failure =>
    new Failure(
      'configuration',
      text(
        `データベースの文字コードが ${encoding} です。UTF8 が必要です。`,
        `The database is encoded in ${encoding}; UTF8 is needed.`,
      ),
      {
        next: text(
          "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 でつくり直してください。",
          "Create it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
        ),
      },
    ),
  appTooStrong: (): Failure =>
    new Failure(
      'configuration',
      text(
        'プログラムの使うデータベースの利用者が強すぎます。行ごとの保護（RLS）を通り抜けてしまいます。',
        'The database user the program would work as is too strong: row-level security does not hold it.',
      ),
      {
        next: text(
          'DATABASE_URL の利用者と machimori_app から、SUPERUSER と BYPASSRLS を外してください（docs/operations.md）。',
          'Take SUPERUSER and BYPASSRLS from the user of DATABASE_URL and from machimori_app (docs/operations.md).',
        ),
      },
    ),
};

function hide(said: string, { owner, app }: Address): string {
  return [owner.password, app?.password]
    .filter((secret): secret is string => secret !== undefined && secret !== '')
    .reduce((shown, secret) => shown.replaceAll(secret, '…'), said);
}
