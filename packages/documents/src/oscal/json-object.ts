export type JsonValue = string | number | boolean | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

type Field = JsonValue | undefined | readonly (JsonValue | undefined)[];

/** An object without what OSCAL refuses: absent fields, empty strings, empty lists. */
export function jsonObject(fields: Readonly<Record<string, Field>>): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (isList(value)) {
      const list: readonly (JsonValue | undefined)[] = value;
      const items = list.filter((item) => item !== undefined);
      if (items.length > 0) object[name] = items;
    } else if (value !== undefined && value !== '') object[name] = value;
  }
  return object;
}

const isList = (value: Field): value is readonly (JsonValue | undefined)[] => Array.isArray(value);
