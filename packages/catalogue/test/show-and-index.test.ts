import { describe, expect, it } from 'vitest';
import { indexEdition, labelKey, showEdition } from '../src/index.ts';
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

describe('the index', () => {
  const index = indexEdition(edition);

  it('finds entries by id', () => {
    expect(index.requirements.get('CPS.PT-3')?.categories).toEqual(['city-os']);
    expect(index.references.get('addition-my-number-act')?.added).toBe(true);
    expect(index.measures.get('case-1-standard-1')?.kind).toBe('standard');
  });

  it('walks relations from either end', () => {
    for (const link of edition.requirementLinks) {
      expect(index.linksByRequirement.get(link.requirement)).toContain(link);
      expect(index.linksByCheckItem.get(link.checkItem)).toContain(link);
      for (const c of link.categories) expect(index.linksFor(link.requirement, c)).toContain(link);
    }
    expect(index.linksFor('CPS.RM-2', 'city-os')).toEqual([]);
    for (const risk of edition.risks) {
      expect(index.risksByVulnerability.get(risk.vulnerability)).toContain(risk);
      expect(index.risksByIncidentType.get(risk.incidentType)).toContain(risk);
      for (const id of risk.requirements) expect(index.risksByRequirement.get(id)).toContain(risk);
      expect(index.anchorsByRisk.get(risk.id)?.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['都市OS①-1', 'city-os-1-1'],
    ['都市 OS①−1', 'city-os-1-1'],
    ['都市ＯＳ①ー１', 'city-os-1-1'],
    ['※ サプライチェーン①', 'supply-chain-1'],
    ['ｻｰﾋﾞｽ②-3', 'service-2-3'],
    ['データ連携⑥', 'data-exchange-6'],
  ])('knows %s as %s', (label, id) => {
    expect(index.checkItemsByLabel.get(labelKey(label))?.id).toBe(id);
  });

  it('takes no label for another', () => {
    expect(index.checkItemsByLabel.size).toBe(55);
  });
});
