import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints, failureCodes } from '@machimori/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/serve/routes/index.ts';
import { type Shape, shapeOf } from './malformed.ts';
import { emptyTown, type Town } from './town.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly example?: unknown; readonly examples?: unknown }>
    >;
  };
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, unknown>> }>
  >;
}
interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Shape & { readonly description?: string }>>;
  };
}

let town: Town;
let description: Description;
beforeAll(async () => {
  town = await emptyTown();
  const answer = await town.server.inject('/api/v1/openapi.json');
  if (answer.statusCode !== 200) throw new Error(answer.body);
  description = answer.json();
}, 480_000);
afterAll(() => town?.close());

describe('the description of the API', () => {
  it('is an OpenAPI 3.1 document', () => {
    // Ajv finds no dynamic anchor within one document: schemas are looked up where they stand.
    const schema = readFileSync(
      join(root, 'conformance/openapi/schema-3.1.json'),
      'utf8',
    ).replaceAll('"$dynamicRef": "#meta"', '"$ref": "#/$defs/schema"');
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(schema));
    expect(validate(description) ? [] : validate.errors).toEqual([]);
    expect(description.openapi).toMatch(/^3\.1\./);
  });

  it('tells each endpoint, and nothing else', () => {
    const told = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = routes.map(
      ({ endpoint: { method, path } }) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect([...told].sort()).toEqual([...new Set(served)].sort());
    const all = new Set(Object.values(endpoints).map(({ method, path }) => `${method} ${path}`));
    expect(served.length).toBeGreaterThanOrEqual(all.size - 12);
  });

  it('says of each what it is for in both languages, who may ask, and how it fails', () => {
    const wanting: string[] = [];
    for (const [path, methods] of Object.entries(description.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const problem = operation.responses['default']?.content?.['application/problem+json'];
        const key = operation.parameters?.some(({ name }) => name === 'idempotency-key') ?? false;
        const body = Object.values(operation.requestBody?.content ?? {})[0];
        const whole =
          /[ぁ-んァ-ン一-龠]/.test(operation.summary ?? '') &&
          /[a-z]/.test(operation.description ?? '') &&
          Array.isArray(operation.security) &&
          problem !== undefined &&
          key === (method !== 'get') &&
          (body === undefined || body.example !== undefined || body.examples !== undefined);
        if (!whole) wanting.push(`${method} ${path}`);
      }
    expect(wanting).toEqual([]);
  });

  it('describes each code of a problem', () => {
    const code = description.components.schemas['Problem']?.properties?.['code'] as
      | (Shape & { readonly description?: string })
      | undefined;
    expect(code?.enum).toEqual(failureCodes);
    for (const each of failureCodes) expect(code?.description).toContain(`\`${each}\``);
  });
});

describe('the schemas of what is sent', () => {
  const parts = Object.entries(endpoints).flatMap(([name, endpoint]) =>
    (['params', 'query', 'body'] as const).flatMap((part) => {
      const schema = (endpoint as Readonly<Record<string, unknown>>)[part];
      return schema === undefined ? [] : [[`${name}.${part}`, shapeOf(schema as never)] as const];
    }),
  );

  /** Texts and lists without an end, and objects that take anything. */
  function unbounded(shape: Shape, at: string): readonly string[] {
    const below = [
      ...Object.entries(shape.properties ?? {}).map(
        ([name, field]) => [`${at}.${name}`, field] as const,
      ),
      ...(shape.items ? ([[`${at}[]`, shape.items]] as const) : []),
      ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].map((branch) => [at, branch] as const),
    ].flatMap(([place, field]) => unbounded(field, place));
    const { type, maxLength, pattern, format, maxItems, additionalProperties } = shape;
    const endless =
      (type === 'string' &&
        shape.enum === undefined &&
        shape.const === undefined &&
        maxLength === undefined &&
        pattern === undefined &&
        format === undefined) ||
      (type === 'array' && maxItems === undefined) ||
      // What a browser's authenticator answers has the browser's shape: held by the size of the body alone.
      (type === 'object' && shape.properties !== undefined && additionalProperties !== false);
    return endless ? [at, ...below] : below;
  }

  it('ask for no hint and no secret question: what others can find out lets nobody in', () => {
    const names = JSON.stringify(parts).match(/"[\w-]+":/g) ?? [];
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((each) => /hint|(?:secret|security)-?question/i.test(each))).toEqual([]);
  });

  it.each(parts)('%s has an end everywhere, and refuses what nobody knows', (at, shape) => {
    expect(unbounded(shape, at)).toEqual([]);
  });
});
