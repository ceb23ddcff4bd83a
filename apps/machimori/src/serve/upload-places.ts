import { Failure, text } from '@machimori/kernel';

const messages = {
  full: text(
    'いま、ほかのファイルを受け取っています。',
    'Other files are being received at this moment.',
  ),
  fullNext: text(
    'ファイルは保存していません。10秒ほど待って、もう一度送ってください。',
    'Nothing was saved. Wait some ten seconds and send it again.',
  ),
};

/** Files on their way into memory at once: of one organisation, and of all. */
const most = { ofOne: 2, ofAll: 16 } as const;
const retryAfterS = 10;

/** Counts the files on their way: however many send them, and however slowly, memory stays bounded. */
export class UploadPlaces {
  readonly #taken = new Map<string, number>();
  #all = 0;

  /** How many files are on their way. */
  get count(): number {
    return this.#all;
  }

  /** Takes a place; what it returns gives it back, once. Throws `unavailable` where none is free. */
  take(owner: string): () => void {
    const own = this.#taken.get(owner) ?? 0;
    if (own >= most.ofOne || this.#all >= most.ofAll)
      throw new Failure('unavailable', messages.full, { next: messages.fullNext, retryAfterS });
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
