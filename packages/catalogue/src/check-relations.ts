import { type Anchor, categories, componentKinds, contractKinds, text } from '@machimori/kernel';
import type { Criteria, Edition } from './edition.ts';
import type { EditionPath } from './edition-place.ts';
import { kinds } from './entry-kinds.ts';
import { idsOf, type Problems, repeated } from './problems.ts';

/** What is ours covers everything it must, and contradicts nothing that the sources say. */
export function checkRelations(edition: Edition, problems: Problems): void {
  checkLinks(edition, problems);
  checkAnchors(edition, problems);
  checkDuties(edition, problems);
  checkFindingKinds(edition, problems);
  checkAnswerExamples(edition, problems);
  checkFirstSteps(edition, problems);
  checkLaws(edition, problems);
  checkMeasures(edition, problems);
  checkUseCaseDifferences(edition, problems);
  checkRatings(edition, problems);
  checkDutyRules(edition, problems);
  checkCriteria(edition.criteria, problems, edition);
}

/** Every requirement × category is answered by an item or is said to have none, never both. */
function checkLinks(edition: Edition, problems: Problems): void {
  const requirements = new Map(edition.requirements.map((r) => [r.id, r]));
  const items = new Map(edition.checkItems.map((item) => [item.id, item]));
  const linked = new Set<string>();
  edition.requirementLinks.forEach((link, i) => {
    const at: EditionPath = ['requirementLinks', i];
    problems.known([...at, 'requirement'], link.requirement, requirements, kinds.requirement);
    problems.known([...at, 'checkItem'], link.checkItem, items, kinds.checkItem);
    const group = items.get(link.checkItem)?.group;
    for (const category of link.categories) {
      linked.add(`${link.requirement} ${category}`);
      if (requirements.get(link.requirement)?.categories.includes(category) === false) {
        problems.add(
          [...at, 'categories'],
          text(
            `要件に「${category}」の分類はありません。`,
            `The requirement is not of ${category}.`,
          ),
        );
      }
      if (categories.some((c) => c === group) && group !== category) {
        problems.add(
          [...at, 'categories'],
          text(
            `「${category}」は項目の分類と食い違います。`,
            `${category} contradicts the item's own category.`,
          ),
        );
      }
    }
  });
  unique(
    edition.requirementLinks,
    (l) => `${l.requirement} ${l.checkItem}`,
    'requirementLinks',
    problems,
  );
  unique(edition.withoutItem, (w) => `${w.requirement} ${w.category}`, 'withoutItem', problems);

  const without = new Set(edition.withoutItem.map((w) => `${w.requirement} ${w.category}`));
  const pairs = edition.requirements.flatMap((r) => r.categories.map((c) => `${r.id} ${c}`));
  edition.withoutItem.forEach((entry, i) => {
    const pair = `${entry.requirement} ${entry.category}`;
    if (!pairs.includes(pair)) {
      problems.add(
        ['withoutItem', i],
        text('要件にこの分類はありません。', 'The requirement is not of this category.'),
      );
    }
  });
  for (const pair of pairs) {
    if (linked.has(pair) === without.has(pair)) {
      problems.add(
        ['requirementLinks'],
        linked.has(pair)
          ? text(
              `「${pair}」は項目があるのに、ないとも書いています。`,
              `${pair} has an item and is said to have none.`,
            )
          : text(
              `「${pair}」に答える項目が決まっていません。`,
              `No item answers ${pair}, and nothing says so.`,
            ),
      );
    }
  }
  covered(
    requirements.keys(),
    edition.requirementLinks,
    'requirement',
    'requirementLinks',
    problems,
  );
  covered(items.keys(), edition.requirementLinks, 'checkItem', 'requirementLinks', problems);
}

