export { digestOf } from '../files/keep-file.ts';
export {
  type AnswerBook,
  fingerprintOf,
  mostAnswerBookBytes,
  type PortableAnswer,
  readAnswerBook,
  readFingerprint,
  type SignedAnswerBook,
  writeAnswerBook,
} from './answer-book-file.ts';
export type { KeyStanding } from './key-standing.ts';
export {
  type CarriedAnswer,
  listOwnAnswers,
  makeAnswerBookKey,
  type OwnAnswers,
  signAnswerBook,
} from './make-answer-book.ts';
export { answerBookMedia, receiveAnswerBook } from './receive-answer-book.ts';
