import { type Day, Failure, fill, isDay, type Text, text } from '@machimori/kernel';
import {
  canonicalBytes,
  type Json,
  jsonMembers,
  readCanonicalBytes,
  readStatement,
  readVerifierKey,
  type Signer,
  signStatement,
  type VerifierKey,
  verifyNote,
  writeVerifierKey,
} from '@machimori/ledger';
import { digestOf } from '../files/keep-file.ts';
import type { AnswerValues } from '../sheet/answer-cells.ts';
import { answerStates, cellValue } from '../sheet/answer-cells.ts';

/** The version of how answer books are laid out; a reader refuses newer ones. */
const answerBookFormat = 1;
const kind = 'machimori-answer-book';

/** A file of more is refused before it is read. */
export const mostAnswerBookBytes = 4 * 1024 * 1024;
export const mostAnswers = 2_000;
const mostDigests = 50;

const messages = {
  form: text(
    'これは街守りの回答集ではないか、途中で切れているか、書きかえられています。何も取り込んでいません。',
    'This is no answer book of Machimori, or it was cut off or changed. Nothing was taken in.',
  ),
  formNext: text(
    '受け取ったままのファイルを選んでください。それでも読めないときは、業者にもう一度もらってください。',
    'Choose the file just as you received it, or ask the vendor to send it again.',
  ),
  large: text(
    '回答集が大きすぎます（4 MB、2,000件まで）。',
    'This answer book is too large (4 MB and 2,000 answers at most).',
  ),
  largeNext: text(
    '業者に、要る回答だけを選んだ回答集をもらってください。',
    'Ask the vendor for one with only the answers that are needed.',
  ),
  newer: text(
    'この回答集は、新しい書式（書式{n}）です。この街守りが読めるのは、書式{known}までです。',
    'This answer book has a newer format ({n}); this program reads formats up to {known}.',
  ),
  newerNext: text(
    '街守りを新しくしてから、もう一度選んでください。',
    'Bring the program up to date, and choose it again.',
  ),
  signature: text(
    '署名が合いません。回答集は、署名のあとで書きかえられています。何も取り込んでいません。',
    'The signature is wrong: the answer book was changed after it was signed. Nothing was taken in.',
  ),
  signatureNext: text(
    'このファイルは使わず、業者に知らせてください。',
    'Do not use this file, and tell the vendor.',
  ),
} as const satisfies Record<string, Text>;

/** An accepted answer as it can be used elsewhere: what it answers, never for which town. */
export interface PortableAnswer extends AnswerValues {
  readonly checkItem: string;
  /** Of what it is asked: a kind of component, or organisation, contract, flow, city. */
  readonly about: string;
  /** The model of a device; empty where it holds for any. */
  readonly product: string;
  /** When it was accepted. */
  readonly acceptedOn: Day;
  /** SHA-256 of the files that prove it, in hexadecimal. The files stay where they are. */
  readonly evidence: readonly string[];
}

export interface AnswerBook {
  /** As the organisation calls itself. */
  readonly vendor: string;
  /** Id of the edition whose check items are answered. */
  readonly edition: string;
  readonly madeOn: Day;
  readonly answers: readonly PortableAnswer[];
}

/** A book whose signature is right; whether its key is whose it says, nobody but a person can tell. */
export interface SignedAnswerBook {
  readonly book: AnswerBook;
  readonly key: VerifierKey;
}

/** The bytes of a signed book: one canonical JSON text (RFC 8785) and nothing else. */
export async function writeAnswerBook(book: AnswerBook, signer: Signer): Promise<Uint8Array> {
  const said = { kind, format: answerBookFormat, ...book };
  const note = await signStatement('answer-book', [digestOf(canonicalBytes(said))], [signer]);
  return canonicalBytes({ book: said, key: writeVerifierKey(signer.key), note });
}

/**
 * Reads a signed book and verifies that its key signed every byte of it. Throws `limit-exceeded`, `input-unreadable`
 * for what is none, and `not-verified` where the signature is not that of these bytes.
 */
