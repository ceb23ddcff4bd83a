import { text } from '@machimori/kernel';
import { sameBytes } from './bytes.ts';
import { epochOf, readCheckpoint } from './checkpoint.ts';
import { opensCommitment } from './commitment.ts';
import { ExportHead, type Trust } from './export-head.ts';
import { type ExportRecord, readRecord } from './export-record.ts';
import type { ExportReport } from './export-report.ts';
import type { Hashing } from './hashing.ts';
import { type Leaf, ownStream, readLeaf } from './leaf.ts';
import { entryText, Findings, type LogFindingCode } from './log-finding.ts';
import { OwnEntries } from './own-entries.ts';
import { verifyNote } from './signed-note.ts';
import { StrayLines } from './stray-lines.ts';
import { StreamChains } from './stream-chains.ts';
import { readStreamHead } from './stream-head.ts';
import { verifyInclusion } from './tree.ts';
import { VerifiedEpochs } from './verified-epochs.ts';
import { writeVerifierKey } from './verifier-key.ts';

/** Entries that are hashed in one go. */
const batch = 1_024;
const shownStreams = 1_000;

/** The entry on the line before, which a content or a proof may follow. */
interface LastEntry {
  readonly leaf: Leaf;
  readonly index: number;
  opened: boolean;
  proved: boolean;
}

/** Reads an export line by line; `verifyExport` drives it. */
export class ExportVerifier {
  readonly #trust: Trust;
  readonly #hashing: Hashing;
  readonly #findings: Findings;
  readonly #chains: StreamChains;
  readonly #strays: StrayLines;
  readonly #epochs: VerifiedEpochs;
  #head: ExportHead | undefined;
  #stopped = false;
  #ended = false;
  #line = 0;
  #entries = 0;
  #opened = 0;
  #withheld = 0;

  /** Entries that wait to be hashed together. */
  #leaves: Leaf[] = [];
  #bytes: Uint8Array[] = [];
  #lines: number[] = [];
  #lastHash = new Uint8Array(32);
  #before: LastEntry | undefined;
  #lastIndex = -1;
  #endSaid = false;

  constructor(trust: Trust, hashing: Hashing, mostFindings: number) {
    this.#trust = trust;
    this.#hashing = hashing;
    this.#findings = new Findings(mostFindings);
    this.#chains = new StreamChains(this.#findings);
    this.#strays = new StrayLines(this.#findings);
    this.#epochs = new VerifiedEpochs(hashing, this.#findings);
  }

