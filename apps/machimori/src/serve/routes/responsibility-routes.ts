import { endpoints } from '@machimori/contract';
import { askPlan } from '../ask-plan.ts';
import { route } from '../route.ts';

/** Views of the plan as they are: what one sees of it was decided where they are made. */
export const responsibilityRoutes = [
  route(
    endpoints.readResponsibilities,
    async ({ world, actor }) => (await askPlan(world, actor, { ask: 'responsibilities' })) as never,
  ),

  route(endpoints.readResponsibilityMatrix, async ({ world, actor, input }) => {
    const { by, of } = input.query;
    return (await askPlan(world, actor, { ask: 'matrix', by, of })) as never;
  }),

  route(
    endpoints.readContactPoints,
    async ({ world, actor }) => (await askPlan(world, actor, { ask: 'contacts' })) as never,
  ),

  route(
    endpoints.readStanding,
    async ({ world, actor }) => (await askPlan(world, actor, { ask: 'standing' })) as never,
  ),
];