export async function readAnswerBook(bytes: Uint8Array): Promise<SignedAnswerBook> {
  if (bytes.length > mostAnswerBookBytes) throw tooLarge();
  const whole = jsonMembers(readCanonicalBytes(bytes));
  // Beside what is signed stands nothing that is not.
  if (Object.keys(whole ?? {}).join() !== 'book,key,note') throw unreadable();
  const said = jsonMembers(whole?.['book']);
  const key = readVerifierKey(textAt(whole, 'key'));
  if (whole === undefined || said === undefined || key === undefined || said['kind'] !== kind)
    throw unreadable();
  const statement = readStatement('answer-book', textAt(whole, 'note'), 1);
  const signed = statement && (await verifyNote(statement.note, [key]));
  if (signed?.length !== 1 || statement?.lines[0] !== digestOf(canonicalBytes(said)))
    throw new Failure('not-verified', messages.signature, { next: messages.signatureNext });
  const format = said['format'];
  if (typeof format === 'number' && format > answerBookFormat)
    throw new Failure(
      'input-invalid',
      fill(messages.newer, { n: format, known: answerBookFormat }),
      { next: messages.newerNext },
    );
  if (format !== answerBookFormat) throw unreadable();
  const answers = said['answers'];
  if (!Array.isArray(answers)) throw unreadable();
  if (answers.length > mostAnswers) throw tooLarge();
  return {
    key,
    book: {
      vendor: nameAt(said, 'vendor', 200),
      edition: nameAt(said, 'edition', 200),
      madeOn: dayAt(said, 'madeOn'),
      answers: (answers as readonly Json[]).map(answerOf),
    },
  };
}

type Members = Readonly<Record<string, Json>> | undefined;

function answerOf(given: Json): PortableAnswer {
  const members = jsonMembers(given);
  const state = textAt(members, 'state');
  const isState = (each: string): each is AnswerValues['state'] =>
    answerStates.some((known) => known === each);
  const evidence = members?.['evidence'];
  if (!isState(state) || !Array.isArray(evidence) || evidence.length > mostDigests)
    throw unreadable();
  return {
    checkItem: nameAt(members, 'checkItem', 60),
    about: nameAt(members, 'about', 60),
    product: cleanAt(members, 'product', 200),
    state,
    planned: cellAt(members, 'planned'),
    statement: cellAt(members, 'statement'),
    acceptedOn: dayAt(members, 'acceptedOn'),
    evidence: evidence.map((each: Json) => {
      if (typeof each !== 'string' || !/^[0-9a-f]{64}$/.test(each)) throw unreadable();
      return each;
    }),
  };
}

const textAt = (members: Members, name: string): string => {
  const value = members?.[name];
  return typeof value === 'string' ? value : '';
};

function cleanAt(members: Members, name: string, most: number): string {
  const value = members?.[name];
  if (typeof value !== 'string' || value.length > most || /\p{C}/u.test(value)) throw unreadable();
  return value;
}

function nameAt(members: Members, name: string, most: number): string {
  const value = cleanAt(members, name, most);
  if (value.trim() === '') throw unreadable();
  return value;
}

function dayAt(members: Members, name: string): Day {
  const value = textAt(members, name);
  if (!isDay(value)) throw unreadable();
  return value;
}

/** What could stand in a cell here. */
function cellAt(members: Members, field: 'planned' | 'statement'): string {
  const value = members?.[field];
  if (typeof value !== 'string') throw unreadable();
  return cellValue(field, value) ?? '';
}

const unreadable = (): Failure =>
  new Failure('input-unreadable', messages.form, { next: messages.formNext });
const tooLarge = (): Failure =>
  new Failure('limit-exceeded', messages.large, { next: messages.largeNext });

/** What people compare by voice: 128 bits of SHA-256 of the key, in groups of four. */
export function fingerprintOf({ publicKey }: VerifierKey): string {
  const signs = digestOf(publicKey).slice(0, 32).toUpperCase();
  return (signs.match(/.{4}/g) ?? []).join('-');
}

/** A fingerprint however it was typed, or undefined for anything else. */
export function readFingerprint(given: string): string | undefined {
  if (given.length > 200) return undefined;
  const signs = given
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212ー-]/g, '')
    .toUpperCase();
  return /^[0-9A-F]{32}$/.test(signs) ? (signs.match(/.{4}/g) ?? []).join('-') : undefined;
}
