import { type Text, text } from '@machimori/kernel';
import { apiWords } from '../messages/api.ts';

export interface FieldProblem {
  /** Where in the input, as the server names it: `/body/mail` or `mail`. */
  readonly path: string;
  readonly text: Text;
}

/** Why an act did not happen: RFC 9457 as our server says it, in both languages. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly text: Text;
  readonly next: Text | undefined;
  readonly fields: readonly FieldProblem[];
  /** By which the server's log names it. */
  readonly instance: string | undefined;
  /** From when on it is worth trying again. */
  readonly retryAt: Date | undefined;

  constructor(
    status: number,
    code: string,
    words: Text,
    options: {
      next?: Text;
      fields?: readonly FieldProblem[];
      instance?: string;
      retryAt?: Date;
    } = {},
  ) {
    super(words.en);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.text = words;
    this.next = options.next;
    this.fields = options.fields ?? [];
    this.instance = options.instance;
    this.retryAt = options.retryAt;
  }
}

export const offline = (): Problem =>
  new Problem(0, 'offline', apiWords.offline, { next: apiWords.offlineNext });

const unreadable = (status: number): Problem =>
  new Problem(status, 'unreadable', apiWords.unreadable, { next: apiWords.unreadableNext });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ja, en}` or one string, from a stranger. */
function textFrom(value: unknown, fallback?: unknown): Text | undefined {
  if (isRecord(value)) {
    const { ja, en } = value;
    if (typeof ja === 'string' && typeof en === 'string') return text(ja, en);
  }
  const plain = typeof value === 'string' ? value : fallback;
  return typeof plain === 'string' && plain !== '' ? text(plain, plain) : undefined;
}

/** Whatever a server, or a proxy before it, answered: always a problem that can be shown. */
export function problemFrom(status: number, body: unknown): Problem {
  if (!isRecord(body)) return unreadable(status);
  // `text` is the kernel's, in both languages; `detail` and `title` are for readers of the standard alone.
  const words = textFrom(body['text'], body['detail']) ?? textFrom(body['title']);
  if (words === undefined) return unreadable(status);
  const next = textFrom(body['next']);
  const errors = Array.isArray(body['errors']) ? body['errors'] : [];
  const instance = body['instance'];
  const wait = body['retryAfter'];
  return new Problem(status, typeof body['code'] === 'string' ? body['code'] : 'internal', words, {
    ...(next === undefined ? {} : { next }),
    ...(typeof instance === 'string' ? { instance } : {}),
    ...(typeof wait === 'number' && wait >= 0 && wait < 1e6
      ? { retryAt: new Date(Date.now() + wait * 1000) }
      : {}),
    fields: errors.flatMap((each): FieldProblem[] => {
      const said = isRecord(each) ? textFrom(each['text']) : undefined;
      const path = isRecord(each) ? each['path'] : undefined;
      return said === undefined || typeof path !== 'string' ? [] : [{ path, text: said }];
    }),
  });
}

/** `/body/mail`, `body.mail` and `mail` all name the field `mail`; of `/body/roles/0` it is `roles`. */
export function fieldName(path: string): string {
  const parts = path.split(/[/.]/).filter((part) => part !== '' && !/^\d+$/.test(part));
  return parts.at(-1) ?? '';
}
