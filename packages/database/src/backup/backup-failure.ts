import { Failure, text } from '@machimori/kernel';

/** The system's own word for what went wrong with a file: ENOSPC, EACCES. */
const reasonOf = (cause: unknown): string => {
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? code : '?';
};

/** What can be wrong with a backup, in the words of who stands before it. */
export const backupFailure = {
  notABackup: (): Failure =>
    new Failure(
      'input-unreadable',
      text('街守りのバックアップではありません。', 'This is no backup made by Machimori.'),
      {
        next: text(
          'machimori backup がつくったファイルを指定してください。',
          'Name a file that machimori backup made.',
        ),
      },
    ),
  newerFormat: (): Failure =>
    new Failure(
      'configuration',
      text(
        'このバックアップの形は、この版の街守りより新しいものです。何も変えていません。',
        'This backup has a format newer than this version of Machimori. Nothing was changed.',
      ),
      {
        next: text(
          'それをつくった版か、それより新しい版で戻してください。',
          'Restore it with the version that made it, or a newer one.',
        ),
      },
    ),
  unreadable: (file: string, cause: unknown): Failure =>
    new Failure(
      'input-unreadable',
      text(`バックアップ ${file} を読めません。`, `The backup ${file} cannot be read.`),
      {
        cause,
        next: text(
          'ファイルの場所と名前、読む権限を確かめてください。',
          'Check the path and that you may read it.',
        ),
      },
    ),
  broken: (cause?: unknown): Failure =>
    new Failure(
      'not-verified',
      text(
        'バックアップを開けません。合言葉または鍵が違うか、ファイルが途中で切れているか、書きかえられています。何も変えていません。',
        'The backup cannot be opened: the passphrase or key is wrong, or the file was cut short or altered. Nothing was changed.',
      ),
      {
        cause,
        next: text(
          '合言葉または鍵のファイルを確かめ、だめなら別のバックアップを使ってください。',
          'Check the passphrase or key file; if they are right, use another backup.',
        ),
      },
    ),
  badKey: (): Failure =>
    new Failure(
      'configuration',
      text(
        'バックアップの鍵のファイルには、32バイトの鍵を64桁の16進数で書いてください。合言葉は12文字以上にしてください。',
        'A backup’s key file holds a key of 32 bytes as 64 hexadecimal digits; a passphrase has 12 characters or more.',
      ),
    ),
  newerProgram: (migration: string): Failure =>
    new Failure(
      'configuration',
      text(
        `このバックアップは、より新しい（または別の）街守りがつくったものです（${migration}）。何も変えていません。`,
        `This backup was made by a newer, or another, Machimori (${migration}). Nothing was changed.`,
      ),
      {
        next: text(
          'それをつくった版か、それより新しい版で戻してください。',
          'Restore it with the version that made it, or a newer one.',
        ),
      },
    ),
  notTheSame: (table: string): Failure =>
    new Failure(
      'not-verified',
      text(
        `戻した表「${table}」が、バックアップと一致しません。いまのデータには何も変えていません。`,
        `The restored table “${table}” does not match the backup. The present data was not changed.`,
      ),
      {
        next: text(
          '別のバックアップを使い、このことを知らせてください。',
          'Use another backup, and report this.',
        ),
      },
    ),
  otherPersons: (emails: readonly string[]): Failure =>
    new Failure(
      'conflict',
      text(
        `この都市の人と同じメールアドレスの人が、ここには別に登録されています（${emails.slice(0, 3).join('、')}${emails.length > 3 ? ' ほか' : ''}）。何も変えていません。`,
        `Others are registered here under e-mail addresses of this city’s people (${emails.slice(0, 3).join(', ')}${emails.length > 3 ? ', …' : ''}). Nothing was changed.`,
      ),
      {
        next: text(
          '新しいデータのフォルダーに戻すか、ここでその人のメールアドレスを変えてから、もう一度実行してください。',
          'Restore into a new data folder, or change the address of those people here first.',
        ),
      },
    ),
  wrongKind: (ofCity: boolean): Failure =>
    new Failure(
      'usage',
      ofCity
        ? text('これは一つの都市のバックアップです。', 'This is the backup of one city.')
        : text('これは全体のバックアップです。', 'This is the backup of the whole installation.'),
      {
        next: ofCity
          ? text('都市を指定して戻してください。', 'Restore it as a city.')
          : text('都市を指定せずに戻してください。', 'Restore it without naming a city.'),
      },
    ),
  unwritable: (file: string, cause: unknown): Failure =>
    new Failure(
      'output-unwritable',
      text(`バックアップを ${file} に書けません。`, `The backup cannot be written to ${file}.`),
      {
        cause,
        next: text(
          'ディスクの空きと、書ける場所かを確かめてください。',
          'Check free space and that the place can be written to.',
        ),
      },
    ),
  filesUnwritable: (folder: string, cause: unknown): Failure =>
    new Failure(
      'output-unwritable',
      text(
        `証跡のファイルを ${folder} に書けません（${reasonOf(cause)}）。いまのデータには何も変えていません。`,
        `The files of evidence cannot be written to ${folder} (${reasonOf(cause)}). The present data was not changed.`,
      ),
      {
        cause,
        next: text(
          'ディスクの空きと、書ける場所かを確かめて、もう一度実行してください。',
          'Check free space and that the place can be written to, then run again.',
        ),
      },
    ),
  fileUnreadable: (path: string, cause: unknown): Failure =>
    new Failure(
      'input-unreadable',
      text(
        `証跡のファイル ${path} を読めません（${reasonOf(cause)}）。バックアップは残していません。`,
        `The file of evidence ${path} cannot be read (${reasonOf(cause)}). No backup was kept.`,
      ),
      {
        cause,
        next: text(
          '読む権限を確かめて、もう一度実行してください。とっている間に取りのぞかれたファイルなら、もう一度でできます。',
          'Check that it may be read, then run again. If the file was removed meanwhile, running again is enough.',
        ),
      },
    ),
  badFileName: (name: string): Failure =>
    new Failure(
      'input-invalid',
      text(
        `バックアップの中のファイルの名が使えません: ${name}`,
        `A file in the backup has a name that cannot be used: ${name}`,
      ),
    ),
};
