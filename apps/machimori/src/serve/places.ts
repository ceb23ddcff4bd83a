import { Failure, type Text, text } from '@machimori/kernel';

const messages = {
  uploads: text(
    'いま、ほかのファイルを受け取っています。',
    'Other files are being received at this moment.',
  ),
  uploadsNext: text(
    'ファイルは保存していません。10秒ほど待って、もう一度送ってください。',
    'Nothing was saved. Wait some ten seconds and send it again.',
  ),
  books: text(
    'あなたの組織のファイルを、いくつも作っているところです。',
    'Several files are being made for your organisation at this moment.',
  ),
  booksNext: text(
    'ダウンロードが終わるのを待って、もう一度選んでください。',
    'Wait until they have been downloaded, then choose it again.',
  ),
};

interface Bounds {
  /** At once: of one organisation, and of all. */
  readonly ofOne: number;
  readonly ofAll: number;
  /** What somebody is told who finds no place. */
  readonly full: Text;
  readonly next: Text;
}
const retryAfterS = 10;

/** Files on their way into memory. */
export const uploadPlaces = (): Places =>
  new Places({ ofOne: 2, ofAll: 16, full: messages.uploads, next: messages.uploadsNext });

/** Books and reports on their way out, each with its lines and a thread that writes it. */
export const bookPlaces = (): Places =>
  new Places({ ofOne: 3, ofAll: 8, full: messages.books, next: messages.booksNext });

/** Counts what takes memory while it is on its way: however many ask, and however slowly, memory stays bounded. */
export class Places {
  readonly #bounds: Bounds;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** How many are on their way. */
  get count(): number {
    return this.#all;
  }

  /** Takes a place; what it returns gives it back, once. Throws `unavailable` where none is free. */
  take(owner: string): () => void {
    const { ofOne, ofAll, full, next } = this.#bounds;
    const own = this.#taken.get(owner) ?? 0;
    if (own >= ofOne || this.#all >= ofAll)
      throw new Failure('unavailable', full, { next, retryAfterS });
    this.#taken.set(owner, own + 1);
    this.#all++;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#all--;
      const now = (this.#taken.get(owner) ?? 1) - 1;
      if (now === 0) this.#taken.delete(owner);
      else this.#taken.set(owner, now);
    };
  }
}
