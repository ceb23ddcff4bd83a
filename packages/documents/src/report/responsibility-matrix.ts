import type { DutyState, Requirement } from '@machimori/catalogue';
import { wordLabel } from '@machimori/city';
import { answersForOthers, type PlacedRequirement } from '@machimori/planning';
import { messages as m } from './messages.ts';
import { type PlanReader, rankOf } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { shortNames } from './short-names.ts';
import { textWidth } from './text-width.ts';
import { call } from './typst-literal.ts';

/** Neighbouring cells of one duty that say the same. */
type Run = {
  readonly span: number;
  readonly label: string;
  readonly state: DutyState | 'plain';
  /** Points. */
  readonly size: number;
};

interface Cell {
  readonly organisations: readonly string[];
  readonly state: DutyState | 'plain';
  readonly words?: string;
}

const severity: Readonly<Record<DutyState, number>> = {
  gap: 4,
  overlap: 3,
  presumed: 2,
  agreed: 1,
  'in-house': 0,
};
const cellPoints = 620;
const largest = 7.5;
const smallest = 6.5;
/** Height of the column heads in points; longer names take two lines. */
const headRoom = 84;

/**
 * Components × requirement families: who performs, verifies and answers to residents, and who answers the check sheet
 * where that is another; equal neighbours joined.
 */
export function matrixSection(reader: PlanReader): string {
  const duties = dutiesByPlaceAndFamily(reader);
  const families = reader.edition.families.filter((f) =>
    [...duties.values()].some((at) => at.has(f.id)),
  );
  const places = placesInOrder(reader, duties);
  const shown = places.slice(0, caps.matrixRows);
  const short = shortNames(
    reader.plan.subjects
      .filter((s) => s.kind === 'organisation')
      .map((s) => ({ key: s.key, name: reader.name(s.key) })),
    reader.cityName(),
  );
  const used = new Set<string>();
  const writer = new CellWriter(reader, short, used, cellPoints / Math.max(families.length, 1));
  const rows = shown.map((place) => {
    const at = duties.get(place) ?? new Map<string, PlacedRequirement[]>();
    const joined = families.map((f) => at.get(f.id) ?? []);
    const cells = [performers, verifiers, answerables, ofTheSheet].map((of) =>
      joined.map((placed) => of(reader, placed)),
    );
    const kind = reader.city.components.find((c) => c.key === place)?.kind;
    return {
      name: reader.name(place),
      kind: kind === undefined ? '' : reader.say(wordLabel('components', kind)),
      duties: cells.flatMap((row, i) =>
        row.every((cell) => cell === undefined)
          ? []
          : [{ name: reader.say(m.matrix.duties[i] ?? m.none), runs: writer.runs(row) }],
      ),
    };
  });
  const body = [
    call(
      'section',
      reader.say(m.matrix.heading),
      reader.join(
        reader.say(m.matrix.lead),
        reader.say(m.matrix.sheet),
        reader.say(m.matrix.other),
        selfCheck(reader),
      ),
      false,
    ),
    call('matrix-key', [
      { state: 'gap', name: reader.say(m.matrix.gapKey) },
      { state: 'presumed', name: reader.say(m.matrix.presumedKey) },
      { state: 'overlap', name: reader.say(m.matrix.overlapKey) },
      { state: 'plain', name: reader.say(m.matrix.plainKey) },
    ]),
    call('matrix', {
      system: reader.say(m.matrix.system),
      head: headRoom,
      columns: families.map((f) => reader.say(f.heading)),
      rows,
    }),
    used.size === 0
      ? ''
      : call(
          'short-names',
          reader.say(m.matrix.short),
          [...used].sort().map((key) => [short.get(key) ?? key, reader.name(key)]),
        ),
    places.length > shown.length
      ? call('kept-note', reader.say(m.restInPlan, { count: places.length - shown.length }))
      : '',
  ];
  return `#wide-on[\n${body.join('')}]\n`;
}

function dutiesByPlaceAndFamily(reader: PlanReader): Map<string, Map<string, PlacedRequirement[]>> {
  const found = new Map<string, Map<string, PlacedRequirement[]>>();
  for (const placed of reader.plan.requirements) {
    if (reader.subject(placed.place)?.kind !== 'component') continue;
    const family = reader.entry<Requirement>(placed.requirement)?.family;
    if (family === undefined) continue;
    let at = found.get(placed.place);
    if (!at) {
      at = new Map();
      found.set(placed.place, at);
    }
    const list = at.get(family);
    if (list) list.push(placed);
    else at.set(family, [placed]);
  }
  return found;
}

