export * from './answers.ts';
export { guidedCity } from './guided-city.ts';
export * from './template-parts.ts';
export * from './to-check.ts';
export * from './to-find-out.ts';
