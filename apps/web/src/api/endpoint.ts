// The contract says every endpoint once, with zod schemas. The browser takes its types alone: a route is
// named by the words `METHOD /path`, so that neither the table nor zod enters the bundle.

/** What of a zod 4 schema the types need. */
interface Schema {
  readonly _zod: { readonly output: unknown; readonly input: unknown };
}

export interface EndpointShape {
  readonly method: string;
  readonly path: string;
  readonly params?: Schema | undefined;
  readonly query?: Schema | undefined;
  readonly body?: Schema | undefined;
  readonly response?: Schema | undefined;
  readonly upload?: unknown;
}

type InputOf<S> = S extends { readonly _zod: { readonly input: infer Value } } ? Value : never;
type OutputOf<E> = E extends {
  readonly response: { readonly _zod: { readonly output: infer Value } };
}
  ? Value
  : undefined;

type RouteOf<E extends EndpointShape> = {
  readonly [Part in 'params' | 'query' | 'body' as E[Part] extends Schema ? Part : never]: InputOf<
    E[Part]
  >;
} & { readonly response: OutputOf<E> } & (E extends { readonly upload: object }
    ? { readonly file: true }
    : unknown);

/** From a table of endpoints to routes by name: `{ 'GET /account': { response: … } }`. */
export type RoutesOf<Table extends Readonly<Record<string, EndpointShape>>> = {
  readonly [Name in keyof Table as `${Table[Name]['method']} ${Table[Name]['path']}`]: RouteOf<
    Table[Name]
  >;
};

export interface RouteShape {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  /** A file is sent as it is. */
  readonly file?: true;
  readonly response: unknown;
}

type Given<Route, Part extends string> = Route extends {
  readonly [P in Part]: infer Value;
}
  ? { readonly [P in Part]: Value }
  : unknown;

/** What a caller gives: the route's own parts, and one key for one intention. */
export type InputFor<Route extends RouteShape> = Given<Route, 'params'> &
  Given<Route, 'query'> &
  Given<Route, 'body'> &
  (Route extends { readonly file: true } ? { readonly file: File } : unknown) & {
    readonly key?: string;
    /** Sent even though the page goes away meanwhile. */
    readonly leaving?: boolean;
    /** Hears how much of a file is on its way, 0 to 1. */
    readonly onProgress?: (part: number) => void;
  };
