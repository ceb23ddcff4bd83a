import {
  addSignatures,
  auditStream,
  type CompactRange,
  commit,
  type ExportItem,
  type ExportReport,
  emptyRange,
  type HandOver,
  type LeafDraft,
  logName,
  originOf,
  ownActions,
  ownStream,
  type PlacedEntry,
  placeEntries,
  rootOf,
  type Signer,
  type StreamEnd,
  signCheckpoint,
  signerOf,
  signHandOver,
  systemActor,
  type Tile,
  verifyExport,
  writeExport,
  writeVerifierKey,
} from '../src/index.ts';

export const secret = (n: number): Uint8Array => new Uint8Array(32).fill(n);
export const log = 'cty_0123456789abcdef7123456789abcdef';

/** A log in memory, as the sequencer makes one: for tests alone. */
export class ExampleLog {
  readonly name = logName(log);
  readonly first: Signer;
  signer: Signer;
  epoch = 1;
  range: CompactRange = emptyRange;
  streams: ReadonlyMap<string, StreamEnd> = new Map();
  readonly placed: (PlacedEntry & { readonly stream: string })[] = [];
  readonly tiles: Tile[] = [];
  readonly checkpoints: string[] = [];
  readonly handOvers: HandOver[] = [];
  items: ExportItem[] = [];
  #salt = 0;

  constructor() {
    this.first = signerOf(this.name, secret(1));
    this.signer = this.first;
  }

  static async opened(): Promise<ExampleLog> {
    const made = new ExampleLog();
    await made.own(ownActions.open, { key: writeVerifierKey(made.first.key) });
    return made;
  }

  get key(): string {
    return writeVerifierKey(this.first.key);
  }

  draft(given: Partial<LeafDraft> = {}): LeafDraft {
    return {
      action: 'answer:record',
      actor: `person:${'0a'.repeat(16)}`,
      at: '2026-11-21T03:04:05.678Z',
      commitment: null,
      log,
      organisation: 'org_0123456789abcdef7123456789abcdef',
      outcome: 'done',
      stream: auditStream,
      subjects: ['elm_0123456789abcdef7123456789abcdef'],
      ...given,
    };
  }

  /** One batch: entries, then their checkpoint. */
  async add(drafts: readonly LeafDraft[], contents: readonly unknown[] = []): Promise<void> {
    const committed = contents.map((content) => commit(content, secret(++this.#salt % 256)));
    const whole = drafts.map((draft, i) => ({
      ...draft,
      commitment: committed[i]?.commitment ?? draft.commitment,
    }));
    const done = placeEntries(whole, this.epoch, this.range, this.streams);
    this.range = done.range;
    this.streams = done.streams;
    this.tiles.push(...done.tiles);
    done.entries.forEach((entry, i) => {
      this.placed.push({ ...entry, stream: drafts[i]?.stream ?? '' });
      const opened = committed[i];
      this.items.push({ item: 'entry', leaf: entry.leaf, ...(opened ? { opened } : {}) });
    });
    await this.checkpoint();
  }

  async checkpoint(signers: readonly Signer[] = [this.signer]): Promise<string> {
    const origin = originOf(this.name, this.epoch);
    const { size } = this.range;
    const note = await signCheckpoint({ origin, size, root: rootOf(this.range) }, signers);
    this.checkpoints.push(note);
    this.items.push({ item: 'checkpoint', note });
    return note;
  }

  own(action: string, content: unknown): Promise<void> {
    const actor = systemActor('ledger');
    const draft = this.draft({
      action,
      actor,
      organisation: null,
      stream: ownStream,
      subjects: [],
    });
    return this.add([draft], [content]);
  }

  /** The next key; the checkpoint that covers the hand-over is signed by both. */
  async rotate(n: number): Promise<void> {
    const next = signerOf(this.name, secret(n));
    const place = { epoch: this.epoch, index: this.range.size };
    const handOver = await signHandOver(this.signer, next.key, place);
    const old = this.signer;
    this.handOvers.push(handOver);
    this.signer = next;
    await this.own(ownActions.handOver, { note: handOver.note });
    const last = this.items.pop();
    const own = last?.item === 'checkpoint' ? last.note : '';
    this.items.push({ item: 'checkpoint', note: addSignatures(own, await this.checkpoint([old])) });
    this.items.splice(-2, 1);
  }

  /** As after a restore: a new tree that continues a checkpoint. */
  async reopen(checkpoint = this.checkpoints.at(-1) ?? null): Promise<void> {
    this.epoch++;
    this.range = emptyRange;
    await this.own(ownActions.openEpoch, { checkpoint });
  }

  /** As a restore says it: where the backup ended, what is known beyond it, and which restore it was. */
  async restored(of: {
    readonly epoch: number;
    readonly checkpoint?: string;
    readonly handOvers?: readonly string[];
    readonly restore?: string;
    readonly other?: unknown;
  }): Promise<void> {
    const backup = this.checkpoints.at(-1) ?? '';
    this.epoch = of.epoch;
    this.range = emptyRange;
    const { checkpoint = backup, handOvers = [], restore = 'ab'.repeat(16) } = of;
    const other = of.other === undefined ? {} : { other: of.other };
    await this.own(ownActions.openEpoch, { backup, checkpoint, handOvers, restore, ...other });
  }

  async *#each(): AsyncGenerator<ExportItem> {
    yield* this.items;
  }

  /** The lines of a whole export, without their newlines. */
  async lines(): Promise<string[]> {
    const header = {
      at: '2026-11-21T04:00:00.000Z',
      kind: 'whole' as const,
      stream: null,
      log,
      name: this.name,
      key: this.key,
    };
    const handOvers = this.handOvers.map(({ note }) => note);
    let text = '';
    for await (const piece of writeExport({ header, handOvers, items: this.#each() }))
      text += piece;
    return text.trimEnd().split('\n');
  }
}

/** Lines as an export arrives. */
export async function* pieces(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield `${line}\n`;
}

export const entriesOf = (lines: readonly string[]): readonly number[] =>
  lines.flatMap((line, i) => (line.startsWith('{"action":') ? [i] : []));

/** Ten entries in three batches and two streams. */
export async function example(): Promise<ExampleLog> {
  const made = await ExampleLog.opened();
  await made.add(
    [made.draft(), made.draft(), made.draft({ stream: 'resident:1' })],
    [{ text: '見た' }],
  );
  await made.add([made.draft(), made.draft({ stream: 'resident:1' }), made.draft(), made.draft()]);
  await made.add([made.draft(), made.draft({ outcome: 'refused' })]);
  return made;
}

export const verify = (made: ExampleLog, lines: readonly string[]): Promise<ExportReport> =>
  verifyExport(pieces(lines), made.key);
/** What was found, by code and entry. */
export const named = ({ findings }: ExportReport): readonly string[] =>
  findings.map(({ code, stream, counter }) =>
    stream === undefined ? code : `${code} ${stream} ${counter}`,
  );
