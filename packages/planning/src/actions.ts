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
import { messages } from './messages.ts';
import type { Action, Finding, PlacedRequirement, SheetLine } from './plan.ts';
import { rank, worst } from './risk-levels.ts';

interface Draft {
  readonly action: Omit<Action, 'rank' | 'horizon' | 'by'>;
  readonly urgency: 1 | 2 | 3;
  readonly ease: number;
  /** Actions of one kind, of which the ten hold one; two where people counted what is behind it. */
  readonly kind: string;
  readonly most: 1 | 2;
  readonly due?: Day;
}

const wanted = 10;
const thisWeek = 3;

/** The ten things to do first: findings, then duties that nobody has, then check items by level, reach and ease. */
export function firstActions(
  index: CityIndex,
  tables: EditionTables,
  findings: readonly Finding[],
  placed: readonly PlacedRequirement[],
  lines: readonly SheetLine[],
  asOf: Day,
): Action[] {
  const drafts = [
    ...findings.map((finding) => fromFinding(index, tables, finding)).sort(byUrgency),
    ...fromGaps(index, tables, placed, findings),
    ...fromLines(index, tables, lines),
  ];
  const taken: Draft[] = [];
  for (const draft of drafts) {
    if (taken.length === wanted) break;
    if (taken.filter((each) => each.kind === draft.kind).length < draft.most) taken.push(draft);
  }
  return taken.map(({ action, urgency, due }, i): Action => {
    const rank = i + 1;
    // A check item is no work of one week, but to settle who does it is.
    if (action.kind === 'line' && rank <= thisWeek)
      return {
        rank,
        ...action,
        title: fillText(messages.startThisWeek, { action: action.title }),
        horizon: 'week',
        by: workday(addDays(asOf, 7)),
      };
    if (due !== undefined) return { rank, ...action, horizon: 'half', by: workday(due) };
    if (urgency === 1) return { rank, ...action, horizon: 'week', by: workday(addDays(asOf, 7)) };
    if (urgency === 2) return { rank, ...action, horizon: 'month', by: workday(addDays(asOf, 30)) };
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

function fromFinding(index: CityIndex, tables: EditionTables, finding: Finding): Draft {
  const reason = tables.findingKinds.get(finding.kind)?.reason ?? { ja: '', en: '' };
  const recorded = finding.origin === 'recorded';
  return {
    action: {
      id: `fix:${finding.id}`,
      kind: index.contracts.has(finding.subject) ? 'contract' : 'finding',
      title: fillText(messages.firstStep, {
        subject: nameOf(index, finding.subject),
        step: finding.firstStep,
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
): Draft[] {
  const named = new Set(
    findings
      .filter((f) => f.kind === 'boundary-silent')
      .flatMap((f) => index.contracts.get(f.subject)?.covers.components ?? []),
  );
  const gaps = Map.groupBy(
    placed.filter((p) => p.duty.state === 'gap' && p.basis === 'risk' && !named.has(p.place)),
    (p) => p.place,
  );
  const levelAt = (list: readonly PlacedRequirement[]): number =>
    rank[worst(list.map((p) => p.level)) ?? 'low'];
  return [...gaps]
    .sort(([a, x], [b, y]) => levelAt(y) - levelAt(x) || y.length - x.length || compare(a, b))
    .map(([place, list]): Draft => {
      const subject = nameOf(index, place);
      const rule = tables.edition.dutyRules.find((r) => r.id === list[0]?.duty.rule);
      return {
        action: {
          id: `decide:${place}`,
          kind: 'duty',
          title: fillText(messages.closeDuty, { subject }),
          why: fillText(messages.closeDutyWhy, {
            count: list.length,
            closes: rule?.closes ?? { ja: '', en: '' },
          }),
          organisation: index.components.get(place)?.owner ?? index.city.promoter,
          level: worst(list.map((p) => p.level)),
          from: list.map((p) => p.id),
        },
        urgency: 2,
        ease: 2,
        kind: place,
        most: 1,
      };
    });
}

/** One action a check item, for all the places where one organisation answers it. */
function fromLines(index: CityIndex, tables: EditionTables, lines: readonly SheetLine[]): Draft[] {
  // A line with a finding is behind that finding's own action already, and one that nobody performs
  // behind the decision who does.
  const open = lines.filter(
    ({ state, findings, duty }) =>
      state !== 'implemented' &&
      state !== 'not-applicable' &&
      findings.length === 0 &&
      duty.state !== 'gap',
  );
  const groups = Map.groupBy(open, (line) => line.checkItem);
  const levelNames = new Map(tables.edition.criteria.levels.map((l) => [l.id, l.name]));
  return [...groups].slice(0, wanted).map(([checkItem, group]): Draft => {
    const item = tables.items.get(checkItem);
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
          label: item?.label ?? checkItem,
        }),
        why,
        organisation: first.duty.performers[0] ?? first.answeredBy,
        level: first.level,
        from: group.map((l) => l.id),
      },
      due: first.planned.by,
      urgency: 3,
      ease: 2,
      kind: checkItem,
      most: 1,
    };
  });
}
