import type { EndpointName } from '@machimori/contract';
import type { Id } from '@machimori/kernel';
import { comparePlansNow, planCityNow } from '../../src/serve/plan-city-task.ts';
import type { Example } from './example.ts';
import { type AskerName, marks, type Town } from './town.ts';

const theEdition = 'mic-smart-city-security/2.0-draft';
const recorder = 'promoter/contributor';
const administrator = 'promoter/cityAdministrator';
const vendor = 'one/contributor';

/** A change of a field of the city's head, from what it says now. */
async function populationChange(town: Town, now: number) {
  const params = { kind: 'city', key: 'toshi' };
  const { element } = (await town.done(recorder, 'GET', '/city/elements/:kind/:key', {
    params,
  })) as { element: { body: { population: number } } };
  return {
    change: 'set',
    kind: 'city',
    key: 'toshi',
    was: { population: element.body.population },
    now: { population: now },
  };
}

/** A new name of the vendor's service: residents read it, so the promoting body decides. */
export async function renaming(town: Town, name: string) {
  const params = { kind: 'components', key: 's-gyosha-a' };
  const { element } = (await town.done(vendor, 'GET', '/city/elements/:kind/:key', {
    params,
  })) as { element: { body: { name: string } } };
  return { change: 'set', ...params, was: { name: element.body.name }, now: { name } };
}

let made = 0;
const nextNumber = (): number => {
  made += 1;
  return made;
};
async function proposed(town: Town, who: AskerName = vendor): Promise<string> {
  const edits = [await renaming(town, `お知らせ ${marks.one} ${nextNumber()}`)];
  const answer = await town.done(who, 'POST', '/city/changes', {
    body: { edits, note: '名前を変えます' },
  });
  return String(answer['proposal']);
}

const outlineFile = (): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: 'Polygon',
      coordinates: [
        [
          [138.5, 36.5],
          [139, 36.5],
          [139, 37],
          [138.5, 36.5],
        ],
      ],
    }),
  );
const guidedAnswers = {
  promoter: {
    cityName: `まち ${marks.near}`,
    organisationName: `役場 ${marks.near}`,
    legalForm: 'public-body',
    population: 6_900,
  },
  services: [{ key: 'hinan-annai', domain: 'disaster', name: '水位お知らせ' }],
  platform: { kind: 'none', name: '' },
  devices: [],
  dataSets: [],
  suppliers: [],
  supplied: [],
  contacts: [],
};

/** The town's description, as if its head had come from answers to questions. */
async function beginGuided({ owner, city }: Town): Promise<void> {
  await owner.query(
    `insert into guided_starts (city_id, answers, finished, made, changed_at)
     select city_id, $2, '{promoter}', jsonb_build_array(
       jsonb_build_object('kind', kind, 'key', element_key, 'body', body)), now()
     from elements where city_id = $1 and kind = 'city' on conflict do nothing`,
    [city, JSON.stringify(guidedAnswers)],
  );
}

/** What is sent to the routes of the city's description when all is right. */
/** A change of the city, planned and compared. */
async function planChanged(town: Town): Promise<{ readonly change: string }> {
  const body = { edits: [await populationChange(town, 80_000 + nextNumber())], note: '' };
  const near = town.city as Id<'city'>;
  // What was there before has a plan, and so has what is there now.
  await planCityNow(town.world, town.world.planner, near);
  const { revision } = await town.done(recorder, 'POST', '/city/changes', { body });
  await planCityNow(town.world, town.world.planner, near);
  await comparePlansNow(town.world, town.world.planner, near);
  return { change: `${revision}-0` };
}

export const registerExamples: Partial<Record<EndpointName, Example>> = {
  readCityNames: { as: vendor },
  readGuidelineNames: { as: vendor },
  findElements: { as: vendor, send: () => ({ query: { kind: 'components', text: 'お知らせ' } }) },
  readElement: {
    as: vendor,
    send: () => ({ params: { kind: 'components', key: 's-gyosha-a' } }),
  },
  planRemoval: {
    as: 'promoter/contributor',
    send: () => ({ params: { kind: 'components', key: 's-gyosha-a' } }),
  },
  previewChange: {
    as: recorder,
    send: async (town) => ({ body: { edits: [await populationChange(town, 6_901)] } }),
  },
  changeRegister: {
    as: recorder,
    send: async (town) => ({ body: { edits: [await populationChange(town, 6_902)], note: '' } }),
  },
  undoChange: {
    as: recorder,
    send: async (town) => {
      const body = { edits: [await populationChange(town, 90_000 + nextNumber())], note: '' };
      const { revision } = await town.done(recorder, 'POST', '/city/changes', { body });
      return { params: { revision } };
    },
  },
  compareRevisions: { as: 'promoter/auditor', send: () => ({ query: { from: 0 } }) },
  explain: { as: vendor, send: () => ({ query: { id: 's-gyosha-a' } }) },
  readElementPlan: { as: vendor, send: () => ({ params: { key: 's-gyosha-a' } }) },
  readPicture: { as: vendor, send: () => ({ query: { organisation: 'gyosha-a' } }) },
  readGuideline: { as: 'nobody', send: () => ({ params: { part: 'checkItems' } }) },
  readResponsibilities: { as: vendor },
  readResponsibilityMatrix: { as: vendor, send: () => ({ query: { by: 'requirements' } }) },
  readContactPoints: { as: vendor },
  readStanding: { as: vendor },
  readPlanList: { as: vendor, send: () => ({ query: { list: 'lines', state: 'open' } }) },
  readYardstick: { as: vendor },
  readCriteria: { as: vendor },
  tryYardstick: { as: administrator, send: () => ({ body: { edition: theEdition } }) },
  adoptYardstick: {
    as: administrator,
    send: async (town) => {
      const { revision, present } = (await town.done(vendor, 'GET', '/plan/yardstick')) as {
        revision: number;
        present: { yardstick: number };
      };
      const baseYardstick = present.yardstick;
      return { body: { edition: theEdition, baseRevision: revision, baseYardstick } };
    },
  },
  listPlanChanges: { as: vendor },
  readPlanChange: { as: recorder, send: async (town) => ({ params: await planChanged(town) }) },
  readPlanChangeRows: {
    as: recorder,
    send: async (town) => ({ params: await planChanged(town), query: { of: 'lines.changed' } }),
  },
  readMap: { as: vendor },
  readOutline: { as: vendor },
  keepOutline: {
    as: administrator,
    send: () => ({ file: outlineFile(), query: { name: '木の端町' } }),
  },
  removeOutline: { as: administrator },
  readGuided: { as: administrator },
  keepGuided: { as: administrator, send: () => ({ body: { answers: guidedAnswers } }) },
  previewGuided: {
    as: administrator,
    send: async (town) => {
      await beginGuided(town);
      return { body: { answers: guidedAnswers } };
    },
  },
  finishGuided: {
    as: administrator,
    send: async (town) => {
      await beginGuided(town);
      return { params: { step: 'promoter' }, body: { answers: guidedAnswers } };
    },
  },
  readProposals: { as: vendor },
  decideProposal: {
    as: administrator,
    send: async (town) => ({
      params: { proposal: await proposed(town) },
      body: { decision: 'decline', reason: '今の名前のままにします' },
    }),
  },
  withdrawProposal: {
    as: vendor,
    send: async (town) => ({ params: { proposal: await proposed(town) } }),
  },
};
