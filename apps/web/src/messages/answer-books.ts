import { columnWords, type Text, text } from '@machimori/kernel';
import type { bookWords } from './sheet-books.ts';

/** Words of answer books: accepted answers, signed, for another town that asks the same. */
export const answerBookWords = {
  takeIn: text('業者の回答集を取り込む', 'Take in a vendor’s answer book'),
  takeInLead: text(
    'ほかのまちで認められた業者の回答を、同じことを尋ねる行に下書きとして入れます。選んだだけでは、まだ何も書きこみません。',
    'Puts answers that were accepted in another town, as drafts, to lines that ask the same. Choosing a file writes nothing yet.',
  ),
  whose: text('どの組織の行に入れるか', 'Into whose lines'),
  fingerprint: text('業者から聞いた鍵の指紋', 'Fingerprint that the vendor told you'),
  fingerprintHint: text(
    'はじめての業者のときに要ります。電話など、ファイルとは別の道で聞いてください。次からは要りません。',
    'Needed the first time. Ask for it by telephone or another way than the file came; not needed afterwards.',
  ),
  keyChanged: text(
    '鍵が替わったことを業者に確かめた',
    'The vendor has told that its key is another',
  ),
  file: text('回答集のファイル', 'Answer book'),
  fileHint: text('署名された回答集（.json）、4 MBまで', 'Signed answer book (.json), 4 MB at most'),
  reading: text('署名を確かめています…', 'Verifying the signature…'),
  large: text('ファイルが大きすぎます（4 MBまで）', 'The file is too large (4 MB at most)'),
  make: text('回答集をつくる', 'Make an answer book'),
  makeLead: text(
    '自分の組織の認められた回答に署名し、同じことを尋ねる別のまちで使えるようにします。対象の名前や、まちの名前は入りません。書いた文は、そのまま入ります。',
    'Signs accepted answers of your own organisation for another town that asks the same. Names of what was asked of and of the town are left out; what was written goes as it stands.',
  ),
  none: text('認められた回答は、まだありません', 'No answer was accepted yet'),
  makeKey: text('署名の鍵をつくる', 'Make the key'),
  keyLead: text('はじめに、署名の鍵をつくります。', 'First make the key that signs.'),
  own: text('あなたの組織の鍵の指紋', 'Fingerprint of your organisation’s key'),
  ownHint: text(
    '取り込む人に、ファイルとは別の道（電話など）で伝えてください。',
    'Tell it to whoever takes the book in, by another way than the file.',
  ),
  choose: text('入れる', 'Include'),
  chooseOf: text('{item}（{subject}）を入れる', 'Include {item} ({subject})'),
  item: columnWords.item,
  statement: columnWords.statement,
  acceptedOn: text('認められた日', 'Accepted on'),
  tells: text('このまちの名前が入っています: {names}', 'Names of this town stand in it: {names}'),
  evidence: text(
    '証跡のファイルの照合用の値（SHA-256）も入れる',
    'With the digests (SHA-256) of the files that prove them',
  ),
  sign: text('{count}件に署名して受け取る', 'Sign {count} and get the file'),
  workbook: text('読むためのExcelも受け取る', 'Get the workbook to read it in'),
  workbookHint: text(
    'いま署名した回答集と同じことが、表紙つきのExcelで読めます。署名されているのは回答集（.json）のほうです。',
    'Says what the answer book that you have just signed says. What is signed is the answer book (.json).',
  ),
  readIn: text('読むためのExcelを受け取る', 'Get a workbook to read it in'),
  // ── Preview ──
  signature: text('だれが署名したか', 'Who signed it'),
  signedBy: text('署名した組織', 'Signed by'),
  signedKey: text('鍵の指紋', 'Fingerprint of its key'),
  signedOn: text('署名した日', 'Signed on'),
  keyCompared: text('鍵の確かめ', 'Key compared'),
  first: text('はじめての鍵', 'First time'),
  known: text('覚えている鍵', 'Known'),
  replaced: text('替えられた鍵', 'Replaced'),
  firstHint: text(
    '{day}に、{name}が打ち込んだ指紋と同じです。次から、この業者の回答集はこの鍵のものだけを受けます。',
    'It is what {name} typed on {day}. From now on books of this vendor are taken by this key alone.',
  ),
  knownHint: text(
    '{day}に{name}が確かめて、覚えた鍵です。',
    'Compared by {name} on {day}, and remembered since.',
  ),
  replacedHint: text(
    '{day}に{name}が、この業者の別の鍵を確かめました。この回答集は取り込めません。業者に、いまの鍵で署名したものをもらってください。',
    'On {day} {name} compared another key of this vendor. This book cannot be merged: ask for one that is signed by the present key.',
  ),
  somebody: text('いまはいない人', 'somebody who has left'),
  signed: text('署名した回答集を保存しました', 'The signed answer book was saved'),
} as const;

/** Words of the preview that speak of an answer book where those of books speak of Excel. */
export const answerPreviewWords = {
  nothingText: text(
    '回答集にあることは、いまの回答と同じか、当てはまる行がありません。',
    'The answer book says what the answers say already, or no line asks it.',
  ),
  inBook: text('回答集に書いてあること', 'What the answer book says'),
  takeBook: text('回答集のほうにする', 'Use the answer book’s'),
  takeBookOf: text(
    '{line}の{field}を回答集のほうにする',
    'Use the answer book’s for {field} of {line}',
  ),
  allBook: text('すべて回答集のほうにする', 'Use the answer book’s for all'),
  conflictLead: text(
    'こちらでもう書いてある欄です。選ばない欄は、いまの回答が残ります。',
    'Cells in which something stands here. What you do not choose stays as it is here.',
  ),
  refusedLead: text(
    'この欄は取り込みません。ほかの欄は取り込めます。',
    'These cells are left out; the others can be merged.',
  ),
  noteAt: text('{place}件目', 'Answer {place}'),
  fieldAt: text('{field}（回答集の{place}件目）', '{field} (answer {place} of the book)'),
} as const satisfies Partial<Record<keyof typeof bookWords, Text>>;
