import { type EvidenceGiven, evidenceBytes, mostGiven } from '@machimori/governance';
import { dayInJapan, dayText, fill, fillText, type Text, text } from '@machimori/kernel';
import { type Html, html } from '../html.ts';
import type { PageFrame } from '../page-frame.ts';
import { answerPath, hidden, type Typed } from './answer-page.ts';

const words = {
  title: text('証跡', 'Evidence'),
  lead: text(
    '回答のもとになるもの（手順書、点検の記録、画面の写真など）があれば、渡せます。なくてもかまいません。',
    'If there is something that shows it, such as a procedure, a record or a picture of a screen, you can give it here. You need not.',
  ),
  first: text(
    '上の回答に書きかけがあれば、先に保存してください。',
    'Save what you have written above first.',
  ),
  given: text('渡したもの', 'What you have given'),
  taken: text(
    '間違えて渡したときは、頼んだ人に知らせてください。',
    'If you gave something by mistake, tell whoever asked you.',
  ),
  done: text('証跡を渡しました', 'The evidence was given'),
  giveFile: text('ファイルを渡す', 'Give a file'),
  giveOther: text('リンクかメモを渡す', 'Give a link or a note'),
  file: text('ファイル', 'File'),
  fileHint: text(
    'PDF、写真（PNG、JPEG）、Excel・Word・PowerPoint、文字だけのファイル（txt、csv）。{most} MBまで。',
    'PDF, pictures (PNG, JPEG), xlsx, docx, pptx, plain text (txt, csv); {most} MB at most.',
  ),
  what: text('何か（なくてもかまいません）', 'What it is (optional)'),
  day: text('いつの時点のものか', 'As of which day'),
  dayHint: text(
    '書類や記録そのものの日付です。渡す日ではありません。今日のものなら {today} です。',
    'The date of the document itself, not of giving it. Today is {today}.',
  ),
  url: text('リンク（https:// で始まるアドレス）', 'Link (an address that begins with https://)'),
  note: text('メモ', 'Note'),
  send: text('渡す', 'Give it'),
  kinds: {
    file: text('ファイル', 'File'),
    link: text('リンク', 'Link'),
    note: text('メモ', 'Note'),
    check: text('自動の確認', 'Automatic check'),
  },
} as const;

export interface EvidencePart {
  readonly link: string;
  readonly place: number;
  readonly token: string;
  readonly given: readonly EvidenceGiven[];
  /** Whether more can be given. */
  readonly open: boolean;
  /** Something was given just now. */
  readonly done: boolean;
  /** What was typed into the form that was refused. */
  readonly typed?: Typed | undefined;
  readonly now: Date;
}

/** What was given to a line by this link, and two forms to give more; nothing of what others put there. */
export function evidencePart({ locale }: PageFrame, part: EvidencePart): Html | undefined {
  const say = (each: Text): string => each[locale];
  const { given, open, done, typed = {}, link, place, token, now } = part;
  if (!open && given.length === 0) return undefined;
  const action = answerPath(link, `/lines/${place}/evidence`);
  const field = (id: string, label: Text, input: Html, hint?: string): Html =>
    html`<div class="m-field"><label class="m-label" for="${id}">${say(label)}</label>${hint === undefined ? undefined : html`<p class="m-hint" id="${id}-hint">${hint}</p>`}
${input}</div>`;
  const day = (id: string): Html =>
    field(
      id,
      words.day,
      html`<input class="m-input" id="${id}" name="effectiveOn" type="date" required aria-describedby="${id}-hint" value="${typed['effectiveOn'] ?? ''}">`,
      say(fillText(words.dayHint, { today: dayText(dayInJapan(now)) })),
    );
  const named = (id: string): Html =>
    field(
      id,
      words.what,
      html`<input class="m-input" id="${id}" name="title" type="text" autocomplete="off" maxlength="100" value="${typed['title'] ?? ''}">`,
    );
  const form = (fields: Html): Html =>
    html`<form class="m-form" method="post" action="${action}" enctype="multipart/form-data">
${hidden({ token, lang: locale })}
${fields}
<p><button class="m-button" data-kind="secondary" data-size="large">${say(words.send)}</button></p></form>`;
  const other = (typed['url'] ?? '') !== '' || (typed['note'] ?? '') !== '';
  return html`<section id="evidence"><h2>${say(words.title)}</h2>
${done ? html`<div class="m-notice mb-4" data-tone="success" role="status"><div><p class="m-notice-title">${say(words.done)}</p></div></div>` : undefined}
${open ? html`<p class="mb-4">${say(words.lead)}<br>${say(words.first)}</p>` : undefined}
${
  given.length === 0
    ? undefined
    : html`<h3>${say(words.given)}</h3><ul class="list-disc ps-6 mb-4">${given.map(({ kind, title, fileName, addedAt }) => html`<li>${title} <span class="m-hint">${say(words.kinds[kind])}${fileName === undefined || fileName === title ? undefined : html` ${fileName}`}・${say(dayText(dayInJapan(addedAt)))}</span></li>`)}</ul>
<p class="m-hint mb-4">${say(words.taken)}</p>`
}
${
  open && given.length < mostGiven
    ? html`<details class="m-disclosure"${other || typed['title'] === undefined ? undefined : html` open`}><summary>${say(words.giveFile)}</summary><div>${form(
        html`${field(
          'evidence-file',
          words.file,
          html`<input class="m-input" id="evidence-file" name="file" type="file" required aria-describedby="evidence-file-hint" accept=".pdf,.png,.jpg,.jpeg,.xlsx,.docx,.pptx,.txt,.csv">`,
          say(fill(words.fileHint, { most: evidenceBytes / 1024 / 1024 })),
        )}${named('evidence-file-title')}${day('evidence-file-day')}`,
      )}</div></details>
<details class="m-disclosure"${other ? html` open` : undefined}><summary>${say(words.giveOther)}</summary><div>${form(
        html`${field(
          'evidence-url',
          words.url,
          html`<input class="m-input" id="evidence-url" name="url" type="url" maxlength="2000" value="${typed['url'] ?? ''}">`,
        )}${field(
          'evidence-note',
          words.note,
          html`<textarea class="m-input" id="evidence-note" name="note" rows="4" maxlength="8000">
${typed['note'] ?? ''}</textarea>`,
        )}${named('evidence-other-title')}${day('evidence-other-day')}`,
      )}</div></details>`
    : undefined
}</section>`;
}
