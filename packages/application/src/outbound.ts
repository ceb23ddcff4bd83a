import { lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What the program may be told to fetch from outside. Shaped like `fetch`. */
export type Outbound = (address: string, asked?: OutboundRequest) => Promise<Response>;

export interface OutboundRequest {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Why nothing came back. The reader learns no more than this of what stands in the network. */
export class OutboundFailure extends Error {
  readonly reason: 'not-allowed' | 'unreachable' | 'too-large' | 'redirected';

  constructor(reason: OutboundFailure['reason'], cause?: unknown) {
    super(`nothing came back: ${reason}`, cause === undefined ? undefined : { cause });
    this.name = 'OutboundFailure';
    this.reason = reason;
  }
}

export interface OutboundRules {
  /** Hosts of the own network that may be reached all the same: `name` or `name:port`, in small letters. */
  readonly allowedHosts: readonly string[];
  readonly timeoutMs?: number;
  readonly longestAnswer?: number;
  /** How names become addresses; the system's resolver, if not given. */
  readonly lookup?: typeof systemLookup;
}

const insideV4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  insideV4.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only what is routed worldwide and carries no IPv4 address within. */
const outsideV6 = new BlockList();
outsideV6.addSubnet('2000::', 3, 'ipv6');
const insideV6 = new BlockList();
insideV6.addSubnet('2001::', 23, 'ipv6');
insideV6.addSubnet('2001:db8::', 32, 'ipv6');
insideV6.addSubnet('2002::', 16, 'ipv6');
insideV6.addSubnet('3fff::', 20, 'ipv6');

/** Whether an address is one of the internet, not of this machine or of a network behind it. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !insideV4.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  return outsideV6.check(address, 'ipv6') && !insideV6.check(address, 'ipv6');
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** How an address may be visited, as far as it says so itself: a name is judged when it is looked up. */
interface Way {
  readonly url: URL;
  readonly secure: boolean;
  /** A setting names the host. */
  readonly named: boolean;
}

function wayTo(address: string, allowedHosts: readonly string[]): Way | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const allowed = (host: string): boolean =>
    allowedHosts.some((each) => each.toLowerCase() === host);
  const secure = url.protocol === 'https:';
  const withPort = `${url.hostname}:${url.port === '' ? (secure ? '443' : '80') : url.port}`;
  const named = allowed(withPort) || (secure && allowed(url.hostname));
  const plain = url.protocol === 'http:' && named && loopbackNames.has(url.hostname);
  if (!(secure || plain) || url.username !== '' || url.password !== '') return undefined;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) > 0 && !named && !isPublicAddress(literal)) return undefined;
  return { url, secure, named };
}

/**
 * Whether an address could be visited at all, for whoever types it in. What a name leads to is known only when it
 * is visited, and judged then.
 */
export const mayBeVisited = (address: string, allowedHosts: readonly string[]): boolean =>
  wayTo(address, allowedHosts) !== undefined;

/**
 * The one way out to addresses that people have typed in. Only https, to public addresses, or to hosts
 * that a setting names; plain http only to a named port of this machine. The address that was judged is
 * the one that is connected to. No redirect is followed, no proxy asked; time and size are bounded.
 */
export function createOutbound(rules: OutboundRules): Outbound {
  const { allowedHosts, timeoutMs = 10_000, longestAnswer = 1024 * 1024 } = rules;
  return async (address, asked = {}) => {
    const way = wayTo(address, allowedHosts);
    if (way === undefined) throw new OutboundFailure('not-allowed');
    const { url, secure, named } = way;
    const lookup = named ? rules.lookup : judgingLookup(rules.lookup ?? systemLookup);
    const signals = [AbortSignal.timeout(timeoutMs), ...(asked.signal ? [asked.signal] : [])];
    const body = bodyOf(asked.body);
    return new Promise<Response>((resolve, reject) => {
      const fail = (error: unknown): void =>
        reject(
          error instanceof OutboundFailure ? error : new OutboundFailure('unreachable', error),
        );
      const request = (secure ? secureRequest : plainRequest)(
        url,
        {
          method: asked.method ?? 'GET',
          headers: {
            ...asked.headers,
            'accept-encoding': 'identity',
            ...(body === undefined ? {} : { 'content-length': String(body.length) }),
          },
          // No connection is kept: a name is judged anew for each.
          agent: false,
          signal: AbortSignal.any(signals),
          maxHeaderSize: 16_384,
          ...(lookup === undefined ? {} : { lookup: lookup as LookupFunction }),
        },
        (answer) => collect(answer, longestAnswer).then(resolve, fail),
      );
      request.on('error', fail);
      request.end(body);
    });
  };
}

/** Refuses a name when any of its addresses lies inside: which one is connected to is nobody's choice. */
function judgingLookup(resolve: typeof systemLookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined)
        return callback(error ?? new OutboundFailure('unreachable'), '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address)))
        return callback(new OutboundFailure('not-allowed') as NodeJS.ErrnoException, '', 0);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

async function collect(answer: IncomingMessage, longest: number): Promise<Response> {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new OutboundFailure('redirected');
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longest) {
      answer.destroy();
      throw new OutboundFailure('too-large');
    }
    parts.push(part);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const empty = status === 204 || status === 205;
  return new Response(empty ? null : Buffer.concat(parts), { status, headers });
}

function bodyOf(body: unknown): Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(String(body));
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new TypeError('a body is text, a form or bytes');
}
