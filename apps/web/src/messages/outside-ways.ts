import { text } from '@machimori/kernel';

/** What stands on other pages about links to people outside: few words, so that those pages stay light. */
export const outsideWays = {
  title: text('外の人へのリンク', 'Links to people outside'),
  askThis: text('この行を外の人に頼む', 'Ask somebody outside about this line'),
  askChosen: text(
    '選んだ{count}行を外の人に頼む',
    'Ask somebody outside about {count} {count|line|lines}',
  ),
  waiting: text(
    '{name}さんから、頼んだ回答が戻りました（書きこみ{answered}行）',
    '{name} has handed back the answers that you asked for ({answered} {answered|line|lines} written)',
  ),
  byLink: text('{name}（外からのリンク）', '{name} (by a link from outside)'),
  byLinkForgotten: text('外の人（リンク）', 'Somebody outside (by a link)'),
} as const;