function checkAnchors(edition: Edition, problems: Problems): void {
  const risks = idsOf(edition.risks);
  edition.riskAnchors.forEach((anchor, i) => {
    const at: EditionPath = ['riskAnchors', i];
    problems.known([...at, 'risk'], anchor.risk, risks, kinds.risk);
    checkKinds([...at, 'kinds'], anchor.kinds, anchor.anchor, problems);
    checkTraits(edition, [...at, 'whenAll'], anchor.whenAll, anchor.anchor, problems);
    checkTraits(edition, [...at, 'whenAny'], anchor.whenAny, anchor.anchor, problems);
  });
  unique(
    edition.riskAnchors,
    (a) => `${a.risk} ${a.anchor} ${a.viewpoint} ${a.kinds.join(' ')}`,
    'riskAnchors',
    problems,
  );
  covered(risks, edition.riskAnchors, 'risk', 'riskAnchors', problems);
}

/** Kinds narrow a component or a contract; nothing else has kinds. */
function checkKinds(
  path: EditionPath,
  listed: readonly string[],
  anchor: Anchor,
  problems: Problems,
): void {
  const allowed: readonly string[] =
    anchor === 'component' ? componentKinds : anchor === 'contract' ? contractKinds : [];
  for (const kind of listed) {
    if (allowed.includes(kind)) continue;
    problems.add(
      path,
      text(`「${kind}」は「${anchor}」の種類ではありません。`, `${kind} is no kind of ${anchor}.`),
      text(allowed.join(', '), allowed.join(', ')),
    );
  }
}

/** Traits exist and may stand on what the rule looks at. */
function checkTraits(
  edition: Edition,
  path: EditionPath,
  listed: readonly string[],
  on: Anchor | 'dataSet' | undefined,
  problems: Problems,
): void {
  const traits = new Map(edition.traits.map((trait) => [trait.id, trait]));
  problems.eachKnown(path, listed, traits, kinds.trait);
  if (on === undefined) return;
  for (const id of listed) {
    const trait = traits.get(id);
    if (trait === undefined || trait.on.some((anchor) => anchor === on)) continue;
    problems.add(
      path,
      text(`「${id}」は「${on}」の性質ではありません。`, `${id} is no trait of ${on}.`),
      text(trait.on.join(', '), trait.on.join(', ')),
    );
  }
}

function checkDuties(edition: Edition, problems: Problems): void {
  const items = new Map(edition.checkItems.map((item) => [item.id, item]));
  const duties = new Map(edition.checkItemDuties.map((duty) => [duty.checkItem, duty]));
  for (const list of ['checkItemDuties', 'advice'] as const)
    edition[list].forEach((duty, i) => {
      const at: EditionPath = [list, i];
      problems.known([...at, 'checkItem'], duty.checkItem, items, kinds.checkItem);
      checkKinds([...at, 'kinds'], duty.kinds, duty.per, problems);
      checkTraits(edition, [...at, 'whenAny'], duty.whenAny, duty.per, problems);
      if (items.get(duty.checkItem)?.answeredBy.includes(duty.answeredBy) === false) {
        problems.add(
          [...at, 'answeredBy'],
          text('項目が挙げていない役割です。', 'The item does not name this role.'),
        );
      }
      // The same item at the same element is one line: advice stands elsewhere.
      if (list === 'advice' && duties.get(duty.checkItem)?.per === duty.per) {
        problems.add(
          [...at, 'per'],
          text('項目そのものと同じ所で尋ねています。', 'The item itself is asked there already.'),
        );
      }
    });
  unique(edition.checkItemDuties, (duty) => duty.checkItem, 'checkItemDuties', problems);
  unique(edition.advice, (duty) => `${duty.checkItem} ${duty.per}`, 'advice', problems);
  covered(items.keys(), edition.checkItemDuties, 'checkItem', 'checkItemDuties', problems);
}

