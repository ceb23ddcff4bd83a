import { Failure, text } from '@machimori/kernel';
import { findAnswer, insertAnswer } from './repeat-store.ts';
import type { Act, Json, UseCase } from './use-case.ts';

/** A write that may be sent twice (a lost answer, a second press): the same key does it once. */
export interface Repeat {
  /** Chosen by the caller, for one act. */
  readonly key: string;
  /** Digest of what is asked: the same key for something else is a mistake. */
  readonly fingerprint: string;
}

const messages = {
  other: text(
    '同じ Idempotency-Key が、別の内容に使われています。',
    'The same Idempotency-Key was used for something else.',
  ),
  otherNext: text('新しいキーで送り直してください。', 'Send it again with a new key.'),
  secret: text(
    'この操作はもう済んでいます。結果は一度しか表示しません。',
    'This is done already, and its result is shown only once.',
  ),
  secretNext: text(
    '結果を控えていないときは、取り消して、もう一度つくってください。',
    'If you do not have it, revoke it and make a new one.',
  ),
};

/** The kept answer where this act was done before. */
export async function repeatedAnswer<Output>(
  act: Act,
  useCase: Pick<UseCase<never, Output>, 'name' | 'secretOutput'>,
  repeat: Repeat,
): Promise<{ readonly output: Output } | undefined> {
  const kept = await findAnswer(act, useCase.name, repeat.key);
  if (kept === undefined) return undefined;
  if (kept.fingerprint !== repeat.fingerprint)
    throw new Failure('input-invalid', messages.other, { next: messages.otherNext });
  if (useCase.secretOutput === true)
    throw new Failure('conflict', messages.secret, { next: messages.secretNext });
  return { output: kept.answer as Output };
}

export async function keepAnswer(
  act: Act,
  useCase: Pick<UseCase<never, unknown>, 'name' | 'secretOutput'>,
  { key, fingerprint }: Repeat,
  output: unknown,
  now: Date,
): Promise<void> {
  const answer = useCase.secretOutput === true ? null : ((output ?? null) as Json);
  await insertAnswer(act, { useCase: useCase.name, key, fingerprint, answer, keptAt: now });
}
