import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { expectOwn } from '../sheet/line-at-hand.ts';
import { readLineRow } from '../sheet/line-store.ts';
import { evidenceAtHand, ownEvidence } from './evidence-at-hand.ts';
import { answerersOf, linkLines, unlinkLines } from './evidence-line-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
};

/** Which lines a piece came to prove; the others one does not answer, or does not see. */
export interface LinkedLines {
  readonly linked: readonly string[];
  readonly left: readonly string[];
}

/** Puts a piece of one's own to lines that one answers; for whoever sees the whole city, to any. */
export const linkEvidence = defineUseCase<
  { readonly evidence: string; readonly lines: readonly string[] },
  LinkedLines
>({
  name: 'link-evidence',
  action: 'evidence:add',
  kind: 'command',
  async handle(context, { evidence, lines }) {
    const row = await ownEvidence(context, evidence);
    const { reach, organisation } = context.scope;
    const wanted = [...new Set(lines)].sort();
    const answerers = await answerersOf(context, wanted);
    const linked = wanted.filter(
      (line) => answerers.has(line) && (reach === 'city' || answerers.get(line) === organisation),
    );
    if (linked.length === 0) throw new Failure('not-found', messages.none);
    await linkLines(context, row, linked, { via: '', now: context.now });
    const left = wanted.filter((line) => !linked.includes(line));
    return {
      output: { linked, left },
      subjects: [row.evidence],
      content: { linked, left: left.length },
    };
  },
});

/** Takes a piece away from a line: whoever keeps it may, and whoever answers the line. */
export const unlinkEvidence = defineUseCase<
  { readonly evidence: string; readonly line: string },
  null
>({
  name: 'unlink-evidence',
  action: 'evidence:add',
  kind: 'command',
  async handle(context, { evidence, line }) {
    const row = await evidenceAtHand(context, evidence);
    const { reach, organisation } = context.scope;
    if (reach !== 'city' && row.organisation !== organisation)
      expectOwn(context, await readLineRow(context, line));
    const from = await unlinkLines(context, evidence, [line], { via: '', now: context.now });
    if (from.length === 0) throw new Failure('not-found', messages.none);
    return { output: null, subjects: [row.evidence], content: { unlinked: from } };
  },
});
