import { defineUseCase } from '@machimori/application';
import { Failure, type Text, text } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import { addressOf, namesOf } from '../approval/approval-people-store.ts';
import type { GovernancePorts } from '../approval/ports.ts';
import type { AnswerValues } from '../sheet/answer-cells.ts';
import { beginAnswers } from '../sheet/answer-store.ts';
import type { AnswerField } from '../sheet/sheet-tables.ts';
import { type CellVerdict, writeAnswers } from '../sheet/write-answers.ts';
import { openLinkOf } from './enter-by-link.ts';
import { letterEvent } from './outside-letters.ts';
import { readMessage } from './outside-link-rules.ts';
import { changeOutsideLink, countNamed } from './outside-link-store.ts';
import { isHandedIn, type NamedStanding, namedAt, seenLines } from './read-by-outside-link.ts';

/** Why a line cannot be answered by the link any more. */
export const standingMessages: Readonly<Record<Exclude<NamedStanding, 'open'>, Text>> = {
  gone: text(
    'この行は、まちの内容が変わって、なくなりました。答えなくてかまいません。',
    'The city changed and this line fell away. You need not answer it.',
  ),
  moved: text(
    'この行に答える組織が変わったため、このリンクでは答えられなくなりました。',
    'Another organisation answers this line now, so that it cannot be answered by this link.',
  ),
  'handed-in': text(
    'この行は、頼んだ組織がもう提出しました。ここでは書きかえられません。',
    'Those who asked you have handed this line in. It cannot be changed here.',
  ),
  'handed-back': text(
    'このリンクは、もう受け渡しました。書きかえるには、頼んだ人にもう一度送ってもらってください。',
    'You have handed this back. To change it, ask whoever sent it to send it again.',
  ),
};

const messages = {
  back: text('もう受け渡しています。', 'It was handed back already.'),
  backNext: text(
    '書きかえるには、頼んだ人にもう一度送ってもらってください。',
    'To change it, ask whoever sent it to send it again.',
  ),
};

export interface AnswerByLink {
  readonly place: number;
  readonly cells: Readonly<
    Partial<Record<AnswerField, { readonly seen: number; readonly value: string }>>
  >;
}

/**
 * What came of it: cells are written that can be; what cannot be is told cell by cell, with what others wrote
 * meanwhile into the same one.
 */
export interface AnsweredByLink {
  readonly wrong: Readonly<Partial<Record<AnswerField, Text>>>;
  readonly conflicts: readonly AnswerField[];
  /** What the line said before. */
  readonly said: AnswerValues | undefined;
}

/** Writes into a line that the link names; it stays a draft until a member hands it in. */
export const answerByLink = defineUseCase<AnswerByLink, AnsweredByLink>({
  name: 'answer-by-link',
  action: 'sheet:answer-by-link',
  kind: 'command',
  async handle(context, { place, cells }) {
    const link = await openLinkOf(context);
    const named = await namedAt(context, link, place);
    const [seen] = await seenLines(context, link, [named]);
    const standing = seen?.standing ?? 'gone';
    if (standing !== 'open') throw new Failure('conflict', standingMessages[standing]);
    // Held before it is written: what members hand in at this moment is not opened again from outside.
    const held = (await beginAnswers(context, [named.line])).get(named.line);
    if (isHandedIn(held?.stage)) throw new Failure('conflict', standingMessages['handed-in']);
    const [written] = await writeAnswers(context, [{ line: named.line, cells }], {
      origin: { way: 'link', id: link.link },
      partly: true,
    });
    if (written?.left !== undefined) throw written.left;
    const verdicts = Object.entries(written?.cells ?? {}) as [AnswerField, CellVerdict][];
    const wrong: Partial<Record<AnswerField, Text>> = {};
    const conflicts: AnswerField[] = [];
    const done: AnswerField[] = [];
    for (const [field, verdict] of verdicts) {
      if (verdict.verdict === 'refused') wrong[field] = verdict.failure.text;
      if (verdict.verdict === 'conflict') conflicts.push(field);
      if (verdict.verdict === 'write') done.push(field);
    }
    return {
      output: { wrong, conflicts, said: written?.said },
      subjects: [link.link],
      content: { line: named.line, cells: done, left: [...Object.keys(wrong), ...conflicts] },
    };
  },
});

/** Says that all is done: from then on one only reads, and whoever asked is told. */
export const handBackByLink = defineUseCase<{ readonly note: string }, null, GovernancePorts>({
  name: 'hand-back-by-link',
  action: 'sheet:answer-by-link',
  kind: 'command',
  async handle(context, input) {
    const { now, ports } = context;
    const link = await openLinkOf(context);
    if (link.handedBackAt !== undefined)
      throw new Failure('conflict', messages.back, { next: messages.backNext });
    const note = readMessage(input.note, 'note');
    await changeOutsideLink(context, link.link, { handedBackAt: now, note, notedAt: null });
    const counts = (await countNamed(context, [link.link])).get(link.link);
    const { lines = 0, answered = 0 } = counts ?? {};
    const to = await addressOf(context, link.createdBy);
    const name = (await namesOf(context, [link.createdBy])).get(link.createdBy) ?? '';
    return {
      output: null,
      subjects: [link.link],
      content: { handedBack: link.link, lines, answered },
      events:
        ports.mail && to !== undefined
          ? [
              // About the coming back, not about the link: a letter to the addressee is another matter.
              letterEvent(context, `${link.link}/back`, {
                of: 'handed-back',
                to,
                name,
                office: '',
                city: await readCityName(context),
                by: `${link.office}　${link.name}`,
                answered,
                lines,
                url: `${ports.origin}/sheet/links`,
              }),
            ]
          : [],
    };
  },
});
