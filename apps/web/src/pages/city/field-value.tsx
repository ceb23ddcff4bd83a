import { countryName, type Field, type ValueType, wordLabel } from '@machimori/city/format';
import type { ReactNode } from 'react';
import { DescriptionList } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { type Say, useText } from '../../language.tsx';
import type { Body, GuidelineNames, NameLookup } from './city-queries.ts';
import { isListed } from './city-queries.ts';

/** What a value may name, to be shown by its name. */
export interface Names {
  readonly nameOf: NameLookup;
  readonly guideline: GuidelineNames | undefined;
}

export function CountryName({ code }: { readonly code: string }): ReactNode {
  return useText()(countryName(code));
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** A field's value as people read it: names with ways to them, days with their weekday, entries in their parts. */
export function FieldValue({
  field: { type },
  value,
  names,
}: {
  readonly field: Field;
  readonly value: unknown;
  readonly names: Names;
}): ReactNode {
  if (isEmpty(value)) return null;
  switch (type.is) {
    case 'list':
      return (
        <ul className="m-values">
          {(value as readonly unknown[]).map((each) => (
            <li key={String(each)}>
              <OneValue type={type.of} value={each} names={names} />
            </li>
          ))}
        </ul>
      );
    case 'object':
      return <Parts fields={type.fields} value={value as Body} names={names} />;
    case 'objects':
      return (
        <ul className="m-entries">
          {(value as readonly unknown[]).map((each, index) => (
            <li key={index}>
              {typeof each === 'object' && each !== null ? (
                <Parts fields={type.fields} value={each as Body} names={names} />
              ) : (
                <FieldValue
                  field={type.fields[type.plain ?? ''] as Field}
                  value={each}
                  names={names}
                />
              )}
            </li>
          ))}
        </ul>
      );
    case 'aliases':
      return Object.entries(value as Body).map(([old, now]) => (
        <span key={old} className="block">
          {old} → {String(now)}
        </span>
      ));
    default:
      return <OneValue type={type} value={value} names={names} />;
  }
}

function Parts({
  fields,
  value,
  names,
}: {
  readonly fields: Readonly<Record<string, Field>>;
  readonly value: Body;
  readonly names: Names;
}): ReactNode {
  const say = useText();
  return (
    <DescriptionList
      small
      items={Object.entries(fields).flatMap(([name, field]) =>
        isEmpty(value[name])
          ? []
          : [
              [
                say(field.label),
                <FieldValue key={name} {...{ field, names }} value={value[name]} />,
              ],
            ],
      )}
    />
  );
}

function OneValue({
  type,
  value,
  names,
}: {
  readonly type: ValueType;
  readonly value: unknown;
  readonly names: Names;
}): ReactNode {
  const say = useText();
  switch (type.is) {
    case 'reference': {
      const key = String(value);
      const known = names.nameOf(key);
      if (known === undefined) return key;
      return isListed(known.kind) ? (
        <Link to="/city/$kind/$key" params={{ kind: known.kind, key }}>
          {known.name}
        </Link>
      ) : (
        known.name
      );
    }
    case 'word':
      return say(wordLabel(type.list, String(value)));
    case 'name':
      return guidelineName(names.guideline, type.of, String(value), say);
    case 'country':
      return <CountryName code={String(value)} />;
    case 'day':
      return <DateText value={String(value)} />;
    case 'boolean':
      return say(wordLabel('answers', value === true ? 'yes' : 'no'));
    case 'whole':
    case 'degrees':
      return typeof value === 'number'
        ? value.toLocaleString('ja-JP', { maximumFractionDigits: 6 })
        : String(value);
    default:
      return <span className="m-lines">{String(value)}</span>;
  }
}

const guidelineName = (
  guideline: GuidelineNames | undefined,
  of: keyof GuidelineNames,
  id: string,
  say: Say,
): string => {
  const known = guideline?.[of].find((each) => each.id === id);
  return known === undefined ? id : say(known.name);
};
