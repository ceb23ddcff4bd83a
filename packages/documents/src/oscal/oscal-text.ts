const spaces = /[\s\p{Cc}]+/gu;

/** One line as OSCAL's strings want it: no line break, no space of any width at either end. */
export function oneLine(value: string): string {
  return value.toWellFormed().replace(spaces, ' ').trim();
}

/** A line of OSCAL's markup; what a person wrote never becomes markup. */
export function markupLine(value: string): string {
  return escapeMarkup(oneLine(value));
}

/** Several paragraphs of OSCAL's markup. */
export function markup(value: string): string {
  return escapeMarkup(
    value
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/[^\S\n\u3000]|(?!\n)\p{Cc}/gu, ' ')
      .trim(),
  );
}

const escapeMarkup = (value: string): string => value.replace(/[\\`*<[{]/g, '\\$&');

/** Paragraphs joined; those without text fall away. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

/** Lines of a list in markup, each already escaped. */
export const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line}`).join('\n');

const mail =
  /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

/** True for a mail address that every reader of OSCAL takes. */
export const isMailAddress = (value: string): boolean =>
  mail.test(value) && !/^\.|\.\.|\.@/.test(value);
