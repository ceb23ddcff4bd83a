import { type City, type Contract, type ContractClause, indexCity } from '@machimori/city';
import { describe, expect, it } from 'vitest';
import { DutyTable, joinDuties } from '../src/duties.ts';
import { type Duty, PlanGraph, selfCheckOf } from '../src/index.ts';
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
    rule: 'duty-clause',
    says: 'a clause names who performs a requirement wherever its contract reaches',
    city: smallCity({
      components: [run],
      contracts: [
        contract('k', 'firm', ['system'], {
          clauses: [
            {
              clause: 'security-requirements',
              performs: 'other-firm',
              requirements: ['CPS.AC-1'],
            },
          ],
        }),
      ],
    }),
    place: 'system',
    duty: { performers: ['other-firm'], verifier: 'town', state: 'agreed', contract: 'k' },
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

describe('a clause', () => {
  const clause = (requirements: readonly string[], performs?: string): ContractClause => ({
    clause: 'vulnerability-notification',
    ...(performs === undefined ? {} : { performs }),
    requirements,
  });
  const under = (clauses: readonly ContractClause[], given: Partial<Contract> = {}): City =>
    smallCity({
      components: [run],
      contracts: [contract('k', 'firm', ['system'], { clauses, ...given })],
    });

  it('that is merely there moves nothing: the contract stays silent', () => {
    expect(dutyOf(under([clause([])]), 'system')).toEqual(dutyOf(under([]), 'system'));
    expect(dutyOf(under([clause([])]), 'system').state).toBe('gap');
  });

  it('without a name means the contractor, and only for its requirements', () => {
    const city = under([clause(['CPS.AC-1'])]);
    expect(dutyOf(city, 'system', 'CPS.AC-1')).toMatchObject({
      performers: ['firm'],
      rule: 'duty-clause',
    });
    expect(dutyOf(city, 'system', 'CPS.DS-3').state).toBe('gap');
  });

  it('counts before a boundary for all, and decides how data is handled as well', () => {
    const city = under([clause(['CPS.AC-1', 'CPS.DS-1'], 'town')], {
      boundaries: [boundary('system', 'firm')],
    });
    expect(dutyOf(city, 'system', 'CPS.AC-1').performers).toEqual(['town']);
    expect(dutyOf(city, 'system', 'CPS.DS-1').performers).toEqual(['town']);
    expect(dutyOf(city, 'system', 'CPS.DS-3').performers).toEqual(['firm']);
  });

  it('clashes with a boundary that gives the same requirement to another', () => {
    const city = under([clause(['CPS.AC-1'], 'other-firm')], {
      boundaries: [boundary('system', 'firm', ['CPS.AC-1'])],
    });
    expect(dutyOf(city, 'system')).toMatchObject({
      performers: ['firm', 'other-firm'],
      state: 'overlap',
      rule: 'duty-clash',
    });
  });

  it('lets no supplier evaluate itself', () => {
    const city = under([clause(['CPS.SC-12'], 'firm')]);
    expect(dutyOf(city, 'system', 'CPS.SC-12').performers).toEqual(['town']);
  });
});

describe('a self-check', () => {
  it.each([
    ['other-department', '自己確認（別の部署：監査課）'],
    ['signed', '自己確認（監査課が署名）'],
  ] as const)('says how it is done where the promoter records it: %s', (kind, words) => {
    const selfCheck = { kind, by: '監査課', on: '2026-04-01' };
    const bare = smallCity({ components: [own] });
    const recorded = {
      ...bare,
      // Only the promoting body checks itself: what another records is not used.
      organisations: bare.organisations.map((o) => ({ ...o, selfCheck })),
    };
    const plan = planOf(recorded);
    expect(plan.subjects.filter((s) => s.selfCheck).map((s) => s.key)).toEqual(['town']);
    expect(selfCheckOf(plan).ja).toBe(words);
    const checked = plan.requirements.find((r) => r.duty.selfCheck);
    const told = new PlanGraph(plan, edition, recorded).explain(checked?.id ?? '');
    expect(told?.node.detail?.ja).toContain(words);
    expect(selfCheckOf(planOf(bare)).ja).toBe('自己確認');
  });

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
