import type { DutyState } from '@machimori/catalogue';
import { fillText, type Text, text } from '@machimori/kernel';
import type { Plan } from './plan.ts';

/** What people read for the state of a duty, in every document alike. */
export const dutyStateWords: Readonly<Record<DutyState, Text>> = {
  agreed: text('取り決めあり', 'Agreed'),
  'in-house': text('自ら行う', 'In-house'),
  presumed: text('取り決めがない（見込み）', 'Presumed, but not agreed'),
  gap: text('担当が決まっていません', 'Nobody is responsible'),
  overlap: text('担当が重なっています', 'Claimed by more than one'),
};

/** What stands for the verifier where the promoting body performs itself. */
export const selfCheckWord: Text = text('自己確認', 'self-check');

const selfCheckWays = {
  'other-department': text(
    '自己確認（別の部署：{by}）',
    'self-check (by another department: {by})',
  ),
  signed: text('自己確認（{by}が署名）', 'self-check (signed by {by})'),
};

/** The same with how it is done, where the city records it; short, since it stands in every cell. */
export function selfCheckOf(plan: {
  readonly subjects: readonly Pick<Plan['subjects'][number], 'selfCheck'>[];
}): Text {
  const recorded = plan.subjects.find((s) => s.selfCheck !== undefined)?.selfCheck;
  return recorded === undefined
    ? selfCheckWord
    : fillText(selfCheckWays[recorded.kind], { by: recorded.by });
}
