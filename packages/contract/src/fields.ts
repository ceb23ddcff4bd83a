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
export const version = z.number().int().positive();
/** What people type: bounded here, judged by the act. */
export const typed = (longest: number): z.ZodString => z.string().max(longest);
