import type { Edition, RiskLevel } from '@machimori/catalogue';
import type { Text } from '@machimori/kernel';
import type { PlacedRequirement, Plan } from '@machimori/planning';
import { sharedMessages } from './messages.ts';

/** A requirement that a risk demands at a place where no check item asks for it. */
export interface RequirementWithoutItem {
  readonly placed: PlacedRequirement;
  /** Its heading in the edition. */
  readonly heading: Text;
  /** Why no item asks for it there: our judgement, as the edition records it. */
  readonly reasons: readonly Text[];
}

const levelOrder: readonly (RiskLevel | undefined)[] = ['very-high', 'high', 'medium', 'low'];

/** What a check sheet alone would pass over; the highest risks first, then in the order of the guideline. */
export function requirementsWithoutItem(
  plan: Plan,
  edition: Edition,
): readonly RequirementWithoutItem[] {
  const order = new Map(edition.requirements.map((r, i) => [r.id, i]));
  const reasonOf = new Map(
    edition.withoutItem.map((w) => [`${w.requirement} ${w.category}`, w.reason]),
  );
  const place = (level: RiskLevel | undefined): number => {
    const at = levelOrder.indexOf(level);
    return at === -1 ? levelOrder.length : at;
  };
  return plan.requirements
    .filter((placed) => placed.basis === 'risk' && placed.lines.length === 0)
    .sort(
      (a, b) =>
        place(a.level) - place(b.level) ||
        (order.get(a.requirement) ?? 0) - (order.get(b.requirement) ?? 0) ||
        (a.place < b.place ? -1 : a.place > b.place ? 1 : 0),
    )
    .map((placed) => {
      const reasons = placed.categories.flatMap(
        (category) => reasonOf.get(`${placed.requirement} ${category}`) ?? [],
      );
      const at = order.get(placed.requirement);
      return {
        placed,
        heading: edition.requirements[at ?? -1]?.heading ?? {
          ja: placed.requirement,
          en: placed.requirement,
        },
        reasons: reasons.length > 0 ? reasons : [sharedMessages.askedElsewhere],
      };
    });
}

/** Whom it is for: who performs it; where nobody does, who verifies it; failing that, who answers for it. */
export function concerns({ duty }: PlacedRequirement, organisation: string): boolean {
  if (duty.performers.length > 0) return duty.performers.includes(organisation);
  if (duty.verifier !== undefined) return duty.verifier === organisation;
  return duty.answerable.includes(organisation);
}
