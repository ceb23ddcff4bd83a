import { Failure, fill, type Locale, type Text, text } from '@machimori/kernel';
import { helpFor, padTo, readArguments } from './command.ts';
import { commands } from './command-list.ts';
import { exitCodes } from './exit-codes.ts';
import { localeOf } from './locale.ts';
import { Terminal } from './terminal.ts';
import { version } from './version.ts';

const messages = {
  about: text(
    '街守り（まちもり） — スマートシティの守りを、計画にします。',
    "Machimori — a smart city's security, as a plan.",
  ),
  usage: text('使い方: machimori <コマンド> [指定]', 'Usage: machimori <command> [options]'),
  more: text(
    'くわしくは「./machimori <コマンド> --help」。終了コードは docs/exit-codes.md にあります。',
    'More: “./machimori <command> --help”. Exit codes: docs/exit-codes.md.',
  ),
  moreOf: text(
    'くわしくは「./machimori {command} --help」。',
    'More: “./machimori {command} --help”.',
  ),
  developers: text(
    '開発する人へ: ./machimori test（すべての検査）、./machimori dev（変更のたびに検査）',
    'For developers: ./machimori test (all checks), ./machimori dev (checks at every change)',
  ),
  unknown: text('「{command}」というコマンドはありません。', 'There is no command “{command}”.'),
  meant: text(
    'もしかして: {nearest}（一覧は「./machimori --help」）',
    'Did you mean “{nearest}”? (“./machimori --help” lists all.)',
  ),
  optionFirst: text(
    'コマンドを先に、指定を後に書いてください。一覧は「./machimori --help」で見られます。',
    'The command comes first, its options after it. “./machimori --help” lists the commands.',
  ),
  unknownNext: text(
    'コマンドの一覧は「./machimori --help」で見られます。',
    'See “./machimori --help” for the list.',
  ),
  internal: text(
    'プログラムの中で問題が起きました（{reason}）。入力したファイルは変わっていません。',
    'Something went wrong inside the program ({reason}). Your files are unchanged.',
  ),
  internalNext: text(
    '同じことが続くときは、MACHIMORI_DEBUG=1 を付けて実行した表示を添えて、知らせてください。',
    'If it happens again, run with MACHIMORI_DEBUG=1 and report what it prints.',
  ),
  unprintable: text(
    '標準出力に書けません（{reason}）。',
    'Standard output cannot be written ({reason}).',
  ),
  unprintableNext: text(
    '書き出す先の空き容量を確かめて、もう一度実行してください。',
    'Check the free space where it goes, then run again.',
  ),
};

/** Commands and what each is for, in two columns, as wide as the longest of them needs. */
function commandRows(names: readonly string[], locale: Locale): readonly string[] {
  const widest = Math.max(...names.map((name) => name.length));
  return names.map((name) => `  ${padTo(name, widest + 2)}${commands[name]?.summary[locale]}`);
}

async function main(given: readonly string[]): Promise<number> {
  const langAt = given.indexOf('--lang');
  const lang =
    langAt >= 0 ? given[langAt + 1] : given.find((a) => a.startsWith('--lang='))?.slice(7);
  const locale = localeOf(lang, process.env);
  const terminal = new Terminal(locale);
  let running: string | undefined;
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
          ...commandRows(Object.keys(commands), locale),
          '',
          messages.more[locale],
          messages.developers[locale],
        ].join('\n'),
      );
      return 0;
    }
    const name = Object.hasOwn(commands, `${first} ${second}`) ? `${first} ${second}` : first;
    const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!found) {
      const family = Object.keys(commands).filter((c) => c.startsWith(`${first} `));
      if (family.length > 0 && (second === undefined || second === '--help' || second === '-h')) {
        terminal.print(commandRows(family, locale).join('\n'));
        return second === undefined ? exitCodes.usage : 0;
      }
      const command = second === undefined || family.length === 0 ? first : `${first} ${second}`;
      throw new Failure('usage', fill(messages.unknown, { command }), {
        next: await nextForUnknown(first, second),
      });
    }
    running = name;
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
    terminal.fail(withNext(failure, running));
    if (process.env['MACHIMORI_DEBUG'] !== undefined && failure.cause !== undefined)
      console.error(failure.cause);
    return exitCodes[failure.code];
  }
}

/** What whoever typed a command that does not exist probably meant. */
async function nextForUnknown(first: string, second: string | undefined): Promise<Text> {
  if (first.startsWith('-')) return messages.optionFirst;
  // Loaded here alone, so that commands that exist start no later.
  const { nearestWord } = await import('@machimori/city');
  const names = Object.keys(commands);
  const nearest =
    (second === undefined ? undefined : nearestWord(`${first} ${second}`, names)) ??
    nearestWord(first, names);
  return nearest === undefined ? messages.unknownNext : fill(messages.meant, { nearest });
}

/** What was typed wrongly is looked up in the help; what else has no next step of its own is said as it is. */
function withNext(failure: Failure, command: string | undefined): Failure {
  if (failure.code !== 'usage' || failure.next !== undefined) return failure;
  const next = command === undefined ? messages.unknownNext : fill(messages.moreOf, { command });
  return new Failure(failure.code, failure.text, { next, cause: failure.cause });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closed its end of the pipe (`| head`) is no failure.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  const terminal = new Terminal(localeOf(undefined, process.env));
  terminal.fail(
    new Failure(
      'output-unwritable',
      fill(messages.unprintable, { reason: error.code ?? 'unknown' }),
      { next: messages.unprintableNext },
    ),
  );
  process.exit(exitCodes['output-unwritable']);
});
// Where nobody can read what went wrong, the exit code still says it.
process.stderr.on('error', () => undefined);
process.exitCode = await main(process.argv.slice(2));
