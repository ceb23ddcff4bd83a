import { type Text, text } from '@machimori/kernel';
import type { WordListName } from './words.ts';

/** What an element of a city can be, as a reference names it. */
export type ElementName =
  | 'city'
  | 'organisation'
  | 'contract'
  | 'component'
  | 'externalSystem'
  | 'dataSet'
  | 'flow'
  | 'account'
  | 'weakness';

/** Names that come from outside the city file; a caller that knows them has them checked. */
export type OutsideName = 'facts' | 'findingKinds' | 'requirements' | 'checkItems';

/** What one value of a field may be. */
export type ValueType =
  | { readonly is: 'text'; readonly lines?: boolean }
  | { readonly is: 'key' }
  | { readonly is: 'reference'; readonly to: readonly ElementName[] }
  | { readonly is: 'word'; readonly list: WordListName }
  | { readonly is: 'name'; readonly of: OutsideName }
  | { readonly is: 'country' }
  | { readonly is: 'day' }
  | { readonly is: 'whole'; readonly min: number; readonly max: number }
  | { readonly is: 'degrees'; readonly limit: 90 | 180 }
  | { readonly is: 'boolean' };

export type FieldType =
  | ValueType
  | { readonly is: 'list'; readonly of: ValueType }
  | { readonly is: 'object'; readonly fields: Fields }
  /** Where `plain` names a field, an entry of which nothing else is said may be that field's word alone. */
  | { readonly is: 'objects'; readonly fields: Fields; readonly plain?: string }
  | { readonly is: 'aliases' };

/** One field of the format: its type, what happens without it, and what people read about it. */
export interface Field {
  readonly type: FieldType;
  readonly presence: 'required' | 'optional' | 'default';
  /** Value where the file says nothing; only with presence `default`. */
  readonly default?: unknown;
  readonly label: Text;
  readonly help: Text;
  /** When the required columns of an optional object are needed, where it stands among others in a sheet. */
  readonly neededWhen?: Text;
  /** Name of the workbook's sheet that holds an object or objects apart from their element. */
  readonly sheet?: Text;
}

export type Fields = Readonly<Record<string, Field>>;

/** Ties a declaration to the model: every property of T has its field, and no other. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: Field };

export type ObjectsType = Extract<FieldType, { readonly is: 'objects' }>;

/** The word alone that says all of an entry; undefined where more is said, or nothing may be said so. */
export function plainWord(
  { fields, plain }: ObjectsType,
  entry: Readonly<Record<string, unknown>>,
): string | undefined {
  if (plain === undefined || entry[plain] === undefined) return undefined;
  const more = Object.entries(fields).some(
    ([name, field]) => name !== plain && !isLeftOut(field, entry[name]),
  );
  return more ? undefined : String(entry[plain]);
}

/** The type of that word. */
export function plainType({ fields, plain }: ObjectsType): ValueType | undefined {
  const type = plain === undefined ? undefined : fields[plain]?.type;
  return type === undefined || isComposite(type) ? undefined : type;
}

const isComposite = (type: FieldType): type is Exclude<FieldType, ValueType> =>
  type.is === 'list' || type.is === 'object' || type.is === 'objects' || type.is === 'aliases';

/** True for what reading would fill in again. */
export function isLeftOut(field: Field, value: unknown): boolean {
  return (
    value === undefined ||
    (field.presence === 'default' && JSON.stringify(value) === JSON.stringify(field.default))
  );
}

/** Required value. */
export const required = (type: FieldType, label: Text, help: Text, sheet?: Text): Field =>
  field(type, 'required', label, help, undefined, sheet);

/** Value that may be missing, and then is not in the model either. */
export const optional = (type: FieldType, label: Text, help: Text, sheet?: Text): Field =>
  field(type, 'optional', label, help, undefined, sheet);

/** Value that takes its default where the file says nothing. */
export const defaulted = (
  type: FieldType,
  value: unknown,
  label: Text,
  help: Text,
  sheet?: Text,
): Field => field(type, 'default', label, help, value, sheet);

function field(
  type: FieldType,
  presence: Field['presence'],
  label: Text,
  help: Text,
  value: unknown,
  sheet: Text | undefined,
): Field {
  return {
    type,
    presence,
    label,
    help,
    ...(presence === 'default' ? { default: value } : {}),
    ...(sheet === undefined ? {} : { sheet }),
  };
}

/** What a key may be. */
export const keyPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

export const line: ValueType = { is: 'text' };
export const lines: ValueType = { is: 'text', lines: true };
export const key: ValueType = { is: 'key' };
export const day: ValueType = { is: 'day' };
export const yesNo: ValueType = { is: 'boolean' };
export const country: ValueType = { is: 'country' };
export const count: ValueType = { is: 'whole', min: 0, max: 1_000_000_000 };
export const word = (list: WordListName): ValueType => ({ is: 'word', list });
export const reference = (...to: ElementName[]): ValueType => ({ is: 'reference', to });
export const listOf = (of: ValueType): FieldType => ({ is: 'list', of });

/** The fields that many elements share. */
export const keyField: Field = required(
  key,
  text('キー', 'Key'),
  text(
    '一度決めたら変えない短い名前です。半角の英小文字、数字、ハイフンで書きます。',
    'A short name that never changes: lower-case letters, digits and hyphens.',
  ),
);
export const nameField: Field = required(
  line,
  text('名前', 'Name'),
  text('人が読む名前です。', 'The name people read.'),
);
export const nameEnField: Field = optional(
  line,
  text('英語名', 'English name'),
  text(
    '英語の書類に使う名前です。なければ空けておきます。',
    'The name for documents in English. May stay empty.',
  ),
);
export const noteField: Field = optional(
  lines,
  text('備考', 'Note'),
  text('書き残しておきたいことがあれば書きます。', 'Anything worth keeping.'),
);
