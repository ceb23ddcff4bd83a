import { type Text, text } from '@machimori/kernel';
import { sheetMessages } from '../sheet/messages.ts';

/** Every word of the workbook in which a signed answer book is read. */
export const copyMessages = {
  cover: text('表紙', 'Cover'),
  answers: text('回答', 'Answers'),
  title: text('回答集（読むための写し）', 'Answer book: a copy to read'),
  handling: sheetMessages.handling,
  notice: text(
    '署名されているのは、もとの回答集（.json）です。このExcelは、読むための写しです。',
    'What is signed is the answer book itself (.json). This workbook is a copy to read.',
  ),
  vendor: text('署名した組織', 'Signed by'),
  fingerprint: text('署名した鍵の指紋', 'Fingerprint of the key'),
  madeOn: text('署名した日', 'Signed on'),
  edition: text('もとにした版', 'Edition'),
  count: text('回答の数', 'Answers'),
  countOf: text('{n}件', '{n}'),
  digest: text('もとの回答集の SHA-256', 'SHA-256 of the answer book'),
  compare: text('確かめかた', 'How to check'),
  compareText: text(
    '1. 署名した組織に、鍵の指紋をファイルとは別の道（電話など）で聞き、上の指紋と比べます。\n2. もとの回答集の署名は、街守りに取り込むときに確かめられます。「machimori answer-book verify ファイル」でも、だれでも確かめられます。\n3. この写しが、そのファイルのものかどうかは、SHA-256 を比べるとわかります。\n4. 取り込むのは、もとの回答集（.json）です。このExcelは取り込めません。',
    '1. Ask the organisation for the fingerprint by another way than the file came, such as the telephone, and compare it with the one above.\n2. The signature of the answer book is verified when it is taken in, and by anybody with “machimori answer-book verify FILE”.\n3. Whether this copy is of that file is told by its SHA-256.\n4. What is taken in is the answer book itself (.json). This workbook cannot be.',
  ),
  about: text('回答について', 'About the answers'),
  aboutText: text(
    'どれも、あるまちで認められた回答です。まちの名前と対象の名前は入っていません。\n別のまちでも同じとは限りません。取り込んでも下書きになり、確かめる人が認めるまで回答にはなりません。',
    'Each was accepted in some town. Neither that town nor what was asked about is named.\nThe same need not hold in another town: taken in they are drafts, and answers only once they are accepted there.',
  ),
  guideline: text('ガイドラインについて', 'About the guideline'),
  notExhaustive: sheetMessages.notExhaustive,
  hint: text(
    '読むための写しなので、書きかえられません。しぼり込みと、列の幅や行の高さの変更はできます。',
    'A copy to read, which cannot be edited. It can be filtered, and columns and rows resized.',
  ),
  place: text('番号', 'No.'),
  placeOf: text('{n}件目', 'Answer {n}'),
  itemLabel: sheetMessages.itemPrefix,
  asked: text('何についての回答か', 'Asked of'),
  product: text('{kind}\n{product}', '{kind}\n{product}'),
  acceptedOn: text('認められた日', 'Accepted on'),
  evidence: text('証跡のファイルの SHA-256', 'SHA-256 of evidence'),
  editionDraft: text('{name} 第{version}版（案）', '{name}, version {version} (draft)'),
  editionFinal: text('{name} 第{version}版', '{name}, version {version}'),
} as const satisfies Record<string, Text>;

/** What is asked, where it is no component. */
export const kindWords: Readonly<Record<string, Text>> = {
  city: text('まち', 'City'),
  organisations: text('組織', 'Organisation'),
  contracts: text('契約', 'Contract'),
  externalSystems: text('外部のしくみ', 'External system'),
  dataSets: text('データ', 'Data'),
  flows: text('データの流れ', 'Flow of data'),
};
