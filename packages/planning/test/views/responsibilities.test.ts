import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type City, checkCityValues, readCity } from '@machimori/city';
import { describe, expect, it } from 'vitest';
import {
  contactPoints,
  type ElementEdit,
  elementView,
  PlanView,
  planCity,
  responsibilities,
  responsibilityMatrix,
  seenCity,
  seenPlan,
  standingOf,
} from '../../src/index.ts';
import { edition } from '../edition.ts';
import { boundary, component, contract, smallCity } from '../small-city.ts';

const root = join(import.meta.dirname, '../../../..');
const sample = readCity({
  name: 'city.yaml',
  text: readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8'),
}).city as City;
const asOf = '2026-11-21';
const viewOf = (city: City): PlanView =>
  new PlanView(planCity({ city, edition, asOf, version: 'test' }), edition, city);

/** What the register does with edits, for a city in memory; `was` must be what is there. */
function edited(city: City, edits: readonly ElementEdit[]): City {
  let now = city;
  for (const edit of edits) {
    const list = now[edit.kind] as readonly { readonly key: string }[];
    if (edit.change === 'add') {
      expect(list.some(({ key }) => key === edit.key)).toBe(false);
      now = { ...now, [edit.kind]: [...list, { ...edit.body, key: edit.key }] } as unknown as City;
      continue;
    }
    const there = list.find(({ key }) => key === edit.key) as Record<string, unknown>;
    for (const [field, was] of Object.entries(edit.was))
      expect(there[field] ?? null).toEqual(was ?? null);
    const body = Object.fromEntries(
      Object.entries({ ...there, ...edit.now }).filter(([, value]) => value !== null),
    );
    now = {
      ...now,
      [edit.kind]: list.map((each) => (each.key === edit.key ? body : each)),
    } as City;
  }
  const { diagnostics } = checkCityValues(now);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return now;
}

/** Every way that is offered closes the problem it is offered for, and opens none. */
function expectClosed(city: City): void {
  const before = responsibilities(viewOf(city));
  for (const problem of before.problems)
    for (const remedy of problem.remedies) {
      const filled = remedy.edits.map((edit) =>
        remedy.kind === 'self-check' && edit.change === 'set'
          ? { ...edit, now: { selfCheck: { kind: 'other-department', by: '監査室', on: asOf } } }
          : edit,
      );
      const after = responsibilities(viewOf(edited(city, filled)));
      if (remedy.kind === 'self-check') {
        expect(after.problems.find(({ kind }) => kind === 'self-check')?.recorded?.by).toBe(
          '監査室',
        );
        continue;
      }
      expect([remedy.id, after.problems.some(({ id }) => id === problem.id)]).toEqual([
        remedy.id,
        false,
      ]);
      const open = ({ counts }: typeof after): number => counts.gap + counts.overlap;
      expect(open(after)).toBeLessThanOrEqual(open(before));
    }
}

