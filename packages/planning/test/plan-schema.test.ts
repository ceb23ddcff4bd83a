import { describe, expect, it } from 'vitest';
import { checkPlan } from '../src/check-plan.ts';
import { planCity } from '../src/index.ts';
import { edition, exampleCity, planOf } from './edition.ts';

describe('plan.schema.json', () => {
  const plan = planOf(exampleCity('hoshigawatari/city.yaml'));
  const written = (): Record<string, unknown> =>
    JSON.parse(JSON.stringify(plan)) as Record<string, unknown>;

  it('holds for the plan of the sample city', () => {
    expect(checkPlan('plan.json', written()).diagnostics).toEqual([]);
  });

  it('refuses a plan of another shape and says where it differs', () => {
    const wrong = written();
    (wrong['actions'] as Record<string, unknown>[])[0] = { rank: 11 };
    const { plan: none, diagnostics } = checkPlan('plan.json', wrong);
    expect(none).toBeUndefined();
    expect(diagnostics[0]?.place.path).toMatch(/^actions\[0\]\./);
    expect(checkPlan('plan.json', { ...written(), more: 1 }).diagnostics[0]?.place.path).toBe(
      'more',
    );
    expect(checkPlan('plan.json', null).plan).toBeUndefined();
  });

  it('holds for a city with nothing in it but its promoter', () => {
    const bare = exampleCity('hoshigawatari/city.yaml');
    const city = {
      ...bare,
      organisations: bare.organisations.slice(0, 1),
      promoter: bare.organisations[0]?.key ?? '',
      contracts: [],
      components: [],
      externalSystems: [],
      dataSets: [],
      flows: [],
      accounts: [],
      weaknesses: [],
      controls: [],
      aliases: {},
    };
    const made = planCity({ city, edition, asOf: '2026-11-21', version: '0.0.0' });
    expect(checkPlan('plan.json', JSON.parse(JSON.stringify(made))).diagnostics).toEqual([]);
    expect(made.lines.length).toBeGreaterThan(0);
  });
});
