export * from './keep-plan.ts';
export type { FirstAction } from './plan-store.ts';
export * from './read-home.ts';
