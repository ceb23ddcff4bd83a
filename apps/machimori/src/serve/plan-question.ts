import { createHash } from 'node:crypto';
import { type Criteria, type Edition, successorsOf } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import type { Day } from '@machimori/kernel';
import {
  type ChangedList,
  type CityMap,
  type Consequences,
  type ContactPoints,
  canonicalCity,
  consequencesOf,
  contactPoints,
  type DraftView,
  draftView,
  type ElementView,
  elementView,
  type MatrixRows,
  mapOf,
  ownActions,
  type Picture,
  type PictureFilter,
  type Plan,
  type PlanChange,
  type PlanList,
  type PlanListFilter,
  PlanView,
  pictureOf,
  planChange,
  planCity,
  planList,
  type Responsibilities,
  type ResponsibilityMatrix,
  responsibilities,
  responsibilityMatrix,
  type Seen,
  type SeenBoth,
  type SheetFacts,
  type Standing,
  seenCity,
  seenPlan,
  sharedChanges,
  sheetFacts,
  standingOf,
  type WhyView,
  whyView,
} from '@machimori/planning';
import { version } from '../version.ts';

/** What can be asked of a plan, each with what is answered. Everything is data: it goes to a thread and back. */
export interface PlanAnswers {
  /** What is kept in the database: what to do first, and how much there is. */
  readonly summary: Pick<Plan, 'actions' | 'counts'>;
  /** Why something is there and what follows from it, by any id or name. */
  readonly why: WhyView | undefined;
  /** What the plan says about one element. */
  readonly element: ElementView | undefined;
  /** The city, or what one narrows it to, as a picture. */
  readonly picture: Picture;
  /** What is wrong with who does what, and what would close it. */
  readonly responsibilities: Responsibilities;
  readonly matrix: ResponsibilityMatrix;
  readonly contacts: ContactPoints;
  /** How far everything is. */
  readonly standing: Standing;
  /** One of the plan's lists, a page at a time. */
  readonly list: PlanList;
  /** Lines of the check sheet, to be kept beside the plan; some at a time. */
  readonly sheet: readonly SheetFacts[];
  /** Where things stand. */
  readonly map: CityMap;
  /** What would follow from another description of the city. */
  readonly consequences: Consequences;
  /** What differs from an earlier plan of the city. */
  readonly change: PlanChange;
  /** The same in what each of some organisations sees. */
  readonly shares: readonly PlanChange[];
  /** What would differ by another edition or other criteria. */
  readonly trial: PlanChange;
  /** What a description in the making would lead to, beside no plan that is there. */
  readonly draft: DraftView;
}
export type PlanQuestion =
  | { readonly ask: 'summary' }
  | { readonly ask: 'sheet'; readonly from: number }
  | { readonly ask: 'why'; readonly id: string }
  | { readonly ask: 'element'; readonly key: string }
  | { readonly ask: 'map' }
  | { readonly ask: 'picture'; readonly filter: PictureFilter }
  | { readonly ask: 'responsibilities' | 'contacts' | 'standing' }
  | {
      readonly ask: 'list';
      readonly list: ChangedList;
      readonly filter: PlanListFilter;
      readonly from: number;
    }
  | { readonly ask: 'matrix'; readonly by: MatrixRows; readonly of: string | undefined }
  | { readonly ask: 'consequences'; readonly draft: City }
  /** `from`: of each sort of rows those that follow the first so many. */
  | { readonly ask: 'change'; readonly before: PlanKey; readonly from?: number }
  | {
      readonly ask: 'shares';
      readonly before: PlanKey;
      readonly seen: readonly SeenBoth[];
      readonly from?: number;
    }
  | { readonly ask: 'trial'; readonly by: Described }
  | { readonly ask: 'draft'; readonly draft: City };
export type AnswerTo<Q extends PlanQuestion> = PlanAnswers[Q['ask']];

/** A city's plan on one day, as it is asked about. */
export interface PlanKey {
  readonly city: string;
  readonly revision: number;
  /** By which edition and criteria the city plans: each adoption has the next number. */
  readonly yardstick: number;
  readonly asOf: Day;
}

/** What a plan is made from. */
export interface Described {
  readonly city: City;
  /** Id of the edition; none: the one that this program goes by. */
  readonly edition?: string | undefined;
  /** In place of the edition's own. */
  readonly criteria?: Criteria | undefined;
}

