export { readSharedOfLine, type SharedOfLine, takeSharedAnswer } from './read-shared.ts';
export { shareAnswers, unshareAnswers } from './share-answers.ts';
export type { SharedAnswer, Sharing } from './sharing-store.ts';
