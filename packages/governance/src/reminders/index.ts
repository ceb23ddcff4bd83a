export { chooseReminders, readReminders } from './choose-reminders.ts';
export type { DueLines } from './due-read-model.ts';
export { type ReminderLetter, writeReminders } from './write-reminders.ts';
