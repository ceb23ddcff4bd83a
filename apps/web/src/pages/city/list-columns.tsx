import { type FieldType, fieldAt, fieldInWords } from '@machimori/city/format';
import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import type { Column } from '../../design/table.tsx';
import type { Say } from '../../language.tsx';
import type { Body, Kind, ListedKind, NameLookup } from './city-queries.ts';
import { CountryName } from './field-value.tsx';
import { type NamedRow, nameOfElement, nameText } from './names.ts';

/** What tells the entries of a list apart at a glance; `device.count` lies within. */
const shown: Readonly<Record<ListedKind, readonly string[]>> = {
  organisations: ['roles', 'legalForm', 'seat.country'],
  contracts: ['kind', 'principal', 'contractor', 'term.end'],
  components: ['kind', 'operator', 'device.count', 'stage'],
  dataSets: ['owner', 'disclosure', 'personalData'],
  flows: ['from', 'to', 'dataSets'],
  externalSystems: ['kind', 'organisation'],
  accounts: ['component', 'kind', 'total', 'withoutSecondFactor', 'reviewedOn'],
  weaknesses: ['subject', 'affected', 'foundOn'],
};

export function columnsOf(
  kind: ListedKind,
  nameOf: NameLookup,
  say: Say,
): readonly Column<NamedRow>[] {
  return [
    {
      id: 'name',
      label: say(fieldInWords('components', 'name', '').label),
      names: true,
      cell: (row) => (
        <Link to="/city/$kind/$key" params={{ kind, key: row.key }}>
          {nameOfElement(row, nameOf, say)}
        </Link>
      ),
    },
    ...shown[kind].map((path): Column<NamedRow> => {
      const [field = '', inner] = path.split('.');
      const type = fieldAt(kind, path)?.type;
      return {
        id: path,
        label: say(fieldInWords(kind, path, '').label),
        cell: ({ body }) => {
          const whole = valueAt(kind, body, field);
          const value = inner === undefined ? whole : (whole as Body | undefined)?.[inner];
          return <Cell kind={kind} path={path} type={type} {...{ value, nameOf, say }} />;
        },
      };
    }),
  ];
}

/** Whoever runs a component is its owner where nobody else does. */
const valueAt = (kind: Kind, body: Body, field: string): unknown =>
  body[field] ?? (kind === 'components' && field === 'operator' ? body['owner'] : undefined);

function Cell({
  kind,
  path,
  type,
  value,
  nameOf,
  say,
}: {
  readonly kind: Kind;
  readonly path: string;
  readonly type: FieldType | undefined;
  readonly value: unknown;
  readonly nameOf: NameLookup;
  readonly say: Say;
}): ReactNode {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return '';
  if (type?.is === 'day') return <DateText value={String(value)} />;
  if (typeof value === 'number') {
    return path === 'withoutSecondFactor' && value > 0 ? (
      <StatusLabel tone="warning">{value.toLocaleString('ja-JP')}</StatusLabel>
    ) : (
      value.toLocaleString('ja-JP')
    );
  }
  if (type?.is === 'country') return <CountryName code={String(value)} />;
  return say(fieldInWords(kind, path, value, nameText(nameOf)).value);
}
