import { type Context, defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readLineRow } from '../sheet/line-store.ts';
import { refreshShared, removeSharing, writeSharing } from './sharing-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  notYours: text(
    '分かち合えるのは、あなたの組織が答える行だけです。',
    'You may share the answers of your own organisation alone.',
  ),
  notShared: text('分かち合っていません。', 'It is not shared.'),
  noOrganisation: text('組織の人として行ってください。', 'Do this as one of an organisation.'),
};

/** One line of one's own, or all that are accepted. */
export interface WhatIsShared {
  /** Undefined: all. */
  readonly line?: string | undefined;
}

/** Whose answers they are. Throws `forbidden` for a line that others answer. */
async function expectOwnAnswers(context: Context, line: string | undefined): Promise<string> {
  const { organisation } = context.scope;
  if (organisation === undefined) throw new Failure('forbidden', messages.noOrganisation);
  if (line === undefined) return organisation;
  const row = await readLineRow(context, line);
  if (row === undefined) throw new Failure('not-found', messages.none);
  if (row.answerer !== organisation) throw new Failure('forbidden', messages.notYours);
  return organisation;
}

/**
 * Lets organisations of the same role in the city read accepted answers of one's own: state and statement, and whose
 * they are where that is chosen. Nothing else of the line is seen, and nothing that is not accepted.
 */
export const shareAnswers = defineUseCase<WhatIsShared & { readonly named: boolean }, null>({
  name: 'share-answers',
  action: 'sheet:share',
  kind: 'command',
  async handle(context, { line, named }) {
    const organisation = await expectOwnAnswers(context, line);
    await writeSharing(context, organisation, { line: line ?? '', named }, context.now);
    await refreshShared(context);
    return {
      output: null,
      subjects: [organisation],
      content: { line: line ?? 'all', named },
    };
  },
});

/** Takes that back; what others took over before stays theirs. */
export const unshareAnswers = defineUseCase<WhatIsShared, null>({
  name: 'unshare-answers',
  action: 'sheet:unshare',
  kind: 'command',
  async handle(context, { line }) {
    const { organisation = '' } = context.scope;
    if (!(await removeSharing(context, organisation, line ?? '')))
      throw new Failure('not-found', messages.notShared);
    await refreshShared(context);
    return { output: null, subjects: [organisation], content: { line: line ?? 'all' } };
  },
});
