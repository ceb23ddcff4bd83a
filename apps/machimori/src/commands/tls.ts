import { createPrivateKey, type KeyObject } from 'node:crypto';
import { join, resolve } from 'node:path';
import { Failure, fill, text } from '@machimori/kernel';
import { type Command, formatOption } from '../command.ts';
import { readBytes, writeFiles } from '../files.ts';
import { addressBytes, type PermittedNames, permits } from '../operate/name-constraints.ts';

const messages = {
  out: text(
    '--out で、書くフォルダーを指定してください。',
    'Name the folder to write to with --out.',
  ),
  domain: text(
    '--domain で、証明してよい名前かネットワークを指定してください（例: machimori.example.lg.jp,192.168.10.0/24）。',
    'Name what it may vouch for with --domain (machimori.example.lg.jp,192.168.10.0/24).',
  ),
  badName: text(
    '「{name}」は、ホスト名でもIPアドレスでもありません。',
    '“{name}” is neither a host name nor an IP address.',
  ),
  badNetwork: text(
    '「{name}」は、ネットワークの形になっていません（例: 192.168.10.0/24）。',
    '“{name}” is no network (like 192.168.10.0/24).',
  ),
  host: text(
    '--host で、人がブラウザで開く名前かアドレスを指定してください（コンマでいくつでも）。',
    'Name the hosts that people open with --host, by commas.',
  ),
  authority: text(
    '--authority で、認証局のフォルダーを指定してください。',
    'Name the folder of the authority with --authority.',
  ),
  noAuthority: text(
    '「{folder}」に、使える認証局がありません。',
    'There is no authority that can be used in “{folder}”.',
  ),
  noAuthorityNext: text(
    '「./machimori tls authority --out {folder} --domain …」でつくれます。',
    'Make one with “./machimori tls authority --out {folder} --domain …”.',
  ),
  notPermitted: text(
    'この認証局は「{host}」を証明できません。',
    'This authority may not vouch for “{host}”.',
  ),
  notPermittedNext: text(
    'その名前を --domain に含む認証局を、別のフォルダーにつくってください。',
    'Make another authority, in another folder, whose --domain includes it.',
  ),
  authorityMade: text(
    '認証局をつくりました（{until} まで）。',
    'The authority was made (until {until}).',
  ),
  trust: text(
    '  使う人の機械すべてに、信頼する認証局として入れる: {file}',
    '  Install on every machine that uses Machimori, as a trusted authority: {file}',
  ),
  guard: text(
    '  この鍵はどの機械にも渡さず、鍵のかかる所に置く: {file}',
    '  Give this key to no machine, and keep it locked away: {file}',
  ),
  certificateMade: text(
    '証明書をつくりました（{until} まで）: {hosts}',
    'The certificate was made (until {until}): {hosts}',
  ),
  setNext: text(
    '設定に次の二行を書いて、街守りを始めてください。',
    'Put these two lines into the settings and start Machimori.',
  ),
};

const outOption = {
  out: { type: 'string', value: 'DIR', help: text('書くフォルダー', 'Folder to write to') },
} as const;

const listed = (written: string | undefined): readonly string[] =>
  (written ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '');

const hostName =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const isHost = (name: string): boolean =>
  addressBytes(name) !== undefined || (hostName.test(name) && !/^[\d.]+$/.test(name));

