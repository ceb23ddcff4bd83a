import { createHash } from 'node:crypto';
import type { Context } from '@machimori/application';
import type { City } from '@machimori/city';
import type { Id } from '@machimori/kernel';
import { differenceOf } from './difference.ts';
import { type Element, elementsOf } from './element.ts';
import { writeChangeSet } from './element-store.ts';
import { provideSeats, writeVisibility } from './seat-store.ts';
import { seenByContracts } from './visible-contracts.ts';

export interface Described {
  /** The description as it is held now, and its revision. */
  readonly before: readonly Element[];
  readonly revision: number;
  readonly city: City;
  readonly source: string;
  /** SHA-256 of what came in, in hexadecimal; of the description where it was no file. */
  readonly digest?: string;
  readonly actor?: string;
}

export interface Written {
  readonly revision: number;
  readonly changes: number;
  readonly changeSet: Id<'changeSet'> | undefined;
}

/**
 * The one place where a city's description is written: as a change set, with the seats of its organisations and
 * what its contracts let each see. The caller holds the revision. Nothing is written where nothing differs.
 */
export async function writeDescription(
  context: Context<unknown>,
  { before, revision, city, source, digest, actor }: Described,
): Promise<Written> {
  const after = elementsOf(city);
  const changes = differenceOf(before, after);
  if (changes.length === 0) return { revision, changes: 0, changeSet: undefined };
  const changeSet = context.ids.next('changeSet');
  const next = revision + 1;
  await writeChangeSet(
    context,
    {
      changeSet,
      revision: next,
      at: context.now,
      source,
      digest: digest ?? digestOf(city),
      ...(actor === undefined ? {} : { actor }),
    },
    changes,
    after,
    before,
  );
  if (changes.some(({ kind }) => kind === 'organisations' || kind === 'contracts')) {
    const seats = await provideSeats(context, city);
    await writeVisibility(context, seats, seenByContracts(city));
  }
  return { revision: next, changes: changes.length, changeSet };
}

const digestOf = (city: City): string =>
  createHash('sha256').update(JSON.stringify(city)).digest('hex');
