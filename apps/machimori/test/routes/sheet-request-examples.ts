import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import { vendorsLine } from './sheet-examples.ts';
import { sheetLineExamples } from './sheet-line-examples.ts';
import type { Town } from './town.ts';

const officer = 'promoter/contributor';

async function asked(town: Town): Promise<string> {
  const body = { lines: [await vendorsLine(town)], due: '2036-03-31', words: 'お願いします。' };
  const { requests } = (await town.done(officer, 'POST', '/sheet/requests', { body })) as {
    requests: { request: string }[];
  };
  return requests[0]?.request ?? '';
}

/** What is sent to the routes of requests for answers, and of lines by hand and shared answers, when all is right. */
export const sheetRequestExamples: Partial<Record<EndpointName, Example>> = {
  ...sheetLineExamples,
  askForAnswers: {
    as: officer,
    send: async (town) => ({
      body: { lines: [await vendorsLine(town)], due: '2036-03-31', words: '今月のうちに。' },
    }),
  },
  listRequests: {
    as: 'one/contributor',
    send: async (town) => {
      await asked(town);
      return {};
    },
  },
  withdrawRequest: {
    as: officer,
    send: async (town) => ({ params: { request: await asked(town) } }),
  },
};
