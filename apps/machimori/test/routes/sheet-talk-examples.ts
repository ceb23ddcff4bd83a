import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import { vendorsLine } from './sheet-examples.ts';
import type { Town } from './town.ts';

const vendor = 'one/contributor';

/** A comment of the vendor that calls the promoting body. */
async function talked(town: Town): Promise<{ line: string; comment: string }> {
  const line = await vendorsLine(town);
  const { comment } = await town.done(vendor, 'POST', '/sheet/lines/:line/talk', {
    params: { line },
    body: { words: '機器の型番を教えてください。', calls: [town.organisations.promoter] },
  });
  return { line, comment: String(comment) };
}

/** What is sent to the routes of comments when all is right. */
export const sheetTalkExamples: Partial<Record<EndpointName, Example>> = {
  readTalk: {
    as: vendor,
    send: async (town) => ({ params: { line: (await talked(town)).line } }),
  },
  writeComment: {
    as: vendor,
    send: async (town) => {
      const { line, comment } = await talked(town);
      return {
        params: { line },
        body: {
          words: 'もう一つあります。',
          thread: comment,
          calls: [town.organisations.promoter],
        },
      };
    },
  },
  settleTalk: {
    as: vendor,
    send: async (town) => ({
      params: { thread: (await talked(town)).comment },
      body: { resolved: true },
    }),
  },
  listMentions: {
    as: 'promoter/contributor',
    send: async (town) => {
      await talked(town);
      return {};
    },
  },
  noteMentions: {
    as: 'promoter/contributor',
    send: async (town) => ({ body: { comments: [(await talked(town)).comment] } }),
  },
};
