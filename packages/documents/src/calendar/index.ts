export { type CalendarDay, type CalendarHead, writeCalendar } from './write-calendar.ts';
