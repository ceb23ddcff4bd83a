import { type Text, text } from '@machimori/kernel';
import { decideScriptPath } from './decide-page.ts';
import { html } from './html.ts';
import { otherThan, type PageFrame, pageOf } from './page-frame.ts';

const words = {
  opening: text('リンクを開く', 'Open your link'),
  openingText: text(
    '自動で進まないときは、次のようにしてください。',
    'If nothing happens by itself, do this.',
  ),
  steps: [
    text(
      '届いたリンクの全体を、# から後ろも含めてコピーします。リンクを開いたすぐあとなら、このページのアドレスも同じものです。',
      'Copy the whole link, with what follows the #. Right after you have opened it the address of this page is the same.',
    ),
    text('下の欄に貼り付けます。', 'Paste it below.'),
    text('「開く」を押します。', 'Press Open.'),
  ],
  why: text(
    'リンクの # から後ろは鍵なので、どこの記録にも残らないように、ブラウザの中だけに置いています。ブラウザのJavaScriptが止めてあると、自動では渡せません。',
    'What follows the # in the link is its key. So that it is written down nowhere it stays in your browser, which cannot hand it over by itself where JavaScript is turned off.',
  ),
  linkField: text('届いたリンク', 'The link you were sent'),
  open: text('開く', 'Open'),
  other: text('English', '日本語'),
} as const;

/**
 * Where a link leads whose secret is still in the browser alone. Without script nothing takes it out of the address:
 * whoever reads does, and is told how.
 */
export function linkOpening(
  frame: PageFrame,
  of: { readonly title: Text; readonly path: string },
): string {
  const say = (each: Text): string => each[frame.locale];
  const other = otherThan(frame.locale);
  return pageOf(
    frame,
    of.title,
    html`<div class="m-heading"><div><h1>${say(words.opening)}</h1>
<p class="m-lead">${say(words.openingText)}</p></div></div>
<ol class="m-numbered">${words.steps.map((step) => html`<li>${say(step)}</li>`)}</ol>
<form class="m-form" method="post" action="${of.path}">
<input type="hidden" name="lang" value="${frame.locale}">
<div class="m-field"><label class="m-label" for="link">${say(words.linkField)}</label>
<input class="m-input" id="link" name="link" type="text" autocomplete="off" required></div>
<p><button class="m-button" data-kind="primary" data-size="large">${say(words.open)}</button></p>
<p class="m-hint">${say(words.why)}</p>
</form>`,
    {
      script: decideScriptPath,
      end: html`<a class="m-header-button" href="${of.path}?lang=${other}" lang="${other}">${say(words.other)}</a>`,
    },
  );
}
