export * from './added-lines/index.ts';
export * from './adopt-yardstick.ts';
export * from './answer-books/index.ts';
export * from './applied-controls/index.ts';
export * from './approval/index.ts';
export * from './calendar/index.ts';
export * from './checks/index.ts';
export * from './evidence/index.ts';
export * from './files/index.ts';
export * from './keep-change.ts';
export * from './keep-plan.ts';
export * from './letters/index.ts';
export * from './log/export-log.ts';
export * from './log/keep-contents.ts';
export * from './log/prove-log.ts';
export * from './log/read-log.ts';
export { keptSince, kindOfRecord, type RecordKind } from './log/retention-rules.ts';
export type { Retention } from './log/retention-store.ts';
export * from './outside/index.ts';
export * from './plan-basis.ts';
export {
  type ChangeName,
  changeName,
  type KeptChange,
  type OwedChange,
  type PlanNumber,
} from './plan-change-store.ts';
export type { FirstAction } from './plan-store.ts';
export * from './read-changes.ts';
export * from './read-home.ts';
export * from './reminders/index.ts';
export * from './reviews/index.ts';
export * from './sheet/index.ts';
export * from './sheet-books/index.ts';
export * from './sheet-hands/index.ts';
export * from './sheet-reports/index.ts';
export * from './sheet-requests/index.ts';
export * from './sheet-sharing/index.ts';
export * from './sheet-talk/index.ts';
export * from './sheet-views/index.ts';
export * from './undelivered/list-undelivered.ts';
export * from './undelivered/settle-undelivered.ts';
export { undeliveredWords } from './undelivered/undelivered-words.ts';
export * from './webhooks/index.ts';
export { type AdoptedYardstick, readYardstick, type Yardstick } from './yardstick-store.ts';
