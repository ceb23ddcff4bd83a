import { describe, expect, it } from 'vitest';
import { labelKey, showEdition } from '../src/index.ts';
import { draftEdition } from './draft-edition.ts';

const edition = draftEdition();

describe('the shown edition', () => {
  const shown = showEdition(edition);

  it('has every list in source order', () => {
    expect(shown.requirements[0]).toMatchObject({
      id: 'CPS.AC-1',
      family: 'AC',
      categories: ['governance', 'service', 'city-os', 'asset'],
    });
    expect(shown.checkItems[0]).toMatchObject({
      id: 'governance-1-1',
      label: 'ガバナンス①-1',
      group: 'governance',
    });
    expect(shown.incidentTypes.length).toBe(28);
    expect(shown.threats.length).toBe(24);
    expect(shown.vulnerabilities.length).toBe(111);
    expect(shown.risks.map((risk) => risk.id)).toEqual(edition.risks.map((risk) => risk.id));
    expect(shown.references.length).toBe(22);
    expect(shown.useCases[0]?.risks[0]).toMatchObject({ place: 'R1' });
    expect(shown.cases[0]?.measures[0]).toMatchObject({
      kind: 'standard',
      checkItems: ['supply-chain-1'],
    });
    for (const list of [
      'roles',
      'informationAssets',
      'threatCategories',
      'deviceRequirements',
      'deviceMeans',
      'dataKinds',
    ] as const) {
      expect(shown[list].length, list).toBeGreaterThan(0);
    }
  });

  it('joins items and requirements from both ends', () => {
    for (const item of shown.checkItems) {
      expect(item.requirements.length, item.id).toBeGreaterThan(0);
      for (const id of item.requirements) {
        expect(shown.requirements.find((r) => r.id === id)?.checkItems).toContain(item.id);
      }
    }
    expect(shown.requirements.every((r) => r.checkItems.length > 0)).toBe(true);
  });

  it('keeps what is ours apart', () => {
    expect(Object.keys(shown)).not.toContain('riskAnchors');
    expect(shown.ours.riskAnchors).toEqual(edition.riskAnchors);
    const properties = [
      ...Object.keys(shown).filter((key) => key !== 'ours'),
      ...Object.keys(shown.ours),
    ];
    expect(properties.toSorted()).toEqual(Object.keys(edition).toSorted());
  });

  it('is the same through JSON', () => {
    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  });
});

describe('the key of a label', () => {
  const byLabel = new Map(edition.checkItems.map((item) => [labelKey(item.label), item]));

  it.each([
    ['都市OS①-1', 'city-os-1-1'],
    ['都市 OS①−1', 'city-os-1-1'],
    ['都市ＯＳ①ー１', 'city-os-1-1'],
    ['※ サプライチェーン①', 'supply-chain-1'],
    ['ｻｰﾋﾞｽ②-3', 'service-2-3'],
    ['データ連携⑥', 'data-exchange-6'],
  ])('knows %s as %s', (label, id) => {
    expect(byLabel.get(labelKey(label))?.id).toBe(id);
  });

  it('takes no label for another', () => {
    expect(byLabel.size).toBe(55);
  });
});
