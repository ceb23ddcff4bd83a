import { text } from '@machimori/kernel';
import type { Leaf } from './leaf.ts';
import { entryText, type Findings } from './log-finding.ts';

interface Stray {
  readonly code: 'content' | 'proof';
  readonly line: number;
  /** The entry above it, where that one has nothing else of the kind. */
  readonly leaf: Leaf | undefined;
}

const mostHeld = 1_000;

/**
 * Contents and proofs that do not fit the entry above them. Where entries are missing, it may be one of those that
 * they stood beside: the neighbour is accused only where nothing is missing.
 */
export class StrayLines {
  readonly #findings: Findings;
  readonly #held: Stray[] = [];

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  add(code: Stray['code'], line: number, leaf?: Leaf): void {
    const stray = { code, line, leaf };
    if (this.#held.length < mostHeld) this.#held.push(stray);
    else this.#tell(stray, true);
  }

  /** `missing`: entries are missing, or may be. */
  finish(missing: boolean): void {
    for (const stray of this.#held) this.#tell(stray, missing);
  }

  #tell({ code, line, leaf }: Stray, missing: boolean): void {
    const [kind, english] = code === 'content' ? ['内容', 'content'] : ['証明', 'proof'];
    if (missing || leaf === undefined) {
      const [ja, en] =
        leaf === undefined
          ? [
              `${line}行目の${kind}には、その記録がありません`,
              `the ${english} in line ${line} has no entry`,
            ]
          : [
              `${line}行目の${kind}は、すぐ上の記録のものではありません。その記録が抜けているか、${kind}が書きかえられています`,
              `the ${english} in line ${line} is not that of the entry above it: its entry is missing, or the ${english} was changed`,
            ];
      this.#findings.add({ code, line, message: text(ja, en) });
      return;
    }
    const { stream, counter, epoch } = leaf;
    const which = entryText(stream, counter);
    const message =
      code === 'content'
        ? text(
            `${which.ja}の内容が、記録されたものと違います`,
            `the content of ${which.en} is not what the entry committed to`,
          )
        : text(
            `${which.ja}が記録に含まれる証明が、成り立ちません`,
            `the proof that ${which.en} is in the log does not hold`,
          );
    this.#findings.add({ code, line, stream, counter, epoch, message });
  }
}
