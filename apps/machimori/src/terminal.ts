import {
  type Diagnostic,
  type Failure,
  fillText,
  type Locale,
  limits,
  type Place,
  text,
  visible,
  visibleLine,
} from '@machimori/kernel';

/** What the program prints. Progress goes to a terminal alone; in a pipe it is quiet. */
export class Terminal {
  readonly locale: Locale;
  readonly #out: NodeJS.WriteStream;
  readonly #err: NodeJS.WriteStream;
  readonly #colour: boolean;
  #shown = false;

  constructor(
    locale: Locale,
    out: NodeJS.WriteStream = process.stdout,
    err: NodeJS.WriteStream = process.stderr,
  ) {
    this.locale = locale;
    this.#out = out;
    this.#err = err;
    this.#colour = Boolean(err.isTTY) && process.env['NO_COLOR'] === undefined;
  }

  print(line = ''): void {
    this.#out.write(`${visible(line)}\n`);
  }

  warn(line: string): void {
    this.clear();
    this.#err.write(`${short(visibleLine(line))}\n`);
  }

  /** A step of longer work, replaced by the next one. */
  progress(step: string): void {
    if (!this.#err.isTTY) return;
    this.#err.write(`\r\u001b[K${step}`);
    this.#shown = true;
  }

  clear(): void {
    if (!this.#shown) return;
    this.#err.write('\r\u001b[K');
    this.#shown = false;
  }

  /** A failure for a person: what, where, what was expected, what to do next; never a stack. */
  fail(failure: Failure): void {
    this.clear();
    const { locale } = this;
    const say = (line: string): boolean => this.#err.write(`${line}\n`);
    const mark = this.#red(locale === 'ja' ? 'エラー' : 'Error');
    say(`${mark}: ${short(visibleLine(failure.text[locale]))}`);
    const shown = failure.diagnostics.slice(0, limits.diagnostics);
    for (const line of diagnosticLines(shown, locale)) say(short(visibleLine(line)));
    const count = failure.diagnostics.length - shown.length;
    if (count > 0) say(`  ${fillText(words.more, { count })[locale]}`);
    if (failure.next) say(`→ ${short(visibleLine(failure.next[locale]))}`);
  }

  #red(s: string): string {
    return this.#colour ? `\u001b[31m${s}\u001b[0m` : s;
  }
}

/** `city.yaml:12:5 components[3].operator` or `しくみ C7`. */
export function placeText(place: Place): string {
  if (place.sheet !== undefined)
    return [place.sheet, place.cell].filter((s) => s !== undefined).join(' ');
  const position = [place.file, place.line, place.column].filter((s) => s !== undefined).join(':');
  return [position, place.path].filter((s) => s !== undefined && s !== '').join(' ');
}

/** Longer lines are the input's, not ours: a person reads no more of them. */
const longestLine = 4_000;
const short = (line: string): string =>
  line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;

const words = {
  more: text('ほか{count}か所', '{count} more'),
  expected: text('　書き方: {expected}', '  expected: {expected}'),
  nearest: text('　もしかして: {nearest}', '  did you mean: {nearest}'),
  warning: text('注意', 'warning'),
};

export function diagnosticLines(diagnostics: readonly Diagnostic[], locale: Locale): string[] {
  return diagnostics.flatMap((d) => {
    const mark = d.severity === 'warning' ? `${words.warning[locale]} ` : '';
    const lines = [`  ${placeText(d.place)}  ${mark}${d.message[locale]}`];
    if (d.expected) lines.push(`  ${fillText(words.expected, { expected: d.expected })[locale]}`);
    if (d.nearest !== undefined)
      lines.push(`  ${fillText(words.nearest, { nearest: d.nearest })[locale]}`);
    return lines;
  });
}
