import type { City, Component, Flow } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanGraph } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';
import { edition, planOf } from './edition.ts';

const runs = { numRuns: 60 };
const risks = new Map(edition.risks.map((r) => [r.id, r]));

/** Acts on one element each that only ever add a trait somewhere. */
const exposures: readonly ((city: City, n: number) => City)[] = [
  (city, n) => changeComponent(city, n, (c) => ({ ...c, internetFacing: true })),
  (city, n) => changeComponent(city, n, (c) => ({ ...c, remoteMaintenance: true })),
  (city, n) => changeComponent(city, n, (c) => ({ ...c, processes: true })),
  (city, n) =>
    changeComponent(city, n, (c) =>
      c.device
        ? {
            ...c,
            device: {
              ...c.device,
              place: 'public',
              radio: ['lte'],
              measures: true,
              moves: 'things',
            },
          }
        : c,
    ),
  (city, n) =>
    changeComponent(city, n, (c) => ({
      ...c,
      dataSets: [...new Set([...c.dataSets, ...city.dataSets.map((d) => d.key)])],
    })),
  (city) => ({
    ...city,
    dataSets: city.dataSets.map((d) => ({
      ...d,
      personalData: [...new Set([...d.personalData, 'special-care' as const, 'personal' as const])],
    })),
  }),
  (city, n) => changeFlow(city, n, (f) => ({ ...f, overInternet: true, control: true })),
];

const changeComponent = (city: City, n: number, change: (c: Component) => Component): City => ({
  ...city,
  components: city.components.map((c, i) => (i === n % city.components.length ? change(c) : c)),
});
const changeFlow = (city: City, n: number, change: (f: Flow) => Flow): City => ({
  ...city,
  flows: city.flows.map((f, i) => (i === n % city.flows.length ? change(f) : f)),
});

