import { z } from 'zod';

/** Shapes that many answers share. Instants are RFC 3339 in UTC, days `YYYY-MM-DD` in Japan. */
export const instant = z.iso.datetime({ offset: false });
export const day = z.iso.date();
export const id = (prefix: string): z.ZodString =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`));
export const words = z.object({ ja: z.string(), en: z.string() });
export const roleWord = z.enum([
  'cityAdministrator',
  'organisationAdministrator',
  'contributor',
  'approver',
  'auditor',
]);
/** What became of a letter that goes out by mail, from where the reader can do something about it. */
export const letterFate = z
  .object({
    state: z.enum(['waiting', 'handed-over', 'put-off', 'given-up', 'dropped']),
    at: instant.optional().describe('When it was handed to the mail server, or given up'),
    next: instant.optional().describe('When it is tried again'),
    why: words.optional().describe('What went wrong'),
    mend: z
      .enum(['address', 'server'])
      .optional()
      .describe('Who can mend it: whoever wrote the address, or whoever runs the program'),
  })
  .meta({ id: 'LetterFate' });
export const version = z.number().int().positive();
/** What no database keeps and no document can carry: the sign NUL, and halves of signs. */
const isText = (given: string): boolean => given.isWellFormed() && !given.includes('\u0000');

/** What people type: bounded here, judged by the act. */
export const typed = (longest: number): z.ZodString => z.string().max(longest).refine(isText);

/** Deeper than anything that is described; whoever goes through a value later would fall. */
const deepestValue = 12;

/** A value of JSON of which nothing more is known: no deeper than a description, and text throughout. */
export const plainValue = z.unknown().refine((given) => {
  let level: unknown[] = [given];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestValue) return false;
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !isText(value)) return false;
      if (value === null || typeof value !== 'object') continue;
      for (const [name, each] of Object.entries(value)) {
        if (!isText(name)) return false;
        below.push(each);
      }
    }
    level = below;
  }
  return true;
});
