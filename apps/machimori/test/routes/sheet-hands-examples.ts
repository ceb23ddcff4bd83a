import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import { vendorsLine } from './sheet-examples.ts';

const vendor = 'one/contributor';

/** What is sent to the routes of whoever has lines in hand when all is right. */
export const sheetHandsExamples: Partial<Record<EndpointName, Example>> = {
  assignLines: {
    as: vendor,
    send: async (town) => ({
      body: { lines: [await vendorsLine(town)], person: town.person(vendor).person },
    }),
  },
  listAssignable: {
    as: vendor,
    send: async (town) => ({ query: { line: await vendorsLine(town) } }),
  },
  listOwnLines: {
    as: vendor,
    send: async (town) => {
      await town.done(vendor, 'POST', '/sheet/assignments', {
        body: { lines: [await vendorsLine(town)], person: town.person(vendor).person },
      });
      return {};
    },
  },
};
