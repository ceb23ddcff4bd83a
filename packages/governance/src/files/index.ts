export { type FileKind, fileKinds } from './file-kind.ts';
export type { FilePorts } from './file-ports.ts';
export { isKeptFile } from './kept-file-store.ts';
export { governanceSeals } from './sealed-places.ts';
