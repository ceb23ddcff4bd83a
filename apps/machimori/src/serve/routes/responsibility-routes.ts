import { endpoints } from '@machimori/contract';
import { askPlan } from '../ask-plan.ts';
import { route } from '../route.ts';

/** Views of the plan as they are: what one sees of it was decided where they are made. */
export const responsibilityRoutes = [
  route(
    endpoints.readResponsibilities,
    async ({ world, actor }) => await askPlan(world, actor, { ask: 'responsibilities' }),
  ),

  route(endpoints.readResponsibilityMatrix, async ({ world, actor, input }) => {
    const { by, of } = input.query;
    return await askPlan(world, actor, { ask: 'matrix', by, of });
  }),

  route(
    endpoints.readContactPoints,
    async ({ world, actor }) => await askPlan(world, actor, { ask: 'contacts' }),
  ),

  route(endpoints.readPlanList, async ({ world, actor, input }) => {
    const { list, from, ...filter } = input.query;
    return await askPlan(world, actor, {
      ask: 'list',
      list,
      filter,
      from: Number(from ?? 0),
    });
  }),

  route(
    endpoints.readStanding,
    async ({ world, actor }) => await askPlan(world, actor, { ask: 'standing' }),
  ),
];
