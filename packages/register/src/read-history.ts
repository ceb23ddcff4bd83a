import { defineUseCase } from '@machimori/application';
import type { City } from '@machimori/city';
import { type Day, Failure, text } from '@machimori/kernel';
import { differenceOf, type ElementChange } from './difference.ts';
import { cityOf } from './element.ts';
import { readElements, readRevision } from './element-store.ts';
import { elementsAt, lastRevisionOn } from './revision-store.ts';

const messages = {
  unknown: text('その版は見つかりません。', 'There is no such revision.'),
};

/** A revision by its number, or whatever stood at the end of a day in Japan; none: as it stands now. */
export type Moment = { readonly revision: number } | { readonly on: Day } | undefined;

/** The difference between two moments of the city. */
export const compareRevisions = defineUseCase<
  { readonly from: Moment; readonly to: Moment },
  {
    readonly from: number;
    readonly to: number;
    readonly changes: readonly ElementChange[];
    /** What people call whatever was there at either moment. */
    readonly names: readonly { readonly key: string; readonly name: string }[];
  }
>({
  name: 'compare-revisions',
  action: 'register:history',
  kind: 'query',
  async handle(context, input) {
    const from = await revisionOf(context, input.from);
    const to = await revisionOf(context, input.to);
    const before = from === 0 ? [] : await elementsAt(context, from);
    const after = await elementsAt(context, to);
    const names = [...before, ...after].flatMap(({ key, body: { name } }) =>
      typeof name === 'string' ? [{ key, name }] : [],
    );
    return { output: { from, to, changes: differenceOf(before, after), names } };
  },
});

/**
 * The city as it is described now, or was at a moment. Lists are in today's order as far as their elements are there
 * still; what has gone since stands after them.
 */
export async function cityAt(
  context: Parameters<typeof readRevision>[0],
  at: Moment,
): Promise<{ readonly city: City | undefined; readonly revision: number }> {
  const elements = await readElements(context);
  if (at === undefined) return { city: cityOf(elements), revision: await readRevision(context) };
  const revision = await revisionOf(context, at);
  const today = new Map(elements.map(({ kind, key, position }) => [`${kind}\n${key}`, position]));
  const then = await elementsAt(context, revision);
  const placed = then.map((each, index) => ({
    ...each,
    position: today.get(`${each.kind}\n${each.key}`) ?? 1_000_000 + index,
  }));
  return { city: cityOf(placed), revision };
}

async function revisionOf(
  context: Parameters<typeof readRevision>[0],
  moment: Moment,
): Promise<number> {
  const latest = await readRevision(context);
  if (moment === undefined) return latest;
  if ('on' in moment) return lastRevisionOn(context, moment.on);
  if (moment.revision < 0 || moment.revision > latest)
    throw new Failure('not-found', messages.unknown);
  return moment.revision;
}
