export * from './consequences.ts';
export * from './element-view.ts';
export * from './plan-view.ts';
export * from './seen.ts';
