import { defineUseCase } from '@machimori/application';
import type { Outline } from '@machimori/city';
import {
  type KeptOutline,
  keepOutlineRow,
  readOutlineRow,
  removeOutlineRow,
} from './outline-store.ts';

export type { KeptOutline };

/** The city's outline for its map; undefined while nobody gave one. */
export const readKeptOutline = defineUseCase<null, KeptOutline | undefined>({
  name: 'read-kept-outline',
  action: 'city:read',
  kind: 'query',
  async handle(context) {
    return { output: await readOutlineRow(context) };
  },
});

/** Puts an outline, read and checked at the edge, in the place of the one before. */
export const keepOutline = defineUseCase<
  { readonly polygons: Outline; readonly digest: string },
  { readonly points: number }
>({
  name: 'keep-outline',
  action: 'city:change-outline',
  kind: 'command',
  async handle(context, { polygons, digest }) {
    const points = polygons.flat(2).length;
    await keepOutlineRow(context, { polygons, points, digest, keptAt: context.now });
    return { output: { points }, subjects: [context.scope.inCity], content: { points, digest } };
  },
});

/** Takes the outline off the map; where there is none, nothing changes. */
export const removeOutline = defineUseCase<null, null>({
  name: 'remove-outline',
  action: 'city:change-outline',
  kind: 'command',
  async handle(context) {
    await removeOutlineRow(context);
    return { output: null, subjects: [context.scope.inCity], content: { removed: true } };
  },
});
