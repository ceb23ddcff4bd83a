import { endpoints } from '@machimori/contract';
import { Failure, text } from '@machimori/kernel';
import { askPlan } from '../ask-plan.ts';
import { route } from '../route.ts';

const messages = {
  unknown: text('見つかりません。', 'Not found.'),
};

/** What a view answered, as plain JSON; nothing there is no page. */
const shown = <Answer>(answer: Answer | undefined): Answer => {
  if (answer === undefined) throw new Failure('not-found', messages.unknown);
  return answer;
};

export const planRoutes = [
  route(endpoints.explain, async ({ world, actor, input }) => {
    const { id } = input.query;
    return shown(await askPlan(world, actor, { ask: 'why', id }));
  }),

  route(endpoints.readElementPlan, async ({ world, actor, input }) => {
    const { key } = input.params;
    return shown(await askPlan(world, actor, { ask: 'element', key }));
  }),

  route(endpoints.readPicture, async ({ world, actor, input }) => {
    const { service, organisation, dataSet } = input.query;
    const filter = { service, organisation, dataSet };
    return await askPlan(world, actor, { ask: 'picture', filter });
  }),
];