describe('a plan', () => {
  it('is the same bytes for the same city, in whatever order its file stands', () => {
    fc.assert(
      fc.property(arbitraryCity, fc.infiniteStream(fc.nat()), (city, stream) => {
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => [stream.next().value as number, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        const shuffled: City = {
          ...city,
          organisations: shuffle(city.organisations),
          components: shuffle(
            city.components.map((c) => ({
              ...c,
              standsOn: shuffle(c.standsOn),
              dataSets: shuffle(c.dataSets),
            })),
          ),
          contracts: shuffle(
            city.contracts.map((k) => ({ ...k, boundaries: shuffle(k.boundaries) })),
          ),
          dataSets: shuffle(city.dataSets),
          flows: shuffle(city.flows),
        };
        expect(JSON.stringify(planOf(shuffled))).toBe(JSON.stringify(planOf(city)));
      }),
      runs,
    );
  });

  it('gives every row an id that no other row of its list has', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        for (const rows of [
          plan.findings,
          plan.riskGroups,
          plan.scenarios,
          plan.requirements,
          plan.withoutItem,
          plan.lines,
          plan.sheet,
          plan.contractNotes,
          plan.actions,
        ]) {
          const ids = rows.map((row) => row.id);
          expect(ids).toEqual([...new Set(ids)]);
        }
      }),
      runs,
    );
  });

  it('never loses a risk when an element is exposed further', () => {
    fc.assert(
      fc.property(arbitraryCity, fc.constantFrom(...exposures), fc.nat(), (city, expose, n) => {
        const after = new Set(planOf(expose(city, n)).scenarios.map((s) => s.id));
        for (const { id } of planOf(city).scenarios) expect(after).toContain(id);
      }),
      runs,
    );
  });

  it('has no scenario without an element, an anchor of the catalogue, and the traits that it asks for', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const subjects = new Map(plan.subjects.map((s) => [s.key, s]));
        for (const scenario of plan.scenarios) {
          const subject = subjects.get(scenario.subject);
          const anchors = edition.riskAnchors.filter(
            (a) => a.risk === scenario.risk && a.anchor === subject?.kind,
          );
          expect(anchors.length).toBeGreaterThan(0);
          const has = new Set(subject?.traits.map((t) => t.trait));
          for (const trait of scenario.traits) expect(has).toContain(trait);
          expect(
            anchors.some(
              (a) =>
                a.whenAll.every((t) => has.has(t)) &&
                (a.whenAny.length === 0 || a.whenAny.some((t) => has.has(t))),
            ),
          ).toBe(true);
        }
      }),
      runs,
    );
  });

  it('keeps every requirement of every applying row, at a place', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const demanded = new Set(
          plan.requirements.flatMap((r) => r.scenarios.map((s) => `${r.requirement} ${s}`)),
        );
        for (const s of plan.scenarios)
          for (const requirement of risks.get(s.risk)?.requirements ?? [])
            expect(demanded).toContain(`${requirement} ${s.id}`);
      }),
      runs,
    );
  });

  it('puts a requirement where a category of the place lists it, or says where it was sent from', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const subjects = new Map(plan.subjects.map((s) => [s.key, s]));
        for (const r of plan.requirements) {
          const listed = edition.requirements.find((q) => q.id === r.requirement)?.categories ?? [];
          for (const c of r.categories) expect(listed).toContain(c);
          if (r.categories.length > 0)
            expect(r.categories.every((c) => subjects.get(r.place)?.categories.includes(c))).toBe(
              true,
            );
          else expect(r.sentFrom.length).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });

  it('gives every line a reason that leads to an element of the city and an entry of the catalogue', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const graph = new PlanGraph(plan, edition, city);
        for (const line of plan.lines) {
          const found = graph.explain(line.id);
          expect(found?.because.map((e) => e.to.id)).toEqual(
            expect.arrayContaining([line.subject, line.checkItem]),
          );
          if (line.basis === 'risk')
            expect(line.requirements.length + line.findings.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('has every link at both of its ends, whichever is asked about', () => {
    fc.assert(
      fc.property(arbitraryCity, fc.nat(), (city, some) => {
        const graph = new PlanGraph(planOf(city), edition, city);
        const ids = graph.ids();
        const from = graph.explain(ids[some % ids.length] ?? '');
        expect(from).toBeDefined();
        const id = from?.node.id;
        for (const { kind, to } of from?.leadsTo.slice(0, 20) ?? []) {
          const other = graph.explain(to.id);
          expect(other?.node).toEqual(to);
          expect(other?.because).toContainEqual({ kind, to: from?.node });
        }
        for (const { kind, to } of from?.because.slice(0, 20) ?? []) {
          const other = graph.explain(to.id);
          expect(other?.node).toEqual(to);
          expect(other?.leadsTo).toContainEqual({ kind, to: expect.objectContaining({ id }) });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('never closes a gap by taking a boundary away', () => {
    fc.assert(
      fc.property(arbitraryCity, fc.nat(), fc.nat(), (city, which, at) => {
        const withBoundaries = city.contracts.filter((k) => k.boundaries.length > 0);
        const chosen = withBoundaries[which % Math.max(1, withBoundaries.length)];
        if (!chosen) return;
        const taken: City = {
          ...city,
          contracts: city.contracts.map((k) =>
            k.key === chosen.key
              ? { ...k, boundaries: k.boundaries.filter((_, i) => i !== at % k.boundaries.length) }
              : k,
          ),
        };
        const gaps = (c: City): string[] =>
          planOf(c)
            .requirements.filter((r) => r.duty.state === 'gap')
            .map((r) => r.id);
        expect(gaps(taken)).toEqual(expect.arrayContaining(gaps(city)));
      }),
      runs,
    );
  });

  it('lets nobody verify itself, and calls a self-check only what the promoting body does', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        for (const { duty } of planOf(city).requirements) {
          if (duty.verifier !== undefined) expect(duty.performers).not.toContain(duty.verifier);
          if (duty.selfCheck) expect(duty.performers).toContain(city.promoter);
          expect(duty.answerable[0]).toBe(city.promoter);
          expect(duty.state === 'gap').toBe(duty.performers.length === 0);
        }
      }),
      runs,
    );
  });

  it('says what to do first only from rows that it has', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const known = new Set(
          [...plan.findings, ...plan.lines, ...plan.requirements].map((row) => row.id),
        );
        expect(plan.actions.length).toBeLessThanOrEqual(10);
        for (const action of plan.actions) {
          expect(action.from.length).toBeGreaterThan(0);
          for (const id of action.from) expect(known).toContain(id);
        }
      }),
      runs,
    );
  });

  it('is read by people as at most 28 groups of risks and 55 check items', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        expect(plan.riskGroups.length).toBeLessThanOrEqual(28);
        expect(new Set(plan.lines.map((l) => l.checkItem)).size).toBeLessThanOrEqual(55);
        expect(
          plan.riskGroups.flatMap((g) => g.subjects.flatMap((s) => s.scenarios)).sort(),
        ).toEqual(plan.scenarios.map((s) => s.id).sort());
      }),
      runs,
    );
  });
});
