import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { type City, readCity } from '@machimori/city';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  consequencesOf,
  elementView,
  ownActions,
  PlanView,
  planCity,
  seenCity,
  seenPlan,
} from '../../src/index.ts';

const root = join(import.meta.dirname, '../../../..');
const edition = JSON.parse(
  readFileSync(join(root, 'catalogue/mic-smart-city-security/2.0-draft/edition.json'), 'utf8'),
) as Edition;
const city = readCity({
  name: 'city.yaml',
  text: readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8'),
}).city as City;
const plan = planCity({ city, edition, asOf: '2026-11-21', version: 'test' });

const elements = [
  ...city.organisations,
  ...city.contracts,
  ...city.components,
  ...city.externalSystems,
  ...city.dataSets,
  ...city.flows,
  ...city.accounts,
  ...city.weaknesses,
];
/** Marks every name of what is not seen, so that a leak is found in whatever sentence. */
const marked = (own: ReadonlySet<string>): City =>
  JSON.parse(JSON.stringify(city), (_, value: unknown) =>
    value !== null && typeof value === 'object' && 'key' in value && !own.has(String(value.key))
      ? { ...value, name: `秘${String(value.key)}`, nameEn: `SECRET ${String(value.key)}` }
      : value,
  ) as City;

it('holds no key and no name of what one does not see', () => {
  const keys = elements.map(({ key }) => key);
  fc.assert(
    fc.property(fc.subarray(keys, { minLength: 1, maxLength: 12 }), (some) => {
      // Who sees a contract sees its parties, and who sees a flow its ends: so the register has it.
      const seen = new Set(some);
      for (const each of city.contracts)
        if (seen.has(each.key)) for (const key of [each.principal, each.contractor]) seen.add(key);
      const own = city.organisations.find(({ key }) => seen.has(key))?.key;
      const whole = marked(new Set([...seen, city.key]));
      const share = seenPlan(
        planCity({ city: whole, edition, asOf: '2026-11-21', version: 'test' }),
        whole,
        edition,
        { own, keys: seen },
      );
      const priorities = share.lines.map(({ priority }) => priority).sort((a, b) => a - b);
      expect(priorities).toEqual(share.lines.map((_, i) => i + 1));
      const rankInAll = new Map(plan.lines.map(({ id, priority }) => [id, priority]));
      const inOrder = share.lines.toSorted((a, b) => a.priority - b.priority);
      expect(inOrder).toEqual(
        inOrder.toSorted((a, b) => (rankInAll.get(a.id) ?? 0) - (rankInAll.get(b.id) ?? 0)),
      );
      const subjects = new Set(share.subjects.map(({ key }) => key));
      for (const key of subjects) expect(seen.has(key)).toBe(true);
      const { contractNotes, findings, ...rows } = share;
      const first = ownActions(share, seenCity(whole, { own, keys: seen }), edition, own);
      expect(JSON.stringify(first).match(/秘[a-z0-9-]+/g) ?? []).toEqual([]);
      const text = JSON.stringify(rows);
      expect(text.match(/秘[a-z0-9-]+|SECRET [a-z0-9-]+/g) ?? []).toEqual([]);
      expect(JSON.stringify(findings).match(/秘[a-z0-9-]+/g) ?? []).toEqual([]);
      const refers = new Set(
        [...text.matchAll(/"([a-z0-9-]+)"|@([a-z0-9-]+)"/g)].map(([, a, b]) => a ?? b),
      );
      for (const key of keys)
        if (!seen.has(key)) expect([key, refers.has(key)]).toEqual([key, false]);
      expect(contractNotes.every(({ contract }) => seen.has(contract))).toBe(true);
    }),
    { numRuns: 15 },
  );
});

it('is the whole plan for who sees everything', () => {
  const keys = new Set([...elements.map(({ key }) => key), city.key]);
  const share = seenPlan(plan, city, edition, { own: city.promoter, keys });
  expect(share.scenarios).toEqual(plan.scenarios);
  expect(share.requirements).toEqual(plan.requirements);
  expect(share.lines).toEqual(plan.lines);
  expect(seenCity(city, { own: city.promoter, keys }).components).toEqual(city.components);
});

it('tells about an element what the plan holds about it, no more and no less', () => {
  const view = new PlanView(plan, edition, city);
  for (const { key } of city.components) {
    const told = elementView(view, key);
    expect(told?.risks.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)).sort()).toEqual(
      plan.scenarios
        .filter(({ subject }) => subject === key)
        .map(({ id }) => id)
        .sort(),
    );
    expect(told?.requirements.map(({ id }) => id)).toEqual(
      plan.requirements.filter(({ place }) => place === key).map(({ id }) => id),
    );
    expect(told?.traits.length).toBe(view.subjects.get(key)?.traits.length);
    // Readers of English are not told 都市OS①-2.
    expect(told?.lines.filter(({ label }) => /[ぁ-んァ-ヶ一-龠]/.test(label.en))).toEqual([]);
  }
  expect(elementView(view, 'nowhere')).toBeUndefined();
});

