import type { EndpointName } from '@machimori/contract';
import type { Id } from '@machimori/kernel';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import type { Example } from './example.ts';
import type { AskerName, Town } from './town.ts';

const vendor = 'one/contributor';
const officer = 'promoter/contributor';

/** A line that the vendor answers, kept as the worker keeps it. */
export async function vendorsLine(town: Town): Promise<string> {
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
  const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as { lines: { line: string }[] };
  return lines[0]?.line ?? '';
}

let written = 0;

/** What somebody has written into it, and where it stands. */
async function answered(town: Town, who: AskerName, of?: string) {
  const line = of ?? (await vendorsLine(town));
  const params = { line };
  const { cells } = (await town.done(who, 'GET', '/sheet/lines/:line', { params })) as {
    cells: { field: string; version: number }[];
  };
  const seenOf = (field: string): number =>
    Math.max(0, ...cells.filter((cell) => cell.field === field).map(({ version }) => version));
  written += 1;
  const { version } = await town.done(who, 'POST', '/sheet/lines/:line/cells', {
    params,
    body: {
      cells: [
        { field: 'state', seen: seenOf('state'), value: 'implemented' },
        { field: 'statement', seen: seenOf('statement'), value: `確かめている（${written}）` },
      ],
    },
  });
  return { line, version: Number(version) };
}

export async function handedIn(town: Town, who: AskerName, of?: string) {
  const answer = await answered(town, who, of);
  const { moved } = (await town.done(who, 'POST', '/sheet/submissions', {
    body: { answers: [answer] },
  })) as { moved: { version: number }[] };
  return { line: answer.line, version: moved[0]?.version ?? 0 };
}

/** A line of the vendor's whose answer was accepted. */
export async function acceptedLine(town: Town, of?: string): Promise<string> {
  const answer = await handedIn(town, vendor, of);
  await town.done('promoter/approver', 'POST', '/sheet/decisions', {
    body: { answers: [answer], verdict: 'accept', reason: '' },
  });
  return answer.line;
}

/** What is sent to the routes of the check sheet when all is right. */
export const sheetExamples: Partial<Record<EndpointName, Example>> = {
  listLines: {
    as: vendor,
    send: async (town) => {
      await vendorsLine(town);
      return {};
    },
  },
  readLine: {
    as: vendor,
    send: async (town) => ({ params: { line: (await answered(town, vendor)).line } }),
  },
  recordAnswer: {
    as: vendor,
    send: async (town) => {
      const { line } = await answered(town, vendor);
      const { cells } = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
        params: { line },
      })) as { cells: { field: string; version: number }[] };
      const seen = cells.find(({ field }) => field === 'statement')?.version ?? 0;
      written += 1;
      const value = `書きなおした（${written}）`;
      return { params: { line }, body: { cells: [{ field: 'statement', seen, value }] } };
    },
  },
  recordAnswers: {
    as: vendor,
    send: async (town) => {
      const { line } = await answered(town, vendor);
      const { cells } = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
        params: { line },
      })) as { cells: { field: string; version: number }[] };
      const seen = cells.find(({ field }) => field === 'statement')?.version ?? 0;
      written += 1;
      const value = `まとめて書いた（${written}）`;
      return { body: { lines: [{ line, cells: [{ field: 'statement', seen, value }] }] } };
    },
  },
  submitAnswers: {
    as: vendor,
    send: async (town) => ({ body: { answers: [await answered(town, vendor)] } }),
  },
  placeOfLine: {
    as: vendor,
    send: async (town) => ({
      params: { line: await vendorsLine(town) },
      query: { answeredBy: 'gyosha-a', order: 'due' },
    }),
  },
  confirmAnswers: {
    as: vendor,
    send: async (town) => {
      const answer = await handedIn(town, vendor);
      const { moved } = (await town.done('promoter/approver', 'POST', '/sheet/decisions', {
        body: { answers: [answer], verdict: 'accept', reason: '' },
      })) as { moved: { version: number }[] };
      return { body: { answers: [{ line: answer.line, version: moved[0]?.version ?? 0 }] } };
    },
  },
  decideAnswers: {
    as: 'promoter/approver',
    send: async (town) => ({
      body: { answers: [await handedIn(town, vendor)], verdict: 'accept', reason: '' },
    }),
  },
  selfCheckAnswers: {
    as: officer,
    send: async (town) => {
      await town.owner.query(
        `insert into approval_policies (city_id, self_check, version) values ($1, true, 1)
           on conflict (city_id) do update set self_check = true`,
        [town.city],
      );
      return { body: { answers: [await handedIn(town, officer)], reason: '一人しかいない' } };
    },
  },
};