/** An edition by its id; none: the one that this program goes by. It was loaded before it is asked for. */
export type EditionNamed = (id: string | undefined) => Edition;

/** The largest city that can be planned, or a prefecture's towns. */
const keptRows = 400_000;

interface Kept {
  readonly key: string;
  readonly whole: PlanView;
  /** What organisations see of it, the latest asked last. */
  readonly shares: Map<string, PlanView>;
}

const keptShares = 20;

const rowsIn = ({ plan: { scenarios, requirements, lines } }: PlanView): number =>
  scenarios.length + requirements.length + lines.length;
const rowsOf = ({ whole, shares }: Kept): number =>
  [whole, ...shares.values()].reduce((sum, view) => sum + rowsIn(view), 0);

/** A plan was asked about that is not in memory, and no description came with the question. */
export class DescriptionNeeded extends Error {
  readonly of: PlanKey;

  constructor(of: PlanKey) {
    super('a description is needed');
    this.of = of;
  }
}

/** Plans in memory: a plan is a pure function of what it is made from, so whoever lacks one makes it again. */
export class KeptPlans {
  readonly #editionNamed: EditionNamed;
  readonly #keptRows: number;
  /** The latest asked last. */
  readonly #kept = new Map<string, Kept>();
  readonly #successorsOfPair = new Map<string, Readonly<Record<string, string>>>();
  #computed = 0;

  /** `rows` of plans are kept at once. */
  constructor(editionNamed: EditionNamed, rows: number = keptRows) {
    this.#editionNamed = editionNamed;
    this.#keptRows = rows;
  }

  /** How many plans were computed so far. */
  get computed(): number {
    return this.#computed;
  }

  /** Throws `DescriptionNeeded` where a plan is not in memory and its description did not come with the question. */
  answer<Q extends PlanQuestion>(
    of: PlanKey,
    seen: Seen | undefined,
    question: Q,
    descriptions: ReadonlyMap<string, Described> = new Map(),
  ): AnswerTo<Q> {
    if (question.ask === 'draft')
      return draftView(this.#plan({ city: question.draft }, of.asOf)) as AnswerTo<Q>;
    const kept = this.#find(of, descriptions);
    const view = this.#share(kept, seen);
    return this.#answer(view, of, question, seen, descriptions) as AnswerTo<Q>;
  }

  #answer(
    view: PlanView,
    of: PlanKey,
    question: Exclude<PlanQuestion, { readonly ask: 'draft' }>,
    seen: Seen | undefined,
    descriptions: ReadonlyMap<string, Described>,
  ): PlanAnswers[PlanQuestion['ask']] {
    switch (question.ask) {
      case 'summary': {
        const { actions, counts } = view.plan;
        return { actions, counts };
      }
      case 'why':
        return whyView(view, question.id);
      case 'element':
        return elementView(view, question.key);
      case 'sheet':
        return sheetFacts(view, question.from);
      case 'map':
        return mapOf(view);
      case 'picture':
        return pictureOf(view, question.filter, seen === undefined);
      case 'responsibilities':
        return responsibilities(view);
      case 'matrix':
        return responsibilityMatrix(view, question.by, question.of);
      case 'contacts':
        return contactPoints(view);
      case 'standing':
        return standingOf(view, seen === undefined ? view.city.promoter : seen.own);
      case 'list':
        return planList(view, question.list, question.filter, question.from);
      case 'consequences':
        return consequencesOf(view, this.#draft(of, view.edition, question.draft));
      case 'change':
      case 'shares': {
        const before = this.#find(question.before, descriptions, of).whole;
        const successors = this.#successors(before.edition, view.edition);
        return question.ask === 'change'
          ? planChange(before, view, { successors }, question.from)
          : question.seen.map(sharedChanges(before, view, { successors }, question.from));
      }
      case 'trial': {
        const after = this.#plan(question.by, of.asOf);
        return planChange(view, after, {
          successors: this.#successors(view.edition, after.edition),
        });
      }
    }
  }

  /** Each organisation's share is compared by the same numbers: they are found out once for two editions. */
  #successors(older: Edition, newer: Edition): Readonly<Record<string, string>> {
    const pair = `${older.id} ${newer.id}`;
    const known = this.#successorsOfPair.get(pair) ?? successorsOf(older, newer);
    this.#successorsOfPair.set(pair, known);
    return known;
  }

