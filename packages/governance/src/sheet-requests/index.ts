export {
  type AskedOrganisation,
  type AskForAnswers,
  askForAnswers,
  withdrawRequest,
} from './ask-for-answers.ts';
export { callAsked, listRequests } from './list-requests.ts';
export type { AnswerRequest } from './request-store.ts';
