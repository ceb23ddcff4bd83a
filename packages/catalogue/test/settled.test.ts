import type { Category } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draftEdition, draftFiles } from './draft-edition.ts';

/** Each relation of ours was drafted twice; the edition must say what the two drafts were settled to. */
const edition = draftEdition();

interface SettledLink {
  readonly requirement: string;
  readonly checkItem: string;
  readonly category: Category;
  readonly decision: 'kept' | 'dropped';
}

interface SettledField {
  readonly risk?: string;
  readonly checkItem?: string;
  readonly field: string;
  readonly first: string | readonly string[];
  readonly second: string | readonly string[];
  readonly decision: 'first' | 'second' | 'other';
}

const read = <T>(name: string): T => parse(draftFiles.get(name) ?? '') as T;

describe('the links of requirement and check item', () => {
  const settled = read<{
    requirementCheckItems: SettledLink[];
    requirementCheckItemsWithoutItem: SettledLink[];
  }>('ours/settled-differences.yaml');

  it('are kept and dropped as settled', () => {
    const off = settled.requirementCheckItems.filter(
      ({ requirement, checkItem, category, decision }) => {
        const stands = edition.requirementLinks.some(
          (link) =>
            link.requirement === requirement &&
            link.checkItem === checkItem &&
            link.categories.includes(category),
        );
        return stands !== (decision === 'kept');
      },
    );
    expect(off.map((d) => `${d.requirement} ${d.checkItem} ${d.category}`)).toEqual([]);
  });

  it('leave without an item what was settled so', () => {
    const off = settled.requirementCheckItemsWithoutItem.filter(
      ({ requirement, category, decision }) =>
        edition.withoutItem.some(
          (w) => w.requirement === requirement && w.category === category,
        ) !==
        (decision === 'kept'),
    );
    expect(off.map((d) => `${d.requirement} ${d.category}`)).toEqual([]);
  });
});

describe('anchors and duties', () => {
  const settled = read<{ riskAnchors: SettledField[]; checkItemDuties: SettledField[] }>(
    'ours/settled-anchors.yaml',
  );
  const same = (a: unknown, b: unknown): boolean =>
    JSON.stringify([a].flat().toSorted()) === JSON.stringify([b].flat().toSorted());

  it('stand as the draft that was chosen', () => {
    const rows = [
      ...settled.riskAnchors.map((d) => ({
        d,
        entries: edition.riskAnchors.filter((anchor) => anchor.risk === d.risk),
      })),
      ...settled.checkItemDuties.map((d) => ({
        d,
        entries: edition.checkItemDuties.filter((duty) => duty.checkItem === d.checkItem),
      })),
    ];
    const off = rows.filter(({ d, entries }) => {
      if (d.field === 'entry' || d.decision === 'other') return false;
      return !entries.some((entry) =>
        same((entry as unknown as Record<string, unknown>)[d.field], d[d.decision as 'first']),
      );
    });
    expect(off.map(({ d }) => `${d.risk ?? d.checkItem} ${d.field}`)).toEqual([]);
  });
});
