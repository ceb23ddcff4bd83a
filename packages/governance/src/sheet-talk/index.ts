export { type CallLetter, callMentioned } from './call-people.ts';
export type { Comment } from './comment-store.ts';
export type { Callable } from './line-people.ts';
export type { WaitingMention } from './mention-store.ts';
export { readTalk, type Talk } from './read-talk.ts';
export { listMentions, noteMentions, settleTalk } from './settle-talk.ts';
export { type WriteComment, writeComment } from './write-comment.ts';
