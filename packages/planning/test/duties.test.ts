import { type City, indexCity } from '@machimori/city';
import { describe, expect, it } from 'vitest';
import { DutyTable, joinDuties } from '../src/duties.ts';
import type { Duty } from '../src/index.ts';
import { edition, planOf } from './edition.ts';
import { boundary, component, contract, smallCity } from './small-city.ts';

const requirement = (id: string) => {
  const found = edition.requirements.find((r) => r.id === id);
  if (!found) throw new Error(`the edition has no ${id}`);
  return found;
};
const dutyOf = (city: City, place: string, id = 'CPS.AC-1'): Duty =>
  new DutyTable(indexCity(city), edition).dutyFor(place, requirement(id));

/** A system of the town that `firm` runs. */
const run = component('system', { operator: 'firm' });
const own = component('system');

interface Row {
  readonly rule: string;
  readonly says: string;
  readonly city: City;
  readonly place: string;
  readonly requirement?: string;
  readonly duty: Partial<Duty>;
}

// One row at least for each rule of ours/duties.yaml.
const rows: readonly Row[] = [
  {
    rule: 'duty-supplier',
    says: 'checking a supplier is the principal’s work',
    city: smallCity({
      components: [run],
      contracts: [contract('k', 'other-firm', ['system'], { principal: 'firm' })],
    }),
    place: 'k',
    requirement: 'CPS.SC-2',
    duty: { performers: ['firm'], verifier: 'town', state: 'in-house', contract: 'k' },
  },
  {
    rule: 'duty-contract',
    says: 'what a contract must ask, its principal does; in the town itself that is a self-check',
    city: smallCity({ components: [run], contracts: [contract('k', 'firm', ['system'])] }),
    place: 'k',
    requirement: 'CPS.AM-7',
    duty: { performers: ['town'], verifier: undefined, selfCheck: true, contract: 'k' },
  },
  {
    rule: 'duty-city',
    says: 'what concerns the whole city the promoter does',
    city: smallCity({}),
    place: 'the-city',
    duty: { performers: ['town'], verifier: undefined, selfCheck: true, state: 'in-house' },
  },
  {
    rule: 'duty-organisation',
    says: 'an organisation’s own matters are verified by its principal',
    city: smallCity({
      contracts: [contract('k', 'other-firm', [], { principal: 'firm' })],
    }),
    place: 'other-firm',
    duty: { performers: ['other-firm'], verifier: 'firm', state: 'in-house', contract: 'k' },
  },
  {
    rule: 'duty-supplier-of-component',
    says: 'nobody checks itself as a supplier, though a boundary gives it the system',
    city: smallCity({
      components: [run],
      contracts: [contract('k', 'firm', ['system'], { boundaries: [boundary('system', 'firm')] })],
    }),
    place: 'system',
    requirement: 'CPS.SC-12',
    duty: { performers: ['town'], state: 'in-house' },
  },
  {
    rule: 'duty-clash',
    says: 'two organisations named for the same are one too many',
    city: smallCity({
      components: [run],
      contracts: [
        contract('k-1', 'firm', ['system'], { boundaries: [boundary('system', 'firm')] }),
        contract('k-2', 'other-firm', ['system'], {
          boundaries: [boundary('system', 'other-firm')],
        }),
      ],
    }),
    place: 'system',
    duty: { performers: ['firm', 'other-firm'], verifier: 'town', state: 'overlap' },
  },
  {
    rule: 'duty-boundary',
    says: 'a boundary names who performs, and the principal verifies',
    city: smallCity({
      components: [run],
      contracts: [contract('k', 'firm', ['system'], { boundaries: [boundary('system', 'firm')] })],
    }),
    place: 'system',
    duty: { performers: ['firm'], verifier: 'town', state: 'agreed', contract: 'k' },
  },
  {
    rule: 'duty-owner-presumed',
    says: 'an owner who operates under a contract that does not say so is presumed to perform',
    city: smallCity({ components: [own], contracts: [contract('k', 'firm', ['system'])] }),
    place: 'system',
    duty: { performers: ['town'], verifier: undefined, selfCheck: true, state: 'presumed' },
  },
  {
    rule: 'duty-in-house',
    says: 'an owner who operates performs; where it is not the promoter, the promoter verifies',
    city: smallCity({ components: [component('system', { owner: 'firm' })] }),
    place: 'system',
    duty: { performers: ['firm'], verifier: 'town', selfCheck: false, state: 'in-house' },
  },
  {
    rule: 'duty-silent',
    says: 'a contract that merely covers something moves nothing',
    city: smallCity({ components: [run], contracts: [contract('k', 'firm', ['system'])] }),
    place: 'system',
    duty: { performers: [], verifier: 'town', state: 'gap', contract: 'k' },
  },
  {
    rule: 'duty-operator-presumed',
    says: 'where the contract draws boundaries but not this one, the operator is presumed',
    city: smallCity({
      components: [run],
      contracts: [
        contract('k', 'firm', ['system'], {
          boundaries: [boundary('system', 'firm', ['CPS.DS-3'])],
        }),
      ],
    }),
    place: 'system',
    duty: { performers: ['firm'], verifier: 'town', state: 'presumed' },
  },
  {
    rule: 'duty-no-contract',
    says: 'an operator without any contract leaves it to nobody',
    city: smallCity({ components: [run] }),
    place: 'system',
    duty: { performers: [], verifier: 'town', state: 'gap', contract: undefined },
  },
];

