import { fromBase64, verifyEntry, verifyGrowth } from '@machimori/ledger';
import type { Answer } from '../api/routes.ts';

// Loaded when something is to be verified: the signatures' arithmetic is no part of any first load.

const bytesOf = (hashes: readonly string[]): Uint8Array[] =>
  hashes.map((each) => fromBase64(each) ?? new Uint8Array());

/** True where the proof holds for exactly the entry that is shown. */
export async function entryHolds(
  { proof, verifierKey, handOvers }: Answer<'GET /log/entries/:entry/proof'>,
  shown: { readonly at: string; readonly action: string; readonly outcome: string },
): Promise<boolean> {
  if (proof === undefined) return false;
  const proved = { ...proof, hashes: bytesOf(proof.hashes) };
  if ((await verifyEntry(proved, verifierKey, { handOvers })) !== 'holds') return false;
  const leaf = JSON.parse(proof.leaf) as Record<string, unknown>;
  return (
    leaf['action'] === shown.action &&
    leaf['outcome'] === shown.outcome &&
    new Date(String(leaf['at'])).getTime() === new Date(shown.at).getTime()
  );
}

/** How the log stands to what was kept, computed here, whatever the server says of it. */
export async function growthOf(
  kept: string,
  { checkpoint, hashes, verifierKey, handOvers }: Answer<'GET /log/growth'>,
): Promise<'grew' | 'same' | 'broken' | 'not-signed'> {
  const growth = await verifyGrowth(kept, checkpoint, bytesOf(hashes), verifierKey, { handOvers });
  return growth === 'unreadable' ? 'not-signed' : growth;
}

export { asHandedOut } from '@machimori/ledger';
