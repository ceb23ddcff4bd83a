import { endpoints } from '@machimori/contract';
import { keepView, listViews, removeView } from '@machimori/governance';
import { route } from '../route.ts';

export const sheetViewRoutes = [
  route(endpoints.listViews, async ({ run }) => ({ views: await run(listViews, null) })),
  route(endpoints.keepView, async ({ run, input }) => run(keepView, input.body)),
  route(endpoints.removeView, async ({ run, input }) => {
    await run(removeView, input.params);
    return undefined;
  }),
];