  #wrong(code: LogFindingCode, ja: string, en: string, leaf?: Leaf): void {
    const place = leaf && { stream: leaf.stream, counter: leaf.counter, epoch: leaf.epoch };
    this.#findings.add({ code, line: this.#line, ...place, message: text(ja, en) });
  }

  #unreadable(): void {
    this.#wrong(
      'unreadable',
      `${this.#line}行目は、読めないか、ここにあってはならない行です`,
      `line ${this.#line} cannot be read, or may not stand here`,
    );
  }

  /** The head, where entries may come now. */
  #open(): ExportHead | undefined {
    if (this.#stopped) return undefined;
    if (this.#head === undefined) this.#begin(undefined);
    else if (this.#ended) this.#unreadable();
    else return this.#head;
    return undefined;
  }

  /** True until the head is read and what is trusted was held against its keys; then an entry may come. */
  get waits(): boolean {
    return this.#head?.begun === false;
  }

  async keysKnown(): Promise<void> {
    if (this.#head !== undefined) await this.#keysKnown(this.#head);
  }

  /** An entry's line. */
  entry(line: string, bytes: Uint8Array): void {
    this.#line++;
    const head = this.#open();
    if (head === undefined) return;
    this.#closeBefore();
    this.#entries++;
    const leaf = readLeaf(line);
    if (leaf === undefined) {
      this.#unreadable();
      // Something was hashed in its place: the entries after it keep theirs.
      this.#flush();
      if (head.whole) this.#epochs.tree.append(this.#hashing.leaves([bytes]));
      return;
    }
    const { log, stream } = head.header;
    if (leaf.log !== log || (stream !== null && leaf.stream !== stream)) {
      const which = entryText(leaf.stream, leaf.counter);
      const [ja, en] = [
        `${which.ja}は、ほかの記録のものです`,
        `${which.en} is of another log or stream`,
      ];
      this.#wrong('foreign', ja, en, leaf);
      return;
    }
    if (leaf.epoch !== this.#epochs.tree.epoch) {
      this.#flush();
      this.#lastIndex = -1;
      if (!this.#epochs.turn(leaf, head, this.#line)) return;
    }
    this.#place(leaf, bytes, head);
  }

  #place(leaf: Leaf, bytes: Uint8Array, head: ExportHead): void {
    const index = this.#epochs.tree.size + this.#leaves.length;
    if (head.whole && index === 0 && !OwnEntries.opens(leaf, ownStream)) {
      this.#wrong(
        'epoch',
        `区切り${leaf.epoch}の最初の記録が、区切りのはじまりではありません`,
        `the first entry of epoch ${leaf.epoch} does not open it`,
        leaf,
      );
    }
    this.#epochs.count(leaf);
    this.#before = { leaf, index, opened: false, proved: false };
    this.#leaves.push(leaf);
    this.#bytes.push(bytes);
    this.#lines.push(this.#line);
    if (this.#leaves.length === batch) this.#flush();
  }

  #flush(): void {
    if (this.#leaves.length === 0) return;
    const row = this.#hashing.leaves(this.#bytes);
    // A selection leaves out what its reader may not see: each entry stands by its proof alone.
    const chained = this.#head?.header.kind !== 'selection';
    for (let i = 0; i < this.#leaves.length; i++) {
      const leaf = this.#leaves[i];
      if (leaf !== undefined && chained) this.#chains.next(leaf, row, i * 32, this.#lines[i] ?? 0);
    }
    if (this.#head?.whole) this.#epochs.tree.append(row);
    this.#lastHash = row.slice(-32);
    [this.#leaves, this.#bytes, this.#lines] = [[], [], []];
  }

  /** Before what comes next: what should have stood beside the last entry. */
  #closeBefore(): void {
    const before = this.#before;
    this.#before = undefined;
    if (before === undefined) return;
    const { leaf, opened, proved } = before;
    if (leaf.commitment !== null && !opened) this.#withheld++;
    const which = entryText(leaf.stream, leaf.counter);
    if (leaf.stream === ownStream && !opened) {
      this.#wrong(
        'content',
        `${which.ja}の内容がありません。記録そのものについての内容は、いつも示されます`,
        `${which.en} is not opened; what the log says of itself always is`,
        leaf,
      );
    }
    if (this.#head?.whole === false && !proved) {
      this.#wrong(
        'proof',
        `${which.ja}に、記録に含まれる証明がありません`,
        `${which.en} has no proof that it is in the log`,
        leaf,
      );
    }
  }

  /** A content or a proof, which stand beside an entry and need no waiting. False for any other line. */
  besideEntry(line: string | undefined): boolean {
    const beside = line?.startsWith('{"content":') || line?.startsWith('{"hashes":');
    if (!beside || line === undefined) return false;
    this.#line++;
    const head = this.#open();
    if (head === undefined) return true;
    const record = readRecord(line);
    const before = this.#before;
    if (record?.record === 'content' && before) this.#content(record, before, head);
    else if (record?.record === 'inclusion' && before) this.#inclusion(record, before);
    else this.#unreadable();
    return true;
  }

  #content(
    { content, salt }: ExportRecord & { record: 'content' },
    before: LastEntry,
    { own, whole }: ExportHead,
  ): void {
    const { leaf, index } = before;
    if (before.opened) {
      this.#strays.add('content', this.#line);
      return;
    }
    before.opened = true;
    if (!opensCommitment(leaf.commitment, content, salt)) {
      this.#strays.add('content', this.#line, leaf);
      return;
    }
    this.#opened++;
    if (leaf.stream !== ownStream) return;
    own.take(leaf, content, this.#line, whole ? index : undefined, this.#epochs.before);
  }

  #inclusion({ index, hashes }: ExportRecord & { record: 'inclusion' }, before: LastEntry): void {
    this.#flush();
    const { leaf } = before;
    const anchor = this.#epochs.tree.last;
    if (before.proved) {
      this.#strays.add('proof', this.#line);
      return;
    }
    const inOrder = index > this.#lastIndex;
    before.proved = true;
    this.#lastIndex = index;
    const proved =
      anchor !== undefined &&
      verifyInclusion(this.#lastHash, index, anchor.size, hashes, anchor.root);
    if (!proved || !inOrder) this.#strays.add('proof', this.#line, leaf);
  }

  /** Any other line. */
  async record(line: string | undefined): Promise<void> {
    this.#line++;
    if (this.#stopped) return;
    const record = line === undefined ? undefined : readRecord(line);
    const head = this.#head;
    if (head === undefined) {
      this.#begin(record);
    } else if (record === undefined || record.record === 'header' || this.#ended) {
      this.#unreadable();
    } else if (record.record === 'hand-over') {
      await head.handOver(record.note, this.#line);
    } else {
      await this.#keysKnown(head);
      this.#closeBefore();
      this.#flush();
      if (record.record === 'checkpoint') await this.#checkpoint(record.note, head);
      if (record.record === 'stream-head') await this.#streamHead(record.note, head);
      if (record.record === 'end') this.#end(record.entries);
    }
  }

  #begin(record: ExportRecord | undefined): void {
    this.#head = ExportHead.read(record, this.#trust, this.#findings);
    if (this.#head !== undefined) return;
    this.#stopped = true;
    this.#wrong(
      'unreadable',
      '一行目が、記録の書き出しのはじめの行ではありません',
      'the first line does not begin an export of a log',
    );
  }

  async #keysKnown(head: ExportHead): Promise<void> {
    if (head.begun) return;
    await head.begin();
    this.#epochs.begin(head);
  }

  async #checkpoint(given: string, head: ExportHead): Promise<void> {
    const checkpoint = readCheckpoint(given);
    const epoch = checkpoint && epochOf(head.header.name, checkpoint.origin);
    if (checkpoint === undefined || epoch === undefined) {
      this.#wrong(
        'foreign',
        `${this.#line}行目のチェックポイントは、この記録のものではありません`,
        `the checkpoint in line ${this.#line} is not of this log`,
      );
    } else if (await head.signed(epoch, checkpoint)) {
      await head.own.settle();
      this.#epochs.take(epoch, checkpoint, head, this.#line);
    } else {
      this.#wrong(
        'signature',
        `${this.#line}行目のチェックポイント（${checkpoint.size}件）の署名が、そのときの鍵のものではありません`,
        `the signature of the checkpoint in line ${this.#line} (${checkpoint.size} entries) is not that of the key in force`,
      );
    }
  }

  async #streamHead(given: string, head: ExportHead): Promise<void> {
    const said = readStreamHead(head.header.name, given);
    const key = said && head.keys.at(said.epoch, said.size);
    const signed = said && key ? await verifyNote(said.note, [key], this.#trust.verify) : [];
    if (said === undefined || signed.length === 0 || said.stream !== head.header.stream) {
      this.#wrong(
        'signature',
        '記録の流れの終わりについての署名が、成り立ちません',
        'the signed word on the end of the stream does not hold',
      );
      return;
    }
    this.#endSaid = true;
    const last = this.#chains.last(said.stream);
    const counter = last?.counter ?? 0;
    if (counter < said.counter) {
      const which = entryText(said.stream, counter + 1, said.counter);
      this.#wrong('removed', `${which.ja}がありません`, `${which.en}: missing`);
    } else if (counter > said.counter || (last && !sameBytes(last.hash, said.hash))) {
      this.#wrong(
        'changed',
        `「${said.stream}」の終わりが、署名されたものと違います`,
        `the end of “${said.stream}” is not what was signed`,
      );
    }
  }

  #end(entries: number): void {
    this.#ended = true;
    if (entries === this.#entries) return;
    this.#wrong(
      'truncated',
      `終わりの行は${entries}件といいますが、${this.#entries}件あります`,
      `the last line says ${entries} entries; there are ${this.#entries}`,
    );
  }

  /** The last line has no newline: it was cut off, so whatever it says is not its end. */
  cut(): void {
    this.#ended = false;
  }

  /** A line without end: reading stops. */
  long(): void {
    this.#ended = false;
    if (this.#stopped) return;
    this.#line++;
    this.#wrong(
      'unreadable',
      `${this.#line}行目が長すぎるため、読むのをやめました`,
      `line ${this.#line} is too long; reading stopped there`,
    );
  }

  async finish(): Promise<ExportReport> {
    const head = this.#head;
    if (head === undefined) {
      if (!this.#stopped) this.#begin(undefined);
    } else {
      await this.#keysKnown(head);
      this.#closeBefore();
      this.#flush();
      await head.own.settle();
      this.#epochs.close(head);
      // A selection leaves entries out by its nature: it shows no gap where one was taken away.
      this.#strays.finish(this.#chains.finish() || head.header.kind === 'selection');
      head.finish();
      this.#checkEnd(head);
    }
    return this.#report(head);
  }

  #checkEnd(head: ExportHead): void {
    const { kind, stream } = head.header;
    if (!this.#ended) {
      this.#wrong(
        'truncated',
        '終わりの行がありません。書き出しが途中で切れています',
        'the last line is missing: the export is cut off',
      );
    }
    if (kind === 'stream' && !this.#endSaid) {
      const message = text(
        `「${stream}」がここで終わることは、示されていません`,
        `nothing shows that “${stream}” ends here`,
      );
      this.#findings.add({ code: 'open-end', severity: 'notice', message });
    }
    if (kind === 'selection') {
      const message = text(
        '一部の記録の抜き出しです。示された記録の一つ一つは確かめましたが、ほかの記録があるかどうかは示されていません',
        'this is a selection: each entry shown is proved, but not that there are no others',
      );
      this.#findings.add({ code: 'open-end', severity: 'notice', message });
    }
    if (head.since !== undefined && this.#epochs.since(head) === 'broken') this.#history(head);
  }

  /** The log does not continue what was kept from before: in what way, as far as the log itself says. */
  #history({ since, own, whole }: ExportHead): void {
    if (since === undefined) return;
    const { epoch } = since;
    const { size } = since.checkpoint;
    const restore = own.restoreOf(epoch);
    if (own.saysLost({ epoch, size }))
      this.#wrong(
        'history',
        `手元のチェックポイント（区切り${epoch}、${size}件）に続く記録ではありません。その時の記録は復元で失われたと、記録そのものが述べています。本当かどうかは、記録を預かる人に確かめてください`,
        `the log does not continue the checkpoint that you hold (epoch ${epoch}, ${size} entries); the log itself says that what it covered was lost in a restore. Ask whoever keeps the log whether that is so`,
      );
    else if (own.saysReplaced({ epoch, size }))
      this.#wrong(
        'history',
        `手元のチェックポイント（区切り${epoch}、${size}件）は、別の歴史のものです。復元が別の歴史を置きかえたと、記録そのものが述べています。手元のものがその歴史かどうかは、記録を預かる人に確かめてください`,
        `the checkpoint that you hold (epoch ${epoch}, ${size} entries) is of another history; the log itself says that a restore replaced one. Ask whoever keeps the log whether it is that one`,
      );
    else if (restore !== undefined)
      this.#wrong(
        'history',
        `手元のチェックポイント（区切り${epoch}、${size}件）に続く記録ではありません。この区切り${epoch}は、${restore.at} の復元 ${restore.id} で始まりました。手元のものは、同じバックアップの別の復元のものか、あとで書きかえられています`,
        `the log does not continue the checkpoint that you hold (epoch ${epoch}, ${size} entries). This epoch ${epoch} began in restore ${restore.id} at ${restore.at}: yours is of another restore of the same backup, or the log was rewritten since`,
      );
    else if (whole && this.#epochs.sizeOf(epoch) >= size)
      this.#wrong(
        'history',
        `手元のチェックポイント（区切り${epoch}、${size}件）と、この記録の同じ区切りの${size}件目までは、別の歴史です。データの写しが別に動いて記録を続けたか、あとで書きかえられています。どちらが正しいかを、記録を預かる人に確かめてください`,
        `the checkpoint that you hold (epoch ${epoch}, ${size} entries) and the first ${size} entries of that epoch in this log are two histories: a copy of the data went on by itself, or the log was rewritten. Ask whoever keeps the log which is right`,
      );
    else
      this.#wrong(
        'history',
        `手元のチェックポイント（区切り${epoch}、${size}件）に続く記録ではありません。短くなっているか、別の歴史です`,
        `the log does not continue the checkpoint that you hold (epoch ${epoch}, ${size} entries): it was cut short, or is another history`,
      );
  }

  #report(head: ExportHead | undefined): ExportReport {
    const checked = this.#trust.since !== undefined;
    return {
      ok: this.#findings.wrong === 0,
      log: head?.header.log ?? '',
      name: head?.header.name ?? '',
      kind: head?.header.kind ?? 'whole',
      stream: head?.header.stream ?? undefined,
      entries: this.#entries,
      opened: this.#opened,
      withheld: this.#withheld,
      epochs: this.#epochs.reports(head?.own),
      keys: head?.keys.keys.map(writeVerifierKey) ?? [],
      streamCount: this.#chains.count,
      streams: this.#chains.summaries(shownStreams),
      since: !checked ? undefined : head ? this.#epochs.since(head) : 'broken',
      closed: head?.own.closed === true,
      findings: this.#findings.kept,
      findingCount: this.#findings.count,
    };
  }
}
