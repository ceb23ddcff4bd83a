import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { City } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOscal, oscalVersion, writeOscal } from '../../src/oscal/index.ts';
import { anyCity } from './any-city.ts';
import { bundleErrors, schemaFile } from './official-schema.ts';
import { asOf, edition, exampleCity, examples, planOf } from './sample-plans.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document as any reader of JSON sees it
type Any = any;

const read = (bundle: unknown): Any => JSON.parse(JSON.stringify(bundle));
const sample = planOf(exampleCity('hoshigawatari/city.yaml'));
const bundle = read(writeOscal(sample));
const catalog = bundle.catalog.catalog;
const ssp = bundle['system-security-plan']['system-security-plan'];
const poam = bundle['plan-of-action-and-milestones']['plan-of-action-and-milestones'];
const findingIds = [...new Set(sample.plan.findings.map((f) => f.id))].sort();
const propOf = (object: Any, name: string): string | undefined =>
  object.props?.find((p: Any) => p.name === name)?.value;

describe('the official schema', () => {
  it('is the version that the documents name', () => {
    expect(JSON.parse(readFileSync(schemaFile, 'utf8')).$id).toContain(`/${oscalVersion}/`);
  });

  it('is the file that was published, byte for byte', () => {
    expect(createHash('sha256').update(readFileSync(schemaFile)).digest('hex')).toBe(
      'cc97fde238ad26fc2f40c55115c12bb624ee9952bdcc7d4d8ebb04bb37496685',
    );
  });
});

describe.each(examples)('%s', (path) => {
  const one = planOf(exampleCity(path));
  it.each(['ja', 'en'] as const)('is valid OSCAL in %s, and nothing in it dangles', (locale) => {
    const written = writeOscal({ ...one, locale });
    expect(bundleErrors(written).slice(0, 5)).toEqual([]);
    expect(checkOscal(written)).toEqual([]);
  });

  it('is valid when requirements are gathered by line', () => {
    const written = writeOscal({ ...one, placedLimit: 0 });
    expect(bundleErrors(written).slice(0, 5)).toEqual([]);
    expect(checkOscal(written)).toEqual([]);
  });
});

describe('catalog', () => {
  const [requirements, items, risks] = catalog.groups;

  it('holds every requirement by family, every check item by section and every risk row', () => {
    expect(requirements.groups).toHaveLength(20);
    expect(requirements.groups.flatMap((g: Any) => g.controls)).toHaveLength(108);
    expect(items.groups.flatMap((g: Any) => g.controls)).toHaveLength(55);
    expect(risks.parts).toHaveLength(edition.risks.length);
  });

  it('links risk rows and requirements both ways', () => {
    const row = risks.parts[0];
    expect(row.links.filter((l: Any) => l.rel === 'calls-for').map((l: Any) => l.href)).toEqual(
      edition.risks[0]?.requirements.map((r) => `#${r}`),
    );
    const control = requirements.groups
      .flatMap((g: Any) => g.controls)
      .find((c: Any) => c.id === edition.risks[0]?.requirements[0]);
    expect(control.links).toContainEqual({ href: `#${row.id}`, rel: 'risk-row' });
  });

  it('says of every relation of ours that it is ours', () => {
    const controls = requirements.groups.flatMap((g: Any) => g.controls);
    const related = controls.flatMap((c: Any) => c.links.filter((l: Any) => l.rel === 'related'));
    expect(related).toHaveLength(edition.requirementLinks.length);
    expect(related.every((l: Any) => l.text.includes('原典にはありません'))).toBe(true);
    expect(
      bundle['mapping-collection']['mapping-collection'].mappings[0].maps.every(
        (m: Any) => propOf(m, 'relation') === 'ours' && m.remarks !== '',
      ),
    ).toBe(true);
    const places = risks.parts.flatMap((p: Any) =>
      (p.parts ?? []).filter((q: Any) => q.name === 'applies-at'),
    );
    expect(places).toHaveLength(edition.riskAnchors.length);
    expect(places.every((p: Any) => p.class === 'ours')).toBe(true);
  });
});

