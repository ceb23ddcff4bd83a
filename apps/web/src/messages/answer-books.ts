import { text } from '@machimori/kernel';

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
  item: text('チェック項目', 'Check item'),
  statement: text('どのように行っているか', 'How it is carried out'),
  acceptedOn: text('認められた日', 'Accepted on'),
  tells: text('このまちの名前が入っています: {names}', 'Names of this town stand in it: {names}'),
  evidence: text(
    '証跡のファイルの照合用の値（SHA-256）も入れる',
    'With the digests (SHA-256) of the files that prove them',
  ),
  sign: text('{count}件に署名して受け取る', 'Sign {count} and get the file'),
  signed: text('署名した回答集を保存しました', 'The signed answer book was saved'),
} as const;
