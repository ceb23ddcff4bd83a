import { dayText, fill, levelWords, stageWordOf, stateWords, type Text } from '@machimori/kernel';
import { messages as planWords } from '../report/messages.ts';
import { blockStyle } from '../report/style-blocks.ts';
import { pageStyle } from '../report/style-page.ts';
import type { Typesetter } from '../report/typesetter.ts';
import { call, type Literal, typstString } from '../report/typst-literal.ts';
import { reportMessages as m, staleWords } from './messages.ts';
import { figureNames, figuresOf, heaps, type ReportFigures } from './report-figures.ts';
import type { ReportLine, SheetReportHead } from './report-line.ts';
import { lineStyle } from './style-lines.ts';

/** How much is printed; a workbook holds the rest. */
export const printed = {
  lines: 2_000,
  linesOfPart: 200,
  organisations: 60,
  statement: 600,
} as const;

/** Rows of one table; the next one goes on below it. */
const rowsAtOnce = 100;

/** What a filter of the sheet leaves, as a report (pdf). The same input gives the same bytes. */
export const writeSheetReport = (
  head: SheetReportHead,
  lines: readonly ReportLine[],
  typesetter: Typesetter,
): Promise<Uint8Array> => typesetter.typeset(composeSheetReport(head, lines));

/** The report as typst markup: the style, and calls of its functions that carry data only. */
export function composeSheetReport(head: SheetReportHead, lines: readonly ReportLine[]): string {
  const composer = new Composer(head, lines);
  return [
    pageStyle,
    blockStyle,
    lineStyle,
    composer.opening(),
    composer.front(),
    composer.tables(),
    composer.overdue(),
    composer.again(),
    composer.lines(),
  ].join('\n');
}

class Composer {
  readonly #head: SheetReportHead;
  readonly #lines: readonly ReportLine[];
  readonly #figures: ReportFigures;

  constructor(head: SheetReportHead, lines: readonly ReportLine[]) {
    this.#head = head;
    this.#lines = lines;
    this.#figures = figuresOf(lines);
  }

  opening(): string {
    const { city, by, day, locale } = this.#head;
    const [year, month, date] = day.split('-').map(Number);
    const named = (name: string, value: string): string => `${name}: ${typstString(value)}`;
    return `#show: report.with(${[
      named('title', this.#say(m.title)),
      named('city', city.name),
      named('handling', this.#say(planWords.handling)),
      named('dated', this.#say(dayText(day))),
      named('author', by.organisation || 'Machimori'),
      named('language', locale),
    ].join(', ')}, year: ${year}, month: ${month}, day: ${date})\n`;
  }

