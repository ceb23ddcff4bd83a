import type { Endpoint } from '@machimori/contract';
import { z } from 'zod';

/** A JSON Schema as far as an example needs it. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-11-21T01:00:00Z',
  date: '2026-11-21',
  email: 'tanto@example.lg.jp',
  uri: 'https://machimori.example.lg.jp',
};
const named: Readonly<Record<string, string>> = {
  email: 'tanto@example.lg.jp',
  code: '123456',
  name: '町の担当',
  cityName: '星ヶ渡市',
  organisationName: '星ヶ渡市役所',
  password: '青い自転車が三台ならぶ朝',
};

/** A value that fits the schema, for people who read the description. */
export function exampleOf(shape: Shape, name = ''): unknown {
  const [first] = shape.anyOf ?? shape.oneOf ?? [];
  if (first !== undefined) return exampleOf(first, name);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([key, field]) => [key, exampleOf(field, key)]),
      );
    case 'array':
      return [exampleOf(shape.items ?? {}, name)];
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return shape.default ?? true;
    case 'string':
      return exampleText(shape, name);
    default:
      return null;
  }
}

function exampleText({ format, pattern, minLength = 0 }: Shape, name: string): string {
  const prefix = /^\^([a-z]{3})_\[0-9a-f\]\{32\}\$$/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined) return `${prefix}_01a1fec169aa78e5bb37abc44ddb8bae`;
  const known = formats[format ?? ''] ?? named[name];
  return known ?? 'a'.repeat(Math.max(minLength, 1));
}

/** What the description says of an endpoint beside its schemas: who may ask, and how to send twice. */
export function describedRoute({
  method,
  open,
  path,
}: Endpoint): Readonly<Record<string, unknown>> {
  return {
    tags: [path.split('/')[1]],
    security: open === true ? [] : [{ session: [] }, { token: [] }],
    ...(method === 'GET' ? {} : { headers: repeatHeader }),
  };
}

const repeatHeader = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,128}$/)
    .optional()
    .describe('同じ書き込みを二度送っても、一度だけ行う / The same write sent twice is done once'),
});

export const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-machimori',
    description:
      'サインインした人。書き込みには X-Machimori: 1 も送る / A person who is signed in; writes also send X-Machimori: 1',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    description: '組織のAPIトークン（mmk_…） / An organisation’s API token (mmk_…)',
  },
} as const;
