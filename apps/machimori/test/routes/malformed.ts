import type { Endpoint } from '@machimori/contract';
import { type ZodType, z } from 'zod';
import type { Sent } from './requester.ts';

/** One wrong request, made from a right one. */
export interface Malformed {
  readonly why: string;
  readonly sent: Sent;
}

/** A JSON Schema as far as it matters here. */
export interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

export const shapeOf = (schema: ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

type Wrong = readonly [why: string, value: unknown];

/** What may stand in this place by mistake or by intent, and must be refused. */
function wrongValues(shape: Shape, right: unknown, at: string): readonly Wrong[] {
  const branch = branchOf(shape, right);
  if (branch !== shape) return wrongValues(branch, right, at);
  if (shape.enum !== undefined || shape.const !== undefined)
    return [
      [`${at} is none of its words`, 'nonsense'],
      [`${at} is an object`, {}],
    ];
  switch (shape.type) {
    case 'string':
      return [
        [`${at} is a number`, 7],
        [`${at} is null`, null],
        [`${at} is a list`, ['x']],
        [`${at} is an object`, { toString: 'x' }],
        ...(shape.maxLength === undefined
          ? []
          : ([[`${at} is too long`, 'あ'.repeat(shape.maxLength + 1)]] as const)),
        ...(shape.pattern === undefined && shape.format === undefined
          ? []
          : ([[`${at} has another form`, '%00 ../']] as const)),
      ];
    case 'integer':
    case 'number':
      return [
        [`${at} is text`, 'x'],
        [`${at} is null`, null],
        [`${at} is beyond what can be counted`, 1e300],
        ...(shape.type === 'integer' ? ([[`${at} is a fraction`, 1.5]] as const) : []),
        ...(shape.minimum === undefined
          ? []
          : ([[`${at} is too small`, shape.minimum - 1]] as const)),
        ...(shape.exclusiveMinimum === undefined
          ? []
          : ([[`${at} is too small`, shape.exclusiveMinimum]] as const)),
      ];
    case 'boolean':
      return [[`${at} is text`, 'x']];
    case 'array': {
      const first = Array.isArray(right) ? right[0] : undefined;
      return [
        [`${at} is an object`, {}],
        ...(shape.maxItems === undefined
          ? []
          : ([[`${at} has too many`, Array(shape.maxItems + 1).fill(first)]] as const)),
        ...wrongValues(shape.items ?? {}, first, `${at}[]`).map(
          ([why, value]): Wrong => [why, [value]],
        ),
      ];
    }
    case 'object':
      return [[`${at} is a list`, []], [`${at} is text`, 'x'], ...wrongFields(shape, right, at)];
    default:
      return [];
  }
}

function wrongFields(shape: Shape, right: unknown, at: string): readonly Wrong[] {
  const whole = (right ?? {}) as Readonly<Record<string, unknown>>;
  const without = (name: string) => {
    const { [name]: _, ...rest } = whole;
    return rest;
  };
  return [
    ...(shape.additionalProperties === false
      ? ([[`${at} has a field that nobody knows`, { ...whole, surplus: 'x' }]] as const)
      : []),
    ...(shape.required ?? []).map((name): Wrong => [`${at}.${name} is missing`, without(name)]),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, field]) =>
      wrongValues(field, whole[name], `${at}.${name}`).map(
        ([why, value]): Wrong => [why, { ...whole, [name]: value }],
      ),
    ),
  ];
}

/** Of several shapes the one that the right value has. */
function branchOf(shape: Shape, right: unknown): Shape {
  const branches = (shape.anyOf ?? shape.oneOf ?? []).filter(({ type }) => type !== 'null');
  const tagged = branches.find((branch) =>
    Object.entries(branch.properties ?? {}).some(
      ([name, { const: tag }]) =>
        tag !== undefined && tag === (right as Record<string, unknown> | undefined)?.[name],
    ),
  );
  return tagged ?? branches[0] ?? shape;
}

/** Every way in which this request can be wrong that its endpoint's schemas speak of. */
export function malformed(endpoint: Endpoint, right: Sent): readonly Malformed[] {
  const { params, query, body } = endpoint;
  const cases: Malformed[] = [];
  if (body !== undefined) {
    for (const [why, value] of wrongValues(shapeOf(body), right.body, 'body'))
      cases.push({ why, sent: { ...right, body: value } });
  }
  for (const [part, schema] of [
    ['params', params],
    ['query', query],
  ] as const) {
    if (schema === undefined) continue;
    const whole = right[part] ?? {};
    const shape = shapeOf(schema);
    for (const [name, field] of Object.entries(shape.properties ?? {})) {
      const put = (why: string, value: unknown): void => {
        cases.push({
          why: `${part}.${name} ${why}`,
          sent: { ...right, [part]: { ...whole, [name]: value } },
        });
      };
      // In an address everything is text: what differs is its form and its length.
      put('is far too long', 'x'.repeat(3_000));
      if ((field.type !== 'string' || field.pattern) ?? field.format ?? field.enum)
        put('has another form', '%00 ../');
    }
    if (part === 'query')
      cases.push({
        why: 'query has a field that nobody knows',
        sent: { ...right, query: { ...whole, surplus: 'x' } },
      });
    for (const name of part === 'query' ? (shape.required ?? []) : []) {
      const { [name]: _, ...rest } = whole;
      cases.push({ why: `query.${name} is missing`, sent: { ...right, query: rest } });
    }
  }
  return cases;
}
