import { Failure, text } from '@machimori/kernel';
import {
  KeyChain,
  readVerifierKey,
  type Signer,
  signerOf,
  type VerifierKey,
} from '@machimori/ledger';
import type { Transaction } from '../transaction.ts';
import type { LogHead } from './head-store.ts';
import { type KeyPurpose, readKeys, type StoredKey } from './key-store.ts';
import type { Vault } from './vault.ts';

/** What a key is sealed for: it opens as nothing else. */
export const keyContext = (log: string, purpose: KeyPurpose, number: number): string =>
  `ledger/${log}/${purpose}/${number}`;

/** The keys that sign a log: who signs now, the first that is handed out, and the way between them. */
export interface LogKeys {
  readonly signer: Signer;
  readonly number: number;
  readonly first: VerifierKey;
  readonly handOvers: readonly string[];
}

const damaged = (log: string): Failure =>
  new Failure(
    'not-verified',
    text(`「${log}」の記録の鍵が、そろっていません`, `the keys of the log ${log} are not complete`),
    {
      next: text(
        'バックアップから復元してください。',
        'Restore the log and its keys from a backup.',
      ),
    },
  );

/** The public side: no secret is opened. */
export async function publicKeys(
  transaction: Transaction,
  { log, name }: LogHead,
): Promise<Omit<LogKeys, 'signer'> & { readonly current: StoredKey }> {
  const keys = await readKeys(transaction, log, 'sign');
  const first = readVerifierKey(keys[0]?.publicKey ?? '');
  const current = keys.at(-1);
  if (first?.name !== name || current === undefined) throw damaged(log);
  const handOvers = keys.flatMap(({ handOver }) => handOver ?? []);
  if ((await KeyChain.of(first, handOvers)) === undefined) throw damaged(log);
  return { number: current.number, first, handOvers, current };
}

/** The keys of a log with the one that signs opened. */
export async function openKeys(
  transaction: Transaction,
  head: LogHead,
  vault: Vault,
): Promise<LogKeys> {
  const { current, ...open } = await publicKeys(transaction, head);
  const secret = vault.open(current.sealed, keyContext(head.log, 'sign', current.number));
  return { ...open, signer: signerOf(head.name, secret) };
}
