import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runUseCase } from '@machimori/application';
import { exportLog, handedOut, installation, transact } from '@machimori/database';
import { grantExport, type ListedLog, listInstallationLogs } from '@machimori/governance';
import { Failure, fill, readId, text } from '@machimori/kernel';
import type { Command } from '../command.ts';
import { writePieces } from '../files.ts';
import { type OpenedWorld, openWorld } from '../serve/open-world.ts';
import { readSettings, type Settings, settingList } from '../serve/settings.ts';

const messages = {
  noOut: text('--out に、書き出す先のファイルを指定してください。', 'Name the file with --out.'),
  noData: text(
    '「{path}」に、街守りのデータはありません。',
    'There is no data of Machimori in “{path}”.',
  ),
  noDataNext: text(
    '--data で、データのフォルダーを指定してください。',
    'Name the folder of the data with --data.',
  ),
  which: text(
    '都市が{count}つあります。--city で一つを選んでください。',
    'There are {count} cities: choose one with --city.',
  ),
  whichNext: text('選べるもの: {logs}', 'There are: {logs}'),
  unknown: text('「{city}」の記録はありません。', 'There is no log of “{city}”.'),
  none: text('書き出す記録が、まだありません。', 'There is no log to export yet.'),
  own: text('インストール全体の記録', 'the installation’s own log'),
  written: text(
    '{log} の記録を {path} に書き出しました。',
    'The log of {log} was written to {path}.',
  ),
  stub: text(
    '{log} の記録は取りのぞかれています。残された証を {path} に書き出しました。',
    'The log of {log} was removed. What is left of it was written to {path}.',
  ),
  key: text(
    '検証用の鍵（ファイルとは別の道で渡してください）:',
    'Verifier key (give it by another way than the file):',
  ),
  verify: text('だれでも、次のように確かめられます:', 'Anybody can verify it so:'),
  contents: text(
    '内容（氏名やメールアドレスが入ることがある）を書き出さない',
    'Leave contents out, which may hold names and e-mail addresses',
  ),
};

export const ledgerExport: Command = {
  name: 'ledger export',
  summary: text(
    '記録を、だれでも公開鍵だけで確かめられるファイルにします。',
    'Exports a log as a file that anybody verifies with the public key alone.',
  ),
  takes: [],
  options: {
    data: { type: 'string', value: './data', help: settingList.data.meaning },
    city: {
      type: 'string',
      value: 'ID',
      help: text(
        '都市のid（一つだけなら要らない）。installation はインストール全体の記録',
        'Id of the city (not needed where there is one); installation: its own log',
      ),
    },
    out: {
      type: 'string',
      value: 'FILE',
      help: text('書き出す先のファイル', 'The file to write'),
    },
    'without-contents': { type: 'boolean', help: messages.contents },
  },
  async run(call) {
    const { terminal, locale } = call;
    const path = call.option('out');
    if (path === undefined) throw new Failure('usage', messages.noOut);
    const settings = readSettings(process.env, { [settingList.data.name]: call.option('data') });
    expectData(settings);
    const opened = await openWorld({
      settings,
      as: 'guest',
      durable: true,
      webFolder: undefined,
      onLost: () => undefined,
    });
    try {
      const chosen = await choose(opened, call.option('city'));
      if (chosen.stub !== undefined) {
        const { stub } = chosen;
        await writePieces(
          path,
          (async function* () {
            yield `${stub}\n`;
          })(),
        );
        terminal.print(fill(messages.stub, { log: chosen.log, path })[locale]);
        return 0;
      }
      const { log } = chosen;
      const key = await write(opened, log, path, !call.flag('without-contents'));
      terminal.print(fill(messages.written, { log: chosen.cityName ?? log, path })[locale]);
      terminal.print();
      terminal.print(messages.key[locale]);
      terminal.print(`  ${key}`);
      terminal.print();
      terminal.print(messages.verify[locale]);
      terminal.print(`  ./machimori ledger verify ${path} --key ${key}`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

/** A mistyped folder must not become an empty installation. */
function expectData({ data, databaseUrl }: Settings): void {
  if (databaseUrl !== undefined || existsSync(join(data, 'database'))) return;
  throw new Failure('not-found', fill(messages.noData, { path: data }), {
    next: messages.noDataNext,
  });
}

async function choose(
  { world }: OpenedWorld,
  asked: string | undefined,
): Promise<ListedLog & { readonly stub?: string | undefined }> {
  const actor = { kind: 'system', name: 'command-line' } as const;
  const { logs, stub } = await runUseCase(world, listInstallationLogs, actor, { removed: asked });
  const cities = logs.filter(({ log }) => log !== installation);
  const one = asked === undefined && cities.length === 1 ? cities[0] : undefined;
  const found = one ?? logs.find(({ log }) => log === asked);
  if (found !== undefined) return found;
  if (asked !== undefined && stub !== undefined) return { log: asked, cityName: undefined, stub };
  const names = logs.map(({ log, cityName }) => `${log}（${cityName ?? messages.own.ja}）`);
  const inEnglish = logs.map(({ log, cityName }) => `${log} (${cityName ?? messages.own.en})`);
  if (logs.length === 0) throw new Failure('not-found', messages.none);
  const next = text(
    fill(messages.whichNext, { logs: names.join('、') }).ja,
    fill(messages.whichNext, { logs: inEnglish.join(', ') }).en,
  );
  if (asked !== undefined)
    throw new Failure('not-found', fill(messages.unknown, { city: asked }), { next });
  throw new Failure('usage', fill(messages.which, { count: cities.length }), { next });
}

/** Writes the log with all that waited for its place, this export's own entry too; gives the key to verify it with. */
async function write(
  { world, logs, database, vault }: OpenedWorld,
  log: string,
  path: string,
  contents: boolean,
): Promise<string> {
  const city = readId('city', log);
  const actor = {
    kind: 'system',
    name: 'command-line',
    ...(city === undefined ? {} : { city }),
  } as const;
  const { wall } = await runUseCase(world, grantExport, actor, { contents });
  await logs.keeper.sequenceAll(database, log, world.clock.now());
  const at = world.clock.now();
  await writePieces(path, exportLog(database, { log, at, contents, wall, vault }));
  const out = await transact(database, wall, (transaction) => handedOut(transaction, log));
  return out?.key ?? '';
}
