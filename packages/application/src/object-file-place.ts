import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { Failure, text } from '@machimori/kernel';
import { type FilePlace, isStoredFile, type StoredFile } from './file-place.ts';

/** A bucket in a store that speaks S3, and who may use it. */
export interface ObjectStore {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  /** Longest that one file may take, with what is tried again; an act holds its transaction meanwhile. */
  readonly timeoutMs?: number;
}

/** Why the store does not serve: nobody answers, or it does not take what it was asked with. */
export type ObjectTrouble = 'unreachable' | 'bucket' | 'key' | 'secret' | 'refused';

export interface ObjectFilePlace extends FilePlace {
  /** Asks the store whether it serves; undefined where it does. */
  trouble(): Promise<ObjectTrouble | undefined>;
}

const messages = {
  away: text(
    '証跡のファイルの置き場所が応えません。ファイルは保存も変更もしていません。',
    'The store of the files does not answer. No file was saved or changed.',
  ),
  refused: text(
    '証跡のファイルの置き場所が、街守りを受け付けません。ファイルは保存も変更もしていません。',
    'The store of the files does not accept this program. No file was saved or changed.',
  ),
  next: text(
    'しばらくして、もう一度試してください。続くときは、街守りを動かしている人に知らせてください。',
    'Try again in a while. If it goes on, tell whoever runs the program.',
  ),
};

/** So many acts ask the store at once: each holds a connection to the database meanwhile, of which there are ten. */
const mostAtOnce = 4;
/** Where one of them has waited for so long, the others are told at once, and not let in to wait with it. */
const slowMs = 3_000;

const folder = 'files';
const retryAfterS = 30;
const keyPattern = /^files\/([^/]+)\/([^/]+)$/;
const keyOf = (place: StoredFile): string => {
  if (!isStoredFile(place)) throw new TypeError('this is no place of a file');
  return `${folder}/${place.city}/${place.file}`;
};

/**
 * Sealed files as objects `files/cty_…/fil_…` of one bucket. An object is there whole or not at all, so there are no
 * drafts. Throws `unavailable` where the store does not answer in time or refuses.
 */
export function objectFilePlace(of: ObjectStore): ObjectFilePlace {
  const { bucket: Bucket, timeoutMs = 40_000 } = of;
  let opened: Promise<{ readonly client: S3Client; readonly s3: Sdk }> | undefined;
  const open = () => {
    opened ??= import('@aws-sdk/client-s3').then((s3) => ({
      s3,
      client: new s3.S3Client(configOf(of)),
    }));
    return opened;
  };
  /** One thing asked of the store, within the time. */
  async function ask<Answer>(
    what: (client: S3Client, s3: Sdk, options: { abortSignal: AbortSignal }) => Promise<Answer>,
    withinMs = timeoutMs,
  ): Promise<Answer> {
    const { client, s3 } = await open();
    return what(client, s3, { abortSignal: AbortSignal.timeout(withinMs) });
  }
  const asked = new Set<{ readonly since: number }>();
  let freed = Promise.withResolvers<void>();
  /** The same for an act. */
  async function askInAct<Answer>(...what: Parameters<typeof ask<Answer>>): Promise<Answer> {
    for (let [first] = asked; first && asked.size >= mostAtOnce; [first] = asked) {
      const left = first.since + slowMs - performance.now();
      if (left <= 0) throw new Error('others wait for the store already');
      await Promise.race([freed.promise, sleep(left, undefined, { ref: false })]);
    }
    const own = { since: performance.now() };
    asked.add(own);
    try {
      return await ask(...what);
    } finally {
      asked.delete(own);
      freed.resolve();
      freed = Promise.withResolvers();
    }
  }
  const inWords = (cause: unknown): never => {
    const why = troubleOf(cause) === 'unreachable' ? messages.away : messages.refused;
    throw new Failure('unavailable', why, { next: messages.next, retryAfterS, cause });
  };
  return {
    async write(place, sealed) {
      const Key = keyOf(place);
      await askInAct((client, s3, options) =>
        client.send(new s3.PutObjectCommand({ Bucket, Key, Body: sealed }), options),
      ).catch(inWords);
    },
    async read(place) {
      const Key = keyOf(place);
      return askInAct(async (client, s3, options) => {
        const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key }), options);
        return Body?.transformToByteArray();
      }).catch((error: unknown) => (isNoSuchKey(error) ? undefined : inWords(error)));
    },
    async remove(place) {
      if (place.draft) return;
      const Key = keyOf(place);
      await askInAct((client, s3, options) =>
        client.send(new s3.DeleteObjectCommand({ Bucket, Key }), options),
      ).catch((error: unknown) => (isNoSuchKey(error) ? undefined : inWords(error)));
    },
    async *list(city) {
      const Prefix = city === undefined ? `${folder}/` : `${folder}/${city}/`;
      let after: string | undefined;
      do {
        const page = { Bucket, Prefix, ...(after !== undefined && { ContinuationToken: after }) };
        const { Contents = [], NextContinuationToken } = await ask((client, s3, options) =>
          client.send(new s3.ListObjectsV2Command(page), options),
        ).catch(inWords);
        for (const { Key = '', LastModified } of Contents) {
          const [, city = '', file = ''] = keyPattern.exec(Key) ?? [];
          if (isStoredFile({ city, file }) && LastModified !== undefined)
            yield { city, file, since: LastModified, draft: false };
        }
        after = NextContinuationToken;
      } while (after !== undefined);
    },
    async trouble() {
      const page = { Bucket, Prefix: `${folder}/`, MaxKeys: 1 };
      return ask(
        (client, s3, options) => client.send(new s3.ListObjectsV2Command(page), options),
        Math.min(timeoutMs, 5_000),
      ).then(() => undefined, troubleOf);
    },
  };
}

type Sdk = typeof import('@aws-sdk/client-s3');

/** Path-style and no check sums of Amazon's own: what every store that speaks S3 understands. */
const configOf = ({ endpoint, region, keyId, secret }: ObjectStore): S3ClientConfig => ({
  endpoint,
  region,
  forcePathStyle: true,
  credentials: { accessKeyId: keyId, secretAccessKey: secret },
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 5_000 },
});

const isNoSuchKey = (error: unknown): boolean => (error as { name?: unknown }).name === 'NoSuchKey';

function troubleOf(error: unknown): ObjectTrouble {
  const { name = '', $metadata } = error as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  if (name === 'NoSuchBucket' || name === 'InvalidBucketName') return 'bucket';
  if (name === 'InvalidAccessKeyId') return 'key';
  if (name === 'SignatureDoesNotMatch') return 'secret';
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 ? 'refused' : 'unreachable';
}
