import type { OutsideNames } from '@machimori/city';

/** What the register needs of the program around it. */
export interface RegisterPorts {
  /** What a description may name that stands in the guideline's data: facts, kinds of weakness, check items. */
  readonly cityNames: () => Promise<OutsideNames>;
}
