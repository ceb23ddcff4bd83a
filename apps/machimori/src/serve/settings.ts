import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { Failure, fill, text } from '@machimori/kernel';
import {
  anyText,
  databaseServer,
  networks,
  objectEndpoint,
  oneOf,
  origin,
  rotationOf,
  type Setting,
  settingValue,
  wholeNumber,
  wrongSetting,
} from './setting.ts';

const databaseServerExpected = text(
  'postgresql://… の形。ほかの機械のサーバには、終わりに ?sslmode=verify-full（閉じた網で TLS のないサーバは ?sslmode=disable）',
  'like postgresql://…; for a server on another machine with ?sslmode=verify-full at its end (?sslmode=disable for one without TLS on a closed network)',
);

/** Every setting of the program. docs/settings.md is made from this list. */
export const settingList = {
  data: {
    name: 'MACHIMORI_DATA',
    meaning: text('データを置くフォルダー', 'Folder of the data'),
    expected: text('フォルダーの場所', 'the path of a folder'),
    byDefault: './data',
    read: anyText,
  },
  port: {
    name: 'MACHIMORI_PORT',
    meaning: text('待ち受けるポート番号', 'Port to listen on'),
    expected: text('1から65535までの数', 'a number from 1 to 65535'),
    byDefault: '8080',
    read: wholeNumber(1, 65_535),
  },
  host: {
    name: 'MACHIMORI_HOST',
    meaning: text(
      '待ち受けるアドレス。自分の機械のほかから使うには、TLSか、信頼するプロキシの設定が要る',
      'Address to listen on; beyond this machine it needs TLS or a trusted proxy',
    ),
    expected: text('IPアドレス（例: 127.0.0.1、0.0.0.0）', 'an IP address (127.0.0.1, 0.0.0.0)'),
    byDefault: '127.0.0.1',
    read: (written: string) => (isIP(written) > 0 ? written : undefined),
  },
  origin: {
    name: 'MACHIMORI_ORIGIN',
    meaning: text(
      '人がブラウザで開くアドレス。招待のリンクとパスキーは、これに結びつく',
      'The address people open; links and passkeys are bound to it',
    ),
    expected: text(
      'https://machimori.example.lg.jp の形（終わりに / を付けない）',
      'like https://machimori.example.lg.jp, without a path',
    ),
    read: origin,
  },
  tlsCertificate: {
    name: 'MACHIMORI_TLS_CERTIFICATE',
    meaning: text('サーバ証明書のファイル（PEM）', 'File of the server certificate (PEM)'),
    expected: text('ファイルの場所。MACHIMORI_TLS_KEY と一緒に', 'a path, with MACHIMORI_TLS_KEY'),
    read: anyText,
  },
  tlsKey: {
    name: 'MACHIMORI_TLS_KEY',
    meaning: text('サーバ証明書の秘密鍵のファイル（PEM）', 'File of its private key (PEM)'),
    expected: text(
      'ファイルの場所。MACHIMORI_TLS_CERTIFICATE と一緒に',
      'a path, with MACHIMORI_TLS_CERTIFICATE',
    ),
    read: anyText,
  },
  trustedProxy: {
    name: 'MACHIMORI_TRUSTED_PROXY',
    meaning: text(
      '手前に置くプロキシのアドレス。ここから来た X-Forwarded-* だけを信じる。MACHIMORI_ORIGIN も要る',
      'Address of the proxy in front; only its X-Forwarded-* are believed. It needs MACHIMORI_ORIGIN, too',
    ),
    expected: text('IPアドレスか範囲をコンマで区切ったもの', 'IP addresses or ranges, by commas'),
    read: networks,
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    meaning: text(
      'PostgreSQL（15以降）のサーバを使うときの接続先。なければ、中にある PostgreSQL を使う。ほかの機械のサーバには、TLS をどうするかを必ず書く（終わりに ?sslmode=verify-full。閉じた網で TLS のないサーバは ?sslmode=disable）',
      'A PostgreSQL server (15 or newer); without it the embedded one is used. For a server on another machine the URL says how TLS is used: ?sslmode=verify-full, or ?sslmode=disable for one without TLS on a closed network',
    ),
    expected: databaseServerExpected,
    secret: true,
    read: databaseServer,
  },
  databaseOwnerUrl: {
    name: 'DATABASE_OWNER_URL',
    meaning: text(
      '表を持つ役割が DATABASE_URL の役割と違うときの、その接続先（表の更新とバックアップに使う）',
      'The same server as the role that owns the tables, where DATABASE_URL names another (migrations, backups)',
    ),
    expected: databaseServerExpected,
    secret: true,
    read: databaseServer,
  },
  masterKeyFile: {
    name: 'MACHIMORI_MASTER_KEY_FILE',
    meaning: text(
      '鍵を守る鍵のファイル。なければ、データのフォルダーにつくる',
      'File of the key that guards the keys; else one is made in the data folder',
    ),
    expected: text('ファイルの場所', 'a path'),
    read: anyText,
  },
  masterKeyCommand: {
    name: 'MACHIMORI_MASTER_KEY_COMMAND',
    meaning: text(
      '鍵を守る鍵を標準出力に書くコマンド（鍵の保管庫を使うとき）',
      'A command that prints that key (for a key store)',
    ),
    expected: text('コマンドとその引数', 'a command with its arguments'),
    read: anyText,
  },
  masterKey: {
    name: 'MACHIMORI_MASTER_KEY',
    meaning: text('鍵を守る鍵そのもの', 'That key itself'),
    expected: text('32バイトを16進数で（64文字）', '32 bytes in hexadecimal (64 characters)'),
    secret: true,
    read: (written: string) => (/^[0-9a-f]{64}$/i.test(written) ? written : undefined),
  },
  smtpUrl: {
    name: 'MACHIMORI_SMTP_URL',
    meaning: text(
      'メールを送るサーバ。なければ、招待はリンクを手で渡す。ほかの機械のサーバへは、TLS でなければ送らない（閉じた網で TLS のないサーバは、終わりに ?ignoreTLS=true を付ける）',
      'Mail server; without it invitations are links to copy. A server on another machine gets mail by TLS or not at all (one without TLS on a closed network: add ?ignoreTLS=true)',
    ),
    expected: text('smtp://… か smtps://… の形', 'like smtp://… or smtps://…'),
    secret: true,
    read: (written: string) => (/^smtps?:\/\/\S+$/.test(written) ? written : undefined),
  },
  mailFrom: {
    name: 'MACHIMORI_MAIL_FROM',
    meaning: text('メールの差出人', 'Sender of the mail'),
    expected: text('メールアドレス', 'an e-mail address'),
    byDefault: 'machimori@localhost',
    read: (written: string) => (/^[^\s@]+@[^\s@]+$/.test(written) ? written : undefined),
  },
  allowedHosts: {
    name: 'MACHIMORI_ALLOWED_HOSTS',
    meaning: text(
      '内側の網で訪ねてよいサーバの名前（庁内の認証基盤、webhookの送り先など）。なければ、外の https のアドレスだけを訪ねる',
      'Servers of the inner network that may be visited, such as an identity provider or the receiver of a webhook; else only https beyond it',
    ),
    expected: text(
      '名前か、名前:ポートをコンマで区切ったもの（例: login.town.lg.jp, localhost:9000）',
      'names or name:port, by commas (login.town.lg.jp, localhost:9000)',
    ),
    read: (written: string) => {
      const list = written.split(',').map((each) => each.trim().toLowerCase());
      const good = /^([\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?|\[[0-9a-f:]+\])(:\d{1,5})?$/u;
      return list.every((each) => good.test(each)) ? list : undefined;
    },
  },
  backupFolder: {
    name: 'MACHIMORI_BACKUP_FOLDER',
    meaning: text(
      '毎日のバックアップを置くフォルダー。なければ、自動ではとらない',
      'Folder of the daily backups; without it none are made by themselves',
    ),
    expected: text(
      'フォルダーの場所。MACHIMORI_BACKUP_KEY_FILE か MACHIMORI_BACKUP_PASSPHRASE と一緒に',
      'the path of a folder, with MACHIMORI_BACKUP_KEY_FILE or MACHIMORI_BACKUP_PASSPHRASE',
    ),
    read: anyText,
  },
  backupHour: {
    name: 'MACHIMORI_BACKUP_HOUR',
    meaning: text('毎日のバックアップをとる時（日本の時刻）', 'Hour of the daily backup, in Japan'),
    expected: text('0から23までの数', 'a number from 0 to 23'),
    byDefault: '2',
    read: wholeNumber(0, 23),
  },
  backupKeep: {
    name: 'MACHIMORI_BACKUP_KEEP',
    meaning: text(
      '残すバックアップの数。日ごと、週ごと、月ごと',
      'How many backups are kept: daily, weekly, monthly',
    ),
    expected: text(
      '三つの数をコンマで区切ったもの（例: 14,8,12）。はじめの数は1以上',
      'three numbers by commas (14,8,12), the first at least 1',
    ),
    byDefault: '14,8,12',
    read: rotationOf,
  },
  backupKeyFile: {
    name: 'MACHIMORI_BACKUP_KEY_FILE',
    meaning: text(
      'バックアップを暗号にする鍵のファイル（「./machimori backup key」がつくる）。別の場所にも控えておく',
      'File of the key that encrypts backups (“./machimori backup key” makes one); keep a copy elsewhere',
    ),
    expected: text('ファイルの場所', 'a path'),
    read: anyText,
  },
  backupPassphrase: {
    name: 'MACHIMORI_BACKUP_PASSPHRASE',
    meaning: text(
      'バックアップを暗号にする合言葉（鍵のファイルの代わりに）',
      'Passphrase that encrypts backups, in place of a key file',
    ),
    expected: text('12文字以上', 'at least 12 characters'),
    secret: true,
    read: (written: string) => ([...written].length >= 12 ? written : undefined),
  },
  backupBeforeUpgrade: {
    name: 'MACHIMORI_BACKUP_BEFORE_UPGRADE',
    meaning: text(
      '新しい版が表を変える前に、データのフォルダーの before-upgrade/ にバックアップをとるか',
      'Whether a backup is made in before-upgrade/ of the data folder before a new version changes the tables',
    ),
    expected: text('yes か no', 'yes or no'),
    byDefault: 'yes',
    read: oneOf('yes', 'no'),
  },
  keepFinished: {
    name: 'MACHIMORI_KEEP_FINISHED',
    meaning: text(
      '届け終えた知らせと、済んだ仕事を、何日残すか（届いていないものは、いつまでも残る）',
      'For how many days finished deliveries and jobs are kept; what is not delivered stays',
    ),
    expected: text('31から3650までの数', 'a number from 31 to 3650'),
    byDefault: '45',
    // Longer than any link by letter lasts: while one works, its page can say what became of the letter.
    read: wholeNumber(31, 3_650),
  },
  filesPerOrganisation: {
    name: 'MACHIMORI_FILES_PER_ORGANISATION',
    meaning: text(
      '一つの組織が置けるファイル（証跡、Excel、承認の紙）の合計、MB',
      'MB that the files of one organisation may come to: evidence, books, signed papers',
    ),
    expected: text('20から10000000までの数', 'a number from 20 to 10000000'),
    byDefault: '10240',
    read: wholeNumber(20, 10_000_000),
  },
  s3Endpoint: {
    name: 'MACHIMORI_S3_ENDPOINT',
    meaning: text(
      '証跡などのファイルを置く、S3 の形で話すサーバのアドレス。なければ、データのフォルダーに置く',
      'Address of a server that speaks S3, where files of evidence are kept; without it they lie in the data folder',
    ),
    expected: text(
      'https://s3.example.lg.jp の形。MACHIMORI_S3_BUCKET、MACHIMORI_S3_KEY_ID、MACHIMORI_S3_SECRET と一緒に（http:// は、この機械の中だけ）',
      'like https://s3.example.lg.jp, with MACHIMORI_S3_BUCKET, MACHIMORI_S3_KEY_ID and MACHIMORI_S3_SECRET (http:// only on this machine)',
    ),
    read: objectEndpoint,
  },
  s3Bucket: {
    name: 'MACHIMORI_S3_BUCKET',
    meaning: text(
      'そのバケット。つくっておく。街守りだけが使う',
      'Its bucket; made beforehand, and used by this program alone',
    ),
    expected: text(
      'バケットの名前（小文字、数字、- と .）。MACHIMORI_S3_ENDPOINT と一緒に',
      'the name of a bucket (small letters, digits, - and .), with MACHIMORI_S3_ENDPOINT',
    ),
    read: (written: string) =>
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(written) ? written : undefined,
  },
  s3Region: {
    name: 'MACHIMORI_S3_REGION',
    meaning: text('その地域の名前', 'Its region'),
    expected: text('地域の名前（例: ap-northeast-1）', 'the name of a region (ap-northeast-1)'),
    byDefault: 'us-east-1',
    read: (written: string) => (/^[a-z0-9-]{1,40}$/.test(written) ? written : undefined),
  },
  s3KeyId: {
    name: 'MACHIMORI_S3_KEY_ID',
    meaning: text(
      'そこを使う鍵のID。このバケットの一覧、読み取り、書き込み、削除だけを許す',
      'Id of the key that uses it; it needs to list, read, write and delete in this bucket alone',
    ),
    expected: text(
      '鍵のID。MACHIMORI_S3_ENDPOINT と一緒に',
      'the id of a key, with MACHIMORI_S3_ENDPOINT',
    ),
    read: (written: string) => (/^[\x21-\x7e]{3,200}$/.test(written) ? written : undefined),
  },
  s3Secret: {
    name: 'MACHIMORI_S3_SECRET',
    meaning: text('その鍵の秘密', 'The secret of that key'),
    expected: text(
      '鍵の秘密（8文字以上）。MACHIMORI_S3_ENDPOINT と一緒に',
      'the secret of the key (at least 8 characters), with MACHIMORI_S3_ENDPOINT',
    ),
    secret: true,
    read: (written: string) => (/^[\x21-\x7e]{8,200}$/.test(written) ? written : undefined),
  },
  metricsToken: {
    name: 'MACHIMORI_METRICS_TOKEN',
    meaning: text(
      '/metrics を読むための合言葉。なければ /metrics はない',
      'Bearer token for /metrics; without it there is no /metrics',
    ),
    expected: text('16文字以上', 'at least 16 characters'),
    secret: true,
    read: (written: string) => (/^[\x21-\x7e]{16,200}$/.test(written) ? written : undefined),
  },
  logLevel: {
    name: 'MACHIMORI_LOG_LEVEL',
    meaning: text('標準エラー出力に書く細かさ', 'How much is written to standard error'),
    expected: text('error、warn、info、debug のどれか', 'one of error, warn, info, debug'),
    byDefault: 'warn',
    read: oneOf('error', 'warn', 'info', 'debug'),
  },
} as const satisfies Record<string, Setting<unknown>>;

type List = typeof settingList;
/** Settings as they were read; absolute folders. */
export type Settings = {
  readonly [Name in keyof List]:
    | NonNullable<ReturnType<List[Name]['read']>>
    | (List[Name] extends { readonly byDefault: string } ? never : undefined);
};

const messages = {
  unknown: text(
    '設定ファイル「{path}」に、知らない設定「{name}」があります。',
    'The settings file {path} has an unknown setting {name}.',
  ),
  unknownNext: text(
    '名前を docs/settings.md で確かめてください。',
    'See docs/settings.md for the names.',
  ),
  open: text(
    '{host} で待ち受けるには、TLSの設定（MACHIMORI_TLS_CERTIFICATE と MACHIMORI_TLS_KEY）か、MACHIMORI_TRUSTED_PROXY が要ります。',
    'To listen on {host}, set MACHIMORI_TLS_CERTIFICATE and MACHIMORI_TLS_KEY, or MACHIMORI_TRUSTED_PROXY.',
  ),
  openNext: text(
    '閉じたネットワークでは、「./machimori tls authority」と「./machimori tls certificate」で証明書をつくれます。',
    'On a closed network “./machimori tls authority” and “./machimori tls certificate” make one.',
  ),
  proxy: text(
    'MACHIMORI_TRUSTED_PROXY には、人がブラウザで開くアドレス MACHIMORI_ORIGIN も要ります。',
    'MACHIMORI_TRUSTED_PROXY needs MACHIMORI_ORIGIN, too: the address that people open.',
  ),
  proxyNext: text(
    'プロキシが受けるアドレスを、https://machimori.example.lg.jp の形で MACHIMORI_ORIGIN に書いてください。招待のリンク、パスキー、クッキーの守りが、これに従います。',
    'Set MACHIMORI_ORIGIN to what the proxy answers to, like https://machimori.example.lg.jp: links, passkeys and the protection of cookies go by it.',
  ),
  noOrigin: text(
    '{host} で待ち受けるには、人がブラウザで開くアドレス MACHIMORI_ORIGIN も要ります。',
    'To listen on {host}, set MACHIMORI_ORIGIN, too: the address that people open.',
  ),
  noOriginNext: text(
    '証明書にある名前で、https://machimori.example.lg.jp:8080 の形で MACHIMORI_ORIGIN に書いてください。なければ、招待のリンクが、この機械（localhost）だけを指します。',
    'Set MACHIMORI_ORIGIN to a name in the certificate, like https://machimori.example.lg.jp:8080. Without it the links of invitations point at this machine alone (localhost).',
  ),
  unserved: text(
    'MACHIMORI_ORIGIN が {origin} ですが、https で応えるものがありません。',
    'MACHIMORI_ORIGIN is {origin}, but nothing answers by https.',
  ),
  unservedNext: text(
    '証明書（MACHIMORI_TLS_CERTIFICATE と MACHIMORI_TLS_KEY）か、手前のプロキシのアドレス（MACHIMORI_TRUSTED_PROXY。同じ機械なら 127.0.0.1）を設定してください。',
    'Set a certificate (MACHIMORI_TLS_CERTIFICATE and MACHIMORI_TLS_KEY), or the address of the proxy in front (MACHIMORI_TRUSTED_PROXY; 127.0.0.1 on the same machine).',
  ),
  backupKey: text(
    'MACHIMORI_BACKUP_FOLDER には、バックアップを暗号にする鍵も要ります。',
    'MACHIMORI_BACKUP_FOLDER needs a key to encrypt the backups with.',
  ),
  backupKeyNext: text(
    '「./machimori backup key --out FILE」で鍵をつくり、MACHIMORI_BACKUP_KEY_FILE に書いてください（または MACHIMORI_BACKUP_PASSPHRASE）。',
    'Make one with “./machimori backup key --out FILE” and name it in MACHIMORI_BACKUP_KEY_FILE (or set MACHIMORI_BACKUP_PASSPHRASE).',
  ),
};

/** The name of the one settings file, in the data folder. */
export const settingsFileName = 'machimori.env';

/** Reads every setting: the command line over the environment over the file in the data folder. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  commandLine: Readonly<Record<string, string | undefined>> = {},
): Settings {
  const outside = { ...environment, ...withoutUndefined(commandLine) };
  const data = resolve(settingValue(settingList.data, outside) ?? '');
  const written = { ...settingsFile(join(data, settingsFileName)), ...outside };
  const entries = Object.entries(settingList).map(([key, setting]) => [
    key,
    settingValue<unknown>(setting, written),
  ]);
  const settings = { ...Object.fromEntries(entries), data } as Settings;
  if ((settings.tlsCertificate === undefined) !== (settings.tlsKey === undefined))
    throw wrongSetting(
      settings.tlsKey === undefined ? settingList.tlsKey : settingList.tlsCertificate,
    );
  // A store of objects is named whole or not at all.
  const store = ['s3Endpoint', 's3Bucket', 's3KeyId', 's3Secret'] as const;
  const unnamed = store.filter((name) => settings[name] === undefined);
  const [missing] = unnamed;
  if (missing !== undefined && unnamed.length < store.length)
    throw wrongSetting(settingList[missing]);
  // Behind a proxy nothing here says what people open, and what a request says of it is not to be believed.
  if (settings.trustedProxy !== undefined && settings.origin === undefined)
    throw new Failure('configuration', messages.proxy, { next: messages.proxyNext });
  const { backupFolder, backupKeyFile, backupPassphrase } = settings;
  if (backupFolder !== undefined && backupKeyFile === undefined && backupPassphrase === undefined)
    throw new Failure('configuration', messages.backupKey, { next: messages.backupKeyNext });
  if (
    !isLoopback(settings.host) &&
    settings.tlsKey === undefined &&
    settings.trustedProxy === undefined
  )
    throw new Failure('configuration', fill(messages.open, { host: settings.host }), {
      next: messages.openNext,
    });
  if (!isLoopback(settings.host) && settings.origin === undefined)
    throw new Failure('configuration', fill(messages.noOrigin, { host: settings.host }), {
      next: messages.noOriginNext,
    });
  const { origin: opened = '' } = settings;
  if (
    opened.startsWith('https:') &&
    settings.tlsKey === undefined &&
    settings.trustedProxy === undefined
  )
    throw new Failure('configuration', fill(messages.unserved, { origin: opened }), {
      next: messages.unservedNext,
    });
  return settings;
}

/** An address that only this machine reaches. */
export const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address);

/** Whether an address opens on this machine alone, whoever it is given to. */
export function opensOnlyHere(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** Where people open the program. */
export function originOf(settings: Settings): string {
  if (settings.origin !== undefined) return settings.origin;
  const scheme = settings.tlsKey === undefined ? 'http' : 'https';
  const port = settings.port === (scheme === 'http' ? 80 : 443) ? '' : `:${settings.port}`;
  return `${scheme}://localhost${port}`;
}

function settingsFile(path: string): Record<string, string> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  const parsed = parseEnv(content) as Record<string, string>;
  const known = new Set<string>(Object.values(settingList).map(({ name }) => name));
  for (const name of Object.keys(parsed))
    if (!known.has(name))
      throw new Failure('configuration', fill(messages.unknown, { path, name }), {
        next: messages.unknownNext,
      });
  return parsed;
}

const withoutUndefined = (
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