it('tells what a change leads to, and of answered lines that they would go', () => {
  const [service] = city.components.filter(({ kind }) => kind === 'service');
  const answered = {
    ...city,
    controls: plan.lines
      .filter(({ subject }) => subject === service?.key)
      .slice(0, 1)
      .map(({ checkItem, subject }) => ({ checkItem, subject, state: 'implemented' as const })),
  };
  const viewOf = (of: City): PlanView =>
    new PlanView(planCity({ city: of, edition, asOf: '2026-11-21', version: 'test' }), edition, of);
  const before = viewOf(answered);
  const without = { ...answered, components: answered.components.filter((c) => c !== service) };
  const nothing = consequencesOf(before, before);
  expect(nothing.appeared.concat(nothing.fellAway, nothing.answeredFellAway)).toEqual([]);
  const { counts, answeredFellAway } = consequencesOf(
    before,
    viewOf({ ...without, controls: [], flows: [], accounts: [], weaknesses: [], contracts: [] }),
  );
  expect(counts.lines.fellAway).toBeGreaterThan(0);
  expect(answeredFellAway).toHaveLength(1);
});

it('gives every organisation what is first among its own, told as to whoever runs the thing', () => {
  const asked = new Set(
    [
      ...edition.firstSteps.flatMap(({ step, own }) => (own === undefined ? [] : [step])),
      ...edition.findingKinds.flatMap(({ firstStep, ownStep }) =>
        ownStep === undefined ? [] : [firstStep],
      ),
    ].map(({ ja }) => ja),
  );
  let told = 0;
  for (const { key: own } of city.organisations) {
    if (own === city.promoter) continue;
    const tied = city.components.filter((each) =>
      [each.owner, each.operator, each.supplier].includes(own),
    );
    const keys = new Set([own, ...tied.map(({ key }) => key)]);
    const share = seenPlan(plan, city, edition, { own, keys });
    const actions = ownActions(share, seenCity(city, { own, keys }), edition, own);
    const rows = new Set(
      [...share.findings, ...share.requirements, ...share.lines].map(({ id }) => id),
    );
    expect(actions.map(({ rank }) => rank)).toEqual(actions.map((_, i) => i + 1));
    for (const { organisation, from, title, firstStep } of actions) {
      expect([own, organisation]).toEqual([own, own]);
      expect(from.every((id) => rows.has(id))).toBe(true);
      // The officer of the promoting body asks the vendor; the vendor has nobody to ask.
      expect([...asked].filter((step) => title.ja.endsWith(`：${step}`))).toEqual([]);
      expect(asked.has(firstStep?.ja ?? '')).toBe(false);
      told += 1;
    }
    const open = share.lines.some(
      ({ state, duty, findings }) =>
        state === 'not-started' && duty.performers.includes(own) && findings.length === 0,
    );
    // What others have to settle never takes the place of what this one has.
    const owned = new Set(
      city.components.filter(({ owner }) => owner === own).map(({ key }) => key),
    );
    const gaps = share.requirements.some(
      ({ place, basis, duty }) => owned.has(place) && basis === 'risk' && duty.state === 'gap',
    );
    if (gaps && actions.length < 10)
      expect([own, actions.some(({ kind }) => kind !== 'line')]).toEqual([own, true]);
    if (open) expect([own, actions.length]).not.toEqual([own, 0]);
  }
  expect(told).toBeGreaterThan(20);
});
