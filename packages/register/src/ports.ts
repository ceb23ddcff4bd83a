import type { Act } from '@machimori/application';
import type { DomainTemplates, OutsideNames } from '@machimori/city';
import type { Text } from '@machimori/kernel';

/** What a description may name that stands in the guideline's data: kinds of weakness, requirements and so on. */
export type GuidelineNames = Readonly<
  Record<keyof OutsideNames, readonly { readonly id: string; readonly name: Text }[]>
>;

/** What the register needs of the program around it. */
export interface RegisterPorts {
  /** What a description may name that stands in the guideline's data, in the edition that the city goes by. */
  readonly cityNames: (act: Act) => Promise<OutsideNames>;
  /** The same, with what people call them. */
  readonly guidelineNames: (act: Act) => Promise<GuidelineNames>;
  /** Typical towns to begin a description from, by the domain of their service. */
  readonly domainTemplates: () => Promise<DomainTemplates>;
}
