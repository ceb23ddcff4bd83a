import { defineUseCase } from '@machimori/application';
import type { City } from '@machimori/city';
import { Failure, text } from '@machimori/kernel';
import { cityOf, type Element, type ElementKind } from './element.ts';
import {
  countElementRows,
  findElementRows,
  readElementRow,
  readElements,
  readNames,
  readRevision,
} from './element-store.ts';
import { type ElementMoment, momentsOf } from './revision-store.ts';
import { readOwnKey } from './seat-store.ts';

const messages = {
  unknown: text('見つかりません。', 'Not found.'),
};

export interface RegisterSeen {
  readonly revision: number;
  readonly elements: readonly Element[];
}

/** The elements of the city that one may see. */
export const readRegister = defineUseCase<null, RegisterSeen>({
  name: 'read-register',
  action: 'register:read',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    return { output: { revision, elements: await readElements(context) } };
  },
});

/** The whole description, for whoever sees the whole city; undefined where there is none, or only a share is seen. */
export const exportCity = defineUseCase<null, City | undefined>({
  name: 'export-city',
  action: 'register:export',
  kind: 'sensitive-query',
  async handle(context) {
    const whole = context.scope.reach === 'city';
    const city = whole ? cityOf(await readElements(context)) : undefined;
    return { output: city, content: { revision: await readRevision(context) } };
  },
});

export interface FindElements {
  readonly kind: ElementKind;
  readonly text: string;
  readonly of: string | undefined;
  /** Position after which the page begins; none: from the start. */
  readonly after: number | undefined;
}

/** How many entries a page of a list holds. */
export const pageOfElements = 100;

/** A page of one list of the city, by search; `next` where there is more. */
export const findElements = defineUseCase<
  FindElements,
  { readonly elements: readonly Element[]; readonly next: number | undefined }
>({
  name: 'find-elements',
  action: 'register:read',
  kind: 'query',
  async handle(context, { kind, text: asked, of, after = -1 }) {
    const words = asked.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
    const rows = await findElementRows(context, {
      kind,
      words,
      of,
      after,
      most: pageOfElements + 1,
    });
    const elements = rows.slice(0, pageOfElements);
    const more = rows.length > pageOfElements;
    return { output: { elements, next: more ? elements.at(-1)?.position : undefined } };
  },
});

export interface ElementSeen {
  readonly revision: number;
  readonly element: Element;
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
    return { output: { revision, element, moments, names: await readNames(context) } };
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