/** An example stands where its item, or what the item asks besides, is asked. */
function checkAnswerExamples(edition: Edition, problems: Problems): void {
  const items = idsOf(edition.checkItems);
  const asked = new Set(
    [...edition.checkItemDuties, ...edition.advice].map(
      ({ checkItem, per }) => `${checkItem} ${per}`,
    ),
  );
  edition.answerExamples.forEach(({ checkItem, per, kinds: listed }, i) => {
    const at: EditionPath = ['answerExamples', i];
    problems.known([...at, 'checkItem'], checkItem, items, kinds.checkItem);
    checkKinds([...at, 'kinds'], listed, per, problems);
    if (items.has(checkItem) && !asked.has(`${checkItem} ${per}`))
      problems.add(
        [...at, 'per'],
        text('項目は、そこでは尋ねられません。', 'The item is not asked there.'),
      );
  });
  unique(
    edition.answerExamples,
    ({ checkItem, per, kinds: listed }) => `${checkItem} ${per} ${listed.join(' ')}`,
    'answerExamples',
    problems,
  );
}

/** Every check item has one first step, in a stage that there is; for whoever else answers it, in words of their own. */
function checkFirstSteps(edition: Edition, problems: Problems): void {
  const items = idsOf(edition.checkItems);
  const stages = idsOf(edition.firstStepStages);
  const answeredBy = new Map(edition.checkItems.map((item) => [item.id, item.answeredBy]));
  edition.firstSteps.forEach((step, i) => {
    problems.known(['firstSteps', i, 'checkItem'], step.checkItem, items, kinds.checkItem);
    problems.known(['firstSteps', i, 'stage'], step.stage, stages, kinds.stage);
    const others = answeredBy.get(step.checkItem)?.some((role) => role !== 'promoter') ?? false;
    if (others && step.own === undefined)
      problems.add(
        ['firstSteps', i],
        text(
          '推進主体でない組織も答える項目には、その組織の一歩（own）も要ります。',
          'An item that others than the promoting body answer also needs their own step (own).',
        ),
      );
  });
  unique(edition.firstSteps, (step) => step.checkItem, 'firstSteps', problems);
  covered(items, edition.firstSteps, 'checkItem', 'firstSteps', problems);
}

/** A finding asks for no more than the risk rows of the weaknesses it confirms. */
function checkFindingKinds(edition: Edition, problems: Problems): void {
  const vulnerabilities = idsOf(edition.vulnerabilities);
  const requirements = idsOf(edition.requirements);
  const items = idsOf(edition.checkItems);
  edition.findingKinds.forEach((kind, i) => {
    const at: EditionPath = ['findingKinds', i];
    problems.eachKnown(
      [...at, 'vulnerabilities'],
      kind.vulnerabilities,
      vulnerabilities,
      kinds.vulnerability,
    );
    problems.eachKnown([...at, 'requirements'], kind.requirements, requirements, kinds.requirement);
    problems.eachKnown([...at, 'checkItems'], kind.checkItems, items, kinds.checkItem);
    const rows = edition.risks.filter((risk) => kind.vulnerabilities.includes(risk.vulnerability));
    const called = new Set(rows.flatMap((risk) => risk.requirements));
    const beyond = kind.requirements.filter((id) => !called.has(id));
    if (beyond.length > 0) {
      problems.add(
        [...at, 'requirements'],
        text(
          `弱点の行にない要件です：${beyond.join('、')}`,
          `No row of its weaknesses calls for ${beyond.join(', ')}.`,
        ),
      );
    }
  });
}

