export type { Address, Login } from './address.ts';
export { behindWall } from './as-system.ts';
export { type BackUpOptions, backUp, type HeldPart } from './backup/back-up.ts';
export type { Contents, Manifest } from './backup/backup-content.ts';
export { backupFailure } from './backup/backup-failure.ts';
export { type Restored, type RestoreOptions, restore, verifyBackup } from './backup/restore.ts';
export {
  backupsToRemove,
  defaultRotation,
  type KeptBackup,
  type Rotation,
} from './backup/rotation.ts';
export { type BackupKey, readKeyFile, sealedBy } from './backup/sealed-file.ts';
export { addressOf, connectAsOwner } from './connection.ts';
export { Database, type DatabaseOptions } from './database.ts';
export { createDatabase, dropDatabase } from './databases.ts';
export { endRest, pruneLanes } from './delivery-store.ts';
export { diskFull } from './disk-full.ts';
export { type Binaries, installedBinaries } from './embedded/binaries.ts';
export { type EmbeddedOptions, EmbeddedServer } from './embedded/embedded-server.ts';
export {
  isAlive,
  ownIdentity,
  type ProcessIdentity,
  startOf,
} from './embedded/process-identity.ts';
export {
  countDead,
  type DeadJob,
  deadJobs,
  type Job,
  jobRecord,
  type NewJob,
  pruneJobs,
  scheduleJob,
  settleDeadJob,
} from './job-store.ts';
export { keeping } from './keeping.ts';
export * from './ledger/index.ts';
export { type Migration, migrate, pendingMigrations, readMigrations } from './migrate.ts';
export { dropLeftovers, holdsPeople, sessionsBeside } from './occupancy-store.ts';
export {
  type DeadLetter,
  type Delivery,
  type DeliveryFate,
  deadLetters,
  deliveryFates,
  dropDeliveries,
  holdHead,
  insertEvents,
  type NewEvent,
  pruneEvents,
  pruneHeads,
  settleDeadLetter,
} from './outbox-store.ts';
export { removeCityRows } from './remove-city.ts';
export {
  type OpenedSecret,
  openSecrets,
  opensSecrets,
  resealSecrets,
  type SealedPlace,
  sealSecrets,
} from './sealed-store.ts';
export { type TransactOptions, transact } from './transact.ts';
export {
  type Transaction,
  TransactionOverError,
  type WorkBoard,
} from './transaction.ts';
export { keptError, Undeliverable, whyOf } from './undeliverable.ts';
export { installation, type Reach, type Wall } from './wall.ts';
export {
  type JobRunner,
  retryDelayMs,
  type Subscriber,
  type TaskFailure,
  Worker,
  type WorkerOptions,
} from './worker.ts';
