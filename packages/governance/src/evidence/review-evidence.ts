import { defineUseCase, nameOf } from '@machimori/application';
import { dayInJapan } from '@machimori/kernel';
import { writtenEvidence } from './evidence-at-hand.ts';
import { changeEvidence } from './evidence-store.ts';

/** Somebody looked at a piece, and it still holds: the next look is due a cadence later. */
export const reviewEvidence = defineUseCase<
  { readonly evidence: string; readonly seen: number },
  null
>({
  name: 'review-evidence',
  action: 'evidence:add',
  kind: 'command',
  async handle(context, input) {
    const row = await writtenEvidence(context, input);
    const on = dayInJapan(context.now);
    await changeEvidence(context, row.evidence, {
      reviewed_on: on,
      reviewed_by: nameOf(context.scope.actor),
    });
    return { output: null, subjects: [row.evidence], content: { reviewedOn: on } };
  },
});
