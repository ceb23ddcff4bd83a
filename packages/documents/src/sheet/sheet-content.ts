import type { CheckItem, RiskLevel } from '@machimori/catalogue';
import { fill, type Locale, stateWords, type Text } from '@machimori/kernel';
import { answersForOthers, type SheetLine, selfCheckOf } from '@machimori/planning';
import { sheetMessages as m } from './messages.ts';
import type { RowLine, SheetEdition, SheetPlan } from './sheet-sources.ts';

/** What one row of a check sheet says, before it is drawn anywhere. */
export interface RowContent {
  /** Merge key: an item (`service-2-3`), a row (`service-2-3#vendor`) or a line (`service-2-3@river-watch`). */
  readonly key: string;
  readonly item: CheckItem;
  readonly lines: readonly RowLine[];
  readonly itemText: string;
  readonly planned: string;
  readonly statement: string;
  readonly subject: string;
  readonly organisations: string;
  readonly duties: string;
  readonly priority: string;
  readonly state: string;
  readonly requirements: string;
}

export type LineState = SheetLine['state'];

const priorityWords: Readonly<Record<RiskLevel, Text>> = {
  'very-high': m.veryHigh,
  high: m.high,
  medium: m.medium,
  low: m.low,
};
const levelOrder: readonly RiskLevel[] = ['low', 'medium', 'high', 'very-high'];
/** A cell of a spreadsheet holds 32,767 characters. */
const mostCharacters = 32_000;

/** Words for the rows of a plan: looks names up once and writes every cell the same way wherever it appears. */
export class SheetContent {
  readonly #locale: Locale;
  readonly #plan: SheetPlan;
  readonly #subjects: ReadonlyMap<string, SheetPlan['subjects'][number]>;
  readonly #items: ReadonlyMap<string, { readonly item: CheckItem; readonly order: number }>;
  readonly #requirements: ReadonlyMap<string, Text>;
  readonly #findings: ReadonlyMap<string, Text>;
  readonly #lines: ReadonlyMap<string, RowLine>;

  constructor(plan: SheetPlan, edition: SheetEdition, locale: Locale) {
    this.#locale = locale;
    this.#plan = plan;
    this.#subjects = new Map(plan.subjects.map((s) => [s.key, s]));
    this.#items = new Map(edition.checkItems.map((item, order) => [item.id, { item, order }]));
    this.#requirements = new Map(edition.requirements.map((r) => [r.id, r.heading]));
    this.#findings = new Map(plan.findings.map((f) => [f.id, f.firstStep]));
    this.#lines = new Map(plan.lines.map((line) => [line.id, line]));
  }

  /** One row a check item, for the whole city. */
  itemRows(): readonly RowContent[] {
    const byItem = new Map<string, RowLine[]>();
    for (const line of this.#plan.lines) {
      const lines = byItem.get(line.checkItem);
      if (lines) lines.push(line);
      else byItem.set(line.checkItem, [line]);
    }
    return this.#inOrder([...byItem].map(([id, lines]) => this.#row(id, id, lines)));
  }

  /** The rows that one organisation answers, as the plan gathers them. */
  organisationRows(organisation: string): readonly RowContent[] {
    const rows = this.#plan.sheet.filter((row) => row.organisation === organisation);
    return this.#inOrder(
      rows.map((row) => {
        const lines = row.lines.flatMap((id) => this.#lines.get(id) ?? []);
        return this.#row(row.id, row.checkItem, lines);
      }),
    );
  }

  /** One row a line: of the whole city, or of one organisation. */
  lineRows(organisation?: string): readonly RowContent[] {
    const lines =
      organisation === undefined
        ? this.#plan.lines
        : this.#plan.lines.filter((l) => l.answeredBy === organisation);
    return this.#inOrder(lines.map((line) => this.#row(line.id, line.checkItem, [line], 2)));
  }

