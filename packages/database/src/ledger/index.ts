export { type EntryQuery, type ReadEntry, readEntries } from './entry-read-model.ts';
export { countContents, destroyContents } from './entry-store.ts';
export { lastCheckpoint, listLogs, openLogs, type StoredCheckpoint } from './head-store.ts';
export { type KnownCheckpoint, type KnownCheckpoints, knownHere } from './known-checkpoints.ts';
export { LogKeeper, type LogKeeperOptions, type NewEntry } from './log-keeper.ts';
export { verifyWithNode } from './node-signatures.ts';
export {
  type EntryProof,
  exportLog,
  type HandedOut,
  handedOut,
  proveEntry,
  proveGrowth,
  type ReadExportOptions,
} from './read-export.ts';
export { listRemovals, readRemovalStub } from './removal-store.ts';
export { ledgerSeals } from './sealed-places.ts';
export type { Vault } from './vault.ts';
