import { createVault } from '@machimori/application';
import {
  type Address,
  Database,
  installation,
  keeping,
  LogKeeper,
  openLogs,
  resealSecrets,
  transact,
} from '@machimori/database';
import { Failure, fill, fillText, Ids, text } from '@machimori/kernel';
import { type Call, type Command, formatOption } from '../command.ts';
import { readBytes } from '../files.ts';
import { withWorld } from '../operate/at-the-console.ts';
import { dataOption, settingsOf } from '../operate/data-option.ts';
import { expectMasterKey } from '../operate/expect-master-key.ts';
import { expectInstallation, seals } from '../operate/make-backup.ts';
import { reachDatabase } from '../operate/reach-database.ts';
import {
  keepsMasterKey,
  keyOf,
  masterKey,
  prepareMasterKey,
  replaceMasterKey,
} from '../serve/master-key.ts';
import { chance, clock } from '../serve/open-world.ts';
import type { Settings } from '../serve/settings.ts';

const messages = {
  handedOver: text(
    '記録の署名の鍵を替えました。前の鍵が、次の鍵に署名しています。',
    'The signing keys of the logs were replaced; each old key has signed for the next.',
  ),
  log: text('  {name}: 新しい検証用の鍵 {key}', '  {name}: new verifier key {key}'),
  stillGood: text(
    '前に渡した検証用の鍵とチェックポイントは、そのまま使えます。',
    'Verifier keys and checkpoints handed out before stay good.',
  ),
  noLogs: text('記録は、まだありません。', 'There is no log yet.'),
  unknownLog: text('「{log}」の記録はありません。', 'There is no log of {log}.'),
  unknownLogNext: text(
    'idは「./machimori admin list-cities」で見られます。',
    '“./machimori admin list-cities” shows the ids.',
  ),
  master: text(
    'マスター鍵を替え、封をしたもの{count}件を新しい鍵で封じ直しました。',
    'The master key was replaced and {count} sealed {count|value|values} {count|was|were} sealed anew.',
  ),
  elsewhere: text(
    '→ 鍵の保管庫か環境変数の鍵を、いますぐ新しい鍵に替えてください。前の鍵では始まりません。',
    '→ Put the new key into your key store or environment now: with the old one nothing starts.',
  ),
  backups: text(
    '  before-upgrade/ にある、鍵を指定せずにとったバックアップは、前の鍵がないと開きません。',
    '  Backups in before-upgrade/ made without a key of their own need the old key.',
  ),
  newKey: text(
    'マスター鍵が設定（環境変数またはコマンド）から来ているので、--new-key-file で新しい鍵を指定してください。',
    'The master key comes from the environment or a command: name the new one with --new-key-file.',
  ),
  newKeyNext: text(
    '「./machimori backup key --out FILE」で、同じ形の鍵をつくれます。',
    '“./machimori backup key --out FILE” makes a key of the same form.',
  ),
  ownKey: text(
    'マスター鍵はファイルにあるので、新しい鍵は街守りがつくります。--new-key-file は要りません。',
    'The master key lies in a file: the new one is made here, and --new-key-file is not needed.',
  ),
};

export const rotateKeys: Command = {
  name: 'admin rotate-keys',
  summary: text(
    '記録に署名する鍵を替える（動いているままでよい）。--master ではマスター鍵を替える（街守りを止めてから）',
    'Replaces the keys that sign the logs (beside a running program); with --master the master key (program stopped)',
  ),
  takes: [],
  options: {
    log: {
      type: 'string',
      value: 'ID',
      help: text(
        'この都市（または installation）の記録だけ',
        'Of this city’s log alone (or installation)',
      ),
    },
    master: {
      type: 'boolean',
      help: text('鍵を守る鍵（マスター鍵）を替える', 'Replace the master key'),
    },
    'new-key-file': {
      type: 'string',
      value: 'FILE',
      help: text(
        '新しいマスター鍵（環境変数やコマンドから読んでいるとき）',
        'The new master key (where it comes from the environment or a command)',
      ),
    },
    ...dataOption,
    ...formatOption,
  },
  run: (call) => (call.flag('master') ? rotateMaster(call) : rotateSigning(call)),
};

