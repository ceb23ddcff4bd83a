import { defineUseCase } from '@machimori/application';
import { type Day, dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { readWords } from '../approval/to-decide.ts';
import { expectFewLetters } from '../letters/expect-few-letters.ts';
import { isTold } from '../sheet/each-answer.ts';
import { expectAtHand } from '../sheet/line-at-hand.ts';
import { readLineRows } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import { readOwnName } from '../sheet-talk/comment-store.ts';
import { insertRequest, withdrawRequestRow } from './request-store.ts';

const messages = {
  promoterAlone: text(
    '回答を頼めるのは、推進主体の人です。',
    'The promoting body alone asks for answers.',
  ),
  past: text(
    '期限には、きょうかそれよりあとの日を選んでください。',
    'Choose today or a later day.',
  ),
  missing: text(
    '見つからない行か、いまの計画にない行があります。',
    'A line cannot be found, or is not in the present plan.',
  ),
  missingNext: text(
    '一覧を開き直して、選び直してください。',
    'Open the list again and choose anew.',
  ),
  nobody: text(
    'まだ街守りに席のない組織が答える行があります。',
    'A line is answered by an organisation that has no seat here yet.',
  ),
  nobodyNext: text(
    '先に「メンバー」でその組織の人を招くか、その行を外してください。',
    'Invite its people under Members first, or leave the line out.',
  ),
  none: text('その依頼は見つかりません。', 'There is no such request.'),
};

export interface AskForAnswers {
  readonly lines: readonly string[];
  readonly due: Day;
  /** What is said with it; may be empty. */
  readonly words: string;
}

/** One request that came of it: an organisation is asked once, for all its lines. */
export interface AskedOrganisation {
  readonly request: Id<'answerRequest'>;
  readonly organisation: string;
  readonly lines: number;
}

/** Asks whoever answers these lines for their answers until a day: one request for each organisation. */
export const askForAnswers = defineUseCase<
  AskForAnswers,
  readonly AskedOrganisation[],
  GovernancePorts
>({
  name: 'ask-for-answers',
  action: 'sheet:request',
  kind: 'command',
  async handle(context, { lines, due, ...input }) {
    const { scope, ids, now } = context;
    if (scope.reach !== 'city') throw new Failure('forbidden', messages.promoterAlone);
    if (due < dayInJapan(now)) throw new Failure('input-invalid', messages.past, { field: 'due' });
    const words = readWords(input.words);
    const wanted = [...new Set(lines)];
    const kept = await readLineRows(context, wanted);
    const byOrganisation = Map.groupBy(wanted, (id) => {
      const line = kept.get(id);
      try {
        expectAtHand(line);
      } catch (error) {
        if (!isTold(error)) throw error;
        throw new Failure('conflict', messages.missing, { next: messages.missingNext });
      }
      if (line.answerer === undefined)
        throw new Failure('conflict', messages.nobody, { next: messages.nobodyNext });
      return line.answerer;
    });
    await expectFewLetters(context, byOrganisation.size);
    const byName = await readOwnName(context);
    const asked: AskedOrganisation[] = [];
    for (const [organisation, its] of byOrganisation) {
      const request = ids.next('answerRequest');
      await insertRequest(context, { request, organisation, words, due, byName, lines: its, now });
      asked.push({ request, organisation, lines: its.length });
    }
    await noteMoves(context, wanted, 'asked-for');
    return {
      output: asked,
      subjects: asked.flatMap(({ request, organisation }) => [request, organisation]),
      content: { due, requests: asked.map(({ request, lines: count }) => ({ request, count })) },
      events: asked.map(({ request, organisation, lines: count }) => ({
        type: 'answers.requested',
        aggregate: request,
        payload: { request, organisation, count },
      })),
    };
  },
});

/** Takes a request back. What was answered stays. */
export const withdrawRequest = defineUseCase<{ readonly request: string }, null>({
  name: 'withdraw-request',
  action: 'sheet:request',
  kind: 'command',
  async handle(context, { request }) {
    const isWithdrawn =
      context.scope.reach === 'city' && (await withdrawRequestRow(context, request, context.now));
    if (!isWithdrawn) throw new Failure('not-found', messages.none);
    return { output: null, subjects: [request], content: { withdrawn: request } };
  },
});
