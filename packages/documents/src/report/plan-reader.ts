import type { CheckItem, Edition, RiskLevel } from '@machimori/catalogue';
import type { City, Flow } from '@machimori/city';
import {
  type Day,
  dayText,
  fillText,
  fiscalYear,
  fiscalYearText,
  type Locale,
  type Text,
} from '@machimori/kernel';
import {
  itemLabel,
  type PlacedRequirement,
  type Plan,
  type Scenario,
  type SheetLine,
  type Subject,
} from '@machimori/planning';
import { messages } from './messages.ts';
import type { Literal } from './typst-literal.ts';

type Values = Readonly<Record<string, Text | string | number>>;

/** A plan as one reader reads it: names, dates and words in one language, rows looked up once. */
export class PlanReader {
  readonly plan: Plan;
  readonly edition: Edition;
  readonly city: City;
  readonly locale: Locale;
  readonly lines: ReadonlyMap<string, SheetLine>;
  readonly placed: ReadonlyMap<string, PlacedRequirement>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly #subjects: ReadonlyMap<string, Subject>;
  readonly #flows: ReadonlyMap<string, Flow>;
  readonly #entries: ReadonlyMap<string, unknown>;

  constructor(plan: Plan, edition: Edition, city: City, locale: Locale) {
    this.plan = plan;
    this.edition = edition;
    this.city = city;
    this.locale = locale;
    this.lines = byId(plan.lines);
    this.placed = byId(plan.requirements);
    this.scenarios = byId(plan.scenarios);
    this.#subjects = new Map(plan.subjects.map((s) => [s.key, s]));
    this.#flows = new Map(city.flows.map((f) => [f.key, f]));
    this.#entries = new Map<string, unknown>(
      [
        edition.checkItems,
        edition.requirements,
        edition.families,
        edition.risks,
        edition.incidentTypes,
        edition.vulnerabilities,
        edition.traits,
        edition.references,
        edition.additions,
        edition.categories,
        edition.views,
        edition.roles,
      ]
        .flat()
        .map((entry) => [entry.id, entry]),
    );
  }

  say(template: Text, values?: Values): string {
    const given =
      values &&
      Object.fromEntries(
        Object.entries(values).map(([k, v]) => [k, typeof v === 'number' ? this.number(v) : v]),
      );
    return (given ? fillText(template, given) : template)[this.locale];
  }

  number(value: number): string {
    return value.toLocaleString(this.locale === 'ja' ? 'ja-JP' : 'en-GB');
  }

  /** 2026年11月30日（月） */
  day(day: Day): string {
    return dayText(day)[this.locale];
  }

  /** 2026年11月30日（月） 令和8年度 */
  dayWithYear(day: Day): string {
    return this.say(messages.dayAndYear, { date: this.day(day), year: this.year(day) });
  }

  /** A date as far as a source gives it: 2021年, 2024年4月, 2026年4月1日. */
  partialDay(date: string): string {
    const [year = '', month, day] = date.split('-');
    if (this.locale === 'ja')
      return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
    const named = month
      ? new Date(Date.UTC(2000, Number(month) - 1)).toLocaleDateString('en-GB', {
          month: 'long',
          timeZone: 'UTC',
        })
      : undefined;
    return [day && Number(day), named, year].filter((part) => part !== undefined).join(' ');
  }

  /** The guideline with its version as people write it: 第2.0版（案）. */
  editionName(): string {
    const { framework, version, status } = this.edition;
    return this.say(status === 'draft' ? messages.editionDraft : messages.editionFinal, {
      name: framework,
      version: version.replace(/-draft$/, ''),
    });
  }

  itemLabel(id: string): string {
    const item = this.entry<CheckItem>(id);
    return item ? this.say(itemLabel(item)) : id;
  }

  year(day: Day): string {
    return fiscalYearText(fiscalYear(day))[this.locale];
  }

  /** The name of anything in the city; a flow without one is named by its ends. */
  name(key: string): string {
    const subject = this.#subjects.get(key);
    const flow = this.#flows.get(key);
    if (flow && flow.name === undefined) return `${this.name(flow.from)}→${this.name(flow.to)}`;
    if (!subject) return key;
    return shorten(this.locale === 'en' ? (subject.nameEn ?? subject.name) : subject.name);
  }

  subject(key: string): Subject | undefined {
    return this.#subjects.get(key);
  }

  /** The first names, and how many more there are. A town and its own organisation may share one. */
  names(keys: readonly string[], most: number = keys.length): string {
    const all = [...new Set(keys.map((key) => this.name(key)))];
    return this.listed(all.slice(0, most), all.length - most);
  }

  listed(shown: readonly string[], more: number): string {
    const names = shown.join(this.say(messages.listSeparator));
    return more > 0 ? this.say(messages.andMore, { names, count: more }) : names;
  }

  cityName(): string {
    const { name, nameEn } = this.plan.city;
    return shorten(this.locale === 'en' ? (nameEn ?? name) : name);
  }

  /** An entry of the edition by its id; ids are distinct across its lists. */
  entry<T>(id: string): T | undefined {
    return this.#entries.get(id) as T | undefined;
  }

  level(level: RiskLevel | undefined): Literal {
    if (level === undefined) return undefined;
    const named = this.edition.criteria.levels.find((l) => l.id === level);
    return {
      id: level,
      mark: this.say(messages.levelMarks[level]),
      name: named ? this.say(named.name) : level,
    };
  }

  /** Sentences one after another, as the language joins them. */
  join(...sentences: readonly (string | undefined)[]): string {
    return sentences
      .filter((s) => s !== undefined && s !== '')
      .join(this.say(messages.sentenceGap));
  }
}

export const levelRank: Readonly<Record<RiskLevel, number>> = {
  low: 1,
  medium: 2,
  high: 3,
  'very-high': 4,
};

export const rankOf = (level: RiskLevel | undefined): number =>
  level === undefined ? 0 : levelRank[level];

const longestName = 60;

/** Names that no table can hold are cut; plan.json holds them whole. */
function shorten(name: string): string {
  const letters = [...name];
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : name;
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
