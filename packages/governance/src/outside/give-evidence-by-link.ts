import { defineUseCase } from '@machimori/application';
import { type Day, Failure, fill, type Id, text } from '@machimori/kernel';
import { type GivenEvidence, keepGiven, toldOf } from '../evidence/add-evidence.ts';
import { linkLines } from '../evidence/evidence-line-store.ts';
import { readWords } from '../evidence/evidence-shape.ts';
import { insertEvidence } from '../evidence/evidence-store.ts';
import type { FilePorts } from '../files/file-ports.ts';
import { beginAnswers } from '../sheet/answer-store.ts';
import { standingMessages } from './answer-by-link.ts';
import { openLinkOf } from './enter-by-link.ts';
import { countGiven, type EvidenceGiven, readGiven } from './outside-evidence-store.ts';
import { isHandedIn, namedAt, seenLines } from './read-by-outside-link.ts';

const messages = {
  many: text(
    'このリンクで渡せる証跡は、{most}件までです。',
    'By this link {most} pieces of evidence can be given.',
  ),
  manyNext: text(
    'いくつかを一つのファイルにまとめるか、頼んだ人に知らせてください。',
    'Put several into one file, or tell whoever asked you.',
  ),
};

/** Pieces that come by one link. */
export const mostGiven = 100;

export interface GiveEvidenceByLink {
  readonly place: number;
  readonly given: GivenEvidence;
  readonly title: string;
  readonly note: string;
  readonly effectiveOn: Day;
}

/**
 * Puts a piece of evidence to a line that the link names, of the same kinds and within the same bounds as inside. It
 * belongs to the organisation that asked, says by whom it came, and counts with the answer: members hand both in.
 */
export const giveEvidenceByLink = defineUseCase<
  GiveEvidenceByLink,
  { readonly evidence: Id<'evidence'> },
  FilePorts
>({
  name: 'give-evidence-by-link',
  action: 'sheet:answer-by-link',
  kind: 'command',
  async handle(context, { place, given, ...said }) {
    const { ids, now } = context;
    const link = await openLinkOf(context);
    const named = await namedAt(context, link, place);
    const [seen] = await seenLines(context, link, [named]);
    const standing = seen?.standing ?? 'gone';
    if (standing !== 'open') throw new Failure('conflict', standingMessages[standing]);
    // Held before anything is put to it: what members hand in at this moment is not added to from outside.
    const held = (await beginAnswers(context, [named.line])).get(named.line);
    if (isHandedIn(held?.stage)) throw new Failure('conflict', standingMessages['handed-in']);
    if ((await countGiven(context, link.link)) >= mostGiven)
      throw new Failure('limit-exceeded', fill(messages.many, { most: mostGiven }), {
        next: messages.manyNext,
      });
    const words = readWords(said, now);
    const { organisation } = link;
    const content = await keepGiven(context, given, words, organisation);
    const evidence = ids.next('evidence');
    const { kind } = given;
    await insertEvidence(context, {
      evidence,
      organisation,
      kind,
      check: undefined,
      words,
      content,
      now,
    });
    await linkLines(context, { evidence, organisation }, [named.line], { via: '', now });
    return {
      output: { evidence },
      subjects: [link.link, evidence],
      content: { ...toldOf(kind, words, content), lines: [named.line] },
      events: [
        {
          type: 'evidence.added',
          aggregate: evidence,
          payload: { evidence, organisation, lines: [named.line] },
        },
      ],
    };
  },
});

/** What was given to a line by this link and stands there still; nothing that others put there. */
export const readGivenByLink = defineUseCase<{ readonly place: number }, readonly EvidenceGiven[]>({
  name: 'read-given-by-link',
  action: 'sheet:read-by-link',
  kind: 'query',
  async handle(context, { place }) {
    const link = await openLinkOf(context, false);
    const { line } = await namedAt(context, link, place);
    return { output: await readGiven(context, { link: link.link, line, most: mostGiven }) };
  },
});