/** Where a duty lies with nobody comes first, then as the risks are high. */
function placesInOrder(
  reader: PlanReader,
  duties: ReadonlyMap<string, ReadonlyMap<string, readonly PlacedRequirement[]>>,
): string[] {
  const worst = new Map<string, number>();
  for (const r of reader.plan.requirements)
    worst.set(r.place, Math.max(worst.get(r.place) ?? 0, rankOf(r.level)));
  const open = (place: string): number =>
    Math.max(
      0,
      ...[...(duties.get(place)?.values() ?? [])]
        .flat()
        .map(({ duty: { state } }) =>
          state === 'gap' || state === 'overlap' ? severity[state] : 0,
        ),
    );
  const places = [...duties.keys()];
  const weight = new Map(places.map((p) => [p, open(p) * 10 + (worst.get(p) ?? 0)]));
  return places.sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || (a < b ? -1 : 1));
}

type Placed = readonly PlacedRequirement[];

function performers(reader: PlanReader, placed: Placed): Cell | undefined {
  if (placed.length === 0) return undefined;
  const state = placed.reduce<DutyState>(
    (worst, { duty }) => (severity[duty.state] > severity[worst] ? duty.state : worst),
    'in-house',
  );
  const organisations = unique(placed.flatMap(({ duty }) => duty.performers));
  return state === 'gap'
    ? { organisations: [], state, words: reader.say(m.undecidedShort) }
    : { organisations, state };
}

function verifiers(reader: PlanReader, placed: Placed): Cell | undefined {
  if (placed.length === 0) return undefined;
  const organisations = unique(placed.flatMap(({ duty }) => duty.verifier ?? []));
  return organisations.length === 0
    ? { organisations, state: 'plain', words: reader.say(m.itself) }
    : { organisations, state: 'plain' };
}

function answerables(_reader: PlanReader, placed: Placed): Cell | undefined {
  return placed.length === 0
    ? undefined
    : { organisations: unique(placed.flatMap(({ duty }) => duty.answerable)), state: 'plain' };
}

function ofTheSheet(reader: PlanReader, placed: Placed): Cell | undefined {
  const lines = unique(placed.flatMap((each) => each.lines)).flatMap(
    (id) => reader.lines.get(id) ?? [],
  );
  // Whoever stands above as who performs is not named once more.
  const shown = new Set(placed.flatMap(({ duty }) => duty.performers));
  const organisations = unique(lines.flatMap((line) => answersForOthers([line]))).filter(
    (key) => !shown.has(key),
  );
  return organisations.length === 0 ? undefined : { organisations, state: 'plain' };
}

/** What stands behind the word in the matrix: who checks what the promoting body performs itself. */
function selfCheck(reader: PlanReader): string {
  const recorded = reader.plan.subjects.find((s) => s.selfCheck !== undefined)?.selfCheck;
  return recorded === undefined
    ? reader.say(m.matrix.selfCheckUnsettled)
    : reader.say(m.matrix.selfChecks[recorded.kind], {
        by: recorded.by,
        on: reader.day(recorded.on),
      });
}

const unique = (keys: readonly string[]): string[] => [...new Set(keys)];

/** Writes full names where a run is wide enough, abbreviations elsewhere, and notes which it used. */
class CellWriter {
  readonly #reader: PlanReader;
  readonly #short: ReadonlyMap<string, string>;
  readonly #used: Set<string>;
  readonly #column: number;

  constructor(
    reader: PlanReader,
    short: ReadonlyMap<string, string>,
    used: Set<string>,
    column: number,
  ) {
    this.#reader = reader;
    this.#short = short;
    this.#used = used;
    this.#column = column;
  }

  runs(cells: readonly (Cell | undefined)[]): Run[] {
    const runs: { span: number; cell: Cell | undefined; mark: string }[] = [];
    for (const cell of cells) {
      const mark = cell ? `${cell.state} ${cell.organisations.join(' ')} ${cell.words ?? ''}` : '';
      const last = runs.at(-1);
      if (last && last.mark === mark) last.span += 1;
      else runs.push({ span: 1, cell, mark });
    }
    return runs.map(({ span, cell }) => {
      const label = cell ? this.#label(cell, span) : '';
      const size = Math.max(
        smallest,
        Math.min(
          largest,
          (largest * (span * this.#column - 4)) / Math.max(1, textWidth(label, largest)),
        ),
      );
      return { span, label, state: cell?.state ?? 'plain', size };
    });
  }

  #label({ organisations, words }: Cell, span: number): string {
    if (words !== undefined) return words;
    const room = span * this.#column - 4;
    const whole = [...new Set(organisations.map((key) => this.#reader.name(key)))].join('・');
    if (textWidth(whole, largest) <= room) return whole;
    const brief = organisations.map((key) => this.#short.get(key) ?? key).join('・');
    // A cell holds two lines.
    if (textWidth(brief, smallest) > 2 * room && organisations.length > 2)
      return this.#reader.say(m.matrix.several, { count: organisations.length });
    for (const key of organisations) this.#used.add(key);
    return brief;
  }
}
