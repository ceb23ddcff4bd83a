import { text } from '@machimori/kernel';

export const guidelineWords = {
  title: text('ガイドライン', 'Guideline'),
  lead: text(
    'スマートシティセキュリティガイドラインの中身を、やさしいことばで読めます。説明の文は、街守りが書いたものです。',
    'The Smart City Security Guideline in plain words. The sentences are Machimori’s own.',
  ),
  parts: text('ガイドラインの部分', 'Parts of the guideline'),
  checkItems: text('チェック項目', 'Check items'),
  requirements: text('対策要件', 'Requirements'),
  risks: text('リスク', 'Risks'),
  cases: text('事例', 'Cases'),
  laws: text('法令・指針', 'Laws and guidelines'),
  traits: text('特徴', 'Traits'),
  words: text('ことば', 'Words'),
  search: text('探すことば', 'Words to look for'),
  searchHint: text('番号でも、文の一部でも探せます。', 'A number, or any part of the text.'),
  found: text('{count}件', '{count}'),
  none: text('当てはまるものがありません', 'Nothing matches'),
  noneText: text('ことばを短くして、もう一度お試しください。', 'Try a shorter word.'),
  details: text('くわしく', 'More'),
  inCity: text('このまちで当てはまるところ', 'Where it applies in this city'),
  source: text('出典：{title} {section}', 'Source: {title}, {section}'),
  edition: text('版：{name}', 'Edition: {name}'),
  reading: text('読み：{reading}', 'Read: {reading}'),
};

/** Words of the field, each with its reading and our own plain explanation; shown wherever they first stand. */
export const terms = {
  smartCity: {
    word: text('スマートシティ', 'smart city'),
    reading: 'スマートシティ',
    meaning: text(
      'データと情報技術を使って、まちの困りごとを減らし、暮らしをよくする取り組みです。',
      'A city that uses data and technology to ease its problems and improve life.',
    ),
  },
  promoter: {
    word: text('推進主体', 'promoting body'),
    reading: 'すいしんしゅたい',
    meaning: text(
      'スマートシティ全体をまとめ、住民に対して責任を負う組織です。多くは自治体や協議会です。',
      'The body that leads the whole and answers to residents: often the municipality or a council.',
    ),
  },
  cityOs: {
    word: text('都市OS', 'city OS'),
    reading: 'としオーエス',
    meaning: text(
      'まちのいろいろなサービスとデータをつなぐ、土台のしくみです。',
      'The platform that connects the services and data of a city.',
    ),
  },
  boundary: {
    word: text('責任分界点', 'boundary of responsibility'),
    reading: 'せきにんぶんかいてん',
    meaning: text(
      'どこまでをだれが行うかの境目です。契約書に書いておくと、事故のときに迷いません。',
      'Where one party’s duty ends and another’s begins. Written in the contract, it saves doubt in an incident.',
    ),
  },
  checkItem: {
    word: text('チェック項目', 'check item'),
    reading: 'チェックこうもく',
    meaning: text(
      'ガイドラインのチェックシートにある55の問いの一つです。',
      'One of the 55 questions of the guideline’s check sheet.',
    ),
  },
  requirement: {
    word: text('対策要件', 'requirement'),
    reading: 'たいさくようけん',
    meaning: text(
      'リスクに備えるために、ガイドラインが求めることです。CPS.AC-1のような番号が付いています。',
      'What the guideline asks for against risks, under a number such as CPS.AC-1.',
    ),
  },
  risk: {
    word: text('リスク', 'risk'),
    reading: 'リスク',
    meaning: text(
      '起こるかもしれない困ったことです。起こりやすさと、起きたときの影響で大きさを決めます。',
      'Something bad that may happen; its size comes from how likely it is and what it would do.',
    ),
  },
  asset: {
    word: text('アセット', 'asset'),
    reading: 'アセット',
    meaning: text(
      'センサーやカメラなどの機器と、それをつなぐ通信のことです。',
      'Devices such as sensors and cameras, and the networks that join them.',
    ),
  },
  supplyChain: {
    word: text('サプライチェーン', 'supply chain'),
    reading: 'サプライチェーン',
    meaning: text(
      '委託先、その先の再委託先、製品をつくる会社までの、頼む・頼まれるのつながりです。',
      'Everyone in the line of work: contractors, their contractors, the makers of products.',
    ),
  },
  subcontracting: {
    word: text('再委託', 'subcontracting'),
    reading: 'さいいたく',
    meaning: text(
      '引き受けた仕事を、さらにほかの会社に頼むことです。',
      'Giving work that one has taken on to yet another company.',
    ),
  },
  special: {
    word: text('要配慮個人情報', 'special-care personal data'),
    reading: 'ようはいりょこじんじょうほう',
    meaning: text(
      '病歴や健診の結果など、不当な差別につながらないよう、とくに気をつけて扱う個人情報です。',
      'Personal data such as medical records, to be handled with special care so that nobody is discriminated against.',
    ),
  },
  selfCheck: {
    word: text('自己確認', 'self-check'),
    reading: 'じこかくにん',
    meaning: text(
      '行った人や組織が、自分で確かめることです。できるだけ、ほかの人が確かめるようにします。',
      'Checking one’s own work. Where possible somebody else should do it.',
    ),
  },
  finding: {
    word: text('確認された弱いところ', 'confirmed weakness'),
    reading: 'かくにんされたよわいところ',
    meaning: text(
      '調べて、実際にあるとわかっている弱点です。起こりうることより先に手を付けます。',
      'A weakness that is known to be there. It comes before anything that might happen.',
    ),
  },
  openData: {
    word: text('オープンデータ', 'open data'),
    reading: 'オープンデータ',
    meaning: text(
      'だれでも見て使えるように公開しているデータです。公開していても、書き換えられると困ります。',
      'Data that anyone may see and use. Even so, nobody must be able to alter it.',
    ),
  },
  originality: {
    word: text('原本性', 'originality'),
    reading: 'げんぽんせい',
    meaning: text(
      'データが、つくられたときのまま、だれにも書き換えられていないことです。',
      'That data is as it was made, altered by nobody.',
    ),
  },
  gateway: {
    word: text('データの受け渡し口', 'gateway'),
    reading: 'データのうけわたしぐち',
    meaning: text(
      '機器とほかのしくみの間で、データを受け渡す装置です。',
      'A device that passes data between other devices and systems.',
    ),
  },
} as const;