function checkLaws(edition: Edition, problems: Problems): void {
  const references = new Set([...idsOf(edition.references), ...idsOf(edition.additions)]);
  const facts = new Map(edition.lawFacts.map((fact) => [fact.id, fact]));
  edition.lawTriggers.forEach((trigger, i) => {
    const at: EditionPath = ['lawTriggers', i];
    problems.known([...at, 'reference'], trigger.reference, references, kinds.reference);
    checkTraits(edition, [...at, 'whenAll'], trigger.whenAll, trigger.on, problems);
    checkTraits(edition, [...at, 'whenAny'], trigger.whenAny, trigger.on, problems);
    problems.eachKnown([...at, 'facts'], trigger.facts ?? [], facts, kinds.fact);
    for (const id of trigger.facts ?? []) {
      const fact = facts.get(id);
      if (fact !== undefined && fact.on !== trigger.on) {
        problems.add(
          [...at, 'facts'],
          text(
            `「${id}」は「${trigger.on}」について尋ねません。`,
            `${id} is not asked of ${trigger.on}.`,
          ),
          text(fact.on, fact.on),
        );
      }
    }
    const conditions = [trigger.whenAll, trigger.whenAny, trigger.domains, trigger.facts];
    if (conditions.some((list) => (list?.length ?? 0) > 0) === (trigger.always ?? false)) {
      problems.add(
        at,
        text(
          '条件を挙げるか、常にかかるとするか、一方だけです。',
          'Either conditions or always, not both.',
        ),
      );
    }
  });
  covered(references, edition.lawTriggers, 'reference', 'lawTriggers', problems);
}

/** Standard measures fit every city; each recommended one needs a rule that says when. */
function checkMeasures(edition: Edition, problems: Problems): void {
  const recommended = idsOf(
    edition.cases.flatMap((entry) => entry.measures.filter((m) => m.kind === 'recommended')),
  );
  edition.measureTriggers.forEach((trigger, i) => {
    const at: EditionPath = ['measureTriggers', i];
    problems.known([...at, 'measure'], trigger.measure, recommended, kinds.measure);
    checkTraits(edition, [...at, 'whenAll'], trigger.whenAll, trigger.on, problems);
    checkTraits(edition, [...at, 'whenAny'], trigger.whenAny, trigger.on, problems);
  });
  covered(recommended, edition.measureTriggers, 'measure', 'measureTriggers', problems);
}

/** Differences are of links that Appendix D has; what goes beyond Appendix B is always one. */
function checkUseCaseDifferences(edition: Edition, problems: Problems): void {
  const pairOf = (place: string, id: string): string => `${place} ${id}`;
  edition.useCaseDifferences.forEach((difference, i) => {
    const { domain, place, requirement } = difference;
    const useCases = edition.useCases.filter((u) => domain === 'all' || u.domain === domain);
    const named = useCases.flatMap((u) =>
      u.risks.filter((risk) => risk.place === place).flatMap((risk) => risk.requirements),
    );
    if (!named.includes(requirement)) {
      problems.add(
        ['useCaseDifferences', i],
        text('付録Dのこの場所にない要件です。', 'Appendix D has no such link there.'),
      );
    }
  });
  const explained = new Set(
    edition.useCaseDifferences
      .filter((difference) => difference.domain === 'all')
      .map((difference) => pairOf(difference.place, difference.requirement)),
  );
  for (const risk of edition.useCases.flatMap((useCase) => useCase.risks)) {
    for (const id of risk.beyondAppendixB?.requirements ?? []) {
      if (explained.has(pairOf(risk.place, id))) continue;
      const pair = pairOf(risk.place, id);
      problems.add(
        ['useCaseDifferences'],
        text(`「${pair}」の説明がありません。`, `Nothing explains ${pair}.`),
      );
      explained.add(pair);
    }
  }
  unique(
    edition.useCaseDifferences,
    (d) => `${d.domain} ${pairOf(d.place, d.requirement)}`,
    'useCaseDifferences',
    problems,
  );
}