describe('profile', () => {
  it('selects what the plan selects and says why', () => {
    const profile = bundle.profile.profile;
    const [requirements, items] = profile.imports[0]['include-controls'].map(
      (s: Any) => s['with-ids'],
    );
    expect(new Set(requirements)).toEqual(
      new Set(sample.plan.requirements.map((r) => r.requirement)),
    );
    expect(new Set(items)).toEqual(new Set(sample.plan.lines.map((l) => l.checkItem)));
    expect(profile.modify.alters).toHaveLength(requirements.length + items.length);
  });
});

describe('system security plan', () => {
  const byComponents = ssp['control-implementation']['implemented-requirements'].flatMap(
    (r: Any) => r['by-components'],
  );

  it('holds every line of the sheet and every placed requirement', () => {
    expect(byComponents).toHaveLength(sample.plan.lines.length + sample.plan.requirements.length);
    expect(new Set(byComponents.map((b: Any) => propOf(b, 'line')).filter(Boolean))).toEqual(
      new Set(sample.plan.lines.map((l) => l.id)),
    );
    expect(new Set(byComponents.map((b: Any) => propOf(b, 'requirement')).filter(Boolean))).toEqual(
      new Set(sample.plan.requirements.map((r) => r.id)),
    );
  });

  it('names performer, verifier and who answers to residents, and says where nobody performs', () => {
    const parties = new Map(ssp.metadata.parties.map((p: Any) => [p.uuid, propOf(p, 'key')]));
    for (const line of sample.plan.lines) {
      const roles = byComponents.find((b: Any) => propOf(b, 'line') === line.id)[
        'responsible-roles'
      ];
      const held = (role: string): unknown[] =>
        roles
          .filter((r: Any) => r['role-id'] === role)
          .flatMap((r: Any) => (r['party-uuids'] ?? []).map((u: string) => parties.get(u)));
      expect(held('performer').sort()).toEqual([...line.duty.performers].sort());
      expect(held('verifier')).toEqual(
        line.duty.verifier === undefined ? [] : [line.duty.verifier],
      );
      expect(held('answerable').sort()).toEqual([...new Set(line.duty.answerable)].sort());
      if (line.duty.performers.length === 0)
        expect(roles[0].remarks).toBe('担当が決まっていません');
    }
  });

  it('keeps planned dates in their own wording', () => {
    for (const line of sample.plan.lines) {
      const one = byComponents.find((b: Any) => propOf(b, 'line') === line.id);
      expect(one['implementation-status'].remarks).toContain(line.planned.raw.trim());
      expect(propOf(one, 'planned-by')).toBe(line.planned.by);
    }
  });

  it('rates information by the plan: open water levels have high integrity', () => {
    const types = ssp['system-characteristics']['system-information']['information-types'];
    expect(types).toHaveLength(sample.city.dataSets.length);
    for (const type of types) {
      const impact = sample.plan.subjects.find((s) => s.key === propOf(type, 'key'))?.impact;
      if (impact !== undefined)
        expect(propOf(type['integrity-impact'], 'impact')).toBe(String(impact.integrity.value));
    }
  });

  it('lists every device group and every law that applies', () => {
    expect(ssp['system-implementation']['inventory-items']).toHaveLength(
      sample.city.components.filter((c) => c.device).length,
    );
    expect(ssp['back-matter'].resources).toHaveLength(sample.plan.laws.length);
  });

  it('loses no requirement when they are gathered by line', () => {
    const gathered = read(writeOscal({ ...sample, placedLimit: 0 }))['system-security-plan'][
      'system-security-plan'
    ];
    const rows = gathered['control-implementation']['implemented-requirements'];
    const places = rows
      .map((r: Any) => Number(propOf(r['by-components'][0], 'places') ?? 0))
      .reduce((a: number, b: number) => a + b, 0);
    expect(places).toBe(sample.plan.requirements.length);
    const alone = rows
      .flatMap((r: Any) => r['by-components'])
      .filter((b: Any) => propOf(b, 'requirement') !== undefined);
    expect(alone).toHaveLength(
      sample.plan.requirements.filter((r) => r.lines.length === 0 && r.place !== sample.city.key)
        .length,
    );
    expect(JSON.stringify(gathered).length).toBeLessThan(JSON.stringify(ssp).length);
  });
});

