import type { CityIndex } from '@machimori/city';
import {
  addDays,
  type Day,
  daysBetween,
  fillText,
  fiscalHalfEnd,
  fiscalYear,
  text,
} from '@machimori/kernel';
import { compare } from './canonical-city.ts';
import type { EditionTables } from './edition-tables.ts';
import { nameOf } from './element-names.ts';
import { itemLabel } from './item-label.ts';
import { messages } from './messages.ts';
import type { Action, Finding, PlacedRequirement, Plan, SheetLine } from './plan.ts';
import { rank, worst } from './risk-levels.ts';

interface Draft {
  readonly action: Omit<Action, 'rank' | 'horizon' | 'by'>;
  readonly urgency: 1 | 2 | 3;
  readonly ease: number;
  /** Actions of one kind, of which the ten hold one; two where people counted what is behind it. */
  readonly kind: string;
  readonly most: 1 | 2;
}

const wanted = 10;
const thisWeek = 3;

/** The rows of a plan that ask for something to be done. */
type ActionRows = Pick<Plan, 'findings' | 'requirements' | 'lines'>;

/**
 * The ten things to do first: findings, then duties that nobody has, then check items in the order in which a town
 * without specialists can take them up. An action that is not done in one go carries its first step, whose day `by` is.
 * With `own` they are what that organisation itself has to do; one that is not the promoter is told what to do, not
 * whom to ask.
 */
export function firstActions(
  index: CityIndex,
  tables: EditionTables,
  { findings, requirements, lines }: ActionRows,
  asOf: Day,
  own?: string,
): Action[] {
  const drafts = [
    ...findings
      .filter(({ responsible }) => own === undefined || responsible === own)
      .map((finding) => fromFinding(index, tables, finding, own))
      .sort(byUrgency),
    ...fromGaps(index, tables, requirements, findings, own),
    ...fromLines(index, tables, lines, own),
  ];
  const taken: Draft[] = [];
  for (const draft of drafts) {
    if (taken.length === wanted) break;
    if (taken.filter((each) => each.kind === draft.kind).length < draft.most) taken.push(draft);
  }
  return taken.map(({ action, urgency }, i): Action => {
    const rank = i + 1;
    // The first three are begun this week. To carry out a check item is no work of a week; its first step is.
    if (urgency === 1 || rank <= thisWeek)
      return { rank, ...action, horizon: 'week', by: workday(addDays(asOf, 7)) };
    if (urgency === 2 || action.firstStep !== undefined)
      return { rank, ...action, horizon: 'month', by: workday(addDays(asOf, 30)) };
    return { rank, ...action, horizon: 'year', by: workday(endOfYear(asOf)) };
  });
}

/** The day itself, or the Friday before a Saturday or Sunday, when a town hall is closed. */
function workday(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day;
}

/** Last day of the fiscal year; of the next one in its last month, when nothing could be done any more. */
function endOfYear(asOf: Day): Day {
  const end = fiscalHalfEnd({ year: fiscalYear(asOf), half: 2 });
  return daysBetween(asOf, end) >= 30
    ? end
    : fiscalHalfEnd({ year: fiscalYear(asOf) + 1, half: 2 });
}

const byUrgency = (a: Draft, b: Draft): number =>
  a.urgency - b.urgency ||
  (b.action.level ? rank[b.action.level] : 0) - (a.action.level ? rank[a.action.level] : 0) ||
  a.ease - b.ease ||
  compare(a.kind, b.kind) ||
  compare(a.action.id, b.action.id);

/** An officer of the promoting body asks others; whoever else reads what to do runs the thing itself. */
const asksOthers = ({ city }: CityIndex, own: string | undefined): boolean =>
  own === undefined || own === city.promoter;

function fromFinding(
  index: CityIndex,
  tables: EditionTables,
  finding: Finding,
  own: string | undefined,
): Draft {
  const kind = tables.findingKinds.get(finding.kind);
  const reason = kind?.reason ?? { ja: '', en: '' };
  const recorded = finding.origin === 'recorded';
  return {
    action: {
      id: `fix:${finding.id}`,
      kind: index.contracts.has(finding.subject) ? 'contract' : 'finding',
      title: fillText(messages.firstStep, {
        subject: nameOf(index, finding.subject),
        step: (asksOthers(index, own) ? undefined : kind?.ownStep) ?? finding.firstStep,
      }),
      why: text(`${finding.sentence.ja}${reason.ja}`, `${finding.sentence.en} ${reason.en}`),
      organisation: finding.responsible,
      level: finding.level,
      from: [finding.id, ...finding.lines],
    },
    urgency: finding.urgency,
    ease: finding.ease,
    kind: finding.kind,
    most: recorded ? 2 : 1,
  };
}