  #plan({ city, edition: id, criteria }: Described, asOf: Day): PlanView {
    const edition = this.#editionNamed(id);
    return this.#planBy(criteria === undefined ? edition : { ...edition, criteria }, city, asOf);
  }

  #planBy(edition: Edition, city: City, asOf: Day): PlanView {
    this.#computed += 1;
    return new PlanView(planCity({ city, edition, asOf, version }), edition, city);
  }

  /** A plan of a draft is kept for a while: most drafts are written next, and are planned already then. */
  #draft(of: PlanKey, edition: Edition, city: City): PlanView {
    const key = draftKeyOf(of, city);
    const known = this.#kept.get(key)?.whole;
    const whole = known ?? this.#planBy(edition, city, of.asOf);
    if (known === undefined) {
      for (const other of this.#draftsOf(of)) this.#kept.delete(other);
      this.#keep({ key, whole, shares: new Map() }, of);
    }
    return whole;
  }

  #draftsOf(of: PlanKey): readonly string[] {
    const prefix = draftPrefixOf(of);
    return [...this.#kept.keys()].filter((key) => key.startsWith(prefix));
  }

  #find(of: PlanKey, descriptions: ReadonlyMap<string, Described>, last = of): Kept {
    const key = planKeyOf(of);
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#touch(known);
      this.#touchLast(last);
      return known;
    }
    const described = descriptions.get(key);
    if (described === undefined) throw new DescriptionNeeded(of);
    const whole = this.#drafted(of, described) ?? this.#plan(described, of.asOf);
    const kept = { key, whole, shares: new Map() };
    this.#keep(kept, last);
    return kept;
  }

  /** The plan of a draft that became the description. */
  #drafted(of: PlanKey, { city }: Described): PlanView | undefined {
    if (this.#draftsOf(of).length === 0) return undefined;
    const key = draftKeyOf(of, city);
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    return known?.whole;
  }

  /** Keeps a plan; where there is not room for all, that of `last` goes last. */
  #keep(kept: Kept, last: PlanKey): void {
    this.#kept.set(kept.key, kept);
    this.#touchLast(last);
    this.#makeRoom();
  }

  /** The plan that is asked about stays longer than the one it is compared with. */
  #touchLast(of: PlanKey): void {
    const present = this.#kept.get(planKeyOf(of));
    if (present !== undefined) this.#touch(present);
  }

  #touch(kept: Kept): void {
    this.#kept.delete(kept.key);
    this.#kept.set(kept.key, kept);
  }

  #makeRoom(): void {
    let rows = [...this.#kept.values()].reduce((sum, kept) => sum + rowsOf(kept), 0);
    for (const [key, kept] of this.#kept) {
      if (rows <= this.#keptRows) return;
      if (this.#kept.size > 1) {
        rows -= rowsOf(kept);
        this.#kept.delete(key);
        continue;
      }
      // Of the one that is asked about, what organisations see of it, but for the latest.
      for (const [of, share] of kept.shares) {
        if (rows <= this.#keptRows || kept.shares.size === 1) return;
        rows -= rowsIn(share);
        kept.shares.delete(of);
      }
    }
  }

  #share({ whole, shares }: Kept, seen: Seen | undefined): PlanView {
    if (seen === undefined) return whole;
    const key = JSON.stringify([seen.own, [...seen.keys].sort()]);
    const known = shares.get(key);
    const share = known ?? shareOf(whole, seen);
    shares.delete(key);
    shares.set(key, share);
    if (shares.size > keptShares) shares.delete(shares.keys().next().value ?? '');
    if (known === undefined) this.#makeRoom();
    return share;
  }
}

/** What an organisation sees of a plan, with what it has to do first. */
function shareOf({ plan, edition, city }: PlanView, seen: Seen): PlanView {
  const part = seenCity(city, seen);
  const rows = seenPlan(plan, city, edition, seen);
  const actions = ownActions(rows, part, edition, seen.own);
  return new PlanView({ ...rows, actions }, edition, part);
}

export const planKeyOf = ({ city, revision, yardstick, asOf }: PlanKey): string =>
  [city, revision, yardstick, asOf].join('\n');

const draftPrefixOf = ({ city, yardstick, asOf }: PlanKey): string =>
  `${[city, 'draft', yardstick, asOf].join('\n')}\n`;

/** By what the draft says, in whatever order. */
function draftKeyOf(of: PlanKey, city: City): string {
  const said = JSON.stringify(canonicalCity(city), (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return `${draftPrefixOf(of)}${createHash('sha256').update(said).digest('hex')}`;
}
