import type { EndpointName } from '@machimori/contract';
import { addFile, vendorsLine } from './evidence-examples.ts';
import type { Example } from './example.ts';
import type { Town } from './town.ts';

const vendor = 'one/contributor';

export const wafOf = (name = '入口の守り（WAF）') => ({
  name,
  kind: 'technical',
  state: 'implemented',
  planned: '',
  statement: '不正な通信を、入口の装置で止めている。',
  effectiveOn: '2026-04-01',
  cadenceMonths: 12,
});

/** A control of the vendor that answers its line. */
export async function addControl(town: Town, lines?: readonly string[]): Promise<string> {
  const body = { ...wafOf(), lines: lines ?? [await vendorsLine(town)] };
  return String((await town.done(vendor, 'POST', '/applied-controls', { body }))['control']);
}

const known = new WeakMap<Town, Promise<string>>();

/** The same for whoever only reads. */
function kept(town: Town): Promise<string> {
  const made = known.get(town) ?? addControl(town);
  known.set(town, made);
  return made;
}

const freshParams = async (town: Town) => ({ params: { control: await addControl(town, []) } });

/** What is sent to the routes of applied controls when all is right. */
export const appliedControlExamples: Partial<Record<EndpointName, Example>> = {
  listControls: {
    as: vendor,
    send: async (town) => {
      await kept(town);
      return { query: { words: 'WAF', state: 'implemented', own: 'true' } };
    },
  },
  makeControl: {
    as: vendor,
    send: async (town) => ({ body: { ...wafOf(), lines: [await vendorsLine(town)] } }),
  },
  readControl: { as: vendor, send: async (town) => ({ params: { control: await kept(town) } }) },
  changeControl: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      body: { ...wafOf(), statement: '別の装置で止めている。', seen: 1 },
    }),
  },
  tieLines: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      body: { lines: [await vendorsLine(town)] },
    }),
  },
  alignLines: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      body: {
        lines: [{ line: await vendorsLine(town), cells: { state: 0, planned: 0, statement: 0 } }],
      },
    }),
  },
  releaseLine: {
    as: vendor,
    send: async (town) => {
      const line = await vendorsLine(town);
      const params = { control: await addControl(town, []), line };
      await releaseAll(town, line);
      await town.done(vendor, 'POST', '/applied-controls/:control/lines', {
        params,
        body: { lines: [line] },
      });
      return { params };
    },
  },
  proveControl: {
    as: vendor,
    send: async (town) => ({
      ...(await freshParams(town)),
      body: { evidence: await addFile(town) },
    }),
  },
  unproveControl: {
    as: vendor,
    send: async (town) => {
      const params = { control: await addControl(town, []), evidence: await addFile(town) };
      await town.done(vendor, 'POST', '/applied-controls/:control/evidence', {
        params,
        body: { evidence: params.evidence },
      });
      return { params };
    },
  },
  reviewControl: {
    as: vendor,
    send: async (town) => ({ ...(await freshParams(town)), body: { seen: 1 } }),
  },
  removeControl: { as: vendor, send: freshParams },
};

/** A line is answered by one control at a time. */
async function releaseAll(town: Town, line: string): Promise<void> {
  const { control } = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
    params: { line },
  })) as { control?: { control: string } };
  if (control !== undefined)
    await town.done(vendor, 'DELETE', '/applied-controls/:control/lines/:line', {
      params: { control: control.control, line },
    });
}
