import { failureMeanings, type Problem } from '@machimori/contract';
import { Failure, type Locale, type Text, text } from '@machimori/kernel';

const messages = {
  internal: text(
    'プログラムの中で問題が起きました。入力したものは、保存されていません。',
    'Something went wrong inside the program. What you entered was not saved.',
  ),
  internalNext: text(
    'もう一度お試しください。続くときは、下の番号を添えて管理者に知らせてください。',
    'Try again. If it goes on, tell your administrator the number below.',
  ),
  notFoundNext: text(
    '消されたか、ほかの組織のものかもしれません。前の画面に戻り、一覧から選び直してください。',
    'It may have been removed, or be another organisation’s. Go back, and choose from the list.',
  ),
};

/** A field that is wrong, by its name in the request. */
export interface FieldError {
  readonly path: string;
  readonly text: { readonly ja: string; readonly en: string };
}

/** A failure that also says which fields of the request are wrong. */
export class RequestFailure extends Failure {
  readonly fields: readonly FieldError[];

  constructor(message: ReturnType<typeof text>, fields: readonly FieldError[]) {
    super('input-invalid', message);
    this.fields = fields;
  }
}

/** How many wrong places one answer names. */
const most = 50;

function errorsOf(failure: Failure): Pick<Problem, 'errors'> {
  const { field } = failure;
  const errors =
    failure instanceof RequestFailure
      ? failure.fields.map((each) => ({ ...each }))
      : field !== undefined
        ? [{ path: field, text: whole(failure) }]
        : failure.diagnostics.map(({ place, message }) => ({
            path: place.path ?? '',
            text: { ...message },
          }));
  return errors.length === 0 ? {} : { errors: errors.slice(0, most) };
}

/** What is wrong and what to do, in one line: beside a field there is no other. */
const whole = ({ text: said, next }: Failure): Text =>
  next === undefined ? { ...said } : text(`${said.ja}${next.ja}`, `${said.en} ${next.en}`);

/** The only way from an error to what the outside sees; what is unknown stays inside. */
export function problemOf(error: unknown, request: string, locale: Locale): Problem {
  const failure =
    error instanceof Failure
      ? error
      : new Failure('internal', messages.internal, { next: messages.internalNext });
  const { status, title, retry } = failureMeanings[failure.code];
  // What is hidden and what never was are told alike, here as elsewhere.
  const next = failure.next ?? (failure.code === 'not-found' ? messages.notFoundNext : undefined);
  return {
    type: `/problems/${failure.code}`,
    title: title[locale],
    status,
    detail: failure.text[locale],
    instance: request,
    code: failure.code,
    retry,
    ...(failure.retryAfterS === undefined ? {} : { retryAfter: failure.retryAfterS }),
    text: { ...failure.text },
    ...(next === undefined ? {} : { next: { ...next } }),
    ...errorsOf(failure),
  };
}