describe('plan of action and milestones', () => {
  it('puts known weaknesses first, then the other first things, then what is high', () => {
    const from = poam['poam-items'].map((i: Any) => propOf(i, 'from'));
    expect(from).toEqual(
      [...from].sort(
        (a, b) => ['finding', 'action', 'row'].indexOf(a) - ['finding', 'action', 'row'].indexOf(b),
      ),
    );
    expect(from.filter((f: string) => f === 'finding')).toHaveLength(findingIds.length);
    expect(poam.observations.map((o: Any) => propOf(o, 'finding')).sort()).toEqual(findingIds);
  });

  it('dates observations by when they were made', () => {
    for (const f of sample.plan.findings)
      expect(poam.observations.find((o: Any) => propOf(o, 'finding') === f.id).collected).toBe(
        `${f.foundOn}T00:00:00+09:00`,
      );
  });

  it('gives every high open line a milestone in the wording of its planned date', () => {
    const tasks = poam.risks.flatMap((r: Any) => r.remediations.flatMap((m: Any) => m.tasks));
    const high = sample.plan.lines.filter(
      (l) =>
        (l.level === 'high' || l.level === 'very-high') &&
        l.state !== 'implemented' &&
        l.state !== 'not-applicable',
    );
    expect(high.length).toBeGreaterThan(0);
    for (const line of high) {
      const component = ssp['system-implementation'].components.find(
        (c: Any) => propOf(c, 'key') === line.subject,
      ).uuid;
      expect(
        tasks.some(
          (t: Any) =>
            t.remarks?.includes(line.planned.raw) &&
            t.timing['on-date'].date === `${line.planned.by}T23:59:59+09:00` &&
            t.subjects.some((s: Any) =>
              s['include-subjects'].some((i: Any) => i['subject-uuid'] === component),
            ),
        ),
        line.id,
      ).toBe(true);
    }
  });
});

describe('every document', () => {
  it('carries the plan’s day with Japan’s zone, and its handling label', () => {
    for (const [name, document] of Object.entries<Any>(bundle)) {
      expect(document[name].metadata['last-modified']).toBe(`${asOf}T00:00:00+09:00`);
      expect(propOf(document[name].metadata, 'marking')).toBe(
        ['catalog', 'mapping-collection'].includes(name) ? '公開' : '関係者限り',
      );
    }
  });

  it('is the same in a second run, byte for byte', () => {
    expect(JSON.stringify(writeOscal(planOf(exampleCity('hoshigawatari/city.yaml'))))).toBe(
      JSON.stringify(bundle),
    );
  });

  it('is the same whatever the order of the city file', () => {
    const turned = Object.fromEntries(
      Object.entries(sample.city).map(([key, value]) => [
        key,
        Array.isArray(value) ? [...value].reverse() : value,
      ]),
    ) as unknown as City;
    expect(JSON.stringify(writeOscal(planOf(turned)))).toBe(JSON.stringify(bundle));
  });

  it('keeps its ids when the city changes elsewhere', () => {
    const { city } = sample;
    const renamed = {
      ...city,
      components: city.components.map((c, i) => (i === 0 ? { ...c, name: '新しい名前' } : c)),
    };
    const after = read(writeOscal(planOf(renamed)))['system-security-plan']['system-security-plan'];
    expect(after['system-implementation'].components.map((c: Any) => c.uuid)).toEqual(
      ssp['system-implementation'].components.map((c: Any) => c.uuid),
    );
  });
});

describe('any small city', () => {
  it('gives valid OSCAL in which nothing dangles', () => {
    fc.assert(
      fc.property(
        anyCity,
        fc.constantFrom('ja' as const, 'en' as const),
        fc.constantFrom(0, 10_000),
        (city, locale, placedLimit) => {
          const written = writeOscal({ ...planOf(city), locale, placedLimit });
          expect(bundleErrors(written).slice(0, 3)).toEqual([]);
          expect(checkOscal(written).slice(0, 3)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 480_000);
});
