export * from './calendar.ts';
export * from './diagnostic.ts';
export * from './failure.ts';
export * from './limits.ts';
export * from './planned-date.ts';
export * from './shared-words.ts';
export * from './text.ts';
export * from './visible.ts';
