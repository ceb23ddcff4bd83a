import { beforeAll, describe, expect, it } from 'vitest';
import { diffEditions, type EditionDiff, formatDiff } from '../src/index.ts';
import { changed, draftEdition } from './draft-edition.ts';

const source = { document: '002', section: '4.2', order: 1 };

/** A small made-up second edition: one of each change that a comparison tells apart. */
const second = changed((e) => {
  e.id = 'mic-smart-city-security/synthetic';
  // An item is put in at the head of ガバナンス②, so that the others move down by one number.
  for (const n of [3, 2, 1]) {
    const item = e.checkItems.find((i) => i.id === `governance-2-${n}`);
    if (item) Object.assign(item, { id: `governance-2-${n + 1}`, label: `ガバナンス②-${n + 1}` });
    for (const link of e.requirementLinks) {
      if (link.checkItem === `governance-2-${n}`) link.checkItem = `governance-2-${n + 1}`;
    }
    for (const measure of e.cases.flatMap((entry) => entry.measures)) {
      measure.checkItems = measure.checkItems.map((id) =>
        id === `governance-2-${n}` ? `governance-2-${n + 1}` : id,
      );
    }
  }
  e.checkItems.splice(8, 0, {
    id: 'governance-2-1',
    label: 'ガバナンス②-1',
    group: 'governance',
    section: 'governance-2',
    heading: { ja: '合成した項目を確かめる', en: 'Check the made-up item' },
    asks: { ja: '合成した項目です。', en: 'A made-up item.' },
    answeredBy: ['promoter'],
    source,
  });
  // A requirement says something else under the same id; another gains a category.
  const reworded = e.requirements.find((r) => r.id === 'CPS.AC-4');
  Object.assign(reworded?.heading ?? {}, { ja: '別の言い方の見出し', en: 'Another heading' });
  e.requirements.find((r) => r.id === 'CPS.PT-3')?.categories.push('asset');
  // A law goes, a threat goes with its rows, a row asks for one requirement more.
  e.references.splice(15, 1);
  e.risks = e.risks.filter((risk) => risk.threat !== 'threat-15');
  e.threats = e.threats.filter((threat) => threat.id !== 'threat-15');
  e.risks[0]?.requirements.push('CPS.DS-3');
  // The threats that follow are counted anew.
  for (let n = 16; n <= 24; n += 1) {
    const to = `threat-${n - 1}`;
    for (const threat of e.threats) if (threat.id === `threat-${n}`) threat.id = to;
    for (const risk of e.risks) if (risk.threat === `threat-${n}`) risk.threat = to;
  }
});

let diff: EditionDiff;
beforeAll(() => {
  diff = diffEditions(draftEdition(), second);
});

describe('comparing an edition with itself', () => {
  it('finds nothing', () => {
    const same = diffEditions(draftEdition(), draftEdition());
    const { from, to, ...changes } = same;
    expect([from, to]).toEqual([draftEdition().id, draftEdition().id]);
    expect(Object.values(changes).flat()).toEqual([]);
    expect(formatDiff(same).at(-1)?.en).toBe('There is no difference.');
  });
});

describe('comparing with a second edition', () => {
  it('tells what was added and what was removed', () => {
    expect(diff.added.map((e) => [e.kind, e.id])).toEqual([['checkItem', 'governance-2-1']]);
    expect(diff.removed.map((e) => [e.kind, e.id])).toEqual([
      ['threat', 'threat-15'],
      ...draftEdition()
        .risks.filter((risk) => risk.threat === 'threat-15')
        .map((risk) => ['risk', risk.id]),
      ['reference', 'reference-16'],
    ]);
  });

  it('follows an item to its new number', () => {
    const items = diff.renumbered.filter((e) => e.kind === 'checkItem' && e.from.id !== e.to.id);
    expect(items.map((e) => [e.from.label, e.to.label])).toEqual([
      ['ガバナンス②-1', 'ガバナンス②-2'],
      ['ガバナンス②-2', 'ガバナンス②-3'],
      ['ガバナンス②-3', 'ガバナンス②-4'],
    ]);
  });

  it('follows what comes after to its new place', () => {
    const item = diff.renumbered.find((e) => e.id === 'service-1-1');
    expect([item?.from.order, item?.to.order]).toEqual([14, 15]);
  });

  it('tells what was reworded, and from what to what', () => {
    expect(diff.reworded.map((e) => e.id)).toEqual(['CPS.AC-4']);
    expect(diff.reworded[0]?.texts).toMatchObject([
      { field: 'heading', to: { en: 'Another heading' } },
    ]);
  });

  it('tells which relations changed, and none that only follow a new number', () => {
    expect(diff.related.map((e) => [e.kind, e.id, e.relation, e.added, e.removed])).toEqual([
      ['requirement', 'CPS.PT-3', 'categories', ['asset'], []],
      ['risk', 'risk-001', 'requirements', ['CPS.DS-3'], []],
    ]);
  });

  it('mirrors itself when turned round', () => {
    const back = diffEditions(second, draftEdition());
    expect(back.added.map((e) => e.id).toSorted()).toEqual(
      diff.removed.map((e) => e.id).toSorted(),
    );
    expect(back.removed.map((e) => e.id)).toEqual(diff.added.map((e) => e.id));
    expect(back.reworded.map((e) => e.id)).toEqual(diff.reworded.map((e) => e.id));
  });

  it('reads as lines in both languages', () => {
    const lines = formatDiff(diff);
    expect(lines.map((l) => l.ja)).toContain(
      '追加：チェック項目「合成した項目を確かめる」（ガバナンス②-1）',
    );
    expect(lines.map((l) => l.en)).toContain(
      'related anew: requirement CPS.PT-3, Choose devices that stay safe when connected: categories +asset',
    );
    expect(
      lines.some(
        (l) => l.ja.startsWith('番号の変更：') && l.ja.endsWith('ガバナンス②-1 → ガバナンス②-2'),
      ),
    ).toBe(true);
  });
});
