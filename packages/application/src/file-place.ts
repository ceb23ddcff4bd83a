import { Failure, text } from '@machimori/kernel';

const messages = {
  differs: text(
    '移したファイルを読み返すと、元と違いました。元のファイルは残してあります。',
    'A file that was moved reads back differently. It was left where it was.',
  ),
  differsNext: text(
    '移す先を確かめて、もう一度実行してください。移し終えた分は、そのままです。',
    'Check the place it goes to, and run again. What was moved stays moved.',
  ),
};

/** A file's place: whose it is, and its id. */
export interface StoredFile {
  readonly city: string;
  readonly file: string;
}

/** A file that lies somewhere, whole or not. */
export interface LyingFile extends StoredFile {
  readonly since: Date;
  /** Its writing did not end. */
  readonly draft: boolean;
}

/** Where sealed files lie: a folder, or a store of objects. It is given nothing that is readable. */
export interface FilePlace {
  /** There whole and for good when it returns, or not at all. */
  write(place: StoredFile, sealed: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  read(place: StoredFile): Promise<Uint8Array | undefined>;
  remove(place: Pick<LyingFile, 'city' | 'file' | 'draft'>): Promise<void>;
  /** All that lies there, or of one city, as it is come upon. */
  list(city?: string): AsyncIterable<LyingFile>;
}

const safe = /^[a-z]{3}_[0-9a-f]{32}$/;

/** Whether these names are ids, and so lead nowhere else, whatever a place makes of them. */
export const isStoredFile = ({ city, file }: StoredFile): boolean =>
  safe.test(city) && safe.test(file);

/**
 * A place that is being moved into from another: new files go to `to`, and what is not there yet is found in `from`.
 */
export function movingFilePlace(to: FilePlace, from: FilePlace): FilePlace {
  return {
    write: (place, sealed) => to.write(place, sealed),
    read: async (place) =>
      // Moved between the two looks, it is in the first by now.
      (await to.read(place)) ?? (await from.read(place)) ?? (await to.read(place)),
    async remove(place) {
      await to.remove(place);
      await from.remove(place);
    },
    async *list(city) {
      yield* to.list(city);
      yield* from.list(city);
    },
  };
}

/**
 * Takes every file from one place to the other, reads it back, and only then removes it where it was. Says how many;
 * whoever is stopped goes on where they were. Throws where one reads back differently.
 */
export async function moveFiles(from: FilePlace, to: FilePlace): Promise<number> {
  let moved = 0;
  for await (const lying of from.list()) {
    if (lying.draft) continue;
    const sealed = await from.read(lying);
    if (sealed === undefined) continue;
    await to.write(lying, sealed);
    const there = await to.read(lying);
    if (there === undefined || Buffer.compare(there, sealed) !== 0)
      throw new Failure('not-verified', messages.differs, { next: messages.differsNext });
    await from.remove(lying);
    moved++;
  }
  return moved;
}
