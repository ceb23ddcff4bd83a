import { addDays, type Day, fiscalYear, fiscalYearText, type Text } from '@machimori/kernel';
import { messages as m } from './messages.ts';
import { type PlanReader, rankOf } from './plan-reader.ts';
import { call } from './typst-literal.ts';

/** The strip at the head of the first page. */
export function coverStrip(reader: PlanReader, title: Text, handling: Text): string {
  const { plan } = reader;
  return call(
    'cover-strip',
    reader.say(title),
    reader.cityName(),
    reader.say(m.asOf, { date: reader.day(plan.asOf), year: reader.year(plan.asOf) }),
    reader.editionName(),
    reader.say(handling),
  );
}

/** One page for the mayor: where the city stands, three things this week, what is asked for. */
export function frontPage(reader: PlanReader): string {
  return [
    call('front-heading', reader.say(mayorOf(reader.plan.city.name))),
    call('front-state', stateSentences(reader)),
    call('tiles', countTiles(reader)),
    ...thisWeek(reader),
    call('front-part', reader.say(m.asks.heading)),
    ...asks(reader),
  ].join('');
}

function mayorOf(cityName: string): Text {
  const end = cityName.at(-1);
  return end === '市' || end === '町' || end === '村' || end === '区'
    ? m.mayor[end]
    : m.mayor.other;
}

/** Places where a duty that a risk demands lies with nobody, the worst first. */
export function placesWithoutPerformer(reader: PlanReader): readonly string[] {
  const worst = new Map<string, number>();
  for (const r of reader.plan.requirements)
    if (r.duty.state === 'gap' && r.basis === 'risk')
      worst.set(r.place, Math.max(worst.get(r.place) ?? 0, rankOf(r.level)));
  return [...worst].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([place]) => place);
}

const highScenarios = (reader: PlanReader): number =>
  reader.plan.scenarios.filter((s) => rankOf(s.level) >= 3).length;

function stateSentences(reader: PlanReader): string[] {
  const { counts } = reader.plan;
  const places = placesWithoutPerformer(reader).length;
  return [
    reader.join(
      reader.say(m.state.city, {
        city: reader.cityName(),
        organisations: counts.organisations,
        components: counts.components,
      }),
      counts.devices > 0 ? reader.say(m.state.devices, { devices: counts.devices }) : undefined,
    ),
    reader.join(
      counts.findings > 0
        ? reader.say(m.state.findings, { count: counts.findings })
        : reader.say(m.state.noFindings),
      counts.gaps > 0
        ? reader.say(m.state.gaps, { count: counts.gaps, places })
        : reader.say(m.state.noGaps),
      counts.overlaps > 0 ? reader.say(m.state.overlaps, { count: counts.overlaps }) : undefined,
    ),
    reader.say(m.state.scenarios, { count: counts.scenarios, high: highScenarios(reader) }),
  ];
}

function countTiles(reader: PlanReader) {
  const { counts, findings, contractNotes, laws, lines } = reader.plan;
  const unit = reader.say(m.tiles.unit);
  const tile = (label: Text, value: number, note: string | undefined, alert = false) => ({
    label: reader.say(label),
    value: reader.number(value),
    unit,
    note,
    alert,
  });
  const urgent = findings.filter((f) => f.urgency === 1).length;
  const kinds = laws.map((l) => reader.entry<{ kind: string }>(l.reference)?.kind);
  return [
    tile(
      m.tiles.findings,
      counts.findings,
      urgent > 0 ? reader.say(m.tiles.urgentNote, { urgent }) : undefined,
      counts.findings > 0,
    ),
    tile(
      m.tiles.gaps,
      counts.gaps,
      counts.gaps > 0
        ? reader.say(m.tiles.placesNote, { places: placesWithoutPerformer(reader).length })
        : undefined,
      counts.gaps > 0,
    ),
    tile(
      m.tiles.scenarios,
      counts.scenarios,
      reader.say(m.tiles.scenariosNote, { high: highScenarios(reader) }),
    ),
    tile(
      m.tiles.lines,
      counts.lines,
      reader.say(m.tiles.linesNote, {
        done: lines.filter((l) => l.state === 'implemented').length,
      }),
    ),
    tile(
      m.tiles.notes,
      contractNotes.length,
      contractNotes.length > 0
        ? reader.say(m.tiles.contractsNote, {
            contracts: new Set(contractNotes.map((n) => n.contract)).size,
          })
        : undefined,
    ),
    tile(
      m.tiles.laws,
      laws.length,
      reader.say(m.tiles.lawsNote, { laws: kinds.filter((k) => k === 'law').length }),
    ),
  ];
}

const firstFew = 3;

function thisWeek(reader: PlanReader): string[] {
  const first = reader.plan.actions.slice(0, firstFew);
  if (first.length === 0) return [];
  return [
    call('front-part', reader.say(first.length === firstFew ? m.week.heading : m.week.few)),
    ...first.map((a) =>
      call(
        'week-item',
        a.rank,
        reader.say(a.title),
        a.firstStep && reader.say(a.firstStep),
        reader.name(a.organisation),
        reader.say(m.week.until, { date: reader.day(a.by) }),
      ),
    ),
  ];
}

function asks(reader: PlanReader): string[] {
  const { plan } = reader;
  const places = placesWithoutPerformer(reader);
  const nextYear = fiscalYear(plan.asOf) + 1;
  const toBudget = plan.sheet.filter((row) => fiscalYear(row.planned.by) === nextYear).length;
  const contracts = new Set(plan.contractNotes.map((n) => n.contract)).size;
  const asked: string[] = [];
  if (places.length > 0)
    asked.push(
      call(
        'ask',
        reader.say(m.asks.gaps, { date: reader.day(addDays(plan.asOf, 30)) }),
        reader.say(m.asks.gapsNote, { names: reader.names(places, 3) }),
      ),
    );
  if (contracts > 0)
    asked.push(
      call(
        'ask',
        reader.say(m.asks.contracts, { count: contracts }),
        reader.say(m.asks.contractsNote),
      ),
    );
  if (toBudget > 0)
    asked.push(
      call(
        'ask',
        reader.say(m.asks.budget, { year: fiscalYearText(nextYear), count: toBudget }),
        reader.say(m.asks.budgetNote),
      ),
    );
  asked.push(
    call(
      'ask',
      reader.say(m.asks.review, { date: reader.day(nextQuarterEnd(plan.asOf)) }),
      undefined,
    ),
  );
  return asked;
}

/** The end of the quarter after the one that a day falls in, so that there is time to act. */
export function nextQuarterEnd(day: Day): Day {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const end = new Date(Date.UTC(year, Math.ceil(month / 3) * 3 + 3, 0));
  return end.toISOString().slice(0, 10);
}
