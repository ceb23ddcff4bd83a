import type { Act } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { type ControlRow, findControl, holdControl } from './control-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  removed: text('この対策は、取り除かれています。', 'This control was removed.'),
  notYours: text(
    'この対策は、ほかの組織のものです。見ることはできますが、変えられません。',
    'This control is another organisation’s: you may look at it, not change it.',
  ),
  notYoursNext: text(
    '自分の組織の行だけ違うときは、その行の画面で書きかえるか、対策から外せます。',
    'Where your own line differs, write into it, or release it, on its own page.',
  ),
  moved: text(
    'ほかの人が先にこの対策を変えました。何も変えていません。',
    'Somebody else changed this control first; nothing was changed.',
  ),
  movedNext: text('新しい内容を確かめて、もう一度行ってください。', 'Look at it, and do it again.'),
};

/** A control that one sees. Throws `not-found`. */
export async function controlAtHand(act: Act, id: string): Promise<ControlRow> {
  const row = await findControl(act, id);
  if (row === undefined) throw new Failure('not-found', messages.none);
  return row;
}

/** Whether whoever acts keeps a control up: of their organisation, or any for whoever sees the whole city. */
export const isOwnControl = (
  { scope }: Pick<Act, 'scope'>,
  { organisation }: Pick<ControlRow, 'organisation'>,
): boolean => scope.reach === 'city' || organisation === scope.organisation;

/**
 * A control that whoever acts keeps up, held until the act is over. `seen`: the version that they saw. Throws
 * `not-found`, `forbidden`, and `conflict` where it was removed, or is another by now.
 */
export async function ownControl(act: Act, id: string, seen?: number): Promise<ControlRow> {
  if (!isOwnControl(act, await controlAtHand(act, id)))
    throw new Failure('forbidden', messages.notYours, { next: messages.notYoursNext });
  await holdControl(act, id);
  const row = await controlAtHand(act, id);
  if (row.removedAt !== undefined) throw new Failure('conflict', messages.removed);
  if (seen !== undefined && row.version !== seen)
    throw new Failure('conflict', messages.moved, { next: messages.movedNext });
  return row;
}
