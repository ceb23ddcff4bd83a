import type { AccountSummary, City, Weakness } from '@machimori/city';
import { describe, expect, it } from 'vitest';
import { edition, planOf } from './edition.ts';
import { component, contract, flow, smallCity } from './small-city.ts';

const sensor = component('sensor', { kind: 'device-group', operator: 'firm' });
const weakness = (given: Partial<Weakness>): Weakness => ({
  key: 'w',
  kind: 'default-password',
  subject: 'sensor',
  foundOn: '2026-10-06',
  ...given,
});
const accounts = (given: Partial<AccountSummary>): AccountSummary => ({
  key: 'a',
  component: 'portal',
  kind: 'staff',
  total: 20,
  orphaned: 0,
  dormant: 0,
  withoutSecondFactor: 0,
  ...given,
});
const found = (city: Partial<City>): string[] => planOf(smallCity(city)).findings.map((f) => f.id);

describe('a finding', () => {
  it('tells its counts, as far as they are known', () => {
    const said = (given: Partial<Weakness>): string | undefined =>
      planOf(smallCity({ components: [sensor], weaknesses: [weakness(given)] })).findings[0]
        ?.sentence.ja;
    expect(said({ affected: 3, total: 62 })).toContain('62台のうち3台');
    expect(said({ affected: 3 })).toContain('3台が「工場出荷時のパスワードのまま」');
    expect(said({})).toBe('sensor：工場出荷時のパスワードのままです（2026年10月6日（火）時点）。');
  });

  it('is not made of what was looked for and not found', () => {
    expect(
      found({ components: [sensor], weaknesses: [weakness({ affected: 0, total: 62 })] }),
    ).toEqual([]);
  });

  it('is seen to by whoever runs, owns or concluded what has it', () => {
    const plan = planOf(
      smallCity({
        components: [sensor, component('platform', { kind: 'city-os' })],
        flows: [flow('f', 'sensor', 'platform', { encrypted: 'no' })],
        contracts: [contract('k', 'firm', ['sensor'])],
        weaknesses: [
          weakness({ key: 'w-1' }),
          weakness({ key: 'w-2', kind: 'no-incident-contact', subject: 'other-firm' }),
        ],
      }),
    );
    expect(Object.fromEntries(plan.findings.map((f) => [f.id, f.responsible]))).toEqual({
      'finding:w-1': 'firm',
      'finding:w-2': 'other-firm',
      'finding:unencrypted-flow@f': 'firm',
      'finding:boundary-silent@k': 'town',
    });
  });

  it('confirms what the catalogue says of its kind, and raises it', () => {
    const confirmed = edition.findingKinds.find((k) => k.id === 'default-password');
    const plan = planOf(smallCity({ components: [sensor], weaknesses: [weakness({})] }));
    const risks = new Map(edition.risks.map((r) => [r.id, r]));
    const at = plan.scenarios.filter((s) => s.subject === 'sensor');
    const raised = at.filter((s) => s.findings.includes('finding:w'));
    expect(raised.length).toBeGreaterThan(0);
    for (const s of at)
      expect(s.findings.includes('finding:w')).toBe(
        confirmed?.vulnerabilities.includes(risks.get(s.risk)?.vulnerability ?? ''),
      );
    for (const s of raised) expect(s.rules).toContain('likelihood-confirmed');
  });
});

describe('what the model itself shows', () => {
  const portal = component('portal', { kind: 'service', operator: 'firm' });

  it('of accounts is summed over the groups of a component', () => {
    const plan = planOf(
      smallCity({
        components: [portal],
        accounts: [
          accounts({ key: 'a-1', orphaned: 2, dormant: 1 }),
          accounts({ key: 'a-2', kind: 'administrator', orphaned: 1, withoutSecondFactor: 4 }),
        ],
      }),
    );
    expect(plan.findings.map((f) => [f.kind, f.affected, f.total])).toEqual([
      ['orphaned-accounts', 3, 40],
      ['dormant-accounts', 1, 40],
      ['privileged-accounts-without-second-factor', 4, 20],
    ]);
  });

  it.each([
    ['there', 'portal', []],
    ['for its operator', 'firm', []],
    ['for its owner', 'town', []],
    ['for the city', 'the-city', []],
    ['for somebody else', 'other-firm', ['finding:orphaned-accounts@portal']],
  ])('gives way to what people counted %s', (_, subject, derived) => {
    const ids = found({
      components: [portal],
      accounts: [accounts({ orphaned: 2 })],
      weaknesses: [weakness({ kind: 'orphaned-accounts', subject })],
    });
    expect(ids).toEqual(['finding:w', ...derived]);
  });

  it('is the end of support once it has passed, not on the day itself', () => {
    const until = (supportEnd: string) => ({
      components: [{ ...sensor, device: { ...sensor.device, supportEnd } as never }],
    });
    expect(found(until('2026-11-20'))).toEqual(['finding:end-of-support@sensor']);
    expect(found(until('2026-11-21'))).toEqual([]);
  });
});

