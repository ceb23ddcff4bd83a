import type { Diagnostic, Text } from '@machimori/kernel';
import { type EditionPath, type PlaceOf, placeInEdition } from './edition-place.ts';

/** Gathers what a check finds wrong with an edition. */
export class Problems {
  readonly found: Diagnostic[] = [];
  readonly #placeOf: PlaceOf;

  constructor(placeOf: PlaceOf = placeInEdition) {
    this.#placeOf = placeOf;
  }

  /** Something is wrong at `path`. */
  add(path: EditionPath, message: Text, expected?: Text): void {
    this.found.push({
      code: 'catalogue',
      severity: 'error',
      place: this.#placeOf(path),
      message,
      ...(expected === undefined ? {} : { expected }),
    });
  }

  /** `id` must be one of `ids`. */
  known(path: EditionPath, id: string, ids: { has(id: string): boolean }, kind: Text): void {
    if (ids.has(id)) return;
    this.add(
      path,
      { ja: `「${id}」という${kind.ja}はありません。`, en: `There is no ${kind.en} ${id}.` },
      { ja: `${kind.ja}のid`, en: `The id of a ${kind.en}` },
    );
  }

  /** As `known`, for each of a list. */
  eachKnown(
    path: EditionPath,
    list: readonly string[],
    ids: { has(id: string): boolean },
    kind: Text,
  ): void {
    list.forEach((id, i) => {
      this.known([...path, i], id, ids, kind);
    });
  }
}

/** Values that stand more than once. */
export function repeated(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return [...twice];
}

/** The ids of a list, to look references up in. */
export const idsOf = (list: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(list.map((entry) => entry.id));
