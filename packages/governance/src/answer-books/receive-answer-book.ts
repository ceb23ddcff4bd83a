import { defineUseCase } from '@machimori/application';
import { dayInJapan, Failure, fill, type Id, type Text, text } from '@machimori/kernel';
import { sameKey } from '@machimori/ledger';
import type { FilePorts } from '../files/file-ports.ts';
import { keepFile } from '../files/keep-file.ts';
import { keptSince } from '../log/retention-rules.ts';
import { readLineRows } from '../sheet/line-store.ts';
import { readLineIds } from '../sheet-books/book-line-store.ts';
import { actingFor, insertReceivedBook } from '../sheet-books/book-store.ts';
import { fingerprintOf, readFingerprint, type SignedAnswerBook } from './answer-book-file.ts';
import { keepComparedKey, readAskedKinds, readComparedKey } from './answer-book-store.ts';
import { proposeAnswers } from './propose-answers.ts';

const messages = {
  first: text(
    '「{vendor}」の回答集は、はじめてです。鍵の指紋を入れてください。何も取り込んでいません。',
    'This is the first answer book of “{vendor}” here. Enter the fingerprint of its key. Nothing was taken in.',
  ),
  firstNext: text(
    '業者に電話などで尋ねてください。業者は、回答集をつくるページで指紋を見られます。ファイルと同じメールに書かれたものは使わないでください。',
    'Ask the vendor, by telephone for instance: the page on which answer books are made shows it. Do not take it from the message that the file came with.',
  ),
  otherKey: text(
    '鍵の指紋が違います。この回答集は、業者の言う鍵で署名されたものではありません。何も取り込んでいません。',
    'The fingerprint differs: this answer book was not signed by the key that the vendor told you. Nothing was taken in.',
  ),
  otherKeyNext: text(
    '打ち間違いがないかを確かめ、それでも違うときは、このファイルを使わず、業者に知らせてください。',
    'Look for a mistyped sign. If it still differs, do not use this file, and tell the vendor.',
  ),
  changed: text(
    '「{vendor}」の鍵が、前と違います。なりすましかもしれません。何も取り込んでいません。',
    'The key of “{vendor}” is not the one that it was. Somebody may pose as it. Nothing was taken in.',
  ),
  changedNext: text(
    '業者に電話で確かめてください。鍵を替えたことがわかったら、新しい指紋を聞き、「鍵が替わったことを業者に確かめた」を選んで、もう一度送ってください。',
    'Ask the vendor by telephone. If it did change its key, take down the new fingerprint, choose “The vendor has told that its key is another”, and send the file again.',
  ),
  form: text(
    '鍵の指紋の形ではありません。4文字ずつ八つ、0〜9とA〜Fです。',
    'This is no fingerprint: eight groups of four signs, 0 to 9 and A to F.',
  ),
} as const satisfies Record<string, Text>;

export interface ReceiveAnswerBook {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly signed: SignedAnswerBook;
  /** Key of the organisation to whose lines the answers are proposed. */
  readonly answeredBy: string;
  /** As somebody typed what the vendor told; empty where the key was compared before. */
  readonly fingerprint: string;
  /** The vendor told that its key is another than before. */
  readonly keyChanged: boolean;
  /** Id of the edition of this town. */
  readonly by: string;
  /** Check items of the book: what each is in the edition of this town, and whether it asks in other words there. */
  readonly items: ReadonlyMap<string, { readonly id: string; readonly reworded: boolean }>;
  readonly labels: Readonly<Record<string, Text>>;
}

export const answerBookMedia = 'application/json';

/** After so long somebody asks again whether an answer holds. */
const oldMonths = 12;

/**
 * Takes in the signed answers of a vendor for lines that ask the same: kept, to be looked at and merged like a book
 * that came back. Nothing is written into any line. The key counts once somebody compared it with what the vendor
 * told, and no other afterwards. Throws `input-invalid` and `not-verified`.
 */
export const receiveAnswerBook = defineUseCase<
  ReceiveAnswerBook,
  { readonly file: Id<'file'> },
  FilePorts
>({
  name: 'receive-answer-book',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, given) {
    const { now } = context;
    const { bytes, fileName, items, labels } = given;
    const { book, key } = given.signed;
    const organisation = actingFor(context);
    const fingerprint = fingerprintOf(key);
    const known = await readComparedKey(context, organisation, book.vendor);
    if (known === undefined || !sameKey(known.key, key)) {
      const told = readFingerprint(given.fingerprint);
      const field = { field: 'fingerprint' };
      if (known !== undefined && !given.keyChanged)
        throw new Failure('not-verified', fill(messages.changed, { vendor: book.vendor }), {
          next: messages.changedNext,
        });
      if (given.fingerprint.trim() === '')
        throw new Failure('input-invalid', fill(messages.first, { vendor: book.vendor }), {
          ...field,
          next: messages.firstNext,
        });
      if (told === undefined) throw new Failure('input-invalid', messages.form, field);
      if (told !== fingerprint)
        throw new Failure('not-verified', messages.otherKey, { next: messages.otherKeyNext });
      await keepComparedKey(context, book.vendor, key, now);
    }
    const checkItems = [...new Set([...items.values()].map(({ id }) => id))];
    const ids = await readLineIds(context, { answeredBy: given.answeredBy, checkItems });
    const lines = await readLineRows(
      context,
      ids.map(({ line }) => line),
    );
    const kinds = await readAskedKinds(
      context,
      [...lines.values()].map(({ subject }) => subject),
    );
    const asking = ids.flatMap((each) => {
      const kind = kinds.get(lines.get(each.line)?.subject ?? '');
      return kind === undefined ? [] : [{ ...each, ...kind }];
    });
    const proposed = proposeAnswers(book.answers, asking, {
      itemHere: (id) => items.get(id),
      labelOf: (id) => (Object.hasOwn(labels, id) ? labels[id] : undefined) ?? text(id, id),
      oldBefore: dayInJapan(keptSince(now, oldMonths)),
    });
    const reading = { ...proposed, by: given.by };
    const { file, digest } = await keepFile(context, {
      organisation,
      name: fileName,
      media: answerBookMedia,
      bytes,
    });
    await insertReceivedBook(context, {
      file,
      organisation,
      kind: 'answer-book',
      answeredBy: given.answeredBy,
      reading,
      now,
      signed: { by: book.vendor, fingerprint, on: book.madeOn },
    });
    return {
      output: { file },
      subjects: [file],
      content: {
        kind: 'answer-book',
        sha256: digest,
        signedBy: book.vendor,
        fingerprint,
        answers: book.answers.length,
        rows: reading.rows.length,
      },
    };
  },
});
