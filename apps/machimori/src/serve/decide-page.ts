import type { ApprovalByLink, Shown, ShownLine } from '@machimori/governance';
import {
  dayInJapan,
  dayText,
  type Failure,
  fill,
  fillText,
  type Locale,
  type Text,
} from '@machimori/kernel';
import { decideWords as words } from './decide-words.ts';
import { type Html, html } from './html.ts';
import { otherThan, type PageFrame, pageOf } from './page-frame.ts';

/** The page's address and its script's. */
export const decidePath = '/decide';
export const decideScriptPath = '/decide.js';

/** Takes the secret from behind the # into the form, out of the address bar, and sends it. */
export const decideScript = `'use strict';
{
  const field = document.querySelector('input[name="link"]');
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  if (field !== null && /^[\\w-]{20,200}$/.test(token)) {
    field.value = token;
    field.form.submit();
  }
}
`;

/** No language can be chosen here, so it is said in both. */
export function failurePage(frame: PageFrame, failure: Failure): string {
  const say = (of: Text): string => of[frame.locale];
  const other = otherThan(frame.locale);
  return pageOf(
    frame,
    words.failed,
    html`<div class="m-heading"><div><h1>${say(words.failed)}</h1></div></div>
<div class="m-notice" data-tone="error" role="alert"><div><p class="m-notice-title">${say(failure.text)}</p>
${failure.next === undefined ? undefined : html`<p>${say(failure.next)}</p>`}
<p class="m-hint mt-2" lang="${other}">${failure.text[other]} ${failure.next?.[other]}</p></div></div>`,
  );
}

/** Exactly what is approved, in words, and the two answers; or what was decided. */
export function decidePage(
  frame: PageFrame,
  seen: ApprovalByLink,
  of: { readonly token: string; readonly wrong?: Text; readonly reason?: string },
): string {
  const { locale } = frame;
  const say = (text: Text): string => text[locale];
  const { name, office, shown } = seen;
  const other = otherThan(locale);
  return pageOf(
    frame,
    seen.open ? words.title : shown.title,
    html`<div class="m-heading"><div><h1>${say(seen.open ? words.title : shown.title)}</h1>
<p class="m-lead"><strong>${say(fill(words.addressed, { name, office }))}</strong></p>
${seen.open ? html`<p class="m-lead">${say(fill(words.lead, { city: seen.cityName, who: seen.requestedBy }))}</p>` : undefined}</div></div>
<div class="m-stack">
${seen.open ? undefined : outcomeOf(frame, seen)}
${seen.note === '' ? undefined : html`<section><h2>${say(words.note)}</h2><p class="whitespace-pre-line">${seen.note}</p></section>`}
<section><h2>${say(words.what)}</h2><p class="mb-2"><strong>${say(shown.title)}</strong></p>
<dl class="m-dl">
${shown.facts.map(({ label, value }) => term(say(label), say(value)))}
${term(say(words.asked), say(dayText(seen.requestedOn)))}
${seen.open ? term(say(words.until), say(dayText(dayInJapan(seen.expiresAt)))) : undefined}
${term(say(words.digest), html`<code>${seen.digest}</code><br><span class="m-hint">${say(words.digestHint)}</span>`)}
</dl></section>
${linesOf(frame, shown)}
${seen.open ? formOf(frame, seen, of) : undefined}
</div>`,
    {
      end: html`<form method="post" action="${decidePath}"><input type="hidden" name="link" value="${of.token}">
<button class="m-header-button" name="lang" value="${other}" lang="${other}">${say(words.other)}</button></form>`,
    },
  );
}

const term = (label: string, value: string | Html): Html =>
  html`<dt>${label}</dt><dd>${value}</dd>`;

const tones = { added: 'success', changed: 'info', removed: 'error' } as const;
/** What goes and what changes is read before what comes new. */
const order = ['removed', 'changed', 'added'] as const;

/** Of each kind so many are seen at once; the rest unfold, with or without a script. */
const atOnce = 10;
/** Where more than so many lines change, each kind unfolds: the decision is not screens away. */
const mostOpen = 20;

