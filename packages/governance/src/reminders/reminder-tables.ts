import type { Act } from '@machimori/application';
import type { SheetTables } from '../sheet/sheet-tables.ts';

/** Tables of packages/database/migrations/0033-reminders.sql; meanings stand there. */
export interface ReminderTables extends SheetTables {
  readonly reminder_refusals: { city_id: string; person_id: string; refused_at: Date };
}

export const tablesOf = ({ transaction }: Act) => transaction.tables<ReminderTables>();