  front(): string {
    const { city, day, time, narrowed } = this.#head;
    const { total, done, overdue, stale } = this.#figures;
    const sentence = narrowed.length === 0 ? m.sentenceAll : m.sentenceNarrowed;
    const isLate = overdue + stale > 0;
    return [
      call(
        'cover-strip',
        this.#say(m.title),
        city.name,
        this.#say(fill(m.dated, { day: this.#say(dayText(day)), time })),
        this.#editionName(),
        this.#say(planWords.handling),
      ),
      call('front-heading', this.#say(m.standing)),
      call(
        'front-state',
        total === 0
          ? [this.#say(m.none)]
          : [
              this.#say(fill(sentence, { lines: this.#number(total), done: this.#number(done) })),
              this.#say(
                isLate
                  ? fill(m.sentenceLate, {
                      overdue: this.#number(overdue),
                      stale: this.#number(stale),
                    })
                  : m.sentenceFine,
              ),
            ],
      ),
      call('tiles', this.#tiles()),
      call('front-part', this.#say(m.about)),
      call('facts-list', this.#facts()),
    ].join('');
  }

  #tiles(): Literal[] {
    const { total, done, overdue, stale, submitted, none } = this.#figures;
    const share = (value: number): string | undefined =>
      total === 0
        ? undefined
        : this.#say(fill(m.percent, { percent: String(Math.floor((value * 100) / total)) }));
    const tile = (label: Text, value: number, more: Record<string, Literal> = {}): Literal => ({
      label: this.#say(label),
      value: this.#number(value),
      unit: this.#say(m.unit),
      note: undefined,
      alert: false,
      ...more,
    });
    return [
      tile(m.tiles.lines, total),
      tile(m.tiles.done, done, { note: share(done) }),
      tile(m.tiles.overdue, overdue, { alert: overdue > 0 }),
      tile(m.tiles.stale, stale, { alert: stale > 0 }),
      tile(m.tiles.submitted, submitted),
      tile(m.tiles.none, none),
    ];
  }

  #facts(): readonly (readonly string[])[] {
    const { narrowed, by, wholeCity, day, time } = this.#head;
    const { person, organisation } = by;
    const part = ({ name, value }: { readonly name: Text; readonly value: Text }): string =>
      this.#say(fill(m.facts.part, { name: this.#say(name), value: this.#say(value) }));
    const who =
      person === ''
        ? this.#say(fill(m.facts.byOne, { organisation, person: this.#say(m.facts.program) }))
        : this.#say(fill(m.facts.byOne, { organisation, person }));
    return [
      [
        m.facts.narrowed,
        narrowed.length === 0 ? this.#say(m.facts.all) : narrowed.map(part).join('\n'),
      ],
      [m.facts.seen, this.#say(wholeCity ? m.facts.whole : fill(m.facts.own, { organisation }))],
      [m.facts.made, this.#say(fill(m.facts.madeAt, { day: this.#say(dayText(day)), time }))],
      [m.facts.by, who],
      [m.facts.edition, this.#editionName()],
      [m.facts.handling, this.#say(m.facts.handlingText)],
      [m.facts.limits, this.#say(m.facts.limitsText)],
    ].map(([term, value]) => [this.#say(term as Text), value as string]);
  }

  tables(): string {
    if (this.#lines.length === 0) return '';
    const byGroup = heaps(this.#lines, ({ group }) => group);
    const groups = this.#head.edition.groups.flatMap(({ id, name }) => {
      const its = byGroup.get(id);
      return its === undefined ? [] : [{ name: this.#say(name), figures: figuresOf(its) }];
    });
    const organisations = [...heaps(this.#lines, ({ answererKey }) => answererKey).values()]
      .map((its) => ({ name: this.#say(its[0]?.answeredBy ?? m.sum), figures: figuresOf(its) }))
      .sort((a, b) => b.figures.overdue - a.figures.overdue || b.figures.total - a.figures.total);
    const shown = organisations.slice(0, printed.organisations);
    const rest = organisations.length - shown.length;
    return [
      call('section', this.#say(m.byGroup), undefined, true),
      this.#figureTable(m.group, groups),
      call('subsection', this.#say(m.byOrganisation)),
      this.#figureTable(m.organisation, shown),
      rest === 0
        ? ''
        : call('kept-note', this.#say(fill(m.restOrganisations, { count: this.#number(rest) }))),
    ].join('');
  }

  #figureTable(
    of: Text,
    rows: readonly { readonly name: string; readonly figures: ReportFigures }[],
  ): string {
    const row = (name: string, figures: ReportFigures, sum: boolean): Literal => ({
      cells: [name, ...figureNames.map((each) => this.#number(figures[each]))],
      // Columns that are to be seen at once where they are not nought.
      alert: [3, 4],
      sum,
    });
    const { total, ...others } = m.columns;
    return call(
      'figure-table',
      [of, total, ...Object.values(others)].map((each) => this.#say(each)),
      [
        ...rows.map(({ name, figures }) => row(name, figures, false)),
        row(this.#say(m.sum), this.#figures, true),
      ],
    );
  }

  overdue(): string {
    const late = this.#lines
      .filter(({ overdue }) => overdue)
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
    if (late.length === 0) return '';
    const { item, who, state, due } = m.lineColumns;
    return this.#part(
      m.overdueHeading,
      m.overdueLead,
      late,
      call(
        'due-table',
        [item, who, state, due].map((each) => this.#say(each)),
        late.slice(0, printed.linesOfPart).map((line) => ({
          ...this.#named(line),
          state: this.#say(stateWords[line.state]),
          due: this.#say(dayText(line.due)),
        })),
      ),
    );
  }

  again(): string {
    const stale = this.#lines.filter((line) => line.stale.length > 0);
    if (stale.length === 0) return '';
    const { item, who, why } = m.lineColumns;
    return this.#part(
      m.staleHeading,
      m.staleLead,
      stale,
      call(
        'again-table',
        [item, who, why].map((each) => this.#say(each)),
        stale.slice(0, printed.linesOfPart).map((line) => ({
          ...this.#named(line),
          why: line.stale.map((reason) => this.#say(staleWords[reason])),
        })),
      ),
    );
  }

  #part(heading: Text, lead: Text, lines: readonly ReportLine[], table: string): string {
    return [
      call('section', this.#say(heading), this.#say(lead), false),
      table,
      this.#rest(lines.length - printed.linesOfPart),
    ].join('');
  }

  #rest(count: number): string {
    return count <= 0
      ? ''
      : call('kept-note', this.#say(fill(m.restLines, { count: this.#number(count) })));
  }

  lines(): string {
    if (this.#lines.length === 0) return '';
    const { item, who, state, due, statement } = m.lineColumns;
    const names = [item, who, state, due, statement].map((each) => this.#say(each));
    const shown = this.#lines.slice(0, printed.lines);
    const parts = [call('section', this.#say(m.linesHeading), undefined, true)];
    for (let at = 0; at < shown.length; at += rowsAtOnce)
      parts.push(
        call(
          'lines-table',
          names,
          shown.slice(at, at + rowsAtOnce).map((line) => this.#row(line)),
        ),
      );
    return [...parts, this.#rest(this.#lines.length - shown.length)].join('');
  }

  #row(line: ReportLine): Literal {
    return {
      ...this.#named(line),
      level:
        line.level === undefined
          ? undefined
          : {
              id: line.level,
              mark: this.#say(planWords.levelMarks[line.level]),
              name: this.#say(levelWords[line.level]),
            },
      state: this.#say(stateWords[line.state]),
      overdue: line.overdue ? this.#say(m.tiles.overdue) : undefined,
      stage: this.#say(stageWordOf(line)),
      due: this.#say(dayText(line.due)),
      planned:
        line.planned === '' ? undefined : this.#say(fill(m.planned, { planned: line.planned })),
      statement: this.#cut(line.statement),
    };
  }

  #named({ item, subject, answeredBy }: ReportLine) {
    return {
      heading: this.#say(item.heading),
      label: this.#say(fill(m.itemLabel, { label: this.#say(item.label) })),
      subject: this.#say(subject),
      who: this.#say(answeredBy),
    };
  }

  #cut(statement: string): string {
    const signs = [...statement];
    return signs.length <= printed.statement
      ? statement
      : `${signs.slice(0, printed.statement).join('')}…${this.#say(m.tooLong)}`;
  }

  #editionName(): string {
    const { framework, version, draft } = this.#head.edition;
    return this.#say(
      fill(draft ? m.facts.editionDraft : m.facts.editionFinal, {
        name: this.#say(framework),
        version: version.replace(/-draft$/, ''),
      }),
    );
  }

  #say(text: Text): string {
    return text[this.#head.locale];
  }

  #number(value: number): string {
    return value.toLocaleString(this.#head.locale === 'ja' ? 'ja-JP' : 'en-GB');
  }
}
