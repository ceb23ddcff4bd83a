import { type City, indexCity } from '@machimori/city';
import { describe, expect, it } from 'vitest';
import { edition, exampleCity, planOf } from './edition.ts';

const risks = new Map(edition.risks.map((r) => [r.id, r]));

/** What Appendix D's places are in a city: R1 the service, R2 the platform, R3 the devices, R4 what comes in from them. */
function placesOf(city: City): Readonly<Record<string, ReadonlySet<string>>> {
  const index = indexCity(city);
  const kinds = (...wanted: string[]): string[] =>
    city.components.filter((c) => wanted.includes(c.kind)).map((c) => c.key);
  const contracts = (components: readonly string[]): string[] =>
    components.flatMap((key) => (index.covering.get(key) ?? []).map((k) => k.key));
  const flowsTo = (components: readonly string[]): string[] =>
    components.flatMap((key) => (index.flowsTo.get(key) ?? []).map((f) => f.key));
  const services = kinds('service');
  const platforms = kinds('city-os', 'supporting-system');
  const devices = kinds('device-group', 'gateway');
  const fromDevices = devices.flatMap((key) => (index.flowsFrom.get(key) ?? []).map((f) => f.key));
  return {
    R1: new Set([...services, ...flowsTo(services), ...contracts(services)]),
    R2: new Set([...platforms, ...contracts(platforms)]),
    R3: new Set([...devices, ...fromDevices, ...contracts(devices)]),
    R4: new Set([...platforms, ...fromDevices, ...flowsTo(platforms)]),
  };
}

describe.each(edition.useCases.map((u) => u.domain))('the template for %s', (domain) => {
  const useCase = edition.useCases.find((u) => u.domain === domain);
  const city = exampleCity(`templates/${domain}.yaml`);
  const plan = planOf(city);
  const places = placesOf(city);
  const demanded = (place: string, requirement: string): boolean =>
    plan.scenarios.some(
      (s) => places[place]?.has(s.subject) && risks.get(s.risk)?.requirements.includes(requirement),
    );
  const explained = (place: string, requirement: string): boolean =>
    edition.useCaseDifferences.some(
      (d) =>
        (d.domain === 'all' || d.domain === domain) &&
        d.place === place &&
        d.requirement === requirement,
    );

  it('yields the links of Appendix D at their places, or the data explains the difference', () => {
    const missing = (useCase?.risks ?? []).flatMap((r) =>
      r.requirements
        .filter((q) => !demanded(r.place, q) && !explained(r.place, q))
        .map((q) => `${r.place} ${q} (${r.heading.ja})`),
    );
    expect(missing).toEqual([]);
  });

  it('has one organisation to perform every requirement that a risk demands', () => {
    const open = plan.requirements.filter(
      ({ basis, duty }) => basis === 'risk' && (duty.state === 'gap' || duty.state === 'overlap'),
    );
    expect(open.map((r) => `${r.id} ${r.duty.rule}`)).toEqual([]);
  });
});
