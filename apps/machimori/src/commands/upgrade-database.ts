import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createVault } from '@machimori/application';
import { EmbeddedServer, installedBinaries } from '@machimori/database';
import { Failure, fill, fillText, text } from '@machimori/kernel';
import { type Command, formatOption } from '../command.ts';
import { keyOfUpgrades, settingsKey } from '../operate/backup-key.ts';
import { dataOption, settingsOf } from '../operate/data-option.ts';
import { evidencePlaceOf } from '../operate/evidence-place.ts';
import { expectMasterKey } from '../operate/expect-master-key.ts';
import { expectInstallation, fileTime, makeBackup } from '../operate/make-backup.ts';
import { putBack } from '../operate/put-back.ts';
import { masterKey } from '../serve/master-key.ts';
import { chance, clock } from '../serve/open-world.ts';
import { contentLines } from './backup.ts';

const messages = {
  programs: text(
    '--programs で、PostgreSQL {major} のプログラムのフォルダーを指定してください。',
    'Name the folder of PostgreSQL {major}’s programs with --programs.',
  ),
  programsNext: text(
    'Debian や Ubuntu では、postgresql-{major} を入れると /usr/lib/postgresql/{major}/bin にあります。',
    'On Debian and Ubuntu the package postgresql-{major} puts them into /usr/lib/postgresql/{major}/bin.',
  ),
  server: text(
    'DATABASE_URL のサーバは、ここでは移しません。',
    'A server named by DATABASE_URL is not moved here.',
  ),
  serverNext: text(
    '「backup」でバックアップし、新しいサーバを DATABASE_URL にして「restore」してください。',
    'Run “backup”, name the new server in DATABASE_URL, then “restore”.',
  ),
  done: text(
    'データを PostgreSQL {from} から {to} に移し、すべての表を確かめました。',
    'The data moved from PostgreSQL {from} to {to}, and every table was compared.',
  ),
  same: text(
    'データは、もういまの PostgreSQL（{major}）のものです。',
    'The data is of the present PostgreSQL ({major}) already.',
  ),
  former: text(
    '  前のデータは残してあります。動くことを確かめたら、消してください: {folder}',
    '  The data before is kept. Remove it once you have seen that all works: {folder}',
  ),
  backup: text('  そのときのバックアップ: {file}', '  The backup on the way: {file}'),
};

const majorOf = (folder: string): number =>
  Number.parseInt(readFileSync(join(folder, 'cluster', 'PG_VERSION'), 'utf8'), 10);

/** Out of the old PostgreSQL by its own programs, into the present one: one command, and the old data stays. */
export const upgradeDatabase: Command = {
  name: 'upgrade-database',
  summary: text(
    '古いPostgreSQLでつくったデータのフォルダーを、いまのPostgreSQLに移す。街守りを止めてから実行する',
    'Moves a data folder made by an older PostgreSQL to the present one; the program must be stopped',
  ),
  takes: [],
  options: {
    programs: {
      type: 'string',
      value: 'DIR',
      help: text(
        '古いPostgreSQLのプログラムのフォルダー（なければ /usr/lib/postgresql/…/bin）',
        'Folder of the old PostgreSQL’s programs (else /usr/lib/postgresql/…/bin)',
      ),
    },
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const settings = settingsOf(call);
    if (settings.databaseUrl !== undefined)
      throw new Failure('usage', messages.server, { next: messages.serverNext });
    expectInstallation(settings);
    const { data } = settings;
    const folder = join(data, 'database');
    const from = majorOf(folder);
    const to = EmbeddedServer.major();
    if (from === to) {
      terminal.print(fillText(messages.same, { major: to })[locale]);
      return 0;
    }
    const programs = call.option('programs') ?? `/usr/lib/postgresql/${from}/bin`;
    if (!existsSync(join(programs, 'postgres')))
      throw new Failure('configuration', fillText(messages.programs, { major: from }), {
        next: fillText(messages.programsNext, { major: from }),
      });
    const master = await masterKey(settings);
    const key = settingsKey(settings) ?? keyOfUpgrades(master);
    const files = evidencePlaceOf(settings);
    const now = new Date();
    const kept = join(data, 'before-upgrade');
    await mkdir(kept, { recursive: true, mode: 0o700 });
    const stamp = fileTime(now);
    const file = join(kept, `machimori-${stamp}-postgresql-${from}.backup`);
    const former = join(kept, `database-${stamp}-postgresql-${from}`);
    const binaries = installedBinaries(programs, from);
    const old = await EmbeddedServer.start({ folder: data, binaries });
    try {
      const { address } = old;
      const vault = createVault(await expectMasterKey(settings, master, address));
      await makeBackup({ address, files, vault, file, key, now });
    } finally {
      await old.stop();
    }
    await rename(folder, former);
    try {
      const fresh = await EmbeddedServer.start({ folder: data });
      try {
        const { address } = fresh;
        const of = { address, data, files, masterKey: master, file, key, clock, chance };
        const contents = await putBack({ ...of, occupied: false, sameHistory: true });
        if (call.option('format') === 'json')
          terminal.print(JSON.stringify({ from, to, former, backup: file }));
        else {
          terminal.print(fillText(messages.done, { from, to })[locale]);
          for (const line of contentLines(contents, locale)) terminal.print(line);
          terminal.print(fill(messages.former, { folder: former })[locale]);
          terminal.print(fill(messages.backup, { file })[locale]);
        }
      } finally {
        await fresh.stop();
      }
    } catch (error) {
      // As it was: the old data takes its place again.
      await rm(folder, { recursive: true, force: true });
      await rename(former, folder);
      throw error;
    }
    return 0;
  },
};
