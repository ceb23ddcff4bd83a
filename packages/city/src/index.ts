export * from './city-index.ts';
export * from './dependence.ts';
export * from './model.ts';
export * from './traits.ts';
export * from './vocabulary.ts';
