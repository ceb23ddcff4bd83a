import type { CheckItem } from '@machimori/catalogue';
import { type AnswersByLink, codeMinutes, type LineByLink } from '@machimori/governance';
import { dayInJapan, dayText, type Failure, fill, type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { type Html, html } from '../html.ts';
import { otherThan, type PageFrame, pageOf } from '../page-frame.ts';
import { outsideWords as words } from './answer-words.ts';

/** Check items of the city's edition, by id. */
export type Items = ReadonlyMap<string, CheckItem>;

/** Fields that somebody typed and that are not saved: they go along until they are. */
export type Typed = Readonly<Record<string, string>>;

/** Where the pages of a link are. */
export const answerPath = (link: string, below = ''): string => `/answer/${link}${below}`;

export const hidden = (fields: Typed): readonly Html[] =>
  Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );

/** The way to the same page in the other language; a plain link, since it changes nothing. */
export function languageLink(frame: PageFrame, path: string): Html {
  const other = otherThan(frame.locale);
  const mark = path.includes('?') ? '&' : '?';
  return html`<a class="m-header-button" href="${path}${mark}lang=${other}" lang="${other}">${words.other[frame.locale]}</a>`;
}

/** Something that did not work, in both languages, with what was typed so that nothing is lost. */
export function failedPage(frame: PageFrame, failure: Failure, typed: Typed = {}): string {
  const say = (of: Text): string => of[frame.locale];
  const other = otherThan(frame.locale);
  return pageOf(
    frame,
    words.failed,
    html`<div class="m-heading"><div><h1>${say(words.failed)}</h1></div></div>
<div class="m-stack"><div class="m-notice" data-tone="error" role="alert"><div><p class="m-notice-title">${say(failure.text)}</p>
${failure.next === undefined ? undefined : html`<p>${say(failure.next)}</p>`}
<p class="m-hint mt-2" lang="${other}">${failure.text[other]} ${failure.next?.[other]}</p></div></div>
${typedPart(frame, typed)}</div>`,
  );
}

/** What somebody typed that could not be saved, to be copied. */
export function typedPart({ locale }: PageFrame, typed: Typed): Html | undefined {
  const rows = (['planned', 'statement'] as const).filter(
    (name) => (typed[name] ?? '').trim() !== '',
  );
  if (rows.length === 0) return undefined;
  return html`<section><h2>${words.typed[locale]}</h2><p class="mb-4">${words.typedText[locale]}</p>
${rows.map((name) => html`<div class="m-field"><label class="m-label" for="kept-${name}">${words[name][locale]}</label><textarea class="m-input" id="kept-${name}" rows="4" readonly>${typed[name]}</textarea></div>`)}</section>`;
}

/** Where a link leads before a code was entered: nothing of what it opens is told yet. */
export function openingPage(
  frame: PageFrame,
  of: {
    readonly title: Text;
    /** The way to the other language. */
    readonly end: Html;
    readonly post: string;
    /** Where a code goes to; undefined: whoever gave the link tells it. */
    readonly email: string | undefined;
    readonly fields: Typed;
    readonly typed?: Typed;
    readonly over?: boolean;
    readonly wrong?: Failure;
  },
): string {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const isOver = of.over === true && Object.keys(of.typed ?? {}).length > 0;
  return pageOf(
    frame,
    of.title,
    html`<div class="m-heading"><div><h1>${say(isOver ? words.over : of.title)}</h1>
<p class="m-lead">${say(isOver ? words.overText : of.email === undefined ? words.toldLead : words.openingLead)}</p></div></div>
<div class="m-stack">${wrongNotice(frame, of.wrong)}
${isOver && of.email === undefined ? html`<p>${say(words.toldLead)}</p>` : undefined}${of.email === undefined ? undefined : html`<dl class="m-dl"><dt>${say(words.sendTo)}</dt><dd>${of.email}</dd></dl>`}
<form class="m-form" method="post" action="${of.post}">
${hidden({ ...of.fields, lang: locale })}${hidden(of.typed ?? {})}
<p><button class="m-button" data-kind="primary" data-size="large">${say(of.email === undefined ? words.toldGo : words.send)}</button></p>
</form>
${isOver ? typedPart(frame, of.typed ?? {}) : undefined}</div>`,
    { end: of.end },
  );
}

