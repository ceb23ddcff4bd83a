export * from './city-map.ts';
export * from './consequences.ts';
export * from './contact-points.ts';
export * from './draft-view.ts';
export * from './element-view.ts';
export {
  type Picture,
  type PictureBox,
  type PictureFlow,
  type PictureLine,
  pictureOf,
} from './picture.ts';
export type { PictureFilter } from './picture-choice.ts';
export * from './plan-change.ts';
export * from './plan-list.ts';
export * from './plan-view.ts';
export * from './reason-chain.ts';
export type { ElementEdit, Remedy } from './remedies.ts';
export * from './responsibilities.ts';
export * from './responsibility-matrix.ts';
export type { ToldRow } from './row-names.ts';
export * from './seen.ts';
export * from './sheet-facts.ts';
export * from './standing.ts';
export * from './why-view.ts';
