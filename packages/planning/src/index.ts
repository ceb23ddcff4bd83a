export { canonicalCity } from './canonical-city.ts';
export * from './compare-plans.ts';
export { dutyStateWords, selfCheckOf, selfCheckWord } from './duty-words.ts';
export * from './explain.ts';
export { itemLabel } from './item-label.ts';
export * from './plan.ts';
export * from './plan-city.ts';
export * from './views/index.ts';
