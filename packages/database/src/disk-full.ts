import { Failure, text } from '@machimori/kernel';
import { codeOf } from './connection-failure.ts';

/** PostgreSQL's word and those of the system: full, over the quota, over the limit of a file. */
const codes: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT', 'EFBIG']);

/** What is told where the disk took no more, whoever wrote: the database or a file. Other errors stay as they are. */
export const diskFull = {
  is: (error: unknown): boolean => !(error instanceof Failure) && codes.has(codeOf(error)),
  of: (cause: unknown): Failure =>
    new Failure(
      'output-unwritable',
      text(
        'サーバーのディスクに空きがないため、保存できませんでした。入力したものは、保存されていません。',
        'The disk of the server is full. What you entered was not saved.',
      ),
      {
        cause,
        next: text(
          '管理者に、ディスクの空きをつくるよう知らせてください。空きができれば、そのままもう一度行えます。',
          'Tell the administrator to make room on the disk; then simply try again.',
        ),
      },
    ),
};
