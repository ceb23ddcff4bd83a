import type { Act } from '@machimori/application';
import type { GuidedAnswers, GuidedStep } from '@machimori/city';
import type { ElementContent } from './difference.ts';
import { tablesOf } from './tables.ts';

export interface GuidedStart {
  readonly answers: GuidedAnswers;
  readonly finished: readonly GuidedStep[];
  /** What the finished steps made, as it was written. */
  readonly made: readonly ElementContent[];
}

export async function findGuidedStart(act: Act): Promise<GuidedStart | undefined> {
  const row = await tablesOf(act)
    .selectFrom('guided_starts')
    .select(['answers', 'finished', 'made'])
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return (
    row && {
      answers: row.answers as GuidedAnswers,
      finished: row.finished as GuidedStep[],
      made: row.made as ElementContent[],
    }
  );
}

export async function writeGuidedStart(act: Act, now: Date, start: GuidedStart): Promise<void> {
  const row = {
    answers: JSON.stringify(start.answers),
    finished: [...start.finished],
    made: JSON.stringify(start.made),
    changed_at: now,
  };
  await tablesOf(act)
    .insertInto('guided_starts')
    .values({ city_id: act.scope.inCity, ...row })
    .onConflict((conflict) => conflict.column('city_id').doUpdateSet(row))
    .execute();
}
