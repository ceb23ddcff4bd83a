import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { insertOrganisation, listOrganisations } from './city-store.ts';
import { readName } from './name.ts';

const messages = {
  there: text('同じ名前の組織が、もうあります。', 'There is an organisation of this name already.'),
  thereNext: text(
    '区別のつく名前にするか、ある組織に招待してください。',
    'Use a name that tells them apart, or invite into the one that is there.',
  ),
};

/** Gives another organisation a seat in the city. */
export const addOrganisation = defineUseCase<
  { readonly name: string },
  { readonly organisation: Id<'organisation'> }
>({
  name: 'add-organisation',
  action: 'organisation:add',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now } = context;
    const name = readName(input.name);
    if ((await listOrganisations(context)).some((each) => each.name === name))
      throw new Failure('conflict', messages.there, { next: messages.thereNext });
    const organisation = ids.next('organisation');
    await insertOrganisation(context, {
      city: scope.inCity,
      organisation,
      party: ids.next('party'),
      name,
      promoter: false,
      now,
    });
    return {
      output: { organisation },
      subjects: [organisation],
      content: { name },
      events: [{ type: 'organisation.added', aggregate: organisation, payload: { organisation } }],
    };
  },
});