/** Where the code is entered. */
export function codePage(
  frame: PageFrame,
  of: {
    readonly end: Html;
    readonly enter: string;
    readonly again: string;
    /** Where the code went to; undefined: whoever gave the link tells it. */
    readonly email: string | undefined;
    readonly fields: Typed;
    readonly typed?: Typed;
    readonly wrong?: Failure;
  },
): string {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const typed = of.typed ?? {};
  const lead =
    of.email === undefined
      ? words.toldCodeLead
      : fill(words.codeLead, { email: of.email, minutes: codeMinutes });
  const invalid = of.wrong === undefined ? undefined : html` aria-invalid="true"`;
  return pageOf(
    frame,
    words.codeTitle,
    html`<div class="m-heading"><div><h1>${say(words.codeTitle)}</h1>
<p class="m-lead">${say(lead)}</p></div></div>
<div class="m-stack">${wrongNotice(frame, of.wrong)}
<form class="m-form" method="post" action="${of.enter}">
${hidden({ ...of.fields, lang: locale })}${hidden(typed)}
<div class="m-field"><label class="m-label" for="code">${say(words.code)}</label>
<p class="m-hint" id="code-hint">${say(words.codeHint)}</p>
<input class="m-input m-code" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" maxlength="40" required aria-describedby="code-hint"${invalid}></div>
<p><button class="m-button" data-kind="primary" data-size="large">${say(words.enter)}</button></p>
</form>
${
  of.email === undefined
    ? undefined
    : html`<form method="post" action="${of.again}">${hidden({ ...of.fields, lang: locale })}${hidden(typed)}
<p><button class="m-button" data-kind="text">${say(words.sendAgain)}</button></p></form>`
}
${typedPart(frame, typed)}</div>`,
    { end: of.end },
  );
}

export function wrongNotice({ locale }: PageFrame, failure: Failure | undefined): Html | undefined {
  if (failure === undefined) return undefined;
  return html`<div class="m-notice" data-tone="error" role="alert"><div><p class="m-notice-title">${failure.text[locale]}</p>${failure.next === undefined ? undefined : html`<p>${failure.next[locale]}</p>`}</div></div>`;
}

/** A check item as people find it, with what it is asked of. */
export function lineTitle({ checkItem, asked }: LineByLink, items: Items): Text {
  const item = items.get(checkItem);
  const label = item === undefined ? text(checkItem, checkItem) : itemLabel(item);
  if (asked === undefined) return label;
  return text(`${label.ja}　${asked.subject.ja}`, `${label.en} – ${asked.subject.en}`);
}

export const headingOf = ({ checkItem }: LineByLink, items: Items): Text =>
  items.get(checkItem)?.heading ?? text(checkItem, checkItem);

const tones = {
  todo: 'neutral',
  lacks: 'warning',
  written: 'success',
  gone: 'neutral',
  moved: 'neutral',
  'handed-in': 'info',
} as const;

function stateOfLine({ standing, asked }: LineByLink): keyof typeof tones {
  if (standing === 'gone' || standing === 'moved' || standing === 'handed-in') return standing;
  if (asked?.touched !== true) return 'todo';
  return Object.keys(asked.missing).length > 0 ? 'lacks' : 'written';
}

