import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, typed } from './fields.ts';

const line = typed(300).min(1).describe('Id of the line: `service-2-3@kawa`');
const commentId = id('cmt');

export const sheetTalkEndpoints = {
  readTalk: endpoint({
    method: 'GET',
    path: '/sheet/lines/:line/talk',
    summary: { ja: '行についてのコメント', en: 'What was said about a line' },
    params: z.object({ line }),
    response: z.object({
      takesPart: z.boolean().describe('One’s organisation may write here'),
      comments: z
        .array(
          z.object({
            comment: commentId,
            thread: commentId.describe('The comment that began the talk'),
            words: z.string(),
            at: instant,
            byName: z.string(),
            organisationName: z.string(),
            resolvedAt: instant.optional().describe('Of the first: since when the talk is settled'),
          }),
        )
        .describe('The first said first'),
      people: z
        .array(
          z.object({
            id: z.string(),
            name: z.string(),
            organisationName: z.string(),
            kind: z.enum(['person', 'organisation']),
          }),
        )
        .describe('Whom a comment may call'),
    }),
  }),
  writeComment: endpoint({
    method: 'POST',
    path: '/sheet/lines/:line/talk',
    summary: {
      ja: '行にコメントを書く。名前を挙げた人に知らせる',
      en: 'Say something about a line; whom it calls is told',
    },
    params: z.object({ line }),
    body: z.object({
      words: typed(8_000),
      thread: commentId.optional().describe('The talk that it goes on with'),
      calls: z.array(typed(60)).max(20).describe('Ids of people and organisations'),
    }),
    response: z.object({ comment: commentId }),
  }),
  settleTalk: endpoint({
    method: 'PUT',
    path: '/sheet/talks/:thread',
    summary: {
      ja: 'やりとりを解決済みにする、または、もう一度開く',
      en: 'Settle a talk, or take it up again',
    },
    params: z.object({ thread: commentId }),
    body: z.object({ resolved: z.boolean() }),
  }),
  listMentions: endpoint({
    method: 'GET',
    path: '/sheet/mentions',
    summary: {
      ja: 'あなたの返事や確認を待っているコメント',
      en: 'Comments that wait for oneself',
    },
    response: z.object({
      mentions: z.array(
        z.object({
          comment: commentId,
          line: z.string(),
          words: z.string(),
          at: instant,
          byName: z.string(),
        }),
      ),
    }),
  }),
  noteMentions: endpoint({
    method: 'POST',
    path: '/sheet/mentions/noted',
    summary: { ja: 'コメントを見たと記す', en: 'Note that one has looked at comments' },
    body: z.object({ comments: z.array(commentId).min(1).max(200) }),
  }),
} as const;
