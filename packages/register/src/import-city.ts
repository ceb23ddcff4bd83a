import { defineUseCase } from '@machimori/application';
import { type City, checkCityValues } from '@machimori/city';
import { Failure, fill, text } from '@machimori/kernel';
import { differenceOf, type ElementChange } from './difference.ts';
import { elementsOf } from './element.ts';
import { holdRevision, readElements, readRevision } from './element-store.ts';
import { type OtherCity, otherCityOf } from './other-city.ts';
import type { RegisterPorts } from './ports.ts';
import { type SeatRenamed, seatsRenamedBy } from './seat-store.ts';
import { writeDescription } from './write-description.ts';

const messages = {
  moved: text(
    '確かめたあとに、ほかの人がまちの内容を変えました。',
    'Somebody changed the city’s description after you looked at the difference.',
  ),
  movedNext: text(
    'もう一度ファイルを選んで、変わるところを確かめてください。',
    'Choose the file again and look at what would change.',
  ),
  yardstick: text(
    'ファイルを確かめたあとに、計画のものさしが変わりました。このファイルは、いまの版の項目に合いません。',
    'The city’s yardstick changed after you looked at the file, which names what is not in the edition there is now.',
  ),
  other: text(
    'このファイルは、別のまち（{given}）のもののようです。いまのまちは「{now}」です。',
    'This file seems to be of another city ({given}). The city here is {now}.',
  ),
  otherNext: text(
    'それでも取り込むときは、別のまちのファイルであることを確かめたと示してください。',
    'To import it all the same, say that you know it to be another city’s.',
  ),
};

export interface ImportCity {
  /** Read and checked at the edge. */
  readonly city: City;
  /** The revision that the difference was shown against; none: whatever it is. */
  readonly baseRevision: number | undefined;
  /** Name of the file, as the log shows it. */
  readonly source: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  /** Whoever imports it knows that it names another city, and wants it all the same. */
  readonly otherCity?: boolean | undefined;
}

/** Takes a described city into the register, as one change set. Nothing changes where nothing differs. */
export const importCity = defineUseCase<
  ImportCity,
  { readonly revision: number; readonly changes: number },
  RegisterPorts
>({
  name: 'import-city',
  action: 'register:import',
  kind: 'command',
  async handle(context, input) {
    const { scope } = context;
    const before = await holdRevision(context);
    if (input.baseRevision !== undefined && input.baseRevision !== before)
      throw new Failure('conflict', messages.moved, { next: messages.movedNext });
    const { city, source, digest } = input;
    // It was read by the edition of that moment, and another may have been adopted since.
    const names = await context.ports.cityNames(context);
    if (checkCityValues(city, names).diagnostics.some(({ severity }) => severity === 'error'))
      throw new Failure('conflict', messages.yardstick, { next: messages.movedNext });
    const known = await readElements(context);
    const other = otherCityOf(known, city);
    if (other !== undefined && input.otherCity !== true)
      throw new Failure(
        'conflict',
        fill(messages.other, { now: other.now.name, given: other.given.name }),
        { next: messages.otherNext },
      );
    const { revision, changes, changeSet } = await writeDescription(context, {
      before: known,
      revision: before,
      city,
      source,
      digest,
    });
    if (changeSet === undefined) return { output: { revision, changes }, content: { changes } };
    return {
      output: { revision, changes },
      subjects: [changeSet],
      content: {
        source,
        digest,
        revision,
        changes,
        ...(other && { otherCity: { before: other.now.name, after: other.given.name } }),
      },
      events: [{ type: 'register.changed', aggregate: scope.inCity, payload: { revision } }],
    };
  },
});

/** What importing this description would change; nothing for one with mistakes. Writes nothing. */
export const previewCity = defineUseCase<
  { readonly city: City | undefined },
  {
    readonly baseRevision: number;
    readonly changes: readonly ElementChange[];
    readonly otherCity: OtherCity | undefined;
    readonly renamed: readonly SeatRenamed[];
  }
>({
  name: 'preview-city',
  action: 'register:import',
  kind: 'query',
  async handle(context, { city }) {
    const baseRevision = await readRevision(context);
    if (city === undefined)
      return { output: { baseRevision, changes: [], otherCity: undefined, renamed: [] } };
    const known = await readElements(context);
    const changes = differenceOf(known, elementsOf(city));
    // As the import itself: where nothing differs, no seat is touched.
    const renamed = changes.length === 0 ? [] : await seatsRenamedBy(context, city);
    return { output: { baseRevision, changes, otherCity: otherCityOf(known, city), renamed } };
  },
});
