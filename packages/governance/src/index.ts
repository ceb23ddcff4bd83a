export * from './keep-plan.ts';
export * from './log/export-log.ts';
export * from './log/keep-contents.ts';
export * from './log/prove-log.ts';
export * from './log/read-log.ts';
export { keptSince, kindOfRecord, type RecordKind } from './log/retention-rules.ts';
export type { Retention } from './log/retention-store.ts';
export type { FirstAction } from './plan-store.ts';
export * from './read-home.ts';
