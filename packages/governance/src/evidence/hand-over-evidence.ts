import { defineUseCase, nameOf } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readLineRow } from '../sheet/line-store.ts';
import { evidenceBefore, markHandedOver } from './evidence-before-store.ts';

const messages = {
  promoterAlone: text(
    '証跡を引き渡せるのは、推進主体の人です。',
    'The promoting body alone hands evidence over.',
  ),
  none: text('見つかりません。', 'Not found.'),
  moved: text(
    'この行に答える組織が、画面を開いたあとに変わりました。',
    'Another organisation has come to answer this line since you opened it.',
  ),
  movedNext: text(
    '行を開き直して、いま答える組織に渡してよいかを確かめてください。',
    'Open the line again and see to whom you would hand it now.',
  ),
  noSeat: text(
    'いま答える組織の人が、まだ街守りにいません。',
    'The organisation that answers now has no seat here yet.',
  ),
  noSeatNext: text(
    '先に「メンバー」で、その組織の人を招いてください。',
    'Invite its people under Members first.',
  ),
  gone: text(
    '引き渡せる証跡が変わりました。何も渡していません。',
    'What can be handed over has changed. Nothing was.',
  ),
  goneNext: text('行を開き直して、選び直してください。', 'Open the line again and choose anew.'),
};

export interface HandOverEvidence {
  readonly line: string;
  readonly evidence: readonly string[];
  /** Key of who answers the line, as whoever hands over saw it. */
  readonly to: string;
}

/**
 * Lets the organisation that answers a line now see what proved it before: these pieces and no other, all of them or
 * none. The promoting body's alone, whose contracts say what is handed over.
 */
export const handOverEvidence = defineUseCase<HandOverEvidence, null>({
  name: 'hand-over-evidence',
  action: 'evidence:hand-over',
  kind: 'command',
  async handle(context, { line, to, ...given }) {
    const { scope, now } = context;
    if (scope.reach !== 'city') throw new Failure('forbidden', messages.promoterAlone);
    const row = await readLineRow(context, line);
    if (row?.inPlan !== true) throw new Failure('not-found', messages.none);
    if (row.answeredBy !== to)
      throw new Failure('conflict', messages.moved, { next: messages.movedNext });
    if (row.answerer === undefined)
      throw new Failure('conflict', messages.noSeat, { next: messages.noSeatNext });
    const evidence = [...new Set(given.evidence)].sort();
    const before = new Set<string>(await evidenceBefore(context, line));
    if (!evidence.every((each) => before.has(each)))
      throw new Failure('conflict', messages.gone, { next: messages.goneNext });
    await markHandedOver(context, line, evidence, {
      to: row.answerer,
      by: nameOf(scope.actor),
      now,
    });
    return {
      output: null,
      subjects: evidence,
      content: { line, evidence, to: row.answerer },
    };
  },
});
