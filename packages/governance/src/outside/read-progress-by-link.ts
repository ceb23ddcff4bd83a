import { defineUseCase } from '@machimori/application';
import { categories, type Day, dayInJapan, type Text, views } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import {
  type OrganisationProgress,
  type Progress,
  progressByGroup,
  progressByOrganisation,
  progressOf,
} from '../reviews/progress.ts';
import { readTally } from '../reviews/tally-read-model.ts';
import { readNamesOf, readSheetHead } from '../sheet/line-store.ts';
import { readYardstick } from '../yardstick-store.ts';
import { openLinkOf } from './enter-by-link.ts';
import { type AcceptedStatement, readStatements } from './outside-line-store.ts';
import { changeOutsideLink } from './outside-link-store.ts';

/** How far a city has come, for somebody outside: figures, and what organisations are called. */
export interface ProgressByLink {
  readonly city: string;
  /** Edition of the guideline by which the city goes; undefined: that of the program. */
  readonly edition: string | undefined;
  readonly name: string;
  readonly office: string;
  readonly message: string;
  readonly expiresAt: Date;
  /** The day of the figures, and of the plan that they are of; no plan, no figures. */
  readonly today: Day;
  readonly planOf: Day | undefined;
  readonly whole: Progress;
  readonly groups: ReturnType<typeof progressByGroup>;
  readonly organisations: readonly OrganisationProgress[];
  /** What stands in accepted answers, where that was chosen. */
  readonly statements: readonly AcceptedStatement[];
  /** What is asked of and who answers, by key. */
  readonly names: ReadonlyMap<string, Text>;
}

/** Counted and written down each time: who has the link is known, who looks is not. */
export const readProgressByLink = defineUseCase<null, ProgressByLink>({
  name: 'read-progress-by-link',
  action: 'sheet:progress-by-link',
  kind: 'sensitive-query',
  async handle(context) {
    const { now } = context;
    const link = await openLinkOf(context);
    const opened = { openedAt: link.openedAt ?? now, openings: link.openings + 1 };
    await changeOutsideLink(context, link.link, opened);
    const today = dayInJapan(now);
    const groups = [...categories, ...views];
    const tallies = await readTally(context, today);
    const organisations = progressByOrganisation(tallies, groups);
    const statements = link.withStatements ? await readStatements(context) : [];
    const names = await readNamesOf(context, [
      ...organisations.map(({ key }) => ({ subject: key, answeredBy: key })),
      ...statements,
    ]);
    return {
      output: {
        city: await readCityName(context),
        edition: (await readYardstick(context)).edition,
        name: link.name,
        office: link.office,
        message: link.message,
        expiresAt: link.expiresAt,
        today,
        planOf: (await readSheetHead(context))?.asOf,
        whole: progressOf(tallies),
        groups: progressByGroup(tallies, groups),
        organisations,
        statements,
        names,
      },
      subjects: [link.link],
      content: { openings: opened.openings },
    };
  },
});
