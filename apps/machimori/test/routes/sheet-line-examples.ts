import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import { handedIn, vendorsLine } from './sheet-examples.ts';
import type { AskerName, Town } from './town.ts';

const vendor = 'one/contributor';
const other = 'two/contributor';
const sharer = 'two/organisationAdministrator';
const officer = 'promoter/contributor';
const administrator = 'promoter/cityAdministrator';

let added = 0;

/** A line that the vendor adds for itself, each another item of its own. */
async function addedLine(town: Town): Promise<string> {
  await vendorsLine(town);
  const { line } = await town.done(vendor, 'POST', '/sheet/added-lines', { body: ownLine() });
  return String(line);
}
const ownLine = () => {
  added += 1;
  const heading = `控えを確かめる（${added}）`;
  return {
    own: { heading, asks: '年に一度', group: 'service' },
    subject: 's-gyosha-a',
    reason: '点検で決めました',
  };
};

/** The line of this vendor that asks what the other is asked too. */
const lineOfBoth = (key: string): string => `service-2-2@s-${key}`;

/** What the other vendor shares of a question that both are asked. */
async function shared(town: Town): Promise<string> {
  await vendorsLine(town);
  const line = lineOfBoth('gyosha-b');
  const answer = await handedIn(town, other, line);
  await town.done('promoter/approver', 'POST', '/sheet/decisions', {
    body: { answers: [answer], verdict: 'accept', reason: '' },
  });
  await town.done(sharer, 'PUT', '/sheet/sharings/:line', {
    params: { line },
    body: { named: false },
  });
  const { answers } = (await town.done(vendor, 'GET', '/sheet/lines/:line/shared', {
    params: { line: lineOfBoth('gyosha-a') },
  })) as { answers: { share: string }[] };
  return answers[0]?.share ?? '';
}

const settings = async (town: Town, who: AskerName) =>
  (await town.done(who, 'GET', '/sheet/settings')) as { version: number };

/** What is sent to the routes of lines by hand, shared answers and what a city settles, when all is right. */
export const sheetLineExamples: Partial<Record<EndpointName, Example>> = {
  listAddedLines: {
    as: vendor,
    send: async (town) => {
      await addedLine(town);
      return {};
    },
  },
  addLine: {
    as: officer,
    send: async (town) => {
      await vendorsLine(town);
      added += 1;
      return {
        body: {
          own: { heading: `訓練に加わる（${added}）`, asks: '', group: 'governance' },
          subject: 's-gyosha-a',
          answeredBy: 'gyosha-a',
          performer: 'gyosha-a',
          verifier: 'machi',
          reason: '',
        },
      };
    },
  },
  removeLine: {
    as: vendor,
    send: async (town) => ({ params: { line: await addedLine(town) } }),
  },
  readSheetSettings: { as: vendor },
  changeReviewPeriod: {
    as: administrator,
    send: async (town) => ({
      body: { reviewMonths: 18, version: (await settings(town, administrator)).version },
    }),
  },
  readShared: {
    as: vendor,
    send: async (town) => {
      await shared(town);
      return { params: { line: lineOfBoth('gyosha-a') } };
    },
  },
  takeShared: {
    as: vendor,
    send: async (town) => {
      const share = await shared(town);
      const line = lineOfBoth('gyosha-a');
      const { cells } = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
        params: { line },
      })) as { cells: { field: string; version: number }[] };
      const seen = cells
        .filter(({ field }) => field === 'statement')
        .reduce((most, { version }) => Math.max(most, version), 0);
      return { params: { line }, body: { share, seen } };
    },
  },
  shareAnswers: {
    as: 'one/organisationAdministrator',
    send: async (town) => ({ params: { line: await vendorsLine(town) }, body: { named: true } }),
  },
  unshareAnswers: {
    as: sharer,
    send: async (town) => {
      await shared(town);
      return { params: { line: lineOfBoth('gyosha-b') } };
    },
  },
};
