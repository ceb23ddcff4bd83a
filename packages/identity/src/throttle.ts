import { createHmac } from 'node:crypto';

/** Failures that are free, and how long the wait grows. */
export interface Patience {
  readonly free: number;
  readonly firstMs: number;
  readonly longestMs: number;
  /** After each such time without a failure one is forgotten; by default all of them, after a day. */
  readonly forgiveEveryMs?: number;
}

/**
 * A whole office mistypes a little every day. One failure is forgotten in the time that the longest wait takes, so
 * whoever guesses from there gets no more tries than by waiting.
 */
const ofNetwork = {
  free: 30,
  firstMs: 1_000,
  longestMs: 5 * 60_000,
  forgiveEveryMs: 5 * 60_000,
} as const satisfies Patience;

/**
 * A person who mistypes waits little; a machine that guesses waits long. Attempts from devices that have
 * signed in before are counted apart from all others, and not for their network: neither a stranger nor
 * a colleague behind the same address can lock a person out of the device they use every day.
 */
export const patience = {
  account: { free: 5, firstMs: 2_000, longestMs: 15 * 60_000 },
  network: ofNetwork,
} as const satisfies Record<'account' | 'network', Patience>;

/** For letters about a forgotten password: whoever asks for another's fills no mailbox with them. */
export const resetPatience = {
  account: { free: 3, firstMs: 60_000, longestMs: 15 * 60_000 },
  network: ofNetwork,
} as const satisfies Record<'account' | 'network', Patience>;

/** After this long without a failure, it is forgotten. */
export const forgetMs = 24 * 3_600_000;

/** Failures that count with the one of now, `sinceMs` after the one before. */
export function failuresWith(
  before: number,
  sinceMs: number,
  { forgiveEveryMs = Number.POSITIVE_INFINITY }: Patience,
): number {
  if (sinceMs > forgetMs) return 1;
  return Math.max(0, before - Math.floor(Math.max(0, sinceMs) / forgiveEveryMs)) + 1;
}

/** How long to wait after this many failures in a row: doubles from the first that is not free. */
export function waitMs(failures: number, { free, firstMs, longestMs }: Patience): number {
  if (failures < free) return 0;
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures - free, 40));
}

/** What is counted: kept as keyed digests, so that the table names neither a person nor an address. */
export interface ThrottleKeys {
  readonly account: Buffer;
  /** Undefined for a device that this person has used before: it guesses at one account alone. */
  readonly network: Buffer | undefined;
}

export function throttleKeys(
  key: Uint8Array,
  of: {
    readonly emailKey: string;
    readonly knownDevice: boolean;
    readonly network: string;
    /** What is counted, where it is not sign-ins: neither makes anybody wait for the other. */
    readonly of?: 'reset' | 'address';
  },
): ThrottleKeys {
  const digest = (...parts: string[]): Buffer =>
    createHmac('sha256', key)
      .update([...(of.of === undefined ? [] : [of.of]), ...parts].join('\n'))
      .digest();
  return {
    account: digest('account', of.knownDevice ? 'known' : 'unknown', of.emailKey),
    network: of.knownDevice ? undefined : digest('network', networkPrefix(of.network)),
  };
}

/** A household or an office, not one of its addresses: /24 and /56. */
export function networkPrefix(address: string): string {
  const v4 = /(?:^|:)(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address);
  if (v4) return `${v4[1]}.0/24`;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const filled =
    tail === undefined
      ? groups
      : [
          ...groups,
          ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'),
          ...after,
        ];
  const first = filled.slice(0, 4).map((group) => group.padStart(4, '0'));
  return `${first.join('').slice(0, 14)}/56`;
}
