import type { Act } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { type EvidenceRow, findEvidence, holdEvidence } from './evidence-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  removed: text('この証跡は、取り除かれています。', 'This piece of evidence was removed.'),
  notYours: text(
    'この証跡は、ほかの組織のものです。見ることはできますが、変えられません。',
    'This piece is another organisation’s: you may look at it, not change it.',
  ),
  moved: text(
    'ほかの人が先に差しかえました。何も変えていません。',
    'Somebody else renewed it first; nothing was changed.',
  ),
  movedNext: text('新しい内容を確かめて、もう一度行ってください。', 'Look at it, and do it again.'),
  check: text(
    '自動の確認の結果です。人が書きかえることはできません。',
    'This is the result of an automatic check: nobody writes it.',
  ),
};

/** A piece that one sees. Throws `not-found`. */
export async function evidenceAtHand(act: Act, id: string): Promise<EvidenceRow> {
  const row = await findEvidence(act, id);
  if (row === undefined) throw new Failure('not-found', messages.none);
  return row;
}

/**
 * A piece that whoever acts keeps up, held until the act is over: of their organisation, or any for whoever sees the
 * whole city. Throws `not-found`, `forbidden`, and `conflict` where it was removed.
 */
export async function ownEvidence(act: Act, id: string): Promise<EvidenceRow> {
  const { reach, organisation } = act.scope;
  const seen = await evidenceAtHand(act, id);
  if (reach !== 'city' && seen.organisation !== organisation)
    throw new Failure('forbidden', messages.notYours);
  await holdEvidence(act, id);
  const row = await evidenceAtHand(act, id);
  if (row.removedAt !== undefined) throw new Failure('conflict', messages.removed);
  return row;
}

/** The same for what people write. */
export async function writtenEvidence(
  act: Act,
  { evidence, seen }: { readonly evidence: string; readonly seen: number },
): Promise<EvidenceRow> {
  const row = await ownEvidence(act, evidence);
  if (row.kind === 'check') throw new Failure('conflict', messages.check);
  if (row.latest.number !== seen)
    throw new Failure('conflict', messages.moved, { next: messages.movedNext });
  return row;
}