function linesOf({ locale }: PageFrame, { lines }: Shown): Html | undefined {
  if (lines.length === 0) return undefined;
  const say = (text: Text): string => text[locale];
  const kinds = [...new Map(lines.map(({ among }) => [among?.ja, among])).values()];
  return html`<section><h2>${say(fill(words.lines, { count: lines.length }))}</h2>
${kinds.map((kind) => {
  const those = lines.filter(({ among }) => among?.ja === kind?.ja);
  const sorted = order.flatMap((change) => those.filter((line) => line.change === change));
  const rest = sorted.slice(atOnce);
  const name = kind && say(fillText(words.among, { kind, count: those.length }));
  const cards = html`<ul class="m-cards">${sorted.slice(0, atOnce).map((line) => cardOf(locale, line))}</ul>
${rest.length === 0 ? undefined : html`<details class="m-disclosure"><summary>${say(fill(words.rest, { count: rest.length }))}</summary><ul class="m-cards">${rest.map((line) => cardOf(locale, line))}</ul></details>`}`;
  return name === undefined || lines.length <= mostOpen
    ? html`${name === undefined ? undefined : html`<h3>${name}</h3>`}${cards}`
    : html`<details class="m-disclosure"><summary>${name}</summary><div>${cards}</div></details>`;
})}
</section>`;
}

function cardOf(locale: Locale, { change, what, details }: ShownLine): Html {
  const say = (text: Text): string => text[locale];
  const list = html`<ul class="list-disc ps-6">${details.map((each) => html`<li>${say(each)}</li>`)}</ul>`;
  return html`<li class="m-card"><p><span class="m-label-tag" data-tone="${tones[change]}">${say(words[change])}</span> <strong>${say(what)}</strong></p>
${details.length === 0 ? undefined : change === 'changed' ? list : html`<details class="m-disclosure"><summary>${say(words.more)}</summary><div>${list}</div></details>`}</li>`;
}

function formOf(
  { locale }: PageFrame,
  { name, office, digest }: ApprovalByLink,
  of: { readonly token: string; readonly wrong?: Text; readonly reason?: string },
): Html {
  const say = (text: Text): string => text[locale];
  const wrong =
    of.wrong === undefined
      ? undefined
      : html`<div class="m-notice" data-tone="error" role="alert" id="wrong"><div><p class="m-notice-title">${say(of.wrong)}</p></div></div>`;
  return html`<section id="decision"><h2>${say(words.decide)}</h2><p class="mb-4">${say(words.decideText)}</p>
<form class="m-form" method="post" action="${decidePath}#decision">
${wrong}
<input type="hidden" name="link" value="${of.token}"><input type="hidden" name="digest" value="${digest}"><input type="hidden" name="lang" value="${locale}">
<p><label class="m-plain-choice"><input type="checkbox" name="myself" value="yes"> <span>${say(fillText(words.myself, { name, office }))}</span></label></p>
<div class="m-field"><label class="m-label" for="reason">${say(words.reason)}</label>
<textarea class="m-input" id="reason" name="reason" rows="4" maxlength="2000">${of.reason ?? ''}</textarea></div>
<p class="m-row"><button class="m-button" data-kind="primary" data-size="large" name="verdict" value="approve">${say(words.approve)}</button>
<button class="m-button" data-kind="secondary" data-size="large" name="verdict" value="send-back">${say(words.sendBack)}</button></p>
</form></section>`;
}

/** A self-check is called that here, too. */
const outcomes = {
  approved: ['success', words.approved],
  'sent-back': ['warning', words.sentBack],
  'self-checked': ['warning', words.selfChecked],
  withdrawn: ['info', words.withdrawn],
  waiting: ['warning', words.altered],
} as const;

function outcomeOf({ locale }: PageFrame, { state, decision }: ApprovalByLink): Html {
  const say = (text: Text): string => text[locale];
  const [tone, title] = outcomes[state];
  const facts =
    decision === undefined
      ? undefined
      : html`<dl class="m-dl">${term(say(words.decidedBy), `${decision.office} ${decision.name}`.trim())}${term(say(words.decidedOn), say(dayText(decision.on)))}</dl>
${decision.reason === '' ? undefined : html`<p class="whitespace-pre-line">${decision.reason}</p>`}`;
  return html`<div class="m-notice" data-tone="${tone}" role="status"><div><p class="m-notice-title">${say(title)}</p>
${facts}<p>${say(state === 'waiting' ? words.askAgain : words.close)}</p></div></div>`;
}
