import { text } from '@machimori/kernel';
import { epochOf, type SignedCheckpoint } from './checkpoint.ts';
import type { ExportHeader, ExportRecord } from './export-record.ts';
import { KeyChain, readHandOver } from './hand-over.ts';
import type { Findings } from './log-finding.ts';
import { OwnEntries } from './own-entries.ts';
import { verifyNote } from './signed-note.ts';
import {
  readVerifierKey,
  sameKey,
  type VerifierKey,
  type VerifySignature,
} from './verifier-key.ts';

/** What a verifier trusts before it reads a line. */
export interface Trust {
  readonly key: VerifierKey;
  readonly since: SignedCheckpoint | undefined;
  readonly verify: VerifySignature;
}

/** The head of an export: which log it is of, and its keys from the first to the last. */
export class ExportHead {
  readonly header: ExportHeader;
  readonly keys: KeyChain;
  readonly own: OwnEntries;
  readonly #trust: Trust;
  readonly #findings: Findings;
  /** True once something other than a hand-over came: the keys are all known. */
  begun = false;
  /** The checkpoint that was kept from before, where a key of this log signed it. */
  since: { readonly epoch: number; readonly checkpoint: SignedCheckpoint } | undefined;
  #strongest = -1;

  private constructor(header: ExportHeader, key: VerifierKey, trust: Trust, findings: Findings) {
    this.header = header;
    this.keys = new KeyChain(key);
    this.own = new OwnEntries(findings, header.name, this.keys, trust.verify);
    this.#trust = trust;
    this.#findings = findings;
  }

  /** The head that the first line begins, or undefined where it begins none. */
  static read(
    record: ExportRecord | undefined,
    trust: Trust,
    findings: Findings,
  ): ExportHead | undefined {
    if (record?.record !== 'header') return undefined;
    const key = readVerifierKey(record.key);
    if (key?.name !== record.name) return undefined;
    const head = new ExportHead(record, key, trust, findings);
    if (trust.key.name !== record.name) {
      findings.add({
        code: 'foreign',
        line: 1,
        message: text(
          `この書き出しは「${record.name}」のもので、渡された鍵の記録ではありません`,
          `this export is of “${record.name}”, not of the log whose key was given`,
        ),
      });
    }
    return head;
  }

  get whole(): boolean {
    return this.header.kind === 'whole';
  }

  async handOver(note: string, line: number): Promise<void> {
    const next = readHandOver(this.header.name, note);
    if (!this.begun && next && (await this.keys.follow(next, this.#trust.verify))) return;
    this.#findings.add({
      code: 'hand-over',
      line,
      message: text(
        '鍵の引きつぎが、前の鍵で署名されていないか、順が違います',
        'a hand-over is not signed by the key before it, or out of order',
      ),
    });
  }

  /** All keys have come: is the one that is trusted among them, and did one of them sign what was kept from before? */
  async begin(): Promise<void> {
    this.begun = true;
    const { key, since, verify } = this.#trust;
    if (key.name === this.header.name && !this.keys.has(key)) {
      this.#findings.add({
        code: 'foreign',
        message: text(
          '渡された鍵は、この書き出しのどの鍵とも違います',
          'the key given is none of the keys of this export',
        ),
      });
    }
    if (since === undefined) return;
    const epoch = epochOf(this.header.name, since.origin);
    if (epoch !== undefined && (await verifyNote(since.note, this.keys.keys, verify)).length > 0) {
      this.since = { epoch, checkpoint: since };
      return;
    }
    this.#findings.add({
      code: 'history',
      message: text(
        '手元のチェックポイントは、この記録の鍵で署名されたものではありません',
        'the checkpoint that you hold is not signed by a key of this log',
      ),
    });
  }

  /** True where the key in force at this epoch and size signed the checkpoint. */
  async signed(epoch: number, checkpoint: SignedCheckpoint): Promise<boolean> {
    const key = this.keys.at(epoch, checkpoint.size);
    const signed = await verifyNote(checkpoint.note, this.keys.keys, this.#trust.verify);
    if (!signed.some((each) => sameKey(each, key))) return false;
    const position = this.keys.keys.findIndex((each) => sameKey(each, key));
    this.#strongest = Math.max(this.#strongest, position);
    return true;
  }

  /** At the end: what the trusted key, or one after it, signed reaches all that was shown. */
  finish(): void {
    if (this.whole) this.own.finish();
    const trusted = this.keys.keys.findIndex((each) => sameKey(each, this.#trust.key));
    if (this.#strongest >= Math.max(0, trusted)) return;
    this.#findings.add({
      code: 'signature',
      message: text(
        '渡された鍵か、そのあとの鍵で署名されたチェックポイントが、一つもありません',
        'no checkpoint is signed by the key given, or by one after it',
      ),
    });
  }
}
