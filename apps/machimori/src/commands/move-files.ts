import { moveFiles } from '@machimori/application';
import { Failure, fillText, text } from '@machimori/kernel';
import { type Command, formatOption } from '../command.ts';
import { dataOption, settingsOf } from '../operate/data-option.ts';
import { diskPlaceOf, expectObjectStore, objectPlaceOf } from '../operate/evidence-place.ts';
import { expectInstallation } from '../operate/make-backup.ts';

const messages = {
  none: text(
    'ファイルの置き場所（S3）が設定されていません。',
    'No store of objects is named in the settings.',
  ),
  noneNext: text(
    'MACHIMORI_S3_ENDPOINT などを設定してから、実行してください（docs/settings.md）。',
    'Set MACHIMORI_S3_ENDPOINT and what goes with it first; see docs/settings.md.',
  ),
  away: text('ファイルの置き場所が応えません。', 'The store of objects does not answer.'),
  awayNext: text(
    'MACHIMORI_S3_ENDPOINT のアドレスと、そこまでの網を確かめてください。',
    'Check the address in MACHIMORI_S3_ENDPOINT and the network on the way.',
  ),
  there: text(
    'ファイル{count}個を、置き場所（S3）に移しました。読み返して、同じであることを確かめました。',
    '{count} {count|file|files} {count|was|were} moved to the store of objects, and read back the same.',
  ),
  back: text(
    'ファイル{count}個を、データのフォルダーに移しました。読み返して、同じであることを確かめました。',
    '{count} {count|file|files} {count|was|were} moved to the data folder, and read back the same.',
  ),
  backNext: text(
    '→ 街守りを止め、もう一度実行して0個と出たら、MACHIMORI_S3_… の設定を消して始めてください。',
    '→ Stop the program, run this again until it says 0, remove the settings MACHIMORI_S3_…, and start.',
  ),
};

export const moveFilesCommand: Command = {
  name: 'move-files',
  summary: text(
    '証跡などのファイルを、データのフォルダーから、設定した置き場所（S3）に移す。動いているままでよい',
    'Moves files of evidence from the data folder to the store of objects in the settings; the program may go on running',
  ),
  takes: [],
  options: {
    back: {
      type: 'boolean',
      help: text('置き場所（S3）から、フォルダーに戻す', 'From the store back to the data folder'),
    },
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const settings = settingsOf(call);
    expectInstallation(settings);
    const objects = objectPlaceOf(settings);
    if (objects === undefined)
      throw new Failure('configuration', messages.none, { next: messages.noneNext });
    if ((await expectObjectStore(settings)) === 'unreachable')
      throw new Failure('unavailable', messages.away, { next: messages.awayNext });
    const disk = diskPlaceOf(settings);
    const back = call.flag('back');
    const count = await (back ? moveFiles(objects, disk) : moveFiles(disk, objects));
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ moved: count, to: back ? 'folder' : 'objects' }));
      return 0;
    }
    terminal.print(fillText(back ? messages.back : messages.there, { count })[locale]);
    if (back) terminal.print(messages.backNext[locale]);
    return 0;
  },
};
