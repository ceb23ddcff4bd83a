import type { FileStore } from '@machimori/application';

/** What keeping files needs of the program around it. */
export interface FilePorts {
  readonly files: FileStore;
}