function permittedOf(names: readonly string[]): PermittedNames {
  const domains: string[] = [];
  const networks: { address: Buffer; prefix: number }[] = [];
  for (const name of names) {
    const [host = '', prefix] = name.split('/');
    const address = addressBytes(host);
    const bits = (address?.length ?? 0) * 8;
    const width = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (address !== undefined && width >= 1 && width <= bits)
      networks.push({ address, prefix: width });
    else if (prefix !== undefined) throw new Failure('usage', fill(messages.badNetwork, { name }));
    else if (isHost(name)) domains.push(name);
    else throw new Failure('usage', fill(messages.badName, { name }));
  }
  return { domains, networks };
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export const tlsAuthority: Command = {
  name: 'tls authority',
  summary: text(
    '閉じたネットワークのための認証局をつくる。決めた名前のほかは証明できない',
    'Makes an authority for a closed network that can vouch for the named hosts alone',
  ),
  takes: [],
  options: {
    ...outOption,
    domain: {
      type: 'string',
      value: 'NAME,…',
      help: text(
        '証明してよいドメイン、アドレス、ネットワーク（コンマで）',
        'Domains, addresses, networks it may vouch for (by commas)',
      ),
    },
    name: {
      type: 'string',
      value: 'NAME',
      help: text('認証局の名前', 'Name of the authority'),
    },
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const out = call.option('out');
    if (out === undefined) throw new Failure('usage', messages.out);
    const names = listed(call.option('domain'));
    if (names.length === 0) throw new Failure('usage', messages.domain);
    const permitted = permittedOf(names);
    const { makeAuthority } = await import('../operate/local-authority.ts');
    const name = call.option('name') ?? 'Machimori local authority';
    const made = await makeAuthority(name, permitted, new Date());
    const [certificate, key] = [resolve(out, 'authority.pem'), resolve(out, 'authority.key')];
    await writeFiles([
      { path: certificate, content: made.certificate },
      { path: key, content: made.key, secret: true },
    ]);
    const until = dayOf(made.until);
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ certificate, key, until, permitted: names }));
      return 0;
    }
    terminal.print(fill(messages.authorityMade, { until })[locale]);
    terminal.print(fill(messages.trust, { file: certificate })[locale]);
    terminal.print(fill(messages.guard, { file: key })[locale]);
    return 0;
  },
};

export const tlsCertificate: Command = {
  name: 'tls certificate',
  summary: text(
    'つくった認証局で、サーバ証明書と鍵をつくる',
    'Makes a server certificate and its key with an authority made here',
  ),
  takes: [],
  options: {
    host: {
      type: 'string',
      value: 'NAME,…',
      help: text('開く名前やアドレス（コンマで）', 'Names and addresses people open (by commas)'),
    },
    authority: {
      type: 'string',
      value: 'DIR',
      help: text('認証局のフォルダー', 'Folder of the authority'),
    },
    ...outOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const hosts = listed(call.option('host'));
    if (hosts.length === 0) throw new Failure('usage', messages.host);
    for (const name of hosts)
      if (!isHost(name)) throw new Failure('usage', fill(messages.badName, { name }));
    const folder = call.option('authority');
    if (folder === undefined) throw new Failure('usage', messages.authority);
    const out = call.option('out');
    if (out === undefined) throw new Failure('usage', messages.out);
    const { makeServerCertificate, permittedBy } = await import('../operate/local-authority.ts');
    const authority = await readAuthority(folder);
    const permitted = permittedBy(authority.certificate);
    if (permitted === undefined) throw noAuthority(folder);
    for (const host of hosts)
      if (!permits(permitted, host))
        throw new Failure('usage', fill(messages.notPermitted, { host }), {
          next: messages.notPermittedNext,
        });
    const made = await makeServerCertificate(authority, hosts, new Date());
    const [certificate, key] = [resolve(out, 'server.pem'), resolve(out, 'server.key')];
    await writeFiles([
      { path: certificate, content: made.certificate },
      { path: key, content: made.key, secret: true },
    ]);
    const until = dayOf(made.until);
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ certificate, key, until, hosts }));
      return 0;
    }
    terminal.print(fill(messages.certificateMade, { until, hosts: hosts.join(', ') })[locale]);
    terminal.print(messages.setNext[locale]);
    terminal.print(`  MACHIMORI_TLS_CERTIFICATE=${certificate}`);
    terminal.print(`  MACHIMORI_TLS_KEY=${key}`);
    return 0;
  },
};

async function readAuthority(
  folder: string,
): Promise<{ readonly certificate: string; readonly key: KeyObject }> {
  const read = async (name: string): Promise<string> =>
    Buffer.from(await readBytes(join(folder, name), 64 * 1024)).toString();
  try {
    const certificate = await read('authority.pem');
    return { certificate, key: createPrivateKey(await read('authority.key')) };
  } catch (cause) {
    throw noAuthority(folder, cause);
  }
}

const noAuthority = (folder: string, cause?: unknown): Failure =>
  new Failure('input-unreadable', fill(messages.noAuthority, { folder }), {
    next: fill(messages.noAuthorityNext, { folder }),
    cause,
  });
