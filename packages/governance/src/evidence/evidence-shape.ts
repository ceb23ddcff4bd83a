import {
  addDays,
  type Day,
  dayInJapan,
  Failure,
  fillText,
  isDay,
  readName,
  type Text,
  text,
} from '@machimori/kernel';

const messages = {
  url: text(
    'リンクは「https://」か「http://」で始まるアドレスを書いてください。',
    'Write an address that begins with https:// or http://.',
  ),
  secret: text(
    'リンクに、パスワードなどの秘密が入っています（「@」の前）。',
    'The address holds a secret before its “@”.',
  ),
  empty: text(
    'いつの時点のものかを、日付で入れてください。書類や記録そのものの日付です。',
    'Say from which day it holds: the date of the document itself.',
  ),
  noDay: text('日付になっていません。', 'This is no date.'),
  dayNext: text('2026年11月22日なら「2026-11-22」のように書きます。', 'Write it as 2026-11-22.'),
  future: text(
    'いつの時点のものかが、今日より後です。',
    'The day from which it holds is after today.',
  ),
  order: text(
    '期限が、いつの時点のものか（{from}）より前です。',
    'It ends before the day from which it holds ({from}).',
  ),
  cadence: text(
    '見直す間隔は、1か月から120か月までで書きます。',
    'It is looked at again after 1 to 120 months.',
  ),
  long: text(
    'メモが長すぎます（8,000字まで）。',
    'The note is too long (8,000 characters at most).',
  ),
  noNote: text('メモの内容を書いてください。', 'Write what the note says.'),
};

/** What people say of a piece of evidence, whatever it is. */
export interface EvidenceWords {
  readonly title: string;
  readonly note: string;
  /** The day from which on it holds: of the paper, not of its upload. */
  readonly effectiveOn: Day;
  /** The last day on which it holds. */
  readonly expiresOn?: Day | undefined;
  /** How often somebody looks whether it still holds, in months. */
  readonly cadenceMonths?: number | undefined;
}

const wrong = (field: string, why: Text, next?: Text): Failure =>
  new Failure('input-invalid', why, { field, ...(next === undefined ? {} : { next }) });

/** The words as they are kept. Throws `input-invalid`, naming the field, where they say nothing sound. */
export function readWords(given: EvidenceWords, now: Date): EvidenceWords {
  const { effectiveOn, expiresOn, cadenceMonths } = given;
  if (effectiveOn === '') throw wrong('effectiveOn', messages.empty, messages.dayNext);
  if (!isDay(effectiveOn)) throw wrong('effectiveOn', messages.noDay, messages.dayNext);
  // A paper of today that is written abroad may bear tomorrow's date.
  if (effectiveOn > addDays(dayInJapan(now), 1)) throw wrong('effectiveOn', messages.future);
  if (expiresOn !== undefined) {
    if (!isDay(expiresOn)) throw wrong('expiresOn', messages.noDay, messages.dayNext);
    if (expiresOn < effectiveOn)
      throw wrong('expiresOn', fillText(messages.order, { from: effectiveOn }));
  }
  if (
    cadenceMonths !== undefined &&
    !(Number.isInteger(cadenceMonths) && cadenceMonths >= 1 && cadenceMonths <= 120)
  )
    throw wrong('cadenceMonths', messages.cadence);
  const note = given.note.normalize('NFC').trim();
  if ([...note].length > 8_000) throw wrong('note', messages.long);
  return { title: readName(given.title), note, effectiveOn, expiresOn, cadenceMonths };
}

/** A note says something by itself. */
export function expectNote({ note }: EvidenceWords): void {
  if (note === '') throw wrong('note', messages.noNote);
}

/** An address that a browser opens as a page, with no secret in it. */
export function readAddress(given: string): string {
  const url = URL.canParse(given.trim()) ? new URL(given.trim()) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol))
    throw wrong('url', messages.url);
  if (url.username !== '' || url.password !== '') throw wrong('url', messages.secret);
  return url.href;
}
