import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';

const vendor = 'one/contributor';
const body = { name: '確認を待つ行', filter: { stage: 'submitted' }, shared: false };

/** What is sent to the routes of views that people keep when all is right. */
export const sheetViewExamples: Partial<Record<EndpointName, Example>> = {
  listViews: {
    as: vendor,
    send: async (town) => {
      await town.done(vendor, 'POST', '/sheet/views', { body });
      return {};
    },
  },
  keepView: { as: vendor, send: async () => ({ body }) },
  removeView: {
    as: vendor,
    send: async (town) => {
      const { view } = await town.done(vendor, 'POST', '/sheet/views', { body });
      return { params: { view: String(view) } };
    },
  },
};
