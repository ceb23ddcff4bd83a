import type { z } from 'zod';
import { strictly } from './strictly.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One way to ask the program something: the browser, the documentation and the server all read it here. */
export interface Endpoint {
  readonly method: Method;
  /** Below /api/v1, with `:name` for what `params` describes. */
  readonly path: `/${string}`;
  readonly summary: { readonly ja: string; readonly en: string };
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** What comes back as JSON; none: 204, or what `media` says. */
  readonly response?: z.ZodType;
  /** A file comes back, of this media type. */
  readonly media?: string;
  /** A file is sent as it is, at most so many bytes. */
  readonly upload?: { readonly maxBytes: number };
  /** How large `body` may be, where that is more than the usual 256 KiB. */
  readonly bodyBytes?: number;
  /** Who may ask is decided by the act behind it; this only says that nobody need be signed in. */
  readonly open?: true;
}

/** An endpoint, whose requests are refused where they hold a field that nobody knows. */
export const endpoint = <const E extends Endpoint>(of: E): E => {
  const { params, query, body } = of;
  return {
    ...of,
    ...(params && { params: strictly(params) }),
    ...(query && { query: strictly(query) }),
    ...(body && { body: strictly(body) }),
  };
};

type Part<E, Name extends string> = E extends {
  readonly [K in Name]: infer Schema extends z.ZodType;
}
  ? { readonly [K in Name]: z.input<Schema> }
  : unknown;

/** What an endpoint is asked with. */
export type Asked<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>;

/** The same, but nothing in it is to be changed: what is only read is given as it is kept. */
export type ReadOnly<Value> = unknown extends Value
  ? Value
  : Value extends object
    ? { readonly [Name in keyof Value]: ReadOnly<Value[Name]> }
    : Value;

/** What it answers. */
export type Answered<E extends Endpoint> = E extends {
  readonly response: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;
