import type { FileStore } from '@machimori/application';

/** What keeping files needs of the program around it. */
export interface FilePorts {
  readonly files: FileStore;
  /** Bytes that the files of one organisation may come to. */
  readonly mostFileBytes: number;
}
