import type { Edition } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import type { Day } from '@machimori/kernel';
import {
  type CityMap,
  type Consequences,
  type ContactPoints,
  consequencesOf,
  contactPoints,
  type DraftView,
  draftView,
  type ElementView,
  elementView,
  type MatrixRows,
  mapOf,
  type Picture,
  type PictureFilter,
  type Plan,
  PlanView,
  pictureOf,
  planCity,
  type Responsibilities,
  type ResponsibilityMatrix,
  responsibilities,
  responsibilityMatrix,
  type Seen,
  type Standing,
  seenCity,
  seenPlan,
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
  /** Where things stand. */
  readonly map: CityMap;
  /** What would follow from another description of the city. */
  readonly consequences: Consequences;
  /** What a description in the making would lead to, beside no plan that is there. */
  readonly draft: DraftView;
}
export type PlanQuestion =
  | { readonly ask: 'summary' }
  | { readonly ask: 'why'; readonly id: string }
  | { readonly ask: 'element'; readonly key: string }
  | { readonly ask: 'map' }
  | { readonly ask: 'picture'; readonly filter: PictureFilter }
  | { readonly ask: 'responsibilities' | 'contacts' | 'standing' }
  | { readonly ask: 'matrix'; readonly by: MatrixRows; readonly of: string | undefined }
  | { readonly ask: 'consequences'; readonly draft: City }
  | { readonly ask: 'draft'; readonly draft: City };
export type AnswerTo<Q extends PlanQuestion> = PlanAnswers[Q['ask']];

/** A city's plan on one day, as it is asked about. */
export interface PlanKey {
  readonly city: string;
  readonly revision: number;
  readonly asOf: Day;
}

/** Rows of plans that are kept at once: the largest city that can be planned, or a prefecture's towns. */
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

/** Plans in memory: a plan is a pure function of the description, so whoever lacks one makes it again. */
export class KeptPlans {
  readonly #edition: Edition;
  /** The latest asked last. */
  readonly #kept = new Map<string, Kept>();

  constructor(edition: Edition) {
    this.#edition = edition;
  }

  /** Undefined where the plan is not in memory and no description came with the question. */
  answer<Q extends PlanQuestion>(
    of: PlanKey,
    seen: Seen | undefined,
    question: Q,
    description: City | undefined,
  ): AnswerTo<Q> | 'description-needed' {
    if (question.ask === 'draft')
      return draftView(this.#plan(question.draft, of.asOf)) as AnswerTo<Q>;
    const kept = this.#find(of, description);
    if (kept === undefined) return 'description-needed';
    const view = this.#share(kept, seen);
    return this.#answer(view, of, question, seen) as AnswerTo<Q>;
  }

  #answer(
    view: PlanView,
    { asOf }: PlanKey,
    question: Exclude<PlanQuestion, { readonly ask: 'draft' }>,
    seen: Seen | undefined,
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
      case 'consequences':
        return consequencesOf(view, this.#plan(question.draft, asOf));
    }
  }

  #plan(city: City, asOf: Day): PlanView {
    const edition = this.#edition;
    return new PlanView(planCity({ city, edition, asOf, version }), edition, city);
  }

  #find(of: PlanKey, description: City | undefined): Kept | undefined {
    const key = `${of.city}\n${of.revision}\n${of.asOf}`;
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    if (description === undefined) return undefined;
    const whole = this.#plan(description, of.asOf);
    const kept = { key, whole, shares: new Map() };
    this.#kept.set(key, kept);
    this.#makeRoom();
    return kept;
  }

  #makeRoom(): void {
    let rows = [...this.#kept.values()].reduce((sum, kept) => sum + rowsOf(kept), 0);
    for (const [key, kept] of this.#kept) {
      if (rows <= keptRows) return;
      if (this.#kept.size > 1) {
        rows -= rowsOf(kept);
        this.#kept.delete(key);
        continue;
      }
      // Of the one that is asked about, what organisations see of it, but for the latest.
      for (const [of, share] of kept.shares) {
        if (rows <= keptRows || kept.shares.size === 1) return;
        rows -= rowsIn(share);
        kept.shares.delete(of);
      }
    }
  }

  #share({ whole, shares }: Kept, seen: Seen | undefined): PlanView {
    if (seen === undefined) return whole;
    const key = JSON.stringify([seen.own, [...seen.keys].sort()]);
    const known = shares.get(key);
    const { plan, edition, city } = whole;
    const share =
      known ?? new PlanView(seenPlan(plan, city, edition, seen), edition, seenCity(city, seen));
    shares.delete(key);
    shares.set(key, share);
    if (shares.size > keptShares) shares.delete(shares.keys().next().value ?? '');
    if (known === undefined) this.#makeRoom();
    return share;
  }
}
