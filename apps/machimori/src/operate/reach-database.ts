import { type Address, addressOf, EmbeddedServer, sessionsBeside } from '@machimori/database';
import { Failure, text } from '@machimori/kernel';
import type { Settings } from '../serve/settings.ts';

export interface ReachedDatabase {
  readonly address: Address;
  /** Another process of this program runs the embedded database; this one uses it. */
  readonly joined: boolean;
  close(): Promise<void>;
}

export interface ReachOptions {
  readonly settings: Settings;
  /**
   * owner: runs the database of the folder, and refuses where another process does. guest: uses the one that
   * runs, else runs it. alone: nobody else may be in it, also on a server.
   */
  readonly as: 'owner' | 'guest' | 'alone';
  /** False for throw-away data: nothing is forced to the disk. */
  readonly durable?: boolean;
  readonly onLost?: (error: Error) => void;
}

/** Reaches the database that the settings name: the server's, or the embedded one of the data folder. */
export async function reachDatabase(options: ReachOptions): Promise<ReachedDatabase> {
  const { settings, as, durable = true, onLost = () => {} } = options;
  if (settings.databaseUrl !== undefined) {
    const address = addressOf(settings.databaseUrl, settings.databaseOwnerUrl);
    if (as === 'alone' && (await sessionsBeside(address)) > 0) throw inUse();
    return { address, joined: false, close: async () => {} };
  }
  const of = { folder: settings.data, durable, onLost };
  const embedded =
    as === 'guest' ? await EmbeddedServer.joinOrStart(of) : await EmbeddedServer.start(of);
  return {
    address: embedded.address,
    joined: embedded.joined,
    close: () => embedded.stop(),
  };
}

const inUse = (): Failure =>
  new Failure(
    'conflict',
    text(
      'このデータベースは、動いている街守り（またはほかのプログラム）が使っています。何も変えていません。',
      'This database is in use by a running Machimori, or another program. Nothing was changed.',
    ),
    {
      next: text(
        'すべての街守りを止めてから、もう一度実行してください。',
        'Stop every Machimori that uses it, then try again.',
      ),
    },
  );
