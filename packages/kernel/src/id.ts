import type { Chance, Clock } from './clock.ts';

/** What has an id, and the prefix by which a person or a log reader tells ids apart. */
export const idPrefixes = {
  city: 'cty',
  party: 'pty',
  organisation: 'org',
  person: 'per',
  membership: 'mem',
  invitation: 'inv',
  passwordReset: 'pwr',
  addressChange: 'adc',
  credential: 'crd',
  session: 'ses',
  apiToken: 'tok',
  approval: 'apr',
  approvalLink: 'lnk',
  // Whoever holds a link acts under it: the form of the log's leaves knows one prefix for all links.
  outsideLink: 'lnk',
  calendarFeed: 'lnk',
  outsideCode: 'cod',
  file: 'fil',
  evidence: 'evd',
  appliedControl: 'apc',
  accessReview: 'rev',
  sheetReview: 'srv',
  sheetView: 'viw',
  entry: 'ent',
  event: 'evt',
  job: 'job',
  element: 'elm',
  changeSet: 'chg',
  proposal: 'prp',
  comment: 'cmt',
  answerRequest: 'ask',
  webhook: 'whk',
  webhookMessage: 'msg',
  request: 'req',
} as const;
export type IdKind = keyof typeof idPrefixes;

declare const kind: unique symbol;
/** A prefixed UUIDv7: sorts by the time it was made, says what it names, confers nothing. */
export type Id<Kind extends IdKind> = string & { readonly [kind]: Kind };

const pattern = /^([a-z]{3})_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** Bytes of chance in an id, and for how many ids they are drawn at once: each time costs more than the bytes. */
const chanceBytes = 10;
const drawn = 64;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Makes ids of this clock and chance: 48 bits of milliseconds, 74 of chance (RFC 9562, 5.7). */
export class Ids {
  readonly #clock: Clock;
  readonly #chance: Chance;
  #pool = new Uint8Array();
  #used = 0;

  constructor(clock: Clock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  next<Kind extends IdKind>(of: Kind): Id<Kind> {
    if (this.#used === this.#pool.length) {
      this.#pool = new Uint8Array(this.#chance.bytes(chanceBytes * drawn));
      this.#used = 0;
    }
    const bytes = this.#pool.subarray(this.#used, this.#used + chanceBytes);
    this.#used += chanceBytes;
    bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70;
    bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80;
    let hex = this.#clock.now().getTime().toString(16).padStart(12, '0');
    for (const byte of bytes) hex += hexOf[byte] ?? '';
    return `${idPrefixes[of]}_${hex}` as Id<Kind>;
  }
}

/** The value as an id of this kind, or undefined where it is none. */
export function readId<Kind extends IdKind>(of: Kind, value: unknown): Id<Kind> | undefined {
  if (typeof value !== 'string') return undefined;
  return pattern.exec(value)?.[1] === idPrefixes[of] ? (value as Id<Kind>) : undefined;
}
