export * from './check-edition.ts';
export * from './diff-editions.ts';
export type { DiffKind } from './diff-subjects.ts';
export * from './edition.ts';
export * from './format-diff.ts';
export * from './index-edition.ts';
export * from './show-edition.ts';
export * from './supplements.ts';
export * from './write-edition.ts';
