import { text } from '@machimori/kernel';
import type { Leaf } from './leaf.ts';
import { entryText, type Findings } from './log-finding.ts';

const digits = new Uint8Array(128);
for (const [value, sign] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  digits[sign.charCodeAt(0)] = value;
}

/** True where the base64 of a hash is that of the 32 bytes; without making either anew, since every entry asks it. */
export function hashIs(written: string, hash: Uint8Array): boolean {
  if (written.length !== 44) return false;
  for (let i = 0, at = 0; i < 30; i += 3, at += 4) {
    const bits =
      ((digits[written.charCodeAt(at)] ?? 0) << 18) |
      ((digits[written.charCodeAt(at + 1)] ?? 0) << 12) |
      ((digits[written.charCodeAt(at + 2)] ?? 0) << 6) |
      (digits[written.charCodeAt(at + 3)] ?? 0);
    if (bits !== (((hash[i] ?? 0) << 16) | ((hash[i + 1] ?? 0) << 8) | (hash[i + 2] ?? 0))) {
      return false;
    }
  }
  const bits =
    ((digits[written.charCodeAt(40)] ?? 0) << 12) |
    ((digits[written.charCodeAt(41)] ?? 0) << 6) |
    (digits[written.charCodeAt(42)] ?? 0);
  return bits === (((hash[30] ?? 0) << 10) | ((hash[31] ?? 0) << 2));
}

/** Entries that have not come: `claimed` is what the entry after the last of them says its hash is. */
interface Gap {
  from: number;
  to: number;
  claimed: string | null;
}

interface Chain {
  /** The highest number that came, and the hash of that entry. */
  counter: number;
  readonly hash: Uint8Array;
  entries: number;
  gaps: Gap[] | undefined;
}

/** What came of one stream. */
export interface StreamSummary {
  readonly stream: string;
  readonly entries: number;
  readonly last: number;
}

const mostGaps = 1_000;

/** Follows every stream by its numbers and by what each entry says of the one before. Memory grows with streams, not entries. */
export class StreamChains {
  readonly #chains = new Map<string, Chain>();
  readonly #findings: Findings;
  #missing = false;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** The next entry of its stream, whose leaf hash lies in `row` at `at`. */
  next(leaf: Leaf, row: Uint8Array, at: number, line: number): void {
    let chain = this.#chains.get(leaf.stream);
    if (chain === undefined) {
      chain = { counter: 0, hash: new Uint8Array(32), entries: 0, gaps: undefined };
      this.#chains.set(leaf.stream, chain);
    }
    chain.entries++;
    if (leaf.counter <= chain.counter) {
      this.#late(chain, leaf, row.subarray(at, at + 32), line);
      return;
    }
    if (leaf.counter > chain.counter + 1) {
      this.#gap(chain, leaf);
    } else if (
      chain.counter === 0 ? leaf.previous !== null : !hashIs(leaf.previous ?? '', chain.hash)
    ) {
      this.#changed(leaf.stream, chain.counter || leaf.counter, line);
    }
    chain.counter = leaf.counter;
    for (let i = 0; i < 32; i++) chain.hash[i] = row[at + i] ?? 0;
  }

  #gap(chain: Chain, leaf: Leaf): void {
    chain.gaps ??= [];
    const gap = { from: chain.counter + 1, to: leaf.counter - 1, claimed: leaf.previous };
    if (chain.gaps.length < mostGaps) chain.gaps.push(gap);
    else this.#removed(leaf.stream, gap);
  }

  /** An entry with a number that is passed: out of its place, or there twice. */
  #late(chain: Chain, leaf: Leaf, hash: Uint8Array, line: number): void {
    const { stream, counter } = leaf;
    const gap = chain.gaps?.find(({ from, to }) => from <= counter && counter <= to);
    const which = entryText(stream, counter);
    if (gap === undefined) {
      this.#findings.add({
        code: 'repeated',
        stream,
        counter,
        line,
        message: text(`${which.ja}が二度あります`, `${which.en} stands there twice`),
      });
      return;
    }
    const rest: Gap[] = [
      { from: gap.from, to: counter - 1, claimed: leaf.previous },
      { from: counter + 1, to: gap.to, claimed: gap.claimed },
    ];
    chain.gaps = chain.gaps?.flatMap((each) =>
      each === gap ? rest.filter(({ from, to }) => from <= to) : [each],
    );
    this.#findings.add({
      code: 'reordered',
      stream,
      counter,
      line,
      message: text(
        `${which.ja}が、あるべき所より後にあります`,
        `${which.en} stands after entries that follow it`,
      ),
    });
    if (gap.to === counter && !hashIs(gap.claimed ?? '', hash))
      this.#changed(stream, counter, line);
  }

  #changed(stream: string, counter: number, line: number): void {
    const which = entryText(stream, counter);
    this.#findings.add({
      code: 'changed',
      stream,
      counter,
      line,
      message: text(
        `${which.ja}は、次の記録が指すものと違います。書きかえられています`,
        `${which.en} is not what its follower says it was: it was changed`,
      ),
    });
  }

  #removed(stream: string, { from, to }: Gap): void {
    this.#missing = true;
    const which = entryText(stream, from, to);
    this.#findings.add({
      code: 'removed',
      stream,
      counter: from,
      ...(to > from ? { to } : {}),
      message: text(`${which.ja}がありません`, `${which.en}: missing`),
    });
  }

  /** Names what never came. True where something did not. */
  finish(): boolean {
    for (const [stream, { gaps }] of this.#chains) {
      for (const gap of gaps ?? []) this.#removed(stream, gap);
    }
    return this.#missing;
  }

  /** The last entry of a stream, or undefined where none came. */
  last(stream: string): { readonly counter: number; readonly hash: Uint8Array } | undefined {
    return this.#chains.get(stream);
  }

  get count(): number {
    return this.#chains.size;
  }

  summaries(most: number): readonly StreamSummary[] {
    const found: StreamSummary[] = [];
    for (const [stream, { entries, counter }] of this.#chains) {
      if (found.length === most) break;
      found.push({ stream, entries, last: counter });
    }
    return found;
  }
}