async function rotateSigning(call: Call): Promise<number> {
  const { terminal, locale } = call;
  const only = call.option('log');
  const rotated = await withWorld(call, async ({ database, logs: { keeper }, world }) => {
    const logs = await transact(database, { reach: 'system' }, openLogs, { readOnly: true });
    const chosen = logs.filter(({ log }) => only === undefined || log === only);
    if (chosen.length === 0 && only !== undefined)
      throw new Failure('not-found', fill(messages.unknownLog, { log: only }), {
        next: messages.unknownLogNext,
      });
    const done: { log: string; name: string; key: string }[] = [];
    for (const { log, name } of chosen) {
      const now = world.clock.now();
      const key = await keeper.rotateKey(database, log, now);
      await recordRotation(keeper, database, log, 'sign', now);
      done.push({ log, name, key });
    }
    return done;
  });
  if (call.option('format') === 'json') {
    terminal.print(JSON.stringify({ logs: rotated }));
    return 0;
  }
  if (rotated.length === 0) {
    terminal.print(messages.noLogs[locale]);
    return 0;
  }
  terminal.print(messages.handedOver[locale]);
  for (const { name, key } of rotated) terminal.print(fill(messages.log, { name, key })[locale]);
  terminal.print(messages.stillGood[locale]);
  return 0;
}

const recordRotation = (
  keeper: LogKeeper,
  database: Database,
  log: string,
  which: 'sign' | 'master',
  at: Date,
): Promise<void> =>
  transact(database, { reach: 'system' }, (transaction) =>
    keeper.append(transaction, {
      city: log === installation ? undefined : log,
      at,
      action: 'keys:rotate',
      actor: 'system:command-line',
      subjects: [],
      outcome: 'done',
      content: { key: which },
    }),
  );

/**
 * The new key is on the disk first; then one transaction seals everything under it; then it takes the old one's
 * place. Killed in between, the next start finds which of the two opens the data.
 */
async function rotateMaster(call: Call): Promise<number> {
  const { terminal, locale } = call;
  const settings = settingsOf(call);
  expectInstallation(settings);
  const own = keepsMasterKey(settings);
  const file = call.option('new-key-file');
  if (own && file !== undefined) throw new Failure('usage', messages.ownKey);
  if (!own && file === undefined)
    throw new Failure('usage', messages.newKey, { next: messages.newKeyNext });
  const reached = await reachDatabase({ settings, as: 'alone' });
  try {
    const { address } = reached;
    const old = await expectMasterKey(settings, await masterKey(settings), address);
    const fresh =
      file === undefined
        ? await prepareMasterKey(settings)
        : keyOf(Buffer.from(await readBytes(file, 4096)).toString(), file);
    const count = await reseal(settings, address, { old, fresh, own });
    if (call.option('format') === 'json') terminal.print(JSON.stringify({ resealed: count }));
    else {
      terminal.print(fillText(messages.master, { count })[locale]);
      if (!own) terminal.print(messages.elsewhere[locale]);
      terminal.print(messages.backups[locale]);
    }
  } finally {
    await reached.close();
  }
  return 0;
}

async function reseal(
  settings: Settings,
  address: Address,
  keys: { readonly old: Uint8Array; readonly fresh: Uint8Array; readonly own: boolean },
): Promise<number> {
  const vault = createVault(keys.fresh);
  const count = await keeping(address, (client) =>
    resealSecrets(client, seals, createVault(keys.old), vault),
  );
  if (keys.own) await replaceMasterKey(settings);
  const database = await Database.open({ address, migrations: 'leave' });
  try {
    const keeper = new LogKeeper({ vault, ids: new Ids(clock, chance), chance });
    await recordRotation(keeper, database, installation, 'master', clock.now());
  } finally {
    await database.close();
  }
  return count;
}
