export * from './file-store.ts';
export * from './name-of.ts';
export * from './outbound.ts';
export type { Repeat } from './repeat.ts';
export * from './run-use-case.ts';
export * from './secret-token.ts';
export * from './use-case.ts';
export * from './vault.ts';
export * from './world.ts';
