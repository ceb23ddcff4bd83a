export * from './consequences.ts';
export * from './element-view.ts';
export {
  type Picture,
  type PictureBox,
  type PictureFlow,
  type PictureLine,
  pictureOf,
} from './picture.ts';
export type { PictureFilter } from './picture-choice.ts';
export * from './plan-view.ts';
export * from './reason-chain.ts';
export * from './seen.ts';
export * from './why-view.ts';
