import { Failure, text } from '@machimori/kernel';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type FieldError, RequestFailure } from './problem-of.ts';

const messages = {
  invalid: text('送られた内容に誤りがあります。', 'Something in what was sent is not right.'),
  unreadable: text('送られた内容を読めません。', 'What was sent cannot be read.'),
  large: text('送られた内容が大きすぎます。', 'What was sent is too large.'),
};

/** What our parts and our libraries throw, as failures of our list; the rest stays unknown. */
export function failureOf(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(
      ({ instancePath, message = '' }): FieldError => ({
        path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
        text: { ja: '形が正しくありません。', en: message },
      }),
    );
    return new RequestFailure(messages.invalid, fields);
  }
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413 || code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Failure('limit-exceeded', messages.large);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Failure('input-unreadable', messages.unreadable);
  return error;
}
