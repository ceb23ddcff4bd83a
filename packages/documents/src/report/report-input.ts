import type { Edition } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import type { Locale, Text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { messages } from './messages.ts';

export interface ReportInput {
  readonly plan: Plan;
  /** The edition that the plan was made with, its criteria those of the plan. */
  readonly edition: Edition;
  readonly city: City;
  readonly locale: Locale;
  /** Names no weakness, finding, gap, version or scenario. */
  readonly public: boolean;
  /** Handling label on each page; 関係者限り, or 公開 for the public version, when left out. */
  readonly handling?: Text;
}

/** How much of a big plan is printed; the rest is in plan.json and the sheets. */
export const caps = {
  actions: 10,
  findings: 400,
  findingsOfKind: 10,
  groups: 28,
  factsOfGroup: 3,
  weaknessesOfGroup: 5,
  subjectsOfGroup: 6,
  pictureNodes: 45,
  pictureOrganisations: 24,
  pictureFlows: 160,
  flowRows: 60,
  matrixRows: 45,
  organisations: 40,
  itemRows: 600,
  contractNotes: 80,
  lawTriggers: 4,
  withoutItem: 40,
  publicServices: 60,
  publicOrganisations: 60,
} as const;

export const handlingOf = (input: ReportInput): Text =>
  input.handling ?? (input.public ? messages.publicHandling : messages.handling);
