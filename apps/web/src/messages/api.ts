import { text } from '@machimori/kernel';

/** What we say where no answer came, or none that we can read. */
export const apiWords = {
  offline: text('サーバーにつながりません', 'The server cannot be reached'),
  offlineNext: text(
    '入力した内容は、この画面に残っています。ネットワークを確かめて、もう一度試してください。',
    'What you entered is still on this page. Check the network and try again.',
  ),
  unreadable: text('サーバーの答えを読み取れません', 'The answer of the server cannot be read'),
  unreadableNext: text(
    'しばらくしてから、もう一度試してください。続くときは、管理者に知らせてください。',
    'Try again in a while. If it goes on, tell your administrator.',
  ),
  tryAgainAt: text(
    '{time}を過ぎてから、もう一度お試しください。',
    'You can try again after {time}.',
  ),
} as const;