  nameOf(key: string): string {
    if (key === this.#plan.city.key) return this.#nameOrEnglish(this.#plan.city);
    const subject = this.#subjects.get(key);
    return subject ? this.#nameOrEnglish(subject) : key;
  }

  /** What stands for a verifier where the promoting body performs itself. */
  selfCheck(): string {
    return this.say(selfCheckOf(this.#plan));
  }

  say(message: Text): string {
    return message[this.#locale];
  }

  fill(message: Text, values: Readonly<Record<string, string | number>>): string {
    return fill(message, values)[this.#locale];
  }

  #row(
    key: string,
    itemId: string,
    lines: readonly RowLine[],
    mostPoints = 3,
  ): RowContent | undefined {
    const item = this.#items.get(itemId)?.item;
    if (!item || lines.length === 0) return undefined;
    return {
      key,
      item,
      lines,
      itemText: `${this.fill(m.itemPrefix, { label: item.label, value: item.heading[this.#locale] })}\n${item.asks[this.#locale]}`,
      planned: this.#planned(lines),
      statement: this.#statement(lines, mostPoints),
      subject: this.#names(
        lines.map((l) => l.subject),
        6,
        true,
      ),
      organisations: this.#organisations(lines),
      duties: this.#duties(lines),
      priority: this.#priority(lines),
      state: this.say(stateWords[gatheredState(lines)]),
      requirements: inPairs(
        [...new Set(lines.flatMap((l) => l.requirements.map(requirementOf)))].sort(byNumber),
        this.say(m.joiner),
      ),
    };
  }

  /** The wording as it is where all agree; else each wording with what it holds for, the soonest first; never no wording. */
  #planned(lines: readonly RowLine[]): string {
    return this.plannedParts(lines)
      .map(({ raw, tail }) => `${raw}${tail}`)
      .join('\n');
  }

  /** Lines planned in the same wording, and what stands behind it where that is not all of them; the soonest first. */
  plannedParts(lines: readonly RowLine[]): readonly {
    readonly raw: string;
    readonly tail: string;
    readonly lines: readonly RowLine[];
  }[] {
    const byRaw = new Map<string, RowLine[]>();
    for (const line of lines) {
      if (line.planned.raw.trim() === '') continue;
      const raw = this.#withYear(line.planned.raw);
      byRaw.set(raw, [...(byRaw.get(raw) ?? []), line]);
    }
    const byOf = (of: readonly RowLine[]): string => of[0]?.planned.by ?? '';
    return [...byRaw]
      .sort(([a, x], [b, y]) => (byOf(x) < byOf(y) ? -1 : byOf(x) > byOf(y) ? 1 : a < b ? -1 : 1))
      .map(([raw, of]) => {
        const keys = of.map(({ subject }) => subject);
        const subjects = this.#names(keys, 1, false);
        const tail = this.fill(m.plannedFor, { raw: '', subjects });
        return { raw, tail: of.length === lines.length ? '' : tail, lines: of };
      });
  }

  /** Whether words end as if they were planned for one of these lines alone. */
  namesSubject(words: string, lines: readonly RowLine[]): boolean {
    return lines.some((line) => {
      const name = this.nameOf(line.subject);
      const at = words.lastIndexOf(name);
      return at > 0 && /[(（、,]\s*$/.test(words.slice(0, at)) && /[)）]$/.test(words);
    });
  }

  /** What stands before a line's own words where one cell says those of several. */
  headOf(line: RowLine): string {
    const subject = this.nameOf(line.subject);
    return this.fill(m.statementFor, { subject, statement: '' }).trimEnd();
  }

  /** What the cells of one row say of these lines together. */
  gathered(lines: readonly RowLine[]): { readonly planned: string; readonly statement: string } {
    return { planned: this.#planned(lines), statement: this.#statement(lines, 0) };
  }

  /** A bare 2026 is a year, and says so. */
  #withYear(raw: string): string {
    const year = /^\s*((?:19|20|21)\d\d)\s*$/.exec(raw.normalize('NFKC'))?.[1];
    return year === undefined ? raw : this.fill(m.year, { year });
  }

  /**
   * What was stated, word for word; a draft from findings and requirements where nothing was. What is done, or does
   * not apply, needs no draft of how it might be.
   */
  #statement(lines: readonly RowLine[], mostPoints: number): string {
    const stated = lines.filter((l) => l.statement !== undefined && l.statement.trim() !== '');
    const texts = new Set(stated.map((l) => l.statement));
    const open = lines.filter((l) => l.state !== 'implemented' && l.state !== 'not-applicable');
    if (texts.size === 0) return open.length === 0 ? '' : this.#draft(open, mostPoints);
    const whole =
      texts.size === 1 && stated.length === lines.length
        ? (stated[0]?.statement ?? '')
        : stated
            .map((l) =>
              this.fill(m.statementFor, {
                subject: this.nameOf(l.subject),
                statement: l.statement ?? '',
              }),
            )
            .join('\n');
    return whole.length > mostCharacters
      ? `${whole.slice(0, mostCharacters)}${this.say(m.seeDetails)}`
      : whole;
  }

  #draft(lines: readonly RowLine[], mostPoints: number): string {
    const steps = [
      ...new Set(
        lines.flatMap((l) => l.findings.map((id) => this.#findings.get(id)?.[this.#locale])),
      ),
    ].filter(isPresent);
    const counted = new Map<string, number>();
    for (const line of lines)
      for (const id of new Set(line.requirements.map(requirementOf)))
        counted.set(id, (counted.get(id) ?? 0) + 1);
    const asked = [...counted]
      .sort(([a, x], [b, y]) => y - x || byNumber(a, b))
      .flatMap(([id]) => this.#requirements.get(id)?.[this.#locale] ?? []);
    const measures = asked.slice(0, steps.length > 0 ? mostPoints - 1 : mostPoints);
    const more = asked.length - measures.length;
    const bullets = [
      ...steps.slice(0, mostPoints - 1).map((step) => this.fill(m.draftSteps, { steps: step })),
      ...measures,
    ].map((s) => `・${s}`);
    if (bullets.length === 0) return '';
    if (more > 0) bullets.push(`・${this.fill(m.andOthers, { n: more })}`);
    return `${this.say(m.draftMark).trimEnd()}\n${bullets.join('\n')}`;
  }

  #names(keys: readonly string[], most: number, oneALine: boolean): string {
    const names = [...new Set(keys)].map((key) => this.nameOf(key));
    const shown = names.length > most + 1 ? names.slice(0, most) : names;
    const rest = names.length - shown.length;
    const all = rest > 0 ? [...shown, this.fill(m.andOthers, { n: rest })] : shown;
    return all.join(oneALine ? '\n' : this.say(m.joiner));
  }

  #organisations(lines: readonly RowLine[]): string {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line.answeredBy, (counts.get(line.answeredBy) ?? 0) + 1);
    const all = [...counts].map(([key, n]) =>
      counts.size === 1 || n === 1
        ? this.nameOf(key)
        : this.fill(m.organisationShare, { organisation: this.nameOf(key), n }),
    );
    const shown =
      all.length > 7 ? [...all.slice(0, 6), this.fill(m.andOthers, { n: all.length - 6 })] : all;
    return shown.join('\n');
  }

  #duties(lines: readonly RowLine[]): string {
    const dash = this.say(m.noOne);
    const gaps = lines.filter((l) => l.duty.performers.length === 0).length;
    const overlaps = lines.filter((l) => l.duty.state === 'overlap').length;
    const mark = (message: Text, n: number): readonly string[] =>
      n === 0
        ? []
        : [`${this.say(message)}${lines.length > 1 ? this.fill(m.subjectCount, { n }) : ''}`];
    const presumed = lines.every((l) => l.duty.state === 'presumed') ? this.say(m.presumed) : '';
    const performers = lines.flatMap((l) => l.duty.performers);
    const performs = [
      ...(performers.length > 0 ? [`${this.#names(performers, 3, false)}${presumed}`] : []),
      ...mark(m.nobodyPerforms, gaps),
      ...mark(m.severalPerform, overlaps),
    ].join(this.say(m.joiner));
    const verifiers = lines.flatMap((l) => l.duty.verifier ?? []);
    const self = lines.some((l) => l.duty.selfCheck) ? [this.selfCheck()] : [];
    const verifies = [
      ...(verifiers.length > 0 ? [this.#names(verifiers, 3, false)] : []),
      ...self,
    ].join(this.say(m.joiner));
    const answers = lines.flatMap((l) => l.duty.answerable);
    const ofTheSheet = answersForOthers(lines);
    return [
      [m.performs, performs || dash],
      [m.verifies, verifies || dash],
      [m.answers, answers.length > 0 ? this.#names(answers, 3, false) : dash],
      ...(ofTheSheet.length === 0
        ? []
        : ([[m.answersSheet, this.#names(ofTheSheet, 3, false)]] as const)),
    ]
      .map(([name, value]) =>
        this.fill(m.itemPrefix, { label: this.say(name as Text), value: value as string }),
      )
      .join('\n');
  }

  #priority(lines: readonly RowLine[]): string {
    const level = Math.max(
      ...lines.map((l) => (l.level === undefined ? -1 : levelOrder.indexOf(l.level))),
    );
    const word =
      level < 0 ? this.say(m.noOne) : this.say(priorityWords[levelOrder[level] ?? 'low']);
    return lines.some((l) => l.findings.length > 0)
      ? `${word}\n${this.say(m.knownWeakness)}`
      : word;
  }

  #nameOrEnglish(named: { readonly name: string; readonly nameEn?: string }): string {
    return this.#locale === 'en' ? (named.nameEn ?? named.name) : named.name;
  }

  #inOrder(rows: readonly (RowContent | undefined)[]): readonly RowContent[] {
    const order = (row: RowContent): number => this.#items.get(row.item.id)?.order ?? 0;
    return rows.filter(isPresent).sort((a, b) => order(a) - order(b));
  }
}

/** The state that lines share; where they differ, work under way shows. Lines to which it does not apply do not count. */
function gatheredState(lines: readonly RowLine[]): LineState {
  const states = new Set(lines.map((l) => l.state).filter((s) => s !== 'not-applicable'));
  const [only] = states;
  if (only === undefined) return 'not-applicable';
  if (states.size === 1) return only;
  return states.has('in-progress') || states.has('implemented') ? 'in-progress' : 'planned';
}

/** `CPS.AC-1@broker` → `CPS.AC-1`. */
function requirementOf(placedId: string): string {
  const at = placedId.indexOf('@');
  return at === -1 ? placedId : placedId.slice(0, at);
}

/** Two ids a line, so that none is broken at its hyphen. */
function inPairs(ids: readonly string[], joiner: string): string {
  return ids.map((id, i) => (i === 0 ? id : i % 2 === 1 ? `${joiner}${id}` : `\n${id}`)).join('');
}

/** CPS.AC-2 before CPS.AC-10. */
function byNumber(a: string, b: string): number {
  const [x, y] = [a, b].map((id) => /^(.*?)(\d+)$/.exec(id));
  if (x?.[1] !== undefined && x[1] === y?.[1]) return Number(x[2]) - Number(y[2]);
  return a < b ? -1 : a > b ? 1 : 0;
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
