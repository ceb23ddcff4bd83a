import { Failure, fill, type Text, text } from '@machimori/kernel';
import { type Command, helpFor, padTo, readArguments } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { localeOf } from './locale.ts';
import { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Commands load when called, so that each starts with what it needs alone. */
const commands: Readonly<
  Record<string, { readonly summary: Text; readonly load: () => Promise<Command> }>
> = {
  plan: {
    summary: text(
      '都市の記載から、セキュリティの計画をつくる',
      'Write the security plan of a city',
    ),
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  explain: {
    summary: text('計画の項目が、なぜあるかをたどる', 'Follow the reasons of anything in a plan'),
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  'city check': {
    summary: text('都市のファイルを確かめる', 'Check the file of a city'),
    load: async () => (await import('./commands/city.ts')).cityCheck,
  },
  'city template': {
    summary: text('都市を書くためのExcelをつくる', 'Write an Excel workbook to describe a city in'),
    load: async () => (await import('./commands/city.ts')).cityTemplate,
  },
  'city import': {
    summary: text('書き込んだExcelを読み取る', 'Read a workbook back into city.yaml'),
    load: async () => (await import('./commands/city.ts')).cityImport,
  },
  'city export': {
    summary: text('都市のファイルをExcelにする', 'Write a city file as a workbook'),
    load: async () => (await import('./commands/city.ts')).cityExport,
  },
  'city schema': {
    summary: text('都市のファイルのJSON Schemaを出す', 'Print the JSON Schema of city files'),
    load: async () => (await import('./commands/city.ts')).citySchemaCommand,
  },
  'sheet fill': {
    summary: text(
      '手元の公式チェックシートに書き込む',
      "Fill one's own copy of the official check sheet",
    ),
    load: async () => (await import('./commands/sheet.ts')).sheetFill,
  },
  'sheet read': {
    summary: text('書き込まれたチェックシートを読み取る', 'Read filled check sheets back'),
    load: async () => (await import('./commands/sheet.ts')).sheetRead,
  },
  'catalogue check': {
    summary: text('ガイドラインのデータを確かめる', "Prove the guideline's data"),
    load: async () => (await import('./commands/catalogue.ts')).catalogueCheck,
  },
  'catalogue show': {
    summary: text('ガイドラインのデータを見る', "Show the guideline's data"),
    load: async () => (await import('./commands/catalogue.ts')).catalogueShow,
  },
  'catalogue criteria': {
    summary: text('標準の評価基準を出す', 'Print the default rating criteria'),
    load: async () => (await import('./commands/catalogue.ts')).catalogueCriteria,
  },
  'catalogue diff': {
    summary: text('二つの版を比べる', 'Compare two editions'),
    load: async () => (await import('./commands/catalogue.ts')).catalogueDiff,
  },
  'catalogue compile': {
    summary: text('YAMLからedition.jsonをつくる', 'Compile edition.json from the YAML files'),
    load: async () => (await import('./commands/catalogue.ts')).catalogueCompile,
  },
  bench: {
    summary: text('速さとメモリを測る', 'Measure time and memory'),
    load: async () => (await import('./commands/bench.ts')).bench,
  },
};

const messages = {
  about: text(
    '街守り（まちもり） — スマートシティの守りを、計画にします。',
    "Machimori — a smart city's security, as a plan.",
  ),
  usage: text('使い方: machimori <コマンド> [指定]', 'Usage: machimori <command> [options]'),
  more: text(
    'くわしくは「machimori <コマンド> --help」。終了コードは docs/exit-codes.md にあります。',
    'More: “machimori <command> --help”. Exit codes: docs/exit-codes.md.',
  ),
  developers: text(
    '開発する人へ: ./machimori test（すべての検査）、./machimori dev（変更のたびに検査）',
    'For developers: ./machimori test (all checks), ./machimori dev (checks at every change)',
  ),
  unknown: text('「{command}」というコマンドはありません。', 'There is no command “{command}”.'),
  unknownNext: text(
    'コマンドの一覧は「machimori --help」で見られます。',
    'See “machimori --help” for the list.',
  ),
  internal: text(
    'プログラムの中で問題が起きました（{reason}）。入力したファイルは変わっていません。',
    'Something went wrong inside the program ({reason}). Your files are unchanged.',
  ),
  internalNext: text(
    '同じことが続くときは、MACHIMORI_DEBUG=1 を付けて実行した表示を添えて、知らせてください。',
    'If it happens again, run with MACHIMORI_DEBUG=1 and report what it prints.',
  ),
};

async function main(given: readonly string[]): Promise<number> {
  const langAt = given.indexOf('--lang');
  const lang =
    langAt >= 0 ? given[langAt + 1] : given.find((a) => a.startsWith('--lang='))?.slice(7);
  const locale = localeOf(lang, process.env);
  const terminal = new Terminal(locale);
  try {
    const [first, second] = given;
    if (first === '--version' || first === '-v') {
      terminal.print(version);
      return 0;
    }
    if (
      first === undefined ||
      first === '--help' ||
      first === '-h' ||
      first === 'help' ||
      first.startsWith('--lang')
    ) {
      terminal.print(
        [
          messages.about[locale],
          '',
          messages.usage[locale],
          '',
          ...Object.entries(commands).map(
            ([name, c]) => `  ${padTo(name, 20)}${c.summary[locale]}`,
          ),
          '',
          messages.more[locale],
          messages.developers[locale],
        ].join('\n'),
      );
      return 0;
    }
    const name = commands[`${first} ${second}`] ? `${first} ${second}` : first;
    const found = commands[name];
    if (!found) {
      const family = Object.keys(commands).filter((c) => c.startsWith(`${first} `));
      if (family.length > 0 && (second === undefined || second === '--help' || second === '-h')) {
        terminal.print(
          family.map((c) => `  ${padTo(c, 20)}${commands[c]?.summary[locale]}`).join('\n'),
        );
        return second === undefined ? exitCodes.usage : 0;
      }
      throw new Failure(
        'usage',
        fill(messages.unknown, {
          command: second === undefined || family.length === 0 ? first : `${first} ${second}`,
        }),
        { next: messages.unknownNext },
      );
    }
    const command = await found.load();
    const { positionals, values } = readArguments(command, given.slice(name.split(' ').length));
    if (values['help'] === true) {
      terminal.print(helpFor(command, locale));
      return 0;
    }
    const code = await command.run({
      positionals,
      terminal,
      locale,
      option: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
      flag: (option) => values[option] === true,
    });
    terminal.clear();
    return code;
  } catch (error) {
    const failure =
      error instanceof Failure
        ? error
        : new Failure(
            'internal',
            fill(messages.internal, { reason: error instanceof Error ? error.name : 'unknown' }),
            { next: messages.internalNext, cause: error },
          );
    terminal.fail(failure);
    if (process.env['MACHIMORI_DEBUG'] !== undefined && failure.cause !== undefined)
      console.error(failure.cause);
    return exitCodes[failure.code];
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closed its end of the pipe (`| head`) is no failure.
  process.exit(error.code === 'EPIPE' ? 0 : exitCodes['output-unwritable']);
});
process.exitCode = await main(process.argv.slice(2));
