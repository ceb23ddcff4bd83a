import { type DeliveryFate, deliveryFates, dropDeliveries, whyOf } from '@machimori/database';
import { type Text, text } from '@machimori/kernel';
import type { Act } from './use-case.ts';

/** Who sends which letters; the names by which the outbox knows them. */
export const letterSenders = {
  invitation: 'invitation-letters',
  approval: 'approval-letters',
  outside: 'outside-letters',
  password: 'password-letters',
  call: 'call-letters',
  reminder: 'reminder-letters',
} as const;
export type LetterKind = keyof typeof letterSenders;

interface Trouble {
  /** What went wrong, for whoever waits for the letter to arrive. */
  readonly why: Text;
  /** Who can mend it: whoever wrote the address, or whoever runs the program. */
  readonly mend: 'address' | 'server';
}

/** Why a letter did not arrive. The only thing that is kept of what a mail server said. */
export const letterTroubles = {
  'address-refused': {
    why: text(
      '受け取る側のメールサーバが、この宛先はないか、受け取れないと答えました。',
      'The mail server of the addressee says that there is no such address, or that it takes no mail.',
    ),
    mend: 'address',
  },
  'address-busy': {
    why: text(
      '受け取る側のメールサーバが、いまは受け取れないと答えました。',
      'The mail server of the addressee takes no mail at the moment.',
    ),
    mend: 'address',
  },
  'too-late': {
    why: text(
      '送る前に、リンクの期限が過ぎました。',
      'The link ended before the letter could be sent.',
    ),
    mend: 'address',
  },
  'no-answer': {
    why: text(
      '街守りから、メールサーバにつながりませんでした。',
      'The program could not reach its mail server.',
    ),
    mend: 'server',
  },
  'not-let-in': {
    why: text(
      'メールサーバが、街守りの利用者名かパスワードを受け付けませんでした。',
      'The mail server did not accept the program’s user name or password.',
    ),
    mend: 'server',
  },
  'not-encrypted': {
    why: text(
      'メールサーバまでの通信を、暗号にできませんでした。',
      'The way to the mail server could not be encrypted.',
    ),
    mend: 'server',
  },
  'sender-refused': {
    why: text(
      'メールサーバが、街守りからの送信を断りました。',
      'The mail server refused to send for this program.',
    ),
    mend: 'server',
  },
  'letter-refused': {
    why: text('メールサーバが、この手紙を断りました。', 'The mail server refused this letter.'),
    mend: 'server',
  },
  'not-set-up': {
    why: text(
      'メールサーバの設定がないため、送れません。',
      'No mail server is set up, so that it cannot be sent.',
    ),
    mend: 'server',
  },
  unknown: {
    why: text(
      '街守りの中で、思わぬ誤りが起きました。',
      'Something unexpected went wrong in the program.',
    ),
    mend: 'server',
  },
} as const satisfies Record<string, Trouble>;
export type LetterTrouble = keyof typeof letterTroubles;

/** By the word that is kept of it, or by the whole error that is. */
export const troubleOf = (kept: string | undefined): LetterTrouble => {
  const why = whyOf(kept) ?? '';
  return Object.hasOwn(letterTroubles, why) ? (why as LetterTrouble) : 'unknown';
};

/**
 * What became of a letter that goes out by mail:
 *
 *   waiting ──▶ handed-over          to the mail server; nobody knows more
 *      │  ▲
 *      ▼  │ another attempt
 *   put-off ──▶ given-up ──▶ dropped    an administrator let it go, or its link was taken back
 */
export type LetterFate =
  | { readonly state: 'waiting' }
  | { readonly state: 'handed-over'; readonly at: Date }
  | { readonly state: 'put-off'; readonly trouble: LetterTrouble; readonly next: Date | undefined }
  | { readonly state: 'given-up'; readonly trouble: LetterTrouble; readonly at: Date }
  | { readonly state: 'dropped'; readonly at: Date };

/**
 * What became of the letters about these things, by their ids; nothing for what no letter was written about,
 * or so long ago that it is forgotten. Whoever asks has found the ids within their scope.
 */
export async function letterFates(
  { scope, transaction }: Act,
  of: { readonly kind: LetterKind; readonly about: readonly string[]; readonly mail: boolean },
): Promise<ReadonlyMap<string, LetterFate>> {
  const { kind, about } = of;
  const fates = await deliveryFates(transaction, {
    city: scope.inCity,
    subscriber: letterSenders[kind],
    aggregates: about,
  });
  return new Map(fates.map((fate) => [fate.aggregate, fateOf(fate, of.mail)]));
}

function fateOf({ state, dueAt, endedAt, lastError }: DeliveryFate, mail: boolean): LetterFate {
  const at = endedAt ?? dueAt;
  if (state === 'done') return { state: 'handed-over', at };
  if (state === 'skipped') return { state: 'dropped', at };
  if (state === 'dead') return { state: 'given-up', trouble: troubleOf(lastError), at };
  // It was written while there was a mail server: until there is one again it lies there.
  if (!mail) return { state: 'put-off', trouble: 'not-set-up', next: undefined };
  if (lastError === undefined) return { state: 'waiting' };
  return { state: 'put-off', trouble: troubleOf(lastError), next: dueAt };
}

/** The letters about these things are not sent any more: what they hold opens nothing now. */
export const dropLetters = (
  { transaction }: Pick<Act, 'transaction'>,
  of: {
    readonly kind: LetterKind;
    readonly city: string;
    readonly about: readonly string[];
    readonly now: Date;
  },
): Promise<void> =>
  dropDeliveries(transaction, {
    city: of.city,
    subscriber: letterSenders[of.kind],
    aggregates: of.about,
    now: of.now,
  });
