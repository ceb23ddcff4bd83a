import { type Text, text } from '@machimori/kernel';

/**
 * What the lists of a city's file hold, in words. An entrance of its own (`@machimori/city/kinds`), for pages that need
 * no fields.
 */
export const kindWords = {
  organisations: {
    label: text('組織', 'Organisations'),
    help: text(
      'まちづくりに加わる組織です。委託先と再委託先も書きます。',
      'Everyone who takes part, suppliers and their suppliers included.',
    ),
  },
  contracts: {
    label: text('契約', 'Contracts'),
    help: text(
      '組織どうしの約束です。誰がどこまで行うかも書きます。',
      'What organisations agreed, and who does what.',
    ),
  },
  components: {
    label: text('しくみ', 'Components'),
    help: text(
      'サービス、都市OS、機器、受け渡し口、ネットワークなどです。',
      'Services, city OS, devices, gateways, networks and so on.',
    ),
  },
  externalSystems: {
    label: text('外部のしくみ', 'External systems'),
    help: text('ほかの都市や、街の外の基盤です。', 'Other cities and platforms outside.'),
  },
  dataSets: {
    label: text('データ', 'Data'),
    help: text('扱うデータのまとまりです。', 'The data sets in use.'),
  },
  flows: {
    label: text('データの流れ', 'Flows'),
    help: text(
      'どこからどこへ、何のためにデータが流れるかです。',
      'Which data passes from where to where, and why.',
    ),
  },
  accounts: {
    label: text('アカウント', 'Accounts'),
    help: text(
      'アカウントの数です。個人名は書きません。',
      'How many accounts there are; never names.',
    ),
  },
  weaknesses: {
    label: text('わかっている弱点', 'Known weaknesses'),
    help: text(
      'すでに分かっている弱点を、数と日付で書きます。',
      'Weaknesses already known, with counts and dates.',
    ),
  },
  controls: {
    label: text('対策の状況', 'State of controls'),
    help: text('チェック項目への今の答えです。', 'What is known of the answers to check items.'),
  },
} as const satisfies Readonly<Record<string, { readonly label: Text; readonly help: Text }>>;

export const cityLabel = text('都市', 'City');

/** What a list of a city's file holds, in words; `city` is the description's head. */
export function kindInWords(kind: string): Text {
  if (kind === 'city') return cityLabel;
  return Object.hasOwn(kindWords, kind)
    ? kindWords[kind as keyof typeof kindWords].label
    : text(kind, kind);
}

/** What stands for a field that has no value. */
export const nothing = text('（なし）', '(none)');

/** Whether words say that a field has no value. */
export const isNothing = ({ ja, en }: Text): boolean => ja === nothing.ja && en === nothing.en;
