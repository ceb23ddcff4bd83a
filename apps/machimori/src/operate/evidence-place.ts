import { join } from 'node:path';
import {
  diskFilePlace,
  type FilePlace,
  movingFilePlace,
  type ObjectFilePlace,
  type ObjectTrouble,
  objectFilePlace,
} from '@machimori/application';
import { Failure, fill, text } from '@machimori/kernel';
import type { Settings } from '../serve/settings.ts';

const messages = {
  bucket: text(
    'ファイルの置き場所に、MACHIMORI_S3_BUCKET のバケット「{bucket}」がありません。',
    'The store has no bucket “{bucket}”, as MACHIMORI_S3_BUCKET says.',
  ),
  bucketNext: text(
    'バケットをつくるか、MACHIMORI_S3_BUCKET を直してください。街守りは、バケットをつくりません。',
    'Make the bucket, or correct MACHIMORI_S3_BUCKET. The program makes none.',
  ),
  key: text(
    'ファイルの置き場所が、MACHIMORI_S3_KEY_ID の鍵を知りません。',
    'The store does not know the key of MACHIMORI_S3_KEY_ID.',
  ),
  secret: text(
    'ファイルの置き場所が、街守りの署名を受け付けません。MACHIMORI_S3_SECRET か MACHIMORI_S3_KEY_ID が違います。',
    'The store does not accept our signature: MACHIMORI_S3_SECRET or MACHIMORI_S3_KEY_ID is wrong.',
  ),
  keyNext: text(
    '置き場所の管理画面で、鍵を確かめてください。',
    'Look the key up where the store is administered.',
  ),
  refused: text(
    'ファイルの置き場所が、バケット「{bucket}」を街守りに使わせません。',
    'The store does not let the program use the bucket “{bucket}”.',
  ),
  refusedNext: text(
    'MACHIMORI_S3_KEY_ID の鍵に、このバケットの一覧、読み取り、書き込み、削除を許してください。地域（MACHIMORI_S3_REGION）も確かめてください。',
    'Allow the key of MACHIMORI_S3_KEY_ID to list, read, write and delete in it. Check MACHIMORI_S3_REGION, too.',
  ),
};

export const evidenceFolder = (data: string): string => join(data, 'files');
/** The folder of files, where the settings leave them on the disk and where they did before they named a store. */
export const diskPlaceOf = ({ data }: Settings): FilePlace => diskFilePlace(evidenceFolder(data));

/** The store of objects that the settings name; undefined where files lie on the disk. */
export function objectPlaceOf(settings: Settings): ObjectFilePlace | undefined {
  const { s3Endpoint: endpoint, s3Bucket: bucket, s3KeyId: keyId, s3Secret: secret } = settings;
  if (endpoint === undefined || bucket === undefined) return undefined;
  if (keyId === undefined || secret === undefined) return undefined;
  return objectFilePlace({ endpoint, bucket, keyId, secret, region: settings.s3Region });
}

/** Where files are kept. With a store of objects, those that still lie in the folder are found, too. */
export function evidencePlaceOf(settings: Settings): FilePlace {
  const [disk, objects] = [diskPlaceOf(settings), objectPlaceOf(settings)];
  return objects === undefined ? disk : movingFilePlace(objects, disk);
}

/**
 * A store that says that it was named wrongly stops the start. One that does not answer does not: everything but
 * the files works meanwhile, and /health/ready tells.
 */
export async function expectObjectStore(
  settings: Settings,
): Promise<'reached' | 'unreachable' | undefined> {
  const objects = objectPlaceOf(settings);
  if (objects === undefined) return undefined;
  const trouble = await objects.trouble();
  if (trouble === undefined) return 'reached';
  if (trouble === 'unreachable') return 'unreachable';
  throw wrongStore(trouble, settings.s3Bucket ?? '');
}

function wrongStore(trouble: Exclude<ObjectTrouble, 'unreachable'>, bucket: string): Failure {
  const next = {
    bucket: messages.bucketNext,
    key: messages.keyNext,
    secret: messages.keyNext,
    refused: messages.refusedNext,
  }[trouble];
  return new Failure('configuration', fill(messages[trouble], { bucket }), { next });
}
