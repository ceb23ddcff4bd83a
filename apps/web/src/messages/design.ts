import { text } from '@machimori/kernel';

/** What our components say by themselves. */
export const designWords = {
  required: text('※必須', 'required'),
  openList: text('{label}の一覧を開く', 'Open the list: {label}'),
  noneFits: text('見つかりません', 'Nothing found'),
  optional: text('任意', 'optional'),
  show: text('表示する', 'Show'),
  hide: text('隠す', 'Hide'),
  passwordShown: text('パスワードを表示しています', 'Your password is shown'),
  copy: text('コピーする', 'Copy'),
  copied: text('コピーしました', 'Copied'),
  copyByHand: text(
    'コピーできませんでした。欄の文字を選んで、Ctrl＋C でコピーしてください。',
    'Could not copy. Select the text and press Ctrl+C.',
  ),
  chooseFile: text('ファイルを選ぶ', 'Choose a file'),
  dropHere: text('ここにファイルを置くこともできます', 'You can also drop a file here'),
  noFile: text('まだ選ばれていません', 'No file chosen yet'),
  choose: text('選んでください', 'Please choose'),
  errorsTitle: text(
    '入力を確かめてください（{count}件）',
    'Please check what you entered ({count})',
  ),
  more: text('さらに表示', 'Show more'),
  loading: text('読み込んでいます', 'Loading'),
  working: text('送っています', 'Sending'),
  cancel: text('やめる', 'Cancel'),
  close: text('閉じる', 'Close'),
  breadcrumb: text('現在の場所', 'Where you are'),
  steps: text('手順', 'Steps'),
  stepDone: text('済み', 'done'),
  info: text('お知らせ', 'Information'),
  success: text('完了', 'Done'),
  warning: text('ご注意', 'Please note'),
  error: text('エラー', 'Error'),
} as const;
