import type { EndpointName } from '@machimori/contract';
import type { Id } from '@machimori/kernel';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { smallPicture } from './approval-examples.ts';
import type { Example } from './example.ts';
import type { Town } from './town.ts';

const vendor = 'one/contributor';
export const saidOf = (title = '点検の記録') => ({
  title,
  note: '毎月の点検',
  effectiveOn: '2026-04-01',
});

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

const known = new WeakMap<Town, Promise<string>>();

/** A file that the vendor put to its line: the same for whoever only reads. */
function proof(town: Town): Promise<string> {
  const made = known.get(town) ?? addFile(town);
  known.set(town, made);
  return made;
}

export async function addFile(town: Town): Promise<string> {
  const line = await vendorsLine(town);
  const { evidence } = await town.done(vendor, 'POST', '/evidence/files', {
    query: { ...saidOf(), fileName: '点検.png', line },
    file: smallPicture,
  });
  return String(evidence);
}

const paramsOf = async (town: Town) => ({ params: { evidence: await proof(town) } });
const freshParams = async (town: Town) => ({ params: { evidence: await addFile(town) } });

/** What is sent to the routes of evidence when all is right. */
export const evidenceExamples: Partial<Record<EndpointName, Example>> = {
  readFileRoom: { as: vendor, send: () => ({}) },
  listEvidence: {
    as: vendor,
    send: async (town) => {
      await proof(town);
      return { query: { words: '点検', kind: 'file' } };
    },
  },
  askForChecks: { as: 'promoter/cityAdministrator' },
  readEvidence: { as: vendor, send: paramsOf },
  listLineEvidence: {
    as: vendor,
    send: async (town) => {
      await proof(town);
      return { params: { line: await vendorsLine(town) } };
    },
  },
  addEvidence: {
    as: vendor,
    send: async (town) => ({
      body: {
        ...saidOf(),
        kind: 'link',
        url: 'https://example.jp/kiroku',
        line: await vendorsLine(town),
        cadenceMonths: 12,
        expiresOn: '2027-03-31',
      },
    }),
  },
  addEvidenceFile: {
    as: vendor,
    send: async (town) => ({
      query: {
        ...saidOf(),
        fileName: '点検.png',
        line: await vendorsLine(town),
        cadenceMonths: 12,
        expiresOn: '2027-03-31',
      },
      file: smallPicture,
    }),
  },
  reviseEvidence: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      body: { ...saidOf('点検の記録（四月）'), seen: 1 },
    }),
  },
  reviseEvidenceFile: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      query: { ...saidOf(), fileName: '点検.png', seen: 1 },
      file: smallPicture,
    }),
  },
  linkEvidence: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      body: { lines: [await vendorsLine(town)] },
    }),
  },
  handOverEvidence: {
    as: 'promoter/contributor',
    send: async (town) => {
      const evidence = await addFile(town);
      const { lines } = (await town.done('promoter/contributor', 'GET', '/sheet/lines', {
        query: { answeredBy: 'gyosha-b' },
      })) as { lines: { line: string }[] };
      const line = lines.at(-1)?.line ?? '';
      // It was put there before the line went to whoever answers now. Other examples work on other lines.
      await town.owner.query(
        'update sheet_lines set answered_since = now() where city_id = $1 and line_id = $2',
        [town.city, line],
      );
      await town.owner.query(
        `update evidence_lines set line_id = $2, linked_at = now() - interval '1 hour'
          where evidence_id = $1`,
        [evidence, line],
      );
      return { params: { line }, body: { evidence: [evidence], to: 'gyosha-b' } };
    },
  },
  unlinkEvidence: {
    as: vendor,
    send: async (town) => ({
      params: { evidence: await addFile(town), line: await vendorsLine(town) },
    }),
  },
  reviewEvidence: {
    as: vendor,
    send: async (town) => ({ ...(await freshParams(town)), body: { seen: 1 } }),
  },
  removeEvidence: { as: vendor, send: freshParams },
  downloadEvidence: {
    as: vendor,
    send: async (town) => ({ params: { evidence: await proof(town), number: 1 } }),
  },
  viewEvidence: {
    as: vendor,
    send: async (town) => ({ params: { evidence: await proof(town), number: 1 } }),
  },
};