describe('what is wrong with who does what', () => {
  it('counts as the plan does, what nobody does first', () => {
    const view = viewOf(sample);
    const { counts, problems } = responsibilities(view);
    expect(counts.gap).toBe(view.plan.counts.gaps);
    for (const kind of ['gap', 'overlap', 'presumed', 'self-check'] as const)
      expect(
        problems.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.demanded, 0),
      ).toBe(counts[kind]);
    expect(problems[0]?.kind).toBe('gap');
    expect(problems.every(({ remedies }) => remedies.length > 0)).toBe(true);
  });

  it('closes everything of the sample city by what it offers', () => expectClosed(sample));

  it.each([
    [
      'two contracts that name two organisations',
      smallCity({
        components: [component('system', { operator: 'firm' })],
        contracts: [
          contract('k-1', 'firm', ['system'], { boundaries: [boundary('system', 'firm')] }),
          contract('k-2', 'other-firm', ['system'], {
            boundaries: [boundary('system', 'other-firm')],
          }),
        ],
      }),
      'overlap',
    ],
    [
      'an operator without a contract',
      smallCity({ components: [component('system', { operator: 'firm' })], contracts: [] }),
      'gap',
    ],
    [
      'a contract that is silent',
      smallCity({
        components: [component('system', { operator: 'firm' })],
        contracts: [contract('k', 'firm', ['system'])],
      }),
      'gap',
    ],
  ] as const)('closes %s', (_, city, kind) => {
    const [first] = responsibilities(viewOf(city)).problems;
    expect(first?.kind).toBe(kind);
    expect(first?.remedies.length).toBeGreaterThan(0);
    expectClosed(city);
  });

  it('closes all that a silent contract covers in one act, and leaves nothing of it presumed', () => {
    const city = smallCity({
      components: [
        component('system', { operator: 'firm' }),
        component('other-system', { operator: 'firm' }),
        component('third-system', { operator: 'firm' }),
      ],
      contracts: [contract('k', 'firm', ['system', 'other-system', 'third-system'])],
    });
    const { problems } = responsibilities(viewOf(city));
    expect(problems.filter(({ contract: of }) => of?.key === 'k').length).toBeGreaterThan(2);
    for (const { remedies } of problems.filter(({ kind }) => kind === 'gap')) {
      const [all] = remedies;
      expect(all?.id).toBe('boundaries:k:firm');
      expect(all?.sentence.ja).toContain('3か所すべて');
      const after = responsibilities(viewOf(edited(city, all?.edits ?? [])));
      expect(after.problems.filter(({ contract: of }) => of?.key === 'k')).toEqual([]);
      // One place alone leaves the others to be presumed.
      const one = remedies.find(({ id }) => id === 'boundary:k:firm');
      const left = responsibilities(viewOf(edited(city, one?.edits ?? [])));
      expect(left.problems.map(({ kind }) => kind)).toContain('presumed');
    }
    expectClosed(city);
  });

  it('offers a share nothing that names what it does not see', () => {
    const keys = new Set(['uneri', 'hoshigawatari-shi', 'k-bus', 'nori-bus', sample.key]);
    const seen = { own: 'uneri', keys };
    const plan = planCity({ city: sample, edition, asOf, version: 'test' });
    const share = new PlanView(
      seenPlan(plan, sample, edition, seen),
      edition,
      seenCity(sample, seen),
    );
    const { problems } = responsibilities(share);
    expect(problems.map(({ place }) => place?.key)).toEqual(['nori-bus', undefined]);
    // Only the promoting body says how it checks itself.
    expect(problems[1]?.remedies).toEqual([]);
    expect(problems[0]?.remedies[0]?.performs).toBe('uneri');
    const { parties, columns } = responsibilityMatrix(share, 'requirements');
    expect(columns.every(({ key }) => keys.has(key))).toBe(true);
    expect(parties.every(({ key }) => key === '*' || keys.has(key))).toBe(true);
    expect(contactPoints(share).organisations.map(({ organisation }) => organisation.key)).toEqual(
      expect.arrayContaining(['uneri', 'hoshigawatari-shi']),
    );
    expect(contactPoints(share).organisations).toHaveLength(2);
  });
});

describe('the matrix', () => {
  it.each(['requirements', 'items'] as const)('says of %s what the plan says', (by) => {
    const { plan } = viewOf(sample);
    const { rows, columns, cells, duties, parties } = responsibilityMatrix(viewOf(sample), by);
    const told = new Map<string, string>();
    for (const [at, row] of cells.entries())
      for (let i = 0; i < row.length; i += 2) {
        const duty = duties[row[i + 1] as number];
        told.set(
          `${rows[at]?.id}@${columns[row[i] as number]?.key}`,
          `${duty?.state} ${duty?.performers.map((n) => parties[n]?.key)}`,
        );
      }
    const rowsOfPlan = by === 'requirements' ? plan.requirements : plan.lines;
    expect(told).toEqual(
      new Map(rowsOfPlan.map(({ id, duty }) => [id, `${duty.state} ${duty.performers}`])),
    );
  });

  it('of one organisation holds what it has a part in', () => {
    const { cells, duties, parties } = responsibilityMatrix(viewOf(sample), 'items', 'kumoi');
    const own = parties.findIndex(({ key }) => key === 'kumoi');
    expect(cells.flat().length).toBeGreaterThan(0);
    for (const { performers, verifier, answerable } of duties)
      expect([...performers, verifier, ...answerable]).toContain(own);
  });
});