/** Components at which nobody performs what is required; one that a finding names already is not said twice. */
function fromGaps(
  index: CityIndex,
  tables: EditionTables,
  placed: readonly PlacedRequirement[],
  findings: readonly Finding[],
  own: string | undefined,
): Draft[] {
  const decides = (place: string): string =>
    index.components.get(place)?.owner ?? index.city.promoter;
  const named = new Set(
    findings
      .filter((f) => f.kind === 'boundary-silent')
      .flatMap((f) => index.contracts.get(f.subject)?.covers.components ?? []),
  );
  const gaps = Map.groupBy(
    placed.filter((p) => p.duty.state === 'gap' && p.basis === 'risk' && !named.has(p.place)),
    (p) => p.place,
  );
  return [...gaps]
    .filter(([place]) => own === undefined || decides(place) === own)
    .map(([place, list]) => ({ place, list, level: worst(list.map((p) => p.level)) }))
    .sort(
      (a, b) =>
        rank[b.level ?? 'low'] - rank[a.level ?? 'low'] ||
        b.list.length - a.list.length ||
        compare(a.place, b.place),
    )
    .slice(0, wanted)
    .map(({ place, list, level }): Draft => {
      const subject = nameOf(index, place);
      const rule = tables.edition.dutyRules.find((r) => r.id === list[0]?.duty.rule);
      return {
        action: {
          id: `decide:${place}`,
          kind: 'duty',
          title: fillText(messages.closeDuty, { subject }),
          firstStep: fillText(messages.closeDutyStep, { subject }),
          why: fillText(messages.closeDutyWhy, {
            count: list.length,
            closes: rule?.closes ?? { ja: '', en: '' },
          }),
          organisation: decides(place),
          level,
          from: list.map((p) => p.id),
        },
        urgency: 2,
        ease: 2,
        kind: `duty:${place}`,
        most: 1,
      };
    });
}

/** One action a check item, for all the places where one organisation answers it. */
function fromLines(
  index: CityIndex,
  tables: EditionTables,
  lines: readonly SheetLine[],
  own: string | undefined,
): Draft[] {
  // A line with a finding is behind that finding's own action already, and one that nobody performs
  // behind the decision who does.
  const open = lines.filter(
    ({ state, findings, duty, answeredBy }) =>
      (own === undefined || answeredBy === own || duty.performers.includes(own)) &&
      state !== 'implemented' &&
      state !== 'not-applicable' &&
      findings.length === 0 &&
      duty.state !== 'gap',
  );
  const groups = Map.groupBy(open, (line) => line.checkItem);
  const inOrder = firstOfEachStage(tables, groups);
  const levelNames = new Map(tables.edition.criteria.levels.map((l) => [l.id, l.name]));
  return inOrder.map(([checkItem, group]): Draft => {
    const item = tables.items.get(checkItem);
    const asked = tables.firstSteps.get(checkItem);
    const step = (asksOthers(index, own) ? undefined : asked?.own) ?? asked?.step;
    const [first] = group as [SheetLine, ...SheetLine[]];
    const here = first.level
      ? fillText(first.reach > 0 ? messages.answerItemWhy : messages.answerItemWhyNoReach, {
          subject: nameOf(index, first.subject),
          reach: first.reach,
          level: levelNames.get(first.level) ?? { ja: '', en: '' },
        })
      : messages.answerItemWhyCategory;
    const more = group.length - 1;
    const why =
      more === 0 || !first.level
        ? here
        : fillText(more === 1 ? messages.alsoOnce : messages.alsoElsewhere, {
            why: here,
            count: more,
          });
    return {
      action: {
        id: `item:${checkItem}`,
        kind: 'line',
        title: fillText(messages.answerItem, {
          heading: item?.heading ?? { ja: checkItem, en: checkItem },
          label: item ? itemLabel(item) : checkItem,
        }),
        ...(step ? { firstStep: step } : {}),
        why,
        organisation: own ?? first.duty.performers[0] ?? first.answeredBy,
        level: first.level,
        from: group.map((l) => l.id),
      },
      urgency: 3,
      ease: 2,
      kind: checkItem,
      most: 1,
    };
  });
}

/**
 * Check items by stage of first steps: those that a risk demands before those that every city is asked, and no more
 * of a stage than it may hold until every stage had its turn.
 */
function firstOfEachStage(
  tables: EditionTables,
  groups: ReadonlyMap<string, readonly SheetLine[]>,
): (readonly [string, readonly SheetLine[]])[] {
  const { firstSteps, firstStepStages } = tables.edition;
  const asked = firstSteps
    .map(({ checkItem }) => checkItem)
    .filter((checkItem) => groups.has(checkItem))
    .sort((a, b) => Number(isDemanded(groups.get(b))) - Number(isDemanded(groups.get(a))));
  const ordered = firstStepStages.map((stage) => {
    const its = asked.filter((checkItem) => tables.firstSteps.get(checkItem)?.stage === stage.id);
    return { now: its.slice(0, stage.most), later: its.slice(stage.most) };
  });
  const ids = [...ordered.flatMap((s) => s.now), ...ordered.flatMap((s) => s.later)];
  return ids.slice(0, wanted).map((id) => [id, groups.get(id) ?? []] as const);
}

const isDemanded = (lines: readonly SheetLine[] | undefined): boolean =>
  lines?.some((line) => line.basis === 'risk') ?? false;
