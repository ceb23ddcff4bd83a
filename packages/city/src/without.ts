import type { Fields, FieldType } from './field.ts';
import { sections } from './format.ts';
import type { City, ControlFact } from './model.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * A city without some of its elements, and without whatever cannot be without them: a flow whose end is gone goes
 * too, a list that named one names one less. Keys by the list of the file that holds them.
 */
export function cityWithout(
  city: City,
  gone: readonly { readonly list: string; readonly key: string }[],
): City {
  const keys = new Set(gone.map(({ list, key }) => place(list, key)));
  let lists = Object.fromEntries(
    sections.map(({ list }) => [list, city[list] as unknown as readonly Values[]]),
  );
  // What goes may take others along; each round takes at least one, so it ends.
  for (let before = -1; before !== keys.size; ) {
    before = keys.size;
    lists = Object.fromEntries(
      sections.map(({ list, fields }) => [
        list,
        (lists[list] ?? []).flatMap((element) => {
          const key = keyOf(list, element);
          if (keys.has(place(list, key))) return [];
          const rest = without(element, fields, keys);
          if (rest === undefined) keys.add(place(list, key));
          return rest === undefined ? [] : [rest];
        }),
      ]),
    );
  }
  const left = new Set(Object.values(lists).flatMap((list) => list.map(({ key }) => String(key))));
  // A former key leads to what is there; the town's own key is there always.
  const aliases = Object.fromEntries(
    Object.entries(city.aliases).filter(([, key]) => left.has(key) || key === city.key),
  );
  return { ...city, ...lists, aliases } as City;
}

/** Answers to check items have no key in the file: they go by what they answer, each by itself. */
const keyOf = (list: string, element: Values): string =>
  list === 'controls' ? controlKey(element as unknown as ControlFact) : String(element['key']);

/** By what one answer to a check item is known. */
export const controlKey = ({
  checkItem,
  subject,
}: Pick<ControlFact, 'checkItem' | 'subject'>): string => `${checkItem}@${subject}`;

const place = (list: string, key: string): string => `${list}\n${key}`;
const listOf = new Map(sections.map(({ element, list }) => [element as string, list as string]));

/** An object without its references to what is gone; undefined where it cannot be without one of them. */
function without(object: Values, fields: Fields, gone: ReadonlySet<string>): Values | undefined {
  const rest: Record<string, unknown> = { ...object };
  for (const [name, { type, presence }] of Object.entries(fields)) {
    const value = object[name];
    if (value === undefined) continue;
    const kept = withoutIn(value, type, gone);
    if (kept !== undefined) rest[name] = kept;
    else if (presence === 'required') return undefined;
    else delete rest[name];
  }
  return rest;
}

function withoutIn(value: unknown, type: FieldType, gone: ReadonlySet<string>): unknown {
  switch (type.is) {
    case 'reference':
      return type.to.some((element) => gone.has(place(listOf.get(element) ?? '', String(value))))
        ? undefined
        : value;
    case 'list': {
      const items = value as readonly unknown[];
      const rest = items.filter((each) => withoutIn(each, type.of, gone) !== undefined);
      return rest.length === items.length ? value : rest;
    }
    case 'object':
      return without(value as Values, type.fields, gone);
    case 'objects':
      return (value as readonly Values[]).flatMap((each) => {
        const rest = without(each, type.fields, gone);
        return rest === undefined ? [] : [rest];
      });
    default:
      return value;
  }
}
