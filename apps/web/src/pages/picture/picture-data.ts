import type { Text } from '@machimori/kernel';
import type { Answer } from '../../api/routes.ts';
import { pictureWords } from '../../messages/picture.ts';

export type Picture = Answer<'GET /plan/picture'>;
export type PictureBox = Picture['boxes'][number];
export type PictureLine = Picture['lines'][number];
export type PictureFlow = Picture['flows'][number];
export type FlowClass = PictureLine['class'];

/** The strictest first. */
export const classes: readonly FlowClass[] = ['closed', 'unseen', 'limited', 'open', 'none'];

export const boundaryWords: Readonly<Record<'agreed' | 'silent' | 'unknown', Text>> = {
  agreed: pictureWords.agreed,
  silent: pictureWords.silent,
  unknown: pictureWords.unknown,
};

/** Names of boxes by key; what one looks up again and again. */
export function namesOf(picture: Picture): ReadonlyMap<string, Text> {
  return new Map(picture.boxes.map(({ key, name }) => [key, name]));
}
