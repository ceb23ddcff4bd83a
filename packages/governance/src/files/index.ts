export { type FileKind, fileKinds } from './file-kind.ts';
export type { FilePorts } from './file-ports.ts';
export { type FileRoom, readFileRoom } from './file-room.ts';
export { isKeptFile } from './kept-file-store.ts';
export { governanceSeals } from './sealed-places.ts';
