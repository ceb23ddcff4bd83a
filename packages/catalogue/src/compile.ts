export * from './compile-edition.ts';
export * from './edition-files.ts';
