export * from './check-edition.ts';
export * from './edition.ts';
export * from './supplements.ts';
export * from './write-edition.ts';
