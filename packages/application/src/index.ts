export { diskFilePlace } from './disk-file-place.ts';
export {
  type FilePlace,
  type LyingFile,
  moveFiles,
  movingFilePlace,
  type StoredFile,
} from './file-place.ts';
export * from './file-store.ts';
export * from './letters.ts';
export * from './name-of.ts';
export {
  type ObjectFilePlace,
  type ObjectStore,
  type ObjectTrouble,
  objectFilePlace,
} from './object-file-place.ts';
export * from './outbound.ts';
export * from './page-cursor.ts';
export type { Repeat } from './repeat.ts';
export { pruneAnswers } from './repeat-store.ts';
export * from './run-use-case.ts';
export { letterSeals, openedLetter, sealedLetter } from './sealed-letters.ts';
export * from './secret-token.ts';
export * from './use-case.ts';
export * from './vault.ts';
export * from './world.ts';
