import { createVault } from '@machimori/application';
import { type Address, keeping, opensSecrets } from '@machimori/database';
import { Failure, text } from '@machimori/kernel';
import { settleMasterKey } from '../serve/master-key.ts';
import type { Settings } from '../serve/settings.ts';
import { seals } from './make-backup.ts';

/**
 * The master key that opens this data. Where a rotation was interrupted after the database had taken the new key,
 * the new key, which still lies beside the old one, takes its place now.
 */
export async function expectMasterKey(
  settings: Settings,
  key: Uint8Array,
  address: Address,
): Promise<Uint8Array> {
  const opens = (candidate: Uint8Array): Promise<boolean | undefined> =>
    keeping(address, (client) => opensSecrets(client, seals, createVault(candidate)));
  if ((await opens(key)) !== false) return key;
  const settled = await settleMasterKey(settings, async (next) => (await opens(next)) === true);
  if (settled !== undefined) return settled;
  throw new Failure(
    'configuration',
    text(
      '鍵を守る鍵（マスター鍵）が、このデータのものではありません。何も変えていません。',
      'The master key is not the one of this data. Nothing was changed.',
    ),
    {
      next: text(
        'MACHIMORI_MASTER_KEY_FILE などの設定と、データのフォルダーの master.key を確かめてください。鍵を替えた直後なら、新しい鍵を設定してください。',
        'Check MACHIMORI_MASTER_KEY_FILE and its like, and master.key in the data folder. After a rotation, set the new key.',
      ),
    },
  );
}
