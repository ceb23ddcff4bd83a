import { describe, expect, it } from 'vitest';
import { checkEdition, type Edition } from '../src/index.ts';
import { changed, compiledDraft, draftEdition } from './draft-edition.ts';

const listed = (edition: Edition): readonly string[] =>
  checkEdition(edition).map((d) => `${d.place.file}: ${d.message.en}`);

const known = new Set(listed(draftEdition()));

/** What a change adds to what the draft's own check says. */
const problemsOf = (edition: Edition): readonly string[] =>
  listed(edition).filter((line) => !known.has(line));

type Change = Parameters<typeof changed>[0];

describe('the 2.0 draft', () => {
  it('passes every check', () => {
    expect(checkEdition(draftEdition(), compiledDraft.placeOf)).toEqual([]);
  });
});

describe('a slip in what the sources say', () => {
  it.each<[string, Change, string]>([
    [
      'an id twice',
      (e) => Object.assign(e.threats[1] ?? {}, { id: 'threat-01' }),
      'threats.yaml: The id threat-01 stands twice.',
    ],
    [
      'a threat that is none',
      (e) => Object.assign(e.risks[0] ?? {}, { threat: 'threat-77' }),
      'risks.yaml: There is no threat threat-77.',
    ],
    [
      'a requirement that is none',
      (e) => e.risks[0]?.requirements.push('CPS.XX-1'),
      'risks.yaml: There is no requirement CPS.XX-1.',
    ],
    [
      'a row that is missing',
      (e) => e.risks.pop(),
      'risks.yaml: The count of risk rows is wrong: 143',
    ],
    [
      'a link that is missing',
      (e) => e.risks[4]?.requirements.pop(),
      'risks.yaml: The count of links from rows to requirements is wrong: 507',
    ],
    [
      'a printed row twice',
      (e) => e.risks[0]?.source.rows?.push(2),
      'risks.yaml: The count of printed rows of Appendix B is wrong: 1 2 2 3',
    ],
    [
      'a category too many',
      (e) => e.requirements.find((r) => r.id === 'CPS.PT-3')?.categories.push('asset'),
      'requirements.yaml: The count of requirements by category is wrong: 76/54/58/42',
    ],
    [
      'a family by the printed heading',
      (e) => Object.assign(e.requirements.find((r) => r.id === 'CPS.AM-5') ?? {}, { family: 'AN' }),
      'requirements.yaml: The family does not match the id.',
    ],
    [
      'a label of another item',
      (e) => Object.assign(e.checkItems[0] ?? {}, { label: 'ガバナンス①-9' }),
      'check-items.yaml: The label does not match the id.',
    ],
    [
      'an order that jumps',
      (e) => Object.assign(e.threats[3]?.source ?? {}, { order: 9 }),
      'threats.yaml: The order in the source is not its place here.',
    ],
    [
      'use cases that differ',
      (e) => e.useCases[2]?.risks[3]?.requirements.reverse(),
      'use-cases.yaml: The count of differing use cases is wrong: 2',
    ],
    [
      'what goes beyond Appendix B',
      (e) => Reflect.deleteProperty(e.useCases[0]?.risks[2] ?? {}, 'beyondAppendixB'),
      'use-cases.yaml: What goes beyond Appendix B is misstated.',
    ],
    [
      'a measure under a wrong id',
      (e) => Object.assign(e.cases[0]?.measures[0] ?? {}, { number: 7 }),
      'cases.yaml: The id does not match case, kind and number.',
    ],
    [
      'a case that shares nothing',
      (e) => Reflect.deleteProperty(e.cases[3] ?? {}, 'sharesMeasuresOf'),
      'cases.yaml: The case needs one list of measures.',
    ],
    [
      'a figure that is misread',
      (e) => e.guidelineFigure.rows[0]?.printedRanges.pop(),
      'guideline-figure.yaml: The difference from Appendix C is misstated.',
    ],
    [
      'a compared thing twice',
      (e) => e.linkageAttributes[0]?.values[0]?.of.push('fiware'),
      'linkage-attributes.yaml: Each compared thing must stand exactly once.',
    ],
    [
      'a role that is missing',
      (e) => e.roles.pop(),
      'roles.yaml: There is no role securityProvider.',
    ],
  ])('%s', (_what, change, expected) => {
    const found = problemsOf(changed(change));
    expect(
      found.some((line) => line.startsWith(expected)),
      found.join('\n'),
    ).toBe(true);
  });
});

