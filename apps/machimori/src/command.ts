import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Failure, fill, fillText, type Locale, type Text, text } from '@machimori/kernel';
import type { Terminal } from './terminal.ts';

type Option = {
  readonly type: 'string' | 'boolean';
  readonly help: Text;
  readonly value?: string;
  readonly words?: readonly string[];
};

/** A command of the program: what it takes, what it does. Help is made from here. */
export interface Command {
  readonly name: string;
  readonly summary: Text;
  /** Positional arguments as shown in help: `CITY`. */
  readonly takes: readonly string[];
  /** True when the last positional may repeat. */
  readonly repeats?: boolean;
  readonly options: Readonly<Record<string, Option>>;
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  readonly locale: Locale;
  option(name: string): string | undefined;
  flag(name: string): boolean;
}

const messages = {
  unknownOption: text(
    '「{option}」という指定はありません。使えるのは {options} です。',
    'There is no option {option}. There are {options}.',
  ),
  takesNone: text('「{option}」に値は付けられません。', '{option} takes no value.'),
  twice: text('「{option}」が二度、指定されています。', '{option} is given twice.'),
  needsValue: text('「{option}」には値が要ります。', '{option} needs a value.'),
  missing: text('{missing}を指定してください。', 'Name {missing}.'),
  tooMany: text('「{extra}」は余分です。', '“{extra}” is one too many.'),
  word: text(
    '「{option}」には {words} のどれかを指定してください（「{given}」ではありません）。',
    '{option} takes one of {words} (not “{given}”).',
  ),
  seeHelp: text(
    '書き方は「./machimori {command} --help」で見られます。',
    'See “./machimori {command} --help”.',
  ),
};

/** What the arguments without a name of their own stand for. */
const meanings: Readonly<Record<string, Text>> = {
  CITY: text(
    '都市のファイル（city.yaml、city.json、city.xlsx）',
    'the file of a city (city.yaml, city.json or city.xlsx)',
  ),
  WORKBOOK: text('書き込んだExcel', 'the workbook that was filled in'),
  ID: text(
    'たどるもののid（報告書の付録Aか plan.json にあります）',
    'the id of what to follow (in the report’s appendix A or plan.json)',
  ),
  OFFICIAL: text(
    '手元の公式チェックシート（xlsx）',
    'your copy of the official check sheet (xlsx)',
  ),
  BOOK: text('書き込まれたチェックシート（xlsx）', 'a filled check sheet (xlsx)'),
  FILE: text('書き出した記録のファイル', 'the file of an exported log'),
  ANSWERS: text('業者の回答集（.json）', 'the answer book of a vendor (.json)'),
  BACKUP: text('バックアップのファイル', 'the file of a backup'),
  MAIL: text('その人のメールアドレス', 'the e-mail address of the person'),
  'NEW-MAIL': text('その人の新しいメールアドレス', 'their new e-mail address'),
  'OLD.json': text('前の計画（plan.json）', 'the older plan (plan.json)'),
  'NEW.json': text('新しい計画（plan.json）', 'the newer plan (plan.json)'),
  'EDITION-A': text('前の版（例 2.0-draft）', 'the older edition (such as 2.0-draft)'),
  'EDITION-B': text('後の版', 'the newer edition'),
};

export const commonOptions = {
  lang: {
    type: 'string',
    value: 'ja|en',
    words: ['ja', 'en'],
    help: text('表示と報告書の言葉', 'Language of what is shown and written'),
  },
  help: { type: 'boolean', help: text('この説明を表示する', 'Show this help') },
} satisfies Record<string, Option>;

export const formatOption = {
  format: {
    type: 'string',
    value: 'text|json',
    words: ['text', 'json'],
    help: text('出力の形（機械で読むなら json）', 'Form of the output (json for machines)'),
  },
} satisfies Record<string, Option>;

/** Reads a command's arguments; what does not fit is named, with the way to help. */
export function readArguments(
  command: Command,
  given: readonly string[],
): { positionals: string[]; values: Record<string, string | boolean | undefined> } {
  const options: Record<string, Option> = { ...command.options, ...commonOptions };
  const next = fill(messages.seeHelp, { command: command.name });
  const config = {
    args: [...given],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, o]) => [
        name,
        { type: o.type, ...(name === 'help' ? { short: 'h' } : {}) },
      ]),
    ),
  } satisfies ParseArgsConfig;
  const { tokens, positionals } = parseArgs(config);
  const values: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, value, inlineValue } = token;
    const refuse = (message: Text): never => {
      const known = Object.keys(options).map((o) => `--${o}`);
      const words = { option: `--${name}`, options: known.join(', ') };
      throw new Failure('usage', fill(message, words), { next });
    };
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) return refuse(messages.unknownOption);
    if (option.type === 'boolean' && value !== undefined) refuse(messages.takesNone);
    // What follows as a word of its own and looks like an option is one, and the value is missing.
    const swallowed = inlineValue === false && value?.startsWith('-') === true;
    if (option.type === 'string' && (!value || swallowed)) refuse(messages.needsValue);
    if (Object.hasOwn(values, name)) refuse(messages.twice);
    values[name] = value ?? true;
    if (option.words && typeof value === 'string' && !option.words.includes(value))
      throw new Failure(
        'usage',
        fill(messages.word, { option: `--${name}`, words: option.words.join(', '), given: value }),
        { next },
      );
  }
  if (values['help'] === true) return { positionals, values };
  const lacking = command.takes.slice(positionals.length);
  if (lacking.length > 0)
    throw new Failure('usage', fillText(messages.missing, { missing: meant(lacking) }), { next });
  const extra = positionals[command.takes.length];
  if (extra !== undefined && !command.repeats)
    throw new Failure('usage', fill(messages.tooMany, { extra }), { next });
  return { positionals, values };
}

const meant = (names: readonly string[]): Text => {
  const said = (locale: Locale): string[] => names.map((name) => meanings[name]?.[locale] ?? name);
  return text(said('ja').join('と'), said('en').join(' and '));
};

const width = (s: string): number =>
  [...s].reduce(
    (n, c) =>
      n +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        c,
      )
        ? 2
        : 1),
    0,
  );
export const padTo = (s: string, columns: number): string =>
  s + ' '.repeat(Math.max(1, columns - width(s)));

export function helpFor(command: Command, locale: Locale): string {
  const usage =
    `machimori ${command.name} ${command.takes.join(' ')}${command.repeats ? ' …' : ''}`.trim();
  const given = command.takes.map((name) =>
    `  ${padTo(name, 30)}${meanings[name]?.[locale] ?? ''}`.trimEnd(),
  );
  const rows = Object.entries({ ...command.options, ...commonOptions }).map(
    ([name, o]) =>
      `  ${padTo(`--${name}${o.type === 'string' ? ` ${o.value ?? '…'}` : ''}`, 30)}${o.help[locale]}`,
  );
  return [
    command.summary[locale],
    '',
    locale === 'ja' ? `使い方: ${usage}` : `Usage: ${usage}`,
    '',
    ...(given.length > 0 ? [...given, ''] : []),
    ...rows,
  ].join('\n');
}
