import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { deleteView, readViews, type SheetView, writeView } from './view-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  noName: text('見かたの名前を入れてください。', 'Give the view a name.'),
  many: text('見かたは、ひとり50個まで残せます。', 'One person keeps 50 views at most.'),
  manyNext: text('使わない見かたを消してください。', 'Remove views that you do not use.'),
};

const mostViews = 50;

/** Ways of looking at the check sheet that one keeps, and those that others of one's organisation share. */
export const listViews = defineUseCase<null, readonly SheetView[]>({
  name: 'list-views',
  action: 'sheet:read',
  kind: 'query',
  handle: async (context) => ({ output: await readViews(context) }),
});

/** Keeps a way of looking at the sheet, in the place of one's own of the same name. */
export const keepView = defineUseCase<
  Pick<SheetView, 'name' | 'filter' | 'shared'>,
  { readonly view: Id<'sheetView'> }
>({
  name: 'keep-view',
  action: 'sheet:keep-view',
  kind: 'command',
  async handle(context, { name: given, filter, shared }) {
    const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (name === '') throw new Failure('input-invalid', messages.noName, { field: 'name' });
    const own = (await readViews(context)).filter((each) => each.own && each.name !== name);
    if (own.length >= mostViews)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const view = context.ids.next('sheetView');
    await writeView(context, view, { name, filter, shared }, context.now);
    return { output: { view }, content: { view, shared } };
  },
});

/** Removes a view of one's own. */
export const removeView = defineUseCase<{ readonly view: string }, null>({
  name: 'remove-view',
  action: 'sheet:keep-view',
  kind: 'command',
  async handle(context, { view }) {
    if (!(await deleteView(context, view))) throw new Failure('not-found', messages.none);
    return { output: null, content: { view } };
  },
});