describe('a slip in what is ours', () => {
  const links = 'ours/requirement-check-items.yaml';
  it.each<[string, Change, string]>([
    [
      'an unknown requirement about data',
      (e) => Object.assign(e.dataRequirements[0] ?? {}, { requirement: 'CPS.DS-99' }),
      'ours/duties.yaml: There is no requirement CPS.DS-99.',
    ],
    [
      'a pair without an answer',
      (e) => e.withoutItem.pop(),
      `${links}: No item answers CPS.RM-2 city-os, and nothing says so.`,
    ],
    [
      'a pair with and without',
      (e) =>
        e.withoutItem.push({
          requirement: 'CPS.AC-1',
          category: 'governance',
          reason: { ja: '理由', en: 'Why' },
        }),
      `${links}: CPS.AC-1 governance has an item and is said to have none.`,
    ],
    [
      'a category that the requirement lacks',
      (e) =>
        Object.assign(e.requirementLinks.find((l) => l.requirement === 'CPS.AC-3') ?? {}, {
          categories: ['governance'],
        }),
      `${links}: The requirement is not of governance.`,
    ],
    [
      'a category that the item lacks',
      (e) =>
        Object.assign(e.requirementLinks.find((l) => l.checkItem === 'service-2-2') ?? {}, {
          categories: ['asset'],
        }),
      `${links}: asset contradicts the item's own category.`,
    ],
    [
      'an item that nothing reaches',
      (e) =>
        Object.assign(e, {
          requirementLinks: e.requirementLinks.filter((l) => l.checkItem !== 'asset-2-3'),
        }),
      `${links}: No row has asset-2-3.`,
    ],
    [
      'a link twice',
      (e) => e.requirementLinks.push(...e.requirementLinks.slice(0, 1)),
      `${links}: CPS.AC-1 governance-1-2 stands twice.`,
    ],
    [
      'a row without an anchor',
      (e) => e.riskAnchors.shift(),
      'ours/risk-anchors.yaml: No row has risk-001.',
    ],
    [
      'a trait that is none',
      (e) => e.riskAnchors[0]?.whenAll.push('sunny'),
      'ours/risk-anchors.yaml: There is no trait sunny.',
    ],
    [
      'a trait of something else',
      (e) => e.riskAnchors[0]?.whenAll.push('publicPlace'),
      'ours/risk-anchors.yaml: publicPlace is no trait of contract.',
    ],
    [
      'a kind of something else',
      (e) => e.riskAnchors[0]?.kinds.push('service'),
      'ours/risk-anchors.yaml: service is no kind of contract.',
    ],
    [
      'an item without a duty',
      (e) => e.checkItemDuties.pop(),
      'ours/check-item-duties.yaml: No row has data-exchange-6.',
    ],
    [
      'an item with two duties',
      (e) => e.checkItemDuties.push(...e.checkItemDuties.slice(0, 1)),
      'ours/check-item-duties.yaml: governance-1-1 stands twice.',
    ],
    [
      'a role that the item does not name',
      (e) => Object.assign(e.checkItemDuties[0] ?? {}, { answeredBy: 'resident' }),
      'ours/check-item-duties.yaml: The item does not name this role.',
    ],
    [
      'advice where the item itself is asked',
      (e) => Object.assign(e.advice[0] ?? {}, { per: 'contract', kinds: [] }),
      'ours/check-item-duties.yaml: The item itself is asked there already.',
    ],
    [
      'an item without a first step',
      (e) => e.firstSteps.pop(),
      'ours/first-steps.yaml: No row has city-os-4-3.',
    ],
    [
      'a first step of no stage',
      (e) => Object.assign(e.firstSteps[0] ?? {}, { stage: 'later' }),
      'ours/first-steps.yaml: There is no stage later.',
    ],
    [
      'a finding that asks for more',
      (e) => e.findingKinds[0]?.requirements.push('CPS.BE-1'),
      'ours/finding-kinds.yaml: No row of its weaknesses calls for CPS.BE-1.',
    ],
    [
      'a law without a trigger',
      (e) =>
        Object.assign(e, {
          lawTriggers: e.lawTriggers.filter((t) => t.reference !== 'reference-06'),
        }),
      'ours/law-triggers.yaml: No row has reference-06.',
    ],
    [
      'a law on a fact nobody asks',
      (e) => Object.assign(e, { lawFacts: [] }),
      'ours/law-triggers.yaml: There is no fact eeaPersonalData.',
    ],
    [
      'a trigger without a condition',
      (e) => Object.assign(e.lawTriggers[0] ?? {}, { whenAny: [] }),
      'ours/law-triggers.yaml: Either conditions or always, not both.',
    ],
    [
      'a recommended measure without a trigger',
      (e) => e.measureTriggers.pop(),
      'ours/measure-triggers.yaml: No row has case-6-recommended-2.',
    ],
    [
      'a link beyond Appendix B unexplained',
      (e) => e.useCaseDifferences.shift(),
      'ours/use-case-differences.yaml: Nothing explains R1 CPS.AC-7.',
    ],
    [
      'a difference of no link',
      (e) => Object.assign(e.useCaseDifferences.at(-1) ?? {}, { requirement: 'CPS.SC-1' }),
      'ours/use-case-differences.yaml: Appendix D has no such link there.',
    ],
    [
      'an incident without harms',
      (e) => e.incidentHarms.pop(),
      'ours/ratings.yaml: No row has incident-28.',
    ],
    [
      'a threat without ways',
      (e) => e.threatRatings.shift(),
      'ours/ratings.yaml: No row has threat-01.',
    ],
    [
      'duty rules that may not decide',
      (e) => e.dutyRules.pop(),
      'ours/duties.yaml: The last rule, and only that, has no condition.',
    ],
    [
      'a gap that nothing closes',
      (e) => Reflect.deleteProperty(e.dutyRules.at(-1) ?? {}, 'closes'),
      'ours/duties.yaml: What closes it stands with open states only.',
    ],
    [
      'levels out of order',
      (e) => e.criteria.levels.reverse(),
      'ours/criteria.yaml: Levels fall, and the last begins at 1.',
    ],
  ])('%s', (_what, change, expected) => {
    expect(problemsOf(changed(change))).toContain(expected);
  });
});

