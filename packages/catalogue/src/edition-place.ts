import type { Place } from '@machimori/kernel';
import { editionFiles, headerFile } from './edition-files.ts';

/** A part of an edition: its property first, then the way down from there. */
export type EditionPath = readonly (string | number)[];

export type PlaceOf = (path: EditionPath) => Place;

/** `['risks', 3, 'id']` → `risks[3].id`. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
}

/** The data file that a part of an edition came from, and the part's path inside that file. */
export function originOf(path: EditionPath): { readonly file: string; readonly path: EditionPath } {
  const [property, ...rest] = path;
  for (const file of editionFiles) {
    const part = file.parts.find((p) => p.property === property);
    if (part !== undefined) {
      return { file: file.name, path: part.key === undefined ? rest : [part.key, ...rest] };
    }
  }
  return { file: headerFile.name, path };
}

/** The place of a part as far as a compiled edition tells it: file and path, no line. */
export const placeInEdition: PlaceOf = (path) => {
  const origin = originOf(path);
  return { file: origin.file, path: pathText(origin.path) };
};
