import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import type { Criteria, Edition } from '@machimori/catalogue';
import { checkCityValues } from '@machimori/city';
import { readTrialBasis, type TrialBasis } from '@machimori/governance';
import type { Diagnostic } from '@machimori/kernel';
import { type CarriedCity, carryOver } from '@machimori/planning';
import { outsideOf } from '../city-file.ts';
import { editionId } from '../edition-file.ts';
import { readCriteriaGuarded } from '../guarded-reading.ts';
import { guideline } from './guideline.ts';
import type { ServerWorld } from './server-world.ts';

/** The edition and the criteria that somebody would have the city plan by. */
export interface YardstickWish {
  readonly edition: string;
  /** As YAML or JSON. */
  readonly criteria?: string | undefined;
  readonly keepCriteria?: boolean | undefined;
}

/** A wish understood: what it was tried on, what would be planned by, and why it cannot be, if it cannot. */
export interface Trial {
  readonly basis: TrialBasis;
  readonly edition: Edition;
  /** In place of the edition's own. */
  readonly criteria: Criteria | undefined;
  readonly carried: CarriedCity;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what is wished for and carries the description over to it: right is asked first, and criteria that somebody
 * sent are read in a process of their own. Throws `not-found` for an edition that there is not.
 */
export async function readTrial(
  world: ServerWorld,
  actor: Actor,
  wish: YardstickWish,
): Promise<Trial> {
  const basis = await runUseCase(world, readTrialBasis, actor, null);
  const id = await editionId(wish.edition, world.catalogue);
  const [older, edition] = await Promise.all([
    guideline(basis.present.edition, world.catalogue),
    guideline(id, world.catalogue),
  ]);
  const given =
    wish.criteria ??
    (wish.keepCriteria === true && basis.present.criteria !== undefined
      ? JSON.stringify(basis.present.criteria)
      : undefined);
  const read =
    given === undefined ? { diagnostics: [] } : await readCriteriaGuarded(given, edition);
  const carried = carryOver(basis.city, older, edition);
  const checked = checkCityValues(carried.city, outsideOf(edition));
  return {
    basis,
    edition,
    criteria: 'criteria' in read ? read.criteria : undefined,
    carried,
    diagnostics: [
      ...read.diagnostics,
      ...checked.diagnostics.filter(({ severity }) => severity === 'error'),
    ],
  };
}
