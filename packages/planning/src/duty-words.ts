import type { DutyState } from '@machimori/catalogue';
import { type Text, text } from '@machimori/kernel';

/** What people read for the state of a duty, in every document alike. */
export const dutyStateWords: Readonly<Record<DutyState, Text>> = {
  agreed: text('取り決めあり', 'Agreed'),
  'in-house': text('自ら行う', 'In-house'),
  presumed: text('取り決めがない（見込み）', 'Expected, but not agreed'),
  gap: text('担当が決まっていません', 'Nobody is responsible'),
  overlap: text('担当が重なっています', 'Claimed by more than one'),
};

/** What stands for the verifier where the promoting body performs itself. */
export const selfCheckWord: Text = text('自己確認', 'self-check');
