import {
  fingerprintOf,
  mostAnswerBookBytes,
  readAnswerBook,
  readFingerprint,
} from '@machimori/governance';
import { dayText, Failure, fill, text } from '@machimori/kernel';
import { copyAnswerBook } from '../answer-book-copy.ts';
import { type Call, type Command, formatOption, padTo } from '../command.ts';
import { editionIds, loadEdition } from '../edition-file.ts';
import { readBytes, writeFiles } from '../files.ts';

const messages = {
  vendor: text('署名した組織', 'Signed by'),
  fingerprint: text('鍵の指紋', 'Fingerprint of its key'),
  madeOn: text('つくった日', 'Made on'),
  edition: text('ガイドラインの版', 'Edition'),
  answers: text('回答', 'Answers'),
  good: text(
    '結果: 署名は正しく、書きかえられていません。指紋が業者の言うものです。',
    'Result: the signature is right, nothing was changed, and the fingerprint is the one that you gave.',
  ),
  alone: text(
    '結果: 署名は正しく、書きかえられていません。指紋が業者の言うものと同じかを、ほかの道で確かめてください。',
    'Result: the signature is right and nothing was changed. Compare the fingerprint with what the vendor tells you by another way.',
  ),
  other: text(
    '鍵の指紋が違います。この回答集は、渡された指紋の鍵で署名されたものではありません。',
    'The fingerprint differs: the answer book was not signed by the key of the fingerprint given.',
  ),
  otherNext: text(
    '打ち間違いがないかを確かめ、それでも違うときは、このファイルを使わないでください。',
    'Look for a mistyped sign; if it still differs, do not use this file.',
  ),
  written: text('「{path}」を書き出しました。', 'Wrote “{path}”.'),
  form: text(
    '--key には、鍵の指紋（4文字ずつ八つ、0〜9とA〜F）を指定してください。',
    'Give a fingerprint with --key: eight groups of four signs, 0 to 9 and A to F.',
  ),
};

const keyOption = {
  type: 'string',
  value: 'FINGERPRINT',
  help: text('業者から聞いた鍵の指紋', 'The fingerprint that the vendor told you'),
} as const;

/** The fingerprint that the vendor told, where one is given. */
function toldIn(call: Call): string | undefined {
  const given = call.option('key');
  const told = given === undefined ? undefined : readFingerprint(given);
  if (given !== undefined && told === undefined) throw new Failure('usage', messages.form);
  return told;
}

function expectKey(told: string | undefined, fingerprint: string): void {
  if (told !== undefined && told !== fingerprint)
    throw new Failure('not-verified', messages.other, { next: messages.otherNext });
}

export const answerBookVerify: Command = {
  name: 'answer-book verify',
  summary: text(
    '業者の回答集が、署名のあとで書きかえられていないことを確かめ、だれが何に署名したかを示します。',
    'Verifies that an answer book was not changed after it was signed, and shows who signed what.',
  ),
  takes: ['ANSWERS'],
  options: {
    key: keyOption,
    ...formatOption,
  },
  async run(call) {
    const [path = ''] = call.positionals;
    const told = toldIn(call);
    const { book, key } = await readAnswerBook(await readBytes(path, mostAnswerBookBytes));
    const fingerprint = fingerprintOf(key);
    expectKey(told, fingerprint);
    const { terminal, locale } = call;
    const { answers, ...head } = book;
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ ok: true, fingerprint, ...head, answers }, null, 1));
      return 0;
    }
    const row = (name: keyof typeof messages, value: string): void =>
      terminal.print(`${padTo(messages[name][locale], 26)}${value}`);
    row('vendor', head.vendor);
    row('fingerprint', fingerprint);
    row('madeOn', dayText(head.madeOn)[locale]);
    row('edition', head.edition);
    row('answers', String(answers.length));
    terminal.print();
    for (const { checkItem, about, product, statement } of answers)
      terminal.print(
        `  ${padTo(`${checkItem} × ${product || about}`, 34)}${statement.replace(/\s+/g, ' ').slice(0, 60)}`,
      );
    terminal.print();
    terminal.print((told === undefined ? messages.alone : messages.good)[locale]);
    return 0;
  },
};

export const answerBookRead: Command = {
  name: 'answer-book read',
  summary: text(
    '業者の回答集を、読むためのExcelにします。署名を確かめてから書きます。',
    'Makes a workbook in which an answer book is read, once its signature was verified.',
  ),
  takes: ['ANSWERS'],
  options: {
    out: {
      type: 'string',
      value: 'BOOK.xlsx',
      help: text(
        '書き出すExcel（なければ「元の名前.xlsx」）',
        'Workbook to write (“the given name.xlsx” if absent)',
      ),
    },
    key: keyOption,
    ...formatOption,
  },
  async run(call) {
    const [path = ''] = call.positionals;
    const told = toldIn(call);
    const bytes = await readBytes(path, mostAnswerBookBytes);
    const { key } = await readAnswerBook(bytes);
    const fingerprint = fingerprintOf(key);
    expectKey(told, fingerprint);
    const { terminal, locale } = call;
    const { workbook } = await copyAnswerBook(bytes, locale, async (id) =>
      (await editionIds()).includes(id) ? loadEdition(id) : undefined,
    );
    const out = call.option('out') ?? `${path.replace(/\.json$/i, '')}.xlsx`;
    await writeFiles([{ path: out, content: workbook }]);
    if (call.option('format') === 'json')
      terminal.print(JSON.stringify({ ok: true, fingerprint, out }, null, 1));
    else {
      terminal.print(fill(messages.written, { path: out })[locale]);
      terminal.print((told === undefined ? messages.alone : messages.good)[locale]);
    }
    return 0;
  },
};
