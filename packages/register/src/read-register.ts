import { type Context, defineUseCase, wrongCursor } from '@machimori/application';
import type { City } from '@machimori/city';
import { Failure, folded, text } from '@machimori/kernel';
import { cityOf, type Element, type ElementKind } from './element.ts';
import {
  countElementRows,
  findElementRows,
  readElementRow,
  readElements,
  readNames,
  readRevision,
} from './element-store.ts';
import { ownFields } from './own-part.ts';
import type { GuidelineNames, RegisterPorts } from './ports.ts';
import { cityAt, type Moment } from './read-history.ts';
import { type ElementMoment, momentsOf } from './revision-store.ts';
import { readOwnKey } from './seat-store.ts';

const messages = {
  unknown: text('見つかりません。', 'Not found.'),
};

/**
 * The whole description as it stands, or as it stood at a moment, for whoever sees the whole city; undefined where
 * there was none, or only a share is seen.
 */
export const exportCity = defineUseCase<{ readonly at: Moment }, City | undefined>({
  name: 'export-city',
  action: 'register:export',
  kind: 'sensitive-query',
  async handle(context, { at }) {
    const { city, revision } =
      context.scope.reach === 'city'
        ? await cityAt(context, at)
        : { city: undefined, revision: await readRevision(context) };
    return { output: city, content: { revision } };
  },
});

export interface FindElements {
  readonly kind: ElementKind;
  readonly text: string;
  readonly of: string | undefined;
  /** Where the page begins, as the page before said; none: from the start. */
  readonly cursor: string | undefined;
}

/** How many entries a page of a list holds. */
const pageOfElements = 50;

export interface ElementPage {
  readonly elements: readonly Element[];
  /** Of all pages together. */
  readonly total: number;
  readonly next: string | undefined;
}

/** A page of one list of the city, by search; `next` where there is more. */
export const findElements = defineUseCase<FindElements, ElementPage>({
  name: 'find-elements',
  action: 'register:read',
  kind: 'query',
  async handle(context, { kind, text: asked, of, cursor }) {
    const words = folded(asked).split(/\s+/).filter(Boolean).slice(0, 8);
    const search = { kind, words, of };
    const after = cursor === undefined ? -1 : positionOf(cursor);
    const found = await findElementRows(context, search, after, pageOfElements + 1);
    const elements = found.elements.slice(0, pageOfElements);
    const end = found.elements.length > pageOfElements ? elements.at(-1) : undefined;
    return { output: { elements, total: found.total, next: end && String(end.position) } };
  },
});

/** A list keeps its file's order: a page begins after a position in it. */
function positionOf(cursor: string): number {
  if (!/^\d{1,8}$/.test(cursor)) throw wrongCursor();
  return Number(cursor);
}

export interface ElementSeen {
  readonly revision: number;
  readonly element: Element;
  /** Fields that one changes without asking anybody; `all` for whoever sees the whole city. */
  readonly keeps: 'all' | readonly string[];
  /** What it said over time, newest first; nothing for whoever sees only a share. */
  readonly moments: readonly ElementMoment[];
  /** What people call whatever one sees of the city. */
  readonly names: Awaited<ReturnType<typeof readNames>>;
}

/** One element, with what it said over time. */
export const readElement = defineUseCase<
  { readonly kind: ElementKind; readonly key: string },
  ElementSeen
>({
  name: 'read-element',
  action: 'register:read',
  kind: 'query',
  async handle(context, { kind, key }) {
    const element = await readElementRow(context, kind, key);
    if (element === undefined) throw new Failure('not-found', messages.unknown);
    const revision = await readRevision(context);
    const moments = await momentsOf(context, kind, key);
    const names = await readNames(context);
    const keeps = await keptByAsker(context, kind, key);
    return { output: { revision, element, keeps, moments, names } };
  },
});

async function keptByAsker(
  context: Context<unknown>,
  kind: ElementKind,
  key: string,
): Promise<'all' | readonly string[]> {
  if (context.scope.reach === 'city') return 'all';
  const share = cityOf(await readElements(context));
  const own = await readOwnKey(context);
  return share === undefined || own === undefined ? [] : ownFields(share, own, kind, key);
}

/** What a description may name that stands in the guideline's data, with its names for people. */
export const readGuidelineNames = defineUseCase<null, GuidelineNames, RegisterPorts>({
  name: 'read-guideline-names',
  action: 'register:read',
  kind: 'query',
  async handle(context) {
    return { output: await context.ports.guidelineNames(context) };
  },
});

export interface CityNames {
  readonly revision: number;
  /** Key of one's own organisation; none while it is not described. */
  readonly own: string | undefined;
  /** Whether the whole city is seen; otherwise one's share. */
  readonly whole: boolean;
  readonly counts: ReadonlyMap<string, number>;
  readonly names: Awaited<ReturnType<typeof readNames>>;
}

/** What people call everything that one sees of the city: what forms offer to choose from. */
export const readCityNames = defineUseCase<null, CityNames>({
  name: 'read-city-names',
  action: 'register:read',
  kind: 'query',
  async handle(context) {
    return {
      output: {
        revision: await readRevision(context),
        own: await readOwnKey(context),
        whole: context.scope.reach === 'city',
        counts: await countElementRows(context),
        names: await readNames(context),
      },
    };
  },
});
