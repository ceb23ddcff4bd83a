import { createHash } from 'node:crypto';
import { cleanText } from '@machimori/city';
import { type AnswerField, answerFields } from '@machimori/governance';

/** By which a value is known again that went out with a form: whoever did not touch it says nothing about it. */
export const markOf = (value: string): string =>
  createHash('sha256').update(cleanText(value)).digest('base64url').slice(0, 22);

/** What was typed into the fields of a line, as it came. */
export const typedIn = (form: URLSearchParams): Readonly<Partial<Record<AnswerField, string>>> =>
  Object.fromEntries(
    answerFields.flatMap((field) => {
      const value = form.get(field);
      return value === null ? [] : [[field, value]];
    }),
  );

/** The cells that were changed since the form went out, each with the version that was seen then. */
export function changedCells(
  form: URLSearchParams,
): Readonly<Partial<Record<AnswerField, { readonly seen: number; readonly value: string }>>> {
  return Object.fromEntries(
    Object.entries(typedIn(form)).flatMap(([field, value]) => {
      if (form.get(`was-${field}`) === markOf(value)) return [];
      const seen = /^\d{1,9}$/.exec(form.get(`seen-${field}`) ?? '')?.[0] ?? '0';
      return [[field, { seen: Number(seen), value }]];
    }),
  );
}
