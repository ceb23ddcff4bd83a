import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { type City, readCity } from '@machimori/city';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlanView, planCity, reasonChain, whyView } from '../../src/index.ts';

const root = join(import.meta.dirname, '../../../..');
const edition = JSON.parse(
  readFileSync(join(root, 'catalogue/mic-smart-city-security/2.0-draft/edition.json'), 'utf8'),
) as Edition;
const city = readCity({
  name: 'city.yaml',
  text: readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8'),
}).city as City;
const plan = planCity({ city, edition, asOf: '2026-11-21', version: 'test' });
const view = new PlanView(plan, edition, city);

const ids = (id: string, step: string): readonly string[] =>
  reasonChain(view, id)
    ?.steps.find((each) => each.step === step)
    ?.links.map((link) => link.id) ?? [];

it('leads from every line to its check item, whoever answers, and what demands it', () => {
  for (const line of plan.lines) {
    const chain = reasonChain(view, line.id);
    expect(ids(line.id, 'checkItems')).toEqual([line.id]);
    for (const key of line.duty.performers) expect(ids(line.id, 'parties')).toContain(key);
    const requirements = chain?.steps.find(({ step }) => step === 'requirements');
    const distinct = new Set(
      line.requirements.map((id) => view.requirementsById.get(id)?.requirement),
    );
    expect(requirements?.total).toBe(distinct.size);
    if (line.basis === 'risk')
      expect(chain?.steps.find(({ step }) => step === 'risks')?.total).toBeGreaterThan(0);
  }
});

it('opens again at every link: nobody follows a chain into nothing', () => {
  const starts = [
    ...plan.lines.map(({ id }) => id),
    ...plan.actions.map(({ id }) => id),
    ...plan.findings.map(({ id }) => id),
    ...plan.subjects.map(({ key }) => key),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...starts), (start) => {
      const told = whyView(view, start);
      expect(told).toBeDefined();
      for (const { links } of told?.chain?.steps ?? [])
        for (const { id } of links)
          expect([id, whyView(view, id)?.node.id]).toEqual([id, expect.any(String)]);
      for (const { nodes } of [...(told?.because ?? []), ...(told?.leadsTo ?? [])])
        for (const { id } of nodes) expect(whyView(view, id)?.node.id).toBe(id);
    }),
    { numRuns: 40 },
  );
});

it('names nothing that has no name among what is protected', () => {
  for (const { key } of plan.subjects)
    for (const { links } of whyView(view, key)?.chain?.steps ?? [])
      expect([key, links.filter(({ id, name }) => id === '' || name.ja === '')]).toEqual([key, []]);
});

it('names of a requirement at a place the risks that demand it, and of the guideline its section', () => {
  const placed = plan.requirements.find(({ scenarios }) => scenarios.length > 2);
  const chain = reasonChain(view, placed?.id ?? '');
  const risks = chain?.steps.find(({ step }) => step === 'risks');
  expect(risks?.links.every(({ source }) => source?.section === '付録B')).toBe(true);
  expect(ids(placed?.id ?? '', 'requirements')).toEqual([placed?.id]);
});
