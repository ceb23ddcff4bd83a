import type { Edition } from '@machimori/catalogue';
import { loadEdition } from '../edition-file.ts';

let loaded: Promise<Edition> | undefined;

/** The guideline that this program goes by, read once: an edition never changes. */
export const guideline = (): Promise<Edition> => {
  loaded ??= loadEdition();
  return loaded;
};