describe('the decision table of duties', () => {
  it.each(rows)('$rule: $says', ({ city, place, requirement: id, rule, duty }) => {
    expect(dutyOf(city, place, id)).toMatchObject({ ...duty, rule });
  });

  it('has no rule that these cases leave out', () => {
    expect(rows.map((row) => row.rule)).toEqual(edition.dutyRules.map((rule) => rule.id));
  });

  it('leaves the answer to residents with the promoter, a share with principal and owner', () => {
    const city = smallCity({
      components: [component('system', { owner: 'firm', operator: 'other-firm' })],
      contracts: [
        contract('k', 'other-firm', ['system'], {
          principal: 'firm',
          boundaries: [boundary('system', 'other-firm')],
        }),
      ],
    });
    expect(dutyOf(city, 'system').answerable).toEqual(['town', 'firm']);
  });
});

describe('a boundary', () => {
  const chain = (given: Partial<Parameters<typeof contract>[3]> = {}): City =>
    smallCity({
      components: [component('system', { operator: 'other-firm' })],
      contracts: [
        contract('k-1', 'firm', ['system'], { boundaries: [boundary('system', 'firm')] }),
        contract('k-2', 'other-firm', ['system'], {
          principal: 'firm',
          kind: 'subcontracting',
          boundaries: [boundary('system', 'other-firm')],
          ...given,
        }),
      ],
    });

  it('further down a chain of contracts counts, and its own principal verifies', () => {
    expect(dutyOf(chain(), 'system')).toMatchObject({
      performers: ['other-firm'],
      verifier: 'firm',
      state: 'agreed',
      contract: 'k-2',
    });
  });

  it('for one requirement counts before one for all', () => {
    const city = smallCity({
      components: [run],
      contracts: [
        contract('k', 'firm', ['system'], {
          boundaries: [boundary('system', 'firm'), boundary('system', 'town', ['CPS.AC-1'])],
        }),
      ],
    });
    expect(dutyOf(city, 'system', 'CPS.AC-1').performers).toEqual(['town']);
    expect(dutyOf(city, 'system', 'CPS.DS-3').performers).toEqual(['firm']);
  });

  it('for data decides how data is handled; encryption follows the system', () => {
    const data = {
      key: 'levels',
      name: '水位',
      owner: 'town',
      informationAssets: [],
      disclosure: 'open',
      personalData: [],
      consent: 'not-needed',
    } as const;
    const city = smallCity({
      components: [component('system', { operator: 'firm', dataSets: ['levels'] })],
      dataSets: [data as never],
      contracts: [
        contract('k', 'firm', ['system'], {
          boundaries: [
            boundary('system', 'firm'),
            { aspect: 'data', subject: 'levels', performs: 'town', requirements: [] },
          ],
        }),
      ],
    });
    expect(dutyOf(city, 'system', 'CPS.DS-1').performers).toEqual(['town']);
    expect(dutyOf(city, 'system', 'CPS.DS-3').performers).toEqual(['firm']);
  });

  it('that names a contract’s own principal is verified by the promoter, not by itself', () => {
    const city = smallCity({
      components: [component('system', { owner: 'firm', operator: 'other-firm' })],
      contracts: [
        contract('k', 'other-firm', ['system'], {
          principal: 'firm',
          boundaries: [boundary('system', 'firm')],
        }),
      ],
    });
    expect(dutyOf(city, 'system')).toMatchObject({
      performers: ['firm'],
      verifier: 'town',
      selfCheck: false,
    });
  });
});

describe('a self-check', () => {
  it('is only ever the promoter’s, whoever else performs in the same city', () => {
    const plan = planOf(
      smallCity({
        components: [own, component('theirs', { owner: 'firm' })],
      }),
    );
    const checked = plan.requirements.filter((r) => r.duty.selfCheck);
    expect(checked.length).toBeGreaterThan(0);
    for (const { duty } of checked) expect(duty.performers).toEqual(['town']);
    for (const { duty } of plan.requirements.filter((r) => r.place === 'theirs'))
      expect(duty).toMatchObject({ performers: ['firm'], verifier: 'town', selfCheck: false });
  });
});

describe('the duty of a line', () => {
  const duty = (given: Partial<Duty>): Duty => ({
    performers: ['firm'],
    verifier: 'other-firm',
    selfCheck: false,
    answerable: ['town'],
    state: 'agreed',
    rule: 'duty-boundary',
    contract: undefined,
    ...given,
  });

  it('is none without requirements, and the one they share', () => {
    const one = duty({});
    expect(joinDuties([], 'town')).toBeUndefined();
    expect(joinDuties([one, one], 'town')).toBe(one);
  });

  it('has everybody who performs, and the worst state whichever comes first', () => {
    const gap = duty({ performers: [], state: 'gap', rule: 'duty-silent' });
    for (const parts of [
      [duty({}), gap],
      [gap, duty({})],
    ])
      expect(joinDuties(parts, 'town')).toMatchObject({
        performers: ['firm'],
        state: 'gap',
        rule: 'duty-silent',
      });
  });

  it('goes to the promoter where its verifier performs a part of it', () => {
    const other = duty({ performers: ['other-firm'], verifier: 'firm' });
    expect(joinDuties([duty({}), other], 'town')).toMatchObject({
      performers: ['firm', 'other-firm'],
      verifier: 'town',
      selfCheck: false,
    });
    const towns = duty({ performers: ['town', 'other-firm'], verifier: 'firm' });
    expect(joinDuties([duty({}), towns], 'town')).toMatchObject({
      verifier: undefined,
      selfCheck: true,
    });
  });
});
