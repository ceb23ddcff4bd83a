import { holdsPeople, verifyBackup } from '@machimori/database';
import { Failure, fill, fillText, text } from '@machimori/kernel';
import { type Command, formatOption } from '../command.ts';
import { makeDataFolder } from '../files.ts';
import { agrees, someoneThere } from '../operate/ask.ts';
import { backupKeyOptions, keyToOpen } from '../operate/backup-key.ts';
import { dataOption, settingsOf } from '../operate/data-option.ts';
import { evidencePlaceOf } from '../operate/evidence-place.ts';
import { expectMasterKey } from '../operate/expect-master-key.ts';
import { readKept } from '../operate/kept-checkpoints.ts';
import { putBack } from '../operate/put-back.ts';
import { reachDatabase } from '../operate/reach-database.ts';
import { masterKey } from '../serve/master-key.ts';
import { chance, clock } from '../serve/open-world.ts';
import { contentJson, contentLines } from './backup.ts';

const messages = {
  holds: text('戻すバックアップ: {file}', 'The backup to put back: {file}'),
  question: text(
    'いまのデータを、これに置きかえます。よろしいですか（はい／いいえ）: ',
    'This takes the place of the present data. Go on? (yes/no): ',
  ),
  cityQuestion: text(
    'この都市のいまのデータを、これに置きかえます（ほかの都市はそのまま）。よろしいですか（はい／いいえ）: ',
    'This takes the place of this city’s present data; other cities stay. Go on? (yes/no): ',
  ),
  left: text('何も変えていません。', 'Nothing was changed.'),
  there: text(
    'ここには、もうデータがあります。何も変えていません。',
    'There is data here already. Nothing was changed.',
  ),
  thereNext: text(
    'いまのデータをバックアップしてから、--replace を付けて実行してください。',
    'Back up the present data, then run again with --replace.',
  ),
  city: text(
    'このバックアップは都市「{city}」のものではありません。',
    'This backup is not of the city “{city}”.',
  ),
  cityNext: text(
    '--city を付けずに実行すると、何のバックアップかを示して尋ねます。',
    'Run without --city: it shows what the backup holds, and asks.',
  ),
  done: text('元に戻し、すべての表を確かめました。', 'Put back, and every table compared.'),
  epochs: text(
    '  記録は新しい区切りを始めました: {logs}',
    '  The logs have begun new epochs: {logs}',
  ),
  epoch: text('{log} 区切り{epoch}', '{log} epoch {epoch}'),
  other: text(
    '  {log}: ここにあった記録は、バックアップとは別の歴史でした（同じデータの写しが別に動いていた、など）。新しい区切りが、そう述べています。前の歴史のチェックポイントを持つ人に知らせてください。',
    '  {log}: the log that stood here was another history than the backup’s (a copy of the data went on by itself, for example). The new epoch says so. Tell whoever holds a checkpoint of the former.',
  ),
  next: text(
    '  「./machimori start{data}」で始められます。みなさん、サインインし直しになります。',
    '  Start with “./machimori start{data}”. Everybody signs in anew.',
  ),
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: text(
    'バックアップから、すべてまたは一つの都市を元に戻す。街守りを止めてから実行する',
    'Puts everything, or one city, back from a backup; the program must be stopped',
  ),
  takes: ['BACKUP'],
  options: {
    replace: {
      type: 'boolean',
      help: text('尋ねずに、いまのデータを置きかえる', 'Replace the present data without asking'),
    },
    city: {
      type: 'string',
      value: 'ID',
      help: text(
        'この都市のバックアップであることを確かめる',
        'Make sure that it is this city’s backup',
      ),
    },
    checkpoint: {
      type: 'string',
      value: 'FILE',
      help: text(
        'いちばん新しい、控えのチェックポイント（または記録の書き出し）。新しい区切りがそれに続き、失われた分を述べる',
        'The latest checkpoint that was kept (or an export of the log): the new epoch continues it and says what is lost',
      ),
    },
    ...backupKeyOptions,
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const settings = settingsOf(call);
    const [file = ''] = call.positionals;
    const option = (name: string): string | undefined => call.option(name);
    const master = (): Promise<Uint8Array> => masterKey(settings);
    const key = await keyToOpen({ settings, locale, option, file, masterKey: master });
    const contents = await verifyBackup(file, key);
    const { city } = contents.manifest;
    const named = call.option('city');
    if (named !== undefined && named !== city)
      throw new Failure('usage', fill(messages.city, { city: named }), { next: messages.cityNext });
    const checkpoint = call.option('checkpoint');
    const kept =
      checkpoint === undefined ? undefined : await readKept(checkpoint, contents.manifest.logs);
    await makeDataFolder(settings.data);
    const reached = await reachDatabase({ settings, as: 'alone' });
    try {
      const { address } = reached;
      const occupied = await holdsPeople(address);
      if (occupied && !call.flag('replace')) {
        if (!someoneThere())
          throw new Failure('conflict', messages.there, { next: messages.thereNext });
        terminal.warn(fill(messages.holds, { file })[locale]);
        for (const line of contentLines(contents, locale)) terminal.warn(line);
        const question = city === undefined ? messages.question : messages.cityQuestion;
        if (!(await agrees(question[locale]))) throw new Failure('conflict', messages.left);
      }
      const own = await master();
      const masterKeyHere = occupied ? await expectMasterKey(settings, own, address) : own;
      const { epochs } = await putBack({
        address,
        data: settings.data,
        files: evidencePlaceOf(settings),
        masterKey: masterKeyHere,
        file,
        key,
        clock,
        chance,
        occupied,
        ...(kept === undefined ? {} : { kept }),
      });
      if (call.option('format') === 'json') {
        terminal.print(JSON.stringify({ file, ...contentJson(contents), epochs }));
        return 0;
      }
      terminal.print(messages.done[locale]);
      for (const line of contentLines(contents, locale)) terminal.print(line);
      const logs = epochs
        .map(({ log, epoch }) => fillText(messages.epoch, { log, epoch })[locale])
        .join(', ');
      if (logs !== '') terminal.print(fill(messages.epochs, { logs })[locale]);
      for (const { log, replacedOther } of epochs)
        if (replacedOther) terminal.print(fillText(messages.other, { log })[locale]);
      const data = call.option('data');
      const at = data === undefined ? '' : ` --data ${data}`;
      terminal.print(fill(messages.next, { data: at })[locale]);
    } finally {
      await reached.close();
    }
    return 0;
  },
};
