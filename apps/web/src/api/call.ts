import type { InputFor } from './endpoint.ts';
import { offline, type Problem, problemFrom } from './problem.ts';
import type { Routes } from './routes.ts';
import { sendFile } from './send-file.ts';

interface AnyInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly file?: File;
  readonly key?: string;
  readonly leaving?: boolean;
  readonly onProgress?: (part: number) => void;
}

/** Browsers send no more than 64 KiB on behalf of a page that has gone. */
const mostWhenLeaving = 60_000;

export type Call = <Name extends keyof Routes>(
  route: Name,
  ...input: object extends InputFor<Routes[Name]>
    ? [input?: InputFor<Routes[Name]>]
    : [input: InputFor<Routes[Name]>]
) => Promise<Routes[Name]['response']>;

/** `/members/:membership` with its parts put in, and what is asked after it. */
export function address(path: string, { params = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked)}`;
}

/** A key for an act, so that the same act sent twice happens once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const isShort = (body: string): boolean => new TextEncoder().encode(body).length <= mostWhenLeaving;

async function bodyOf(response: Response): Promise<unknown> {
  try {
    const words = await response.text();
    if (!/^application\/([\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')) {
      return words;
    }
    return words === '' ? undefined : JSON.parse(words);
  } catch {
    return undefined;
  }
}

/**
 * Calls the server. The session is a same-site cookie that no script sees; a write carries a header that
 * no form of another site can send, and a key. Whatever goes wrong arrives as a Problem.
 */
export function callerOf(base: string, onProblem: (problem: Problem) => void = () => {}): Call {
  return async (route, ...[given]) => {
    const input: AnyInput = given ?? {};
    const [method = 'GET', path = ''] = route.split(' ');
    const headers = new Headers({ accept: 'application/json, application/problem+json' });
    let body: BodyInit | undefined;
    if (input.file !== undefined) {
      headers.set('content-type', 'application/octet-stream');
      body = input.file;
    } else if (input.body !== undefined) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(input.body);
    }
    if (method !== 'GET') {
      headers.set('x-machimori', '1');
      headers.set('idempotency-key', input.key ?? newKey());
    }
    const fail = (problem: Problem): never => {
      onProblem(problem);
      throw problem;
    };
    let response: Response;
    try {
      const url = `${base}${address(path, input)}`;
      const { file, onProgress } = input;
      if (file !== undefined && onProgress !== undefined)
        response = await sendFile(url, { method, headers, file, onProgress });
      else
        response = await fetch(url, {
          method,
          headers,
          credentials: 'same-origin',
          redirect: 'error',
          cache: 'no-store',
          ...(body === undefined ? {} : { body }),
          ...(input.leaving === true && typeof body === 'string' && isShort(body)
            ? { keepalive: true }
            : {}),
        });
    } catch {
      return fail(offline());
    }
    const answer = await bodyOf(response);
    if (!response.ok) return fail(problemFrom(response.status, answer));
    if (response.status !== 204 && typeof answer !== 'object') {
      return fail(problemFrom(response.status, undefined));
    }
    return answer as never;
  };
}
