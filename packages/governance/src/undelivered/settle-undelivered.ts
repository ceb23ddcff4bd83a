import { defineUseCase } from '@machimori/application';
import { installation, settleDeadJob, settleDeadLetter } from '@machimori/database';
import { Failure, readId, text } from '@machimori/kernel';

const messages = {
  none: text(
    'それは、届けられなかったものの中に、もうありません。',
    'That is not among what could not be delivered any more.',
  ),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
};

export interface SettleUndelivered {
  readonly id: string;
  readonly by: string;
  readonly decision: 'retry' | 'let-go';
}

/** Tries once more what was given up, from the first attempt on, or goes on without it. */
export const settleUndelivered = defineUseCase<SettleUndelivered, null>({
  name: 'settle-undelivered',
  action: 'undelivered:settle',
  kind: 'command',
  async handle({ transaction, scope, now }, { id, by, decision }) {
    const city = scope.city ?? installation;
    const word = decision === 'retry' ? 'retry' : 'skip';
    const settled =
      readId('job', id) === undefined
        ? await settleDeadLetter(transaction, { city, eventId: id, subscriber: by }, word, now)
        : await settleDeadJob(transaction, { city, jobId: id }, word, now);
    if (!settled) throw new Failure('not-found', messages.none, { next: messages.noneNext });
    return { output: null, subjects: [id], content: { deed: decision, undelivered: by } };
  },
});
