import type { Text } from '@machimori/kernel';

/** Where an entry stands: document (000 to 004), section, order within it from 1. */
export interface Source {
  readonly document: string;
  readonly section: string;
  readonly order?: number;
  /** Printed rows of Appendix B that the entry joins. */
  readonly rows?: readonly number[];
}

export interface Named {
  readonly id: string;
  readonly name: Text;
  readonly meaning: Text;
  readonly source: Source;
}
