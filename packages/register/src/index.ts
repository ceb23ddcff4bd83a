export * from './difference.ts';
export * from './element.ts';
export { listRevisionRows, type RevisionRow, readElements, readRevision } from './element-store.ts';
export * from './import-city.ts';
export * from './read-register.ts';
export * from './revision-store.ts';
export * from './visible-contracts.ts';
