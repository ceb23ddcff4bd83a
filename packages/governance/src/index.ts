export * from './keep-plan.ts';
export * from './log/export-log.ts';
export * from './log/prove-log.ts';
export * from './log/read-log.ts';
export type { FirstAction } from './plan-store.ts';
export * from './read-home.ts';
