import type { City } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlacedRequirement, PlanGraph } from '../src/index.ts';
import { edition, exampleCity, planOf } from './edition.ts';

const city = exampleCity('hoshigawatari/city.yaml');
const plan = planOf(city);
const placed = (id: string): PlacedRequirement => {
  const found = plan.requirements.find((r) => r.id === id);
  if (!found) throw new Error(`${id} is not in the plan`);
  return found;
};

describe('the plan of 星ヶ渡市', () => {
  it('puts the factory passwords, the orphaned accounts and the unsupported sensors among the first ten', () => {
    const why = plan.actions.map((a) => a.why.ja);
    expect(why.some((w) => w.includes('62台のうち3台'))).toBe(true);
    expect(why.some((w) => w.includes('62台のうち8台'))).toBe(true);
    expect(why.some((w) => w.includes('140個のうち9個'))).toBe(true);
  });

  it('has every id once', () => {
    for (const rows of [
      plan.findings,
      plan.scenarios,
      plan.requirements,
      plan.lines,
      plan.sheet,
      plan.contractNotes,
      plan.actions,
    ]) {
      const ids = rows.map((row) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('ranks the sensor with the factory password above all paperwork', () => {
    expect(plan.actions[0]?.from).toContain('finding:w-sensor-password');
  });

  it('gives the water-level sensors a high impact, though anyone may read the water level', () => {
    const sensor = plan.subjects.find((s) => s.key === 'kawa-sensor');
    const level = plan.subjects.find((s) => s.key === 'kawa-suii');
    expect(level?.impact?.confidentiality.value).toBe(1);
    expect(sensor?.impact?.integrity.value).toBe(5);
    expect(sensor?.impact?.availability.value).toBe(5);
    expect(sensor?.impact?.integrity.via).toContain('kawa-mimamori');
  });

  it('lets no supplier verify itself', () => {
    for (const { duty } of [...plan.requirements, ...plan.lines]) {
      if (duty.selfCheck) expect(duty.performers).toContain(city.promoter);
      if (duty.verifier !== undefined) expect(duty.performers).not.toContain(duty.verifier);
    }
  });

  it('confirms the scenarios of a finding and raises them above the same row elsewhere', () => {
    const confirmed = plan.scenarios.filter((s) =>
      s.findings.includes('finding:w-sensor-password'),
    );
    expect(confirmed.length).toBeGreaterThan(0);
    for (const s of confirmed) expect(s.rules).toContain('likelihood-confirmed');
  });

  it('keeps the planned date in the words it was given', () => {
    const line = plan.lines.find((l) => l.id === 'service-2-3@kawa-mimamori');
    expect(line?.planned).toEqual({ raw: '令和8年度下期', by: '2027-03-31', origin: 'stated' });
    expect(line?.state).toBe('planned');
  });

  it('notes the silent contract, the one that ends before its service, and the party of unknown law', () => {
    const notes = plan.contractNotes.map((n) => n.id);
    expect(notes).toContain('silent@k-bus');
    expect(notes).toContain('ends-before-service@k-coin');
    expect(notes).toContain('unknown-law@k-kanshi-kaigai');
  });

  it('does not cry wolf over contracts that are renewed every 31 March', () => {
    expect(
      plan.contractNotes.filter((n) => n.kind === 'ends-before-service').map((n) => n.contract),
    ).toEqual(['k-coin']);
  });
});

describe('duties in 星ヶ渡市', () => {
  // What the decision table must say, row by row of ours/duties.yaml.
  const expected = [
    [
      'a boundary names the operator: it performs, its principal verifies',
      'CPS.AC-1@kenko-techo',
      { performers: ['hiyori'], verifier: 'hoshigawatari-shi', state: 'agreed', selfCheck: false },
    ],
    [
      'a chain of contracts: the last one named performs, its own principal verifies',
      'CPS.AC-1@broker',
      { performers: ['kumoi'], verifier: 'shimase', state: 'agreed', selfCheck: false },
    ],
    [
      'a silent contract: nobody',
      'CPS.AC-1@nori-bus',
      { performers: [], verifier: 'hoshigawatari-shi', state: 'gap', selfCheck: false },
    ],
    [
      'in the promoting body itself: a self-check that says so',
      'CPS.AT-1@machi-kyogikai',
      { performers: ['machi-kyogikai'], verifier: undefined, state: 'in-house', selfCheck: true },
    ],
    [
      'checking a supplier is the principal’s work, and the promoting body verifies',
      'CPS.SC-2@k-toshi-os',
      {
        performers: ['hoshigawatari-shi'],
        verifier: 'machi-kyogikai',
        state: 'in-house',
        selfCheck: false,
      },
    ],
    [
      'a device that its supplier maintains by contract',
      'CPS.MA-2@kawa-sensor',
      { performers: ['mizuoto'], verifier: 'hoshigawatari-shi', state: 'agreed', selfCheck: false },
    ],
  ] as const;
  it.each(expected)('%s', (_, id, duty) => {
    expect(placed(id).duty).toMatchObject(duty);
    expect(placed(id).duty.answerable[0]).toBe('machi-kyogikai');
  });

  it('leave the answer to residents with the promoting body, and a share with the principal', () => {
    expect(placed('CPS.AC-1@kenko-techo').duty.answerable).toEqual([
      'machi-kyogikai',
      'hoshigawatari-shi',
    ]);
  });
});

describe('explain', () => {
  const graph = new PlanGraph(plan, edition, city);

  it('leads from a data set to a party, one link at a time', () => {
    const step = (id: string, to: string): void =>
      expect(graph.explain(id)?.leadsTo.map((e) => e.to.id)).toContain(to);
    step('kenshin-kekka', 'kenko-techo');
    step('kenko-techo', 'specialCareData');
    const scenario = plan.scenarios.find((s) => s.subject === 'kenko-techo' && s.traits.length > 0);
    step(scenario?.traits[0] ?? '', scenario?.id ?? '');
    const demanded = plan.requirements.find(
      (r) => r.scenarios.includes(scenario?.id ?? '') && r.place === 'kenko-techo',
    );
    step(scenario?.id ?? '', demanded?.id ?? '');
    step(demanded?.id ?? '', demanded?.lines[0] ?? '');
    step(demanded?.id ?? '', 'hiyori');
  });

  it('is the same link from both ends', () => {
    for (const id of [
      'CPS.AC-1',
      'service-2-3',
      'kawa-sensor',
      'risk-001',
      plan.lines[0]?.id ?? '',
    ]) {
      const found = graph.explain(id);
      expect(found).toBeDefined();
      for (const { to } of found?.leadsTo ?? [])
        expect(graph.explain(to.id)?.because.map((e) => e.to.id)).toContain(id);
      for (const { to } of found?.because ?? [])
        expect(graph.explain(to.id)?.leadsTo.map((e) => e.to.id)).toContain(id);
    }
  });

  it('says every link once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...graph.ids()), (id) => {
        const found = graph.explain(id);
        for (const edges of [found?.because ?? [], found?.leadsTo ?? []]) {
          const links = edges.map((e) => `${e.kind} ${e.to.id}`);
          expect(new Set(links).size, id).toBe(links.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not take a component for a trait whose name is its key', () => {
    const named = JSON.parse(JSON.stringify(city).replaceAll('"kawa-sensor"', '"sensor"')) as City;
    const other = new PlanGraph(planOf(named), edition, named);
    expect(other.explain('sensor')?.node.kind).toBe('component');
    expect(other.explain('sensor')?.leadsTo.map((e) => e.to.id)).toContain('catalogue:sensor');
    expect(other.explain('catalogue:sensor')?.node.kind).toBe('trait');
  });

  it('knows labels and old keys, and nothing that is not there', () => {
    expect(graph.explain('サービス②-3')?.node.id).toBe('service-2-3');
    expect(graph.explain('都市 OS①−3')?.node.id).toBe('city-os-1-3');
    expect(graph.explain('toshi-os')?.node.id).toBe('hoshi-os');
    expect(graph.explain('nothing-of-the-kind')).toBeUndefined();
  });
});
