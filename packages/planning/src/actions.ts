import type { RiskLevel } from '@machimori/catalogue';
import type { CityIndex } from '@machimori/city';
import {
  addDays,
  type Day,
  daysBetween,
  fillText,
  fiscalHalfEnd,
  fiscalYear,
  type Text,
} from '@machimori/kernel';
import type { EditionTables } from './edition-tables.ts';
import { nameOf } from './element-names.ts';
import type { Seen } from './findings.ts';
import { messages } from './messages.ts';
import type { Action, PlacedRequirement, SheetLine } from './plan.ts';
import { rank } from './risk-levels.ts';

type Draft = Omit<Action, 'rank' | 'horizon' | 'by'> & {
  readonly urgency: 1 | 2 | 3;
  readonly ease: number;
  readonly recorded: boolean;
  readonly due?: Day;
};

const wanted = 10;
const thisWeek = 3;

/** The ten things to do first: findings, then duties that nobody has, then check items by level, reach and ease. */
export function firstActions(
  index: CityIndex,
  tables: EditionTables,
  findings: readonly {
    readonly seen: Seen;
    readonly level: RiskLevel;
    readonly lines: readonly string[];
  }[],
  placed: readonly PlacedRequirement[],
  lines: readonly SheetLine[],
  asOf: Day,
): Action[] {
  const drafts = [
    ...findings
      .map(({ seen, level, lines: its }) => fromFinding(seen, level, its, index))
      .sort(byUrgency),
    ...fromGaps(
      index,
      tables,
      placed,
      findings.map((f) => f.seen),
    ),
    ...fromLines(index, tables, lines),
  ];
  const taken: Draft[] = [];
  const perKind = new Map<string, number>();
  for (const draft of drafts) {
    if (taken.length === wanted) break;
    const kind = draft.id.split('@')[0] ?? draft.id;
    const seen = perKind.get(kind) ?? 0;
    if (seen >= (draft.recorded ? 2 : 1)) continue;
    perKind.set(kind, seen + 1);
    taken.push(draft);
  }
  return taken.map(({ urgency, ease: _ease, recorded: _recorded, due, ...action }, i): Action => {
    const rank = i + 1;
    // A check item is no work of one week, but to settle who does it is.
    if (action.kind === 'line' && rank <= thisWeek)
      return {
        rank,
        ...action,
        title: fillText(messages.startThisWeek, { action: action.title }),
        horizon: 'week',
        by: addDays(asOf, 7),
      };
    if (due !== undefined) return { rank, ...action, horizon: 'half', by: due };
    if (urgency === 1) return { rank, ...action, horizon: 'week', by: addDays(asOf, 7) };
    if (urgency === 2) return { rank, ...action, horizon: 'month', by: addDays(asOf, 30) };
    return { rank, ...action, horizon: 'year', by: endOfYear(asOf) };
  });
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
  (b.level ? rank[b.level] : 0) - (a.level ? rank[a.level] : 0) ||
  a.ease - b.ease ||
  (a.id < b.id ? -1 : 1);

function fromFinding(
  seen: Seen,
  level: RiskLevel,
  lines: readonly string[],
  index: CityIndex,
): Draft {
  const why: Text = {
    ja: `${seen.sentence.ja}${seen.kind.reason.ja}`,
    en: `${seen.sentence.en} ${seen.kind.reason.en}`,
  };
  return {
    id: `fix:${seen.kind.id}@${seen.subject}`,
    kind: index.contracts.has(seen.subject) ? 'contract' : 'finding',
    title: fillText(messages.firstStep, {
      subject: nameOf(index, seen.subject),
      step: seen.kind.firstStep,
    }),
    why,
    organisation: seen.responsible,
    level,
    from: [seen.id, ...lines],
    urgency: seen.kind.urgency,
    ease: seen.kind.ease,
    recorded: seen.origin === 'recorded',
  };
}

/** Components at which nobody performs what is required; one that a finding names already is not said twice. */
function fromGaps(
  index: CityIndex,
  tables: EditionTables,
  placed: readonly PlacedRequirement[],
  findings: readonly Seen[],
): Draft[] {
  const named = new Set(
    findings
      .filter((f) => f.kind.id === 'boundary-silent')
      .flatMap((f) => index.contracts.get(f.subject)?.covers.components ?? []),
  );
  const gaps = new Map<string, PlacedRequirement[]>();
  for (const p of placed) {
    if (p.duty.state !== 'gap' || p.basis !== 'risk' || named.has(p.place)) continue;
    const list = gaps.get(p.place);
    if (list) list.push(p);
    else gaps.set(p.place, [p]);
  }
  const levelAt = (list: readonly PlacedRequirement[]): number =>
    Math.max(...list.map((p) => (p.level ? rank[p.level] : 0)));
  return [...gaps]
    .sort(([a, x], [b, y]) => levelAt(y) - levelAt(x) || y.length - x.length || (a < b ? -1 : 1))
    .map(([place, list]) => {
      const subject = nameOf(index, place);
      const rule = tables.edition.dutyRules.find((r) => r.id === list[0]?.duty.rule);
      return {
        id: `decide:${place}`,
        kind: 'duty' as const,
        title: fillText(messages.closeDuty, { subject }),
        why: fillText(messages.closeDutyWhy, {
          count: list.length,
          closes: rule?.closes ?? { ja: '', en: '' },
        }),
        organisation: index.components.get(place)?.owner ?? index.city.promoter,
        level: list.map((p) => p.level).find((l) => l !== undefined && rank[l] === levelAt(list)),
        from: list.map((p) => p.id),
        urgency: 2 as const,
        ease: 2,
        recorded: false,
      };
    });
}

/** One action a check item, for all the places where one organisation answers it. */
function fromLines(index: CityIndex, tables: EditionTables, lines: readonly SheetLine[]): Draft[] {
  const groups = new Map<string, SheetLine[]>();
  for (const line of lines) {
    // A line with a finding is behind that finding's own action already.
    if (line.state === 'implemented' || line.state === 'not-applicable' || line.findings.length > 0)
      continue;
    const group = groups.get(line.checkItem);
    if (group) group.push(line);
    else groups.set(line.checkItem, [line]);
  }
  const levelNames = new Map(tables.edition.criteria.levels.map((l) => [l.id, l.name]));
  return [...groups].slice(0, wanted).map(([checkItem, group]) => {
    const item = tables.items.get(checkItem);
    const [first] = group as [SheetLine, ...SheetLine[]];
    const name = nameOf(index, first.subject);
    const subjects =
      group.length === 1
        ? name
        : fillText(messages.andOthers, { first: name, count: group.length });
    const why = first.level
      ? fillText(first.reach > 0 ? messages.answerItemWhy : messages.answerItemWhyNoReach, {
          subjects,
          reach: first.reach,
          level: levelNames.get(first.level) ?? { ja: '', en: '' },
        })
      : messages.answerItemWhyCategory;
    return {
      id: `item:${checkItem}`,
      kind: 'line' as const,
      title: fillText(messages.answerItem, {
        heading: item?.heading ?? { ja: checkItem, en: checkItem },
        label: item?.label ?? checkItem,
      }),
      why,
      organisation: first.answeredBy,
      level: first.level,
      from: group.map((l) => l.id),
      due: first.planned.by,
      urgency: 3 as const,
      ease: 2,
      recorded: false,
    };
  });
}
