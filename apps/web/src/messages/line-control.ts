import { text } from '@machimori/kernel';

/** What the page of a line says of the applied control that answers it. */
export const lineControlWords = {
  by: text('この行には、対策「{name}」で答えています', 'Answered by the control “{name}”'),
  follows: text(
    '対策を変えると、この行の回答も変わります。提出は、対策の画面でまとめて行えます。この行だけ違うときは、この行だけの回答を書けます。',
    'When it changes, this answer changes too, and it is handed in with the others on the control’s page. Where this line differs, write its own answer.',
  ),
  differs: text(
    'この行だけ、対策と違う回答です。対策を変えても、この行は変わりません。',
    'This line has an answer of its own: it stays when the control changes.',
  ),
  behind: text(
    '対策の前の内容のままです。対策の画面でそろえられます。',
    'It says what the control said before; the control’s page brings it in line.',
  ),
  differHere: text('この行だけ違う回答を書く', 'Write an answer of its own'),
  release: text('この対策から外す（回答は残ります）', 'Release it; the answer stays'),
  byControl: text('対策「{name}」で', 'by the control “{name}”'),
  byControlUnseen: text('対策で', 'by an applied control'),
  open: text('対策を開く', 'Open the control'),
  released: text('行を対策から外しました。回答は残っています', 'Released; the answer stays'),
} as const;
