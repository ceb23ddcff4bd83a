import { text } from '@machimori/kernel';

export const undeliveredWords = {
  title: text('届けられなかったもの', 'What could not be delivered'),
  lead: text(
    '何度も試して、街守りがあきらめた手紙や仕事です。わけを直してから、もう一度試してください。要らなくなったものは、取りやめられます。',
    'Letters and work that the program has given up after trying many times. Mend the cause and try again; let go what is not needed any more.',
  ),
  none: text('いまは、ありません。', 'There is nothing at the moment.'),
  what: text('何を', 'What'),
  since: text('いつのこと', 'From when'),
  attempts: text('試した回数', 'Tries'),
  times: text('{count}回', '{count}'),
  why: text('わけ', 'Why'),
  acts: text('操作', 'Actions'),
  retry: text('もう一度試す', 'Try again'),
  retryOf: text('「{what}」をもう一度試す', 'Try again: {what}'),
  retried: text('もう一度試します', 'It is tried again'),
  letGo: text('取りやめる', 'Let it go'),
  letGoOf: text('「{what}」を取りやめる', 'Let it go: {what}'),
  letGoTitle: text('「{what}」を取りやめますか', 'Let it go: {what}?'),
  letGoText: text(
    'この一つは、届かないままになります。取りやめたことは、記録に残ります。',
    'This one stays undelivered. That you let it go stands in the log.',
  ),
  gone: text('取りやめました', 'It was let go'),
  letters: text(
    'だれへの招待かは、「メンバー」の「招待」にあります。',
    'Whose invitation it was stands under People, Invitations.',
  ),
  toInvitations: text('招待の一覧', 'Invitations'),
} as const;