it('says of a check item who answers its line, where that is nobody who performs', () => {
  const view = viewOf(sample);
  const { cells, duties, parties, columns, rows } = responsibilityMatrix(view, 'items');
  const told = new Map(
    cells.flatMap((row, at) =>
      row.flatMap((column, i) => {
        if (i % 2 === 1) return [];
        const line = duties[row[i + 1] as number]?.line;
        const id = `${rows[at]?.id}@${columns[column]?.key}`;
        return line === undefined ? [] : [[id, parties[line]?.key] as const];
      }),
    ),
  );
  const expected = view.plan.lines.filter(
    ({ answeredBy, duty: { performers } }) =>
      performers.length > 0 && !performers.includes(answeredBy),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(told).toEqual(new Map(expected.map(({ id, answeredBy }) => [id, answeredBy])));
  expect(
    responsibilityMatrix(view, 'requirements').duties.every(({ line }) => line === undefined),
  ).toBe(true);
});

it('says where a country is only taken to be abroad, and where it is to be written', () => {
  const unknownAt = (city: typeof sample) => {
    const view = viewOf(city);
    return view.plan.subjects.flatMap(({ key }) =>
      (elementView(view, key)?.traits ?? []).flatMap(({ trait, unknownCountries }) =>
        unknownCountries.map((each) => `${key} ${trait} ${each.kind} ${each.key}`),
      ),
    );
  };
  // Of Vantika nobody knows the country.
  const told = unknownAt(sample);
  expect(told.some((each) => each.endsWith('foreignSupplier organisations vantika'))).toBe(true);
  for (const each of told) expect(each).toMatch(/ (foreignSupplier|abroad) /);
  // A country that is known is a fact: nothing is taken for granted any more, and as much is planned.
  const known = {
    ...sample,
    organisations: sample.organisations.map((each) =>
      each.key === 'vantika' ? { ...each, seat: { ...each.seat, country: 'US' } } : each,
    ),
  };
  expect(unknownAt(known).filter((each) => each.endsWith('organisations vantika'))).toEqual([]);
  const scenarios = (city: typeof sample) => viewOf(city).plan.scenarios.map(({ id }) => id);
  expect(scenarios(known)).toEqual(scenarios(sample));
});

it('never makes up a number: who has no contact lacks it', () => {
  const points = contactPoints(viewOf(sample)).organisations;
  for (const { organisation, contacts, missing } of points) {
    expect(contacts).toEqual(
      sample.organisations.find(({ key }) => key === organisation.key)?.contacts,
    );
    for (const purpose of missing)
      expect(contacts.some((each) => each.purpose === purpose)).toBe(false);
  }
  expect(points.find(({ organisation }) => organisation.key === 'kaze')?.missing).toEqual([
    'incident',
    'out-of-hours',
  ]);
});

it('counts each weakness once, and says what an organisation has to look at', () => {
  const view = viewOf(sample);
  const { organisations, own } = standingOf(view, 'uneri');
  expect(organisations.reduce((sum, { findings }) => sum + findings, 0)).toBe(
    view.plan.findings.length,
  );
  expect(own.things.map(({ element }) => element.key)).toContain('nori-bus');
  expect(own.roles).toEqual(['serviceProvider', 'iotVendor']);
});
