import type { CheckItem } from '@machimori/catalogue';
import { wordLabel } from '@machimori/city';
import { fiscalHalf, fiscalHalfText } from '@machimori/kernel';
import type { SheetRow } from '@machimori/planning';
import { messages as m } from './messages.ts';
import { type PlanReader, rankOf } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

/** What each organisation answers, the promoting body first, then those with the highest risks. */
export function itemsSection(reader: PlanReader): string {
  const byOrganisation = new Map<string, SheetRow[]>();
  for (const row of reader.plan.sheet) {
    const rows = byOrganisation.get(row.organisation);
    if (rows) rows.push(row);
    else byOrganisation.set(row.organisation, [row]);
  }
  const weight = (rows: readonly SheetRow[]): number =>
    rows.reduce((sum, r) => sum + 10 ** rankOf(r.level), 0);
  const ordered = [...byOrganisation].sort(
    ([a, x], [b, y]) =>
      Number(b === reader.city.promoter) - Number(a === reader.city.promoter) ||
      weight(y) - weight(x) ||
      (a < b ? -1 : 1),
  );
  const parts: string[] = [
    call('section', reader.say(m.items.heading), reader.say(m.items.lead), true),
  ];
  let room: number = caps.itemRows;
  let printed = 0;
  for (const [organisation, rows] of ordered.slice(0, caps.organisations)) {
    if (room <= 0) break;
    const shown = rows.slice(0, room);
    room -= shown.length;
    printed += 1;
    parts.push(organisationItems(reader, organisation, rows, shown));
  }
  if (printed < ordered.length)
    parts.push(
      call('kept-note', reader.say(m.items.restOrganisations, { count: ordered.length - printed })),
    );
  return parts.join('');
}

function organisationItems(
  reader: PlanReader,
  organisation: string,
  rows: readonly SheetRow[],
  shown: readonly SheetRow[],
): string {
  const roles = reader.city.organisations.find((o) => o.key === organisation)?.roles ?? [];
  const named = roles
    .map((role) => reader.entry<{ name: { ja: string; en: string } }>(role))
    .filter((r) => r !== undefined)
    .map((r) => reader.say(r.name));
  return call(
    'organisation-items',
    reader.name(organisation),
    reader.say(m.items.organisationCount, { roles: reader.listed(named, 0), count: rows.length }),
    m.items.columns.map((c) => reader.say(c)),
    shown.map((row) => itemRow(reader, row)),
    rows.length > shown.length
      ? reader.say(m.restInSheet, { count: rows.length - shown.length })
      : undefined,
  );
}

function itemRow(reader: PlanReader, row: SheetRow) {
  const item = reader.entry<CheckItem>(row.checkItem);
  const lines = row.lines.map((id) => reader.lines.get(id)).filter((l) => l !== undefined);
  const states = new Set(lines.map((l) => l.state));
  const [only] = states;
  return {
    heading: item ? reader.say(item.heading) : row.checkItem,
    label: reader.itemLabel(row.checkItem),
    places: reader.names([...new Set(lines.map((l) => l.subject))], 2),
    level: reader.level(row.level),
    planned: reader.locale === 'ja' ? row.planned.raw : plannedInEnglish(row),
    until: reader.say(m.week.until, { date: reader.day(row.planned.by) }),
    state:
      states.size === 1 && only !== undefined
        ? reader.say(wordLabel('controls', only))
        : reader.listed(
            [...states].map((state) =>
              reader.say(m.items.counted, {
                state: wordLabel('controls', state),
                count: lines.filter((l) => l.state === state).length,
              }),
            ),
            0,
          ),
  };
}

/** The stated wording is Japanese; English readers get the half of the year that it means. */
function plannedInEnglish(row: SheetRow): string {
  return fiscalHalfText(fiscalHalf(row.planned.by)).en;
}
