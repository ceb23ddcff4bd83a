import { categories } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { draftEdition } from './draft-edition.ts';

/** Facts of the sources, counted and read by eye; they hold apart from what the check itself counts. */
const edition = draftEdition();
const requirement = (id: string) => edition.requirements.find((r) => r.id === id);
const row = (printed: number) => edition.risks.find((r) => r.source.rows?.includes(printed));

describe('requirements', () => {
  it('are 108 in 20 families and 229 category memberships', () => {
    expect(edition.requirements.length).toBe(108);
    expect(new Set(edition.requirements.map((r) => r.family)).size).toBe(20);
    expect(
      categories.map((c) => edition.requirements.filter((r) => r.categories.includes(c)).length),
    ).toEqual([76, 54, 58, 41]);
  });

  it.each([
    ['CPS.AC-1', ['governance', 'service', 'city-os', 'asset']],
    ['CPS.AC-2', ['governance', 'service', 'city-os', 'asset']],
    ['CPS.CM-5', ['service', 'city-os', 'asset']],
    ['CPS.PT-3', ['city-os']],
    ['CPS.SC-12', ['governance', 'service', 'city-os', 'asset']],
  ])('%s is of %j', (id, expected) => {
    expect(requirement(id)?.categories).toEqual(expected);
  });

  it('suggest nothing but PT-3 for assets', () => {
    expect(
      edition.requirements.flatMap((r) => (r.suggestedCategories ?? []).map((c) => [r.id, c])),
    ).toEqual([['CPS.PT-3', 'asset']]);
  });

  it('take their family from the id, not from the printed headings that slip by a row', () => {
    for (const id of ['CPS.AM-5', 'CPS.AN-1', 'CPS.CM-5', 'CPS.CO-1']) {
      expect(requirement(id)?.family).toBe(id.slice(4, 6));
    }
  });
});

describe('check items', () => {
  it('are 55, 13 of them of governance', () => {
    expect(edition.checkItems.length).toBe(55);
    expect(edition.checkItems.filter((item) => item.group === 'governance').length).toBe(13);
  });

  it.each([
    ['ガバナンス③-1', 'governance-3-1'],
    ['サービス①-1', 'service-1-1'],
    ['都市OS④-3', 'city-os-4-3'],
    ['アセット②-3', 'asset-2-3'],
    ['サプライチェーン③', 'supply-chain-3'],
    ['インシデント対応④', 'incident-response-4'],
    ['データ連携⑥', 'data-exchange-6'],
  ])('%s is %s', (label, id) => {
    expect(edition.checkItems.find((item) => item.label === label)?.id).toBe(id);
  });

  it('use the headings of 3.1.3 for 都市OS① and ②', () => {
    const heading = (id: string) => edition.sections.find((s) => s.id === id)?.heading.ja;
    expect(heading('city-os-1')).toBe('外部からの攻撃、侵入等を防ぐセキュリティ対策');
    expect(heading('city-os-2')).toBe(
      'セキュリティインシデント発生の未然防止のためのセキュリティ対策',
    );
  });
});

