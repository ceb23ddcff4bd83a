import { text } from '@machimori/kernel';

/** What a name, an address and a password are called, and what is wrong with them, wherever they are asked for. */
export const accountWords = {
  codeWrong: text('6桁の数字を入力してください', 'Enter six digits'),
  mailMissing: text('メールアドレスを入力してください', 'Enter your mail address'),
  mailWrong: text(
    'メールアドレスの形（name@example.lg.jp）で入力してください',
    'Enter a mail address such as name@example.lg.jp',
  ),
  newPasswordShort: text(
    'パスワードは12文字以上にしてください（いまは{count}文字）',
    'Use at least 12 characters (now {count})',
  ),
  mailHint: text('例：tantou@example.lg.jp', 'Example: tantou@example.lg.jp'),
  nameMissing: text('お名前を入力してください', 'Enter your name'),
  mail: text('メールアドレス', 'Mail address'),
  newPassword: text('新しいパスワード', 'New password'),
  newPasswordHint: text(
    '12文字以上。記号や数字を混ぜる決まりはありません。ほかで使っていない、長い文をおすすめします。',
    'At least 12 characters. No rules about digits or signs; a long phrase used nowhere else is best.',
  ),
  sampleName: text('星ヶ渡市', 'Hoshigawatari City'),
} as const;