function checkRatings(edition: Edition, problems: Problems): void {
  const incidents = idsOf(edition.incidentTypes);
  edition.incidentHarms.forEach((row, i) => {
    problems.known(
      ['incidentHarms', i, 'incidentType'],
      row.incidentType,
      incidents,
      kinds.incidentType,
    );
  });
  unique(edition.incidentHarms, (row) => row.incidentType, 'incidentHarms', problems);
  covered(incidents, edition.incidentHarms, 'incidentType', 'incidentHarms', problems);
  const threats = idsOf(edition.threats);
  edition.threatRatings.forEach((row, i) => {
    problems.known(['threatRatings', i, 'threat'], row.threat, threats, kinds.threat);
  });
  unique(edition.threatRatings, (row) => row.threat, 'threatRatings', problems);
  covered(threats, edition.threatRatings, 'threat', 'threatRatings', problems);
}

/** The first rule that holds decides: the last one, and only that, holds always. */
function checkDutyRules(edition: Edition, problems: Problems): void {
  edition.dutyRules.forEach((rule, i) => {
    const isLast = i === edition.dutyRules.length - 1;
    if ((rule.when.length === 0) !== isLast) {
      problems.add(
        ['dutyRules', i, 'when'],
        text(
          '条件のない規則は、最後に一つだけ置きます。',
          'The last rule, and only that, has no condition.',
        ),
      );
    }
    const open = rule.state !== 'agreed' && rule.state !== 'in-house';
    if (open !== (rule.closes !== undefined)) {
      problems.add(
        ['dutyRules', i, 'closes'],
        text(
          '決まっていない担当にだけ、決め方を添えます。',
          'What closes it stands with open states only.',
        ),
      );
    }
  });
  unique(edition.dutyRules, (rule) => rule.when.toSorted().join(' '), 'dutyRules', problems);
  const requirements = idsOf(edition.requirements);
  edition.dataRequirements.forEach(({ requirement }, i) => {
    problems.known(
      ['dataRequirements', i, 'requirement'],
      requirement,
      requirements,
      kinds.requirement,
    );
  });
  unique(edition.dataRequirements, (d) => d.requirement, 'dataRequirements', problems);
}

/** Also of criteria that a city brings; their traits can be looked up only where the edition is at hand. */
export function checkCriteria(criteria: Criteria, problems: Problems, edition?: Edition): void {
  const { scale, impact, likelihood, levels } = criteria;
  unique([...impact, ...likelihood.rules], (rule) => rule.id, 'criteria', problems);
  likelihood.rules.forEach((rule, i) => {
    const at: EditionPath = ['criteria', 'likelihood', 'rules', i];
    if (edition) checkTraits(edition, [...at, 'traits'], rule.traits, undefined, problems);
    if ((rule.when === 'trait') !== rule.traits.length > 0) {
      problems.add(
        [...at, 'traits'],
        text('性質で決まる規則にだけ、性質を挙げます。', 'Only a rule of traits lists traits.'),
      );
    }
  });
  if (scale.some((step, i) => step.value !== i + 1)) {
    problems.add(['criteria', 'scale'], text('段階は1から順に並べます。', 'Steps count from 1.'));
  }
  const falling = levels.every((level, i) => i === 0 || level.from < (levels[i - 1]?.from ?? 0));
  if (!falling || levels.at(-1)?.from !== 1) {
    problems.add(
      ['criteria', 'levels'],
      text('水準は高い順に並べ、最後は1からにします。', 'Levels fall, and the last begins at 1.'),
    );
  }
}

function unique<T>(
  list: readonly T[],
  keyOf: (entry: T) => string,
  property: keyof Edition,
  problems: Problems,
): void {
  for (const key of repeated(list.map(keyOf))) {
    problems.add([property], text(`「${key}」が二度あります。`, `${key} stands twice.`));
  }
}

/** Each of `ids` stands in `field` of at least one row. */
function covered<K extends string>(
  ids: Iterable<string>,
  rows: readonly Readonly<Record<K, string>>[],
  field: K,
  property: keyof Edition,
  problems: Problems,
): void {
  const reached = new Set(rows.map((row) => row[field]));
  for (const id of ids) {
    if (reached.has(id)) continue;
    problems.add([property], text(`「${id}」の行がありません。`, `No row has ${id}.`));
  }
}
