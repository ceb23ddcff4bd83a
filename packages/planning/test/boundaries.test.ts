import { type City, indexCity } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DutyTable } from '../src/duties.ts';
import type { Duty } from '../src/index.ts';
import { edition } from './edition.ts';
import { boundary, component, contract, smallCity } from './small-city.ts';

const requirements = ['CPS.AC-1', 'CPS.DS-1', 'CPS.SC-2'].map((id) => {
  const found = edition.requirements.find((r) => r.id === id);
  if (!found) throw new Error(`the edition has no ${id}`);
  return found;
});

const party = fc.constantFrom('town', 'firm', 'other-firm');

/** One system in the middle of contracts that pass it to and fro, each with its own idea of who does what. */
const passedAround: fc.Arbitrary<City> = fc
  .record({
    owner: party,
    operator: fc.option(party, { nil: undefined }),
    contracts: fc.array(
      fc.record({
        principal: party,
        contractor: party,
        boundaries: fc.array(
          fc.record({ performs: party, only: fc.constantFrom([], [], ['CPS.AC-1']) }),
          { maxLength: 2 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ owner, operator, contracts }) =>
    smallCity({
      components: [component('system', { owner, ...(operator ? { operator } : {}) })],
      contracts: contracts.map(({ principal, contractor, boundaries }, at) =>
        contract(`k-${at}`, contractor, ['system'], {
          principal,
          boundaries: boundaries.map(({ performs, only }) => boundary('system', performs, only)),
        }),
      ),
    }),
  );

const dutiesOf = (city: City): readonly Duty[] => {
  const table = new DutyTable(indexCity(city), edition);
  return requirements.map((requirement) => table.dutyFor('system', requirement));
};

/** The city without one of its boundaries; each in turn. */
const withOneLess = (city: City): readonly City[] =>
  city.contracts.flatMap((k) =>
    k.boundaries.map((_, at) => ({
      ...city,
      contracts: city.contracts.map((other) =>
        other === k ? { ...k, boundaries: k.boundaries.filter((_boundary, i) => i !== at) } : other,
      ),
    })),
  );

describe('contracts that pass one system around', () => {
  it('close no gap by losing a boundary', () => {
    fc.assert(
      fc.property(passedAround, (city) => {
        const gaps = dutiesOf(city).map((duty) => duty.state === 'gap');
        for (const less of withOneLess(city))
          for (const [at, duty] of dutiesOf(less).entries())
            if (gaps[at]) expect(duty.state).toBe('gap');
      }),
      { numRuns: 3_000 },
    );
  });

  it('leave nothing to nobody where a boundary for all names somebody', () => {
    fc.assert(
      fc.property(passedAround, (city) => {
        const forAll = city.contracts.some((k) =>
          k.boundaries.some((b) => b.requirements.length === 0),
        );
        if (forAll) expect(dutiesOf(city)[0]?.state).toMatch(/^(?:agreed|overlap)$/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('clash where they name each other in a circle: no end of it is further down', () => {
    const circle = smallCity({
      components: [component('system', { owner: 'firm', operator: 'town' })],
      contracts: [
        contract('k-1', 'firm', ['system'], {
          principal: 'other-firm',
          boundaries: [boundary('system', 'firm')],
        }),
        contract('k-2', 'firm', ['system'], {
          principal: 'firm',
          boundaries: [boundary('system', 'other-firm')],
        }),
      ],
    });
    expect(dutiesOf(circle)[0]).toMatchObject({
      performers: ['firm', 'other-firm'],
      verifier: 'town',
      state: 'overlap',
    });
  });
});