/** The lines that somebody is asked to answer, how far they are, and the way to hand them back. */
export function linesPage(
  frame: PageFrame,
  { head, lines }: AnswersByLink,
  of: {
    readonly link: string;
    readonly items: Items;
    readonly token: string;
    readonly wrong?: Failure;
    readonly note?: string;
  },
): string {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const { link, items, token } = of;
  const standings = lines.map(stateOfLine);
  const written = standings.filter((state) => state === 'written' || state === 'lacks').length;
  const todo = standings.filter((state) => state === 'todo').length;
  const lead = fill(words.lead, {
    organisation: head.organisation,
    sender: head.sender,
    city: head.city,
    count: lines.length,
  });
  const isOpen = head.handedBackAt === undefined;
  return pageOf(
    frame,
    words.title,
    html`<div class="m-heading"><div><h1>${say(words.title)}</h1>
<p class="m-lead"><strong>${say(fill(words.forWhom, { office: head.office, name: head.name }))}</strong></p>
<p class="m-lead">${say(lead)}</p></div></div>
<div class="m-stack">
${isOpen ? undefined : html`<div class="m-notice" data-tone="success" role="status"><div><p class="m-notice-title">${say(words.handedBack)}</p><p>${say(words.handedBackText)}</p></div></div>`}
${head.message === '' ? undefined : html`<section><h2>${say(fill(words.message, { sender: head.sender }))}</h2><p class="whitespace-pre-line">${head.message}</p></section>`}
<section><h2>${say(words.lines)}</h2>
${isOpen ? html`<p class="mb-4">${say(words.how)}</p>` : undefined}
<dl class="m-dl mb-4"><dt>${say(words.until)}</dt><dd>${say(dayText(dayInJapan(head.expiresAt)))}</dd></dl>
<p class="mb-4"><strong>${say(fill(words.written, { lines: lines.length, written }))}</strong></p>
<ol class="m-cards">${lines.map(
      (
        line,
        at,
      ) => html`<li class="m-card"><p><a class="m-link" href="${answerPath(link, `/lines/${line.place}`)}">${say(lineTitle(line, items))}</a></p>
<p class="m-hint">${say(headingOf(line, items))}</p>
<p><span class="m-label-tag" data-tone="${tones[standings[at] ?? 'todo']}">${say(words.states[standings[at] ?? 'todo'])}</span></p></li>`,
    )}</ol>
<p class="m-hint mt-4">${say(words.notExhaustive)}</p></section>
${isOpen ? backForm(frame, { ...of, todo }) : undefined}
<section><form method="post" action="${answerPath(link, '/leave')}">${hidden({ token })}
<p class="m-hint">${say(words.leaveText)}</p><p><button class="m-button" data-kind="text">${say(words.leave)}</button></p></form></section>
</div>`,
    { end: languageLink(frame, answerPath(link, '/lines')) },
  );
}

function backForm(
  frame: PageFrame,
  of: {
    readonly link: string;
    readonly token: string;
    readonly todo: number;
    readonly wrong?: Failure;
    readonly note?: string;
  },
): Html {
  const say = (each: Text): string => each[frame.locale];
  return html`<section id="back"><h2>${say(words.backTitle)}</h2><p>${say(words.backText)}</p>
${of.todo === 0 ? undefined : html`<p>${say(fill(words.backLeft, { count: of.todo }))}</p>`}
<form class="m-form" method="post" action="${answerPath(of.link, '/back')}#back">${wrongNotice(frame, of.wrong)}${hidden({ token: of.token })}
<div class="m-field"><label class="m-label" for="note">${say(words.note)}</label><textarea class="m-input" id="note" name="note" rows="3" maxlength="1000">${of.note ?? ''}</textarea></div>
<p><button class="m-button" data-kind="secondary" data-size="large">${say(words.back)}</button></p></form></section>`;
}

/** The browser has forgotten the link. */
export function leftPage(frame: PageFrame): string {
  const say = (each: Text): string => each[frame.locale];
  return pageOf(
    frame,
    words.left,
    html`<div class="m-heading"><div><h1>${say(words.left)}</h1><p class="m-lead">${say(words.leftText)}</p></div></div>`,
  );
}
