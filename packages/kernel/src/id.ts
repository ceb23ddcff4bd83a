import type { Chance, Clock } from './clock.ts';

/** What has an id, and the prefix by which a person or a log reader tells ids apart. */
export const idPrefixes = {
  city: 'cty',
  party: 'pty',
  organisation: 'org',
  person: 'per',
  membership: 'mem',
  invitation: 'inv',
  credential: 'crd',
  session: 'ses',
  apiToken: 'tok',
  approval: 'apr',
  approvalLink: 'lnk',
  file: 'fil',
  accessReview: 'rev',
  entry: 'ent',
  event: 'evt',
  job: 'job',
  element: 'elm',
  changeSet: 'chg',
  proposal: 'prp',
  request: 'req',
} as const;
export type IdKind = keyof typeof idPrefixes;

declare const kind: unique symbol;
/** A prefixed UUIDv7: sorts by the time it was made, says what it names, confers nothing. */
export type Id<Kind extends IdKind> = string & { readonly [kind]: Kind };

const pattern = /^([a-z]{3})_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** Makes ids of this clock and chance: 48 bits of milliseconds, 74 of chance (RFC 9562, 5.7). */
export class Ids {
  readonly #clock: Clock;
  readonly #chance: Chance;

  constructor(clock: Clock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  next<Kind extends IdKind>(of: Kind): Id<Kind> {
    const bytes = new Uint8Array(16);
    bytes.set(this.#chance.bytes(10), 6);
    const at = this.#clock.now().getTime();
    for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) % 256;
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${idPrefixes[of]}_${hex}` as Id<Kind>;
  }
}

/** The value as an id of this kind, or undefined where it is none. */
export function readId<Kind extends IdKind>(of: Kind, value: unknown): Id<Kind> | undefined {
  if (typeof value !== 'string') return undefined;
  return pattern.exec(value)?.[1] === idPrefixes[of] ? (value as Id<Kind>) : undefined;
}