describe('contracts', () => {
  const notes = (given: Parameters<typeof contract>[3]): string[] =>
    planOf(
      smallCity({
        components: [component('system', { operator: 'firm', plannedUntil: '2030-03-31' })],
        contracts: [contract('k', 'firm', ['system'], given)],
      }),
    ).contractNotes.map((n) => n.kind);

  it.each([
    ['renewed every year, ends', 'yearly-renewed', '2027-03-31', []],
    ['of several years, ends too early', 'multi-year', '2027-03-31', ['ends-before-service']],
    ['of one year, ends too early', 'single', '2027-03-31', ['ends-before-service']],
    ['of several years, ends with its service', 'multi-year', '2030-03-31', []],
    ['over already', 'yearly-renewed', '2026-11-20', ['expired']],
    ['without an end', 'indefinite', '2026-11-20', []],
  ] as const)('%s', (_, renewal, end, expected) => {
    const kinds = notes({ term: { end, renewal } });
    expect(kinds.filter((kind) => kind !== 'silent')).toEqual(expected);
  });

  it('are silent without a boundary, where the kind of contract should have one', () => {
    expect(notes({})).toContain('silent');
    expect(notes({ kind: 'terms-of-use' })).not.toContain('silent');
  });
});

describe('the ten things to do first', () => {
  it('hold each id once, and two at the most of what people counted alike', () => {
    const plan = planOf(
      smallCity({
        components: [sensor],
        weaknesses: ['w-1', 'w-2', 'w-3'].map((key) => weakness({ key })),
      }),
    );
    const ids = plan.actions.map((a) => a.id);
    expect(ids.slice(0, 2)).toEqual(['fix:finding:w-1', 'fix:finding:w-2']);
    expect(ids).not.toContain('fix:finding:w-3');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ask to agree who performs where nobody does, unless a silent contract says it already', () => {
    const run = component('system', { kind: 'service', operator: 'firm', internetFacing: true });
    const kinds = (city: Partial<City>): string[] =>
      planOf(smallCity({ components: [run], ...city })).actions.map((a) => a.id);
    expect(kinds({})).toContain('decide:system');
    const silent = kinds({ contracts: [contract('k', 'firm', ['system'])] });
    expect(silent).not.toContain('decide:system');
    expect(silent).toContain('fix:finding:boundary-silent@k');
  });

  it('are due before the fiscal year ends, and in the next one where too little of it is left', () => {
    const city = smallCity({
      components: [sensor],
      weaknesses: [
        weakness({ kind: 'missing-label' }),
        // The first three are begun this week, whatever they are.
        ...['default-password', 'unpatched-vulnerability', 'exposed-management-port'].map((kind) =>
          weakness({ key: kind, kind }),
        ),
      ],
    });
    const due = (asOf: string): string | undefined =>
      planOf(city, asOf).actions.find((a) => a.id === 'fix:finding:w')?.by;
    expect(due('2026-11-21')).toBe('2027-03-31');
    expect(due('2027-03-01')).toBe('2027-03-31');
    expect(due('2027-03-02')).toBe('2028-03-31');
  });
});

describe('dates of lines', () => {
  const control = { checkItem: 'アセット②-2', subject: 'sensor', state: 'planned' } as const;
  const planned = (given: { planned?: string; checkItem?: string }) =>
    planOf(smallCity({ components: [sensor], controls: [{ ...control, ...given }] })).lines.find(
      (l) => l.id === 'asset-2-2@sensor',
    )?.planned;

  it('are those that the city states, in its own words', () => {
    expect(planned({ planned: '令和８年度下期' })).toEqual({
      raw: '令和８年度下期',
      by: '2027-03-31',
      origin: 'stated',
    });
    expect(planned({ planned: 'R9.9', checkItem: 'ｱｾｯﾄ②−２' })?.by).toBe('2027-09-30');
  });

  it('keep words that fix no day, beside the day that is proposed', () => {
    const proposed = planned({});
    expect(proposed?.origin).toBe('proposed');
    expect(planned({ planned: '機器の更新に合わせて' })).toEqual({
      raw: '機器の更新に合わせて',
      by: proposed?.by,
      origin: 'stated',
    });
  });
});
