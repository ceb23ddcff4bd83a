export * from './edition.ts';