describe('texts', () => {
  const plain = (ja: string, en = 'Plain words.') =>
    problemsOf(changed((e) => Object.assign(e.vulnerabilities[0] ?? {}, { question: { ja, en } })));

  it.each([
    'ギャップ',
    'オーバーラップ',
    'ステイル',
    'リスクアクセプト',
    'N/A',
    'エビデンス',
    'コンポーネント',
    'シナリオ',
    'オプトイン',
  ])('do not say %s', (word) => {
    expect(plain(`この${word}はありますか。`)).toEqual([
      `vulnerabilities.yaml: The Japanese word ${word} is not used.`,
    ]);
  });

  it('may say a term of law where laws are told', () => {
    const edition = changed((e) => {
      Object.assign(e.references[0]?.summary ?? {}, { ja: 'オプトインを求めます。' });
    });
    expect(problemsOf(edition)).toEqual([]);
  });

  it('keep the source’s own heading, whatever its words', () => {
    const edition = changed((e) => {
      Object.assign(e.incidentTypes[0]?.heading ?? {}, { ja: 'コンポーネントが止まる' });
    });
    expect(problemsOf(edition)).toEqual([]);
  });

  it('are whole in both languages', () => {
    expect(plain('これは何ですか。', ' ')).toEqual([
      'vulnerabilities.yaml: One language is missing.',
    ]);
    expect(plain('What is it?')).toEqual([
      'vulnerabilities.yaml: The Japanese text is not Japanese.',
    ]);
    expect(plain('これは何ですか。', 'これは何ですか。')).toEqual([
      'vulnerabilities.yaml: The English text holds Japanese.',
    ]);
  });
});

describe('another edition', () => {
  it('is not held to the counts of this one', () => {
    const edition = changed((e) => {
      Object.assign(e, { id: 'mic-smart-city-security/synthetic', dataKinds: [] });
    });
    expect(problemsOf(edition)).toEqual([]);
  });
});