describe('risk rows', () => {
  it('are 144 of 159 printed ones with 508 links', () => {
    expect(edition.risks.length).toBe(144);
    const rows = edition.risks.flatMap((risk) => risk.source.rows ?? []);
    expect(rows.length).toBe(159);
    expect(new Set(rows).size).toBe(159);
    expect(edition.risks.flatMap((risk) => risk.requirements).length).toBe(508);
  });

  it.each([
    [1, 'AT-2 AT-3'],
    [2, 'IP-2 IP-10 MA-1 MA-2 RA-2 CM-6 CM-7 SC-12'],
    [3, 'DS-3'],
    [5, 'AC-1 AC-3 AC-4 AC-8 AC-9'],
    [66, 'RP-1'],
    [67, 'PT-3 RA-4 SC-4 SC-7 SC-8 SC-12 SC-13 SC-14'],
    [68, 'CM-3'],
    [69, 'RA-4 RA-6'],
    [159, 'AT-1 AT-2 IP-4 RP-3'],
  ])('printed row %i asks for %s', (printed, ids) => {
    expect(row(printed)?.requirements).toEqual(ids.split(' ').map((id) => `CPS.${id}`));
  });

  it('join the row that a page break cuts after its incident', () => {
    expect(row(23)?.incidentType).toBe('incident-03');
    expect(row(23)?.requirements).toEqual(
      'GV-1 GV-4 IP-7 RM-1 SC-3 SC-4 SC-6 SC-7 SC-10 SC-11 SC-12 SC-13 SC-14'
        .split(' ')
        .map((id) => `CPS.${id}`),
    );
  });

  it('join the five parts of one row of leakage', () => {
    expect(row(113)?.source.rows).toEqual([113, 116, 120, 123, 127]);
    expect(row(113)?.requirements.toSorted()).toEqual(
      ['AM-6', 'BE-2', 'IP-3', 'SC-1', 'SC-12', 'SC-2'].map((id) => `CPS.${id}`),
    );
  });

  it('join eleven pairs', () => {
    expect(edition.risks.filter((risk) => risk.source.rows?.length === 2).length).toBe(11);
  });
});

describe('what stands around', () => {
  it('has 6 laws, 16 guidelines, and today’s articles of the first', () => {
    expect(edition.references.filter((r) => r.kind === 'law').length).toBe(6);
    expect(edition.references.filter((r) => r.kind === 'guideline').length).toBe(16);
    expect(edition.references[0]?.articles.map((a) => [a.cited, a.today])).toEqual([
      ['第十九条', '第二十二条'],
      ['第二十条', '第二十三条'],
      ['第二十一条', '第二十四条'],
      ['第二十二条', '第二十五条'],
      ['第二十三条', '第二十七条'],
    ]);
  });

  it('has five use cases that carry identical links', () => {
    const links = edition.useCases.map((u) => u.risks.map((r) => [r.place, r.requirements]));
    expect(links.length).toBe(5);
    for (const list of links) expect(list).toEqual(links[0]);
    expect(links[0]?.[3]).toEqual(['R1', ['CPS.RA-4', 'CPS.RA-6']]);
    expect(new Set(links.flat().flatMap(([, ids]) => ids)).size).toBe(42);
  });

  it('lists twelve requirements of table 4-1 that Appendix B does not name', () => {
    const beyond = edition.useCases[0]?.risks.flatMap((r) => r.beyondAppendixB?.requirements ?? []);
    expect(beyond?.map((id) => id.slice(4)).join(' ')).toBe(
      'AC-7 DS-2 AC-1 AE-1 AM-5 CM-5 SC-4 AE-1 CM-1 CM-5 PT-1 PT-2',
    );
  });

  it('has 19 standard and 5 recommended measures that cite 17 items', () => {
    const measures = edition.cases.flatMap((entry) => entry.measures);
    expect(measures.filter((m) => m.kind === 'standard').length).toBe(19);
    expect(measures.filter((m) => m.kind === 'recommended').length).toBe(5);
    expect(new Set(measures.flatMap((m) => m.checkItems)).size).toBe(17);
  });

  it('has the tables of the slides', () => {
    expect(edition.deviceRequirements.length).toBe(12);
    expect(edition.deviceMeans.length).toBe(56);
    expect(edition.dataKinds.length).toBe(32);
    expect(edition.linkageAttributes.length).toBe(9);
    expect(edition.threatCategories.map((c) => c.scheme).lastIndexOf('stride')).toBe(5);
    expect(edition.informationAssets.map((a) => a.name.ja)[6]).toBe('設計データ内部ロジック');
  });

  it('keeps disclosure, personal data and confidentiality apart', () => {
    const axes = edition.classificationAxes.map((axis) => axis.id);
    expect(axes).toEqual(
      expect.arrayContaining(['disclosure', 'personal-data', 'confidentiality']),
    );
  });
});
