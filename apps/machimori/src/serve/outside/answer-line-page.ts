import {
  type AnswerField,
  answerFields,
  type LineByLink,
  type LinkHead,
  standingMessages,
} from '@machimori/governance';
import { dayText, type Failure, fill, stateWords, type Text } from '@machimori/kernel';
import { type Html, html } from '../html.ts';
import { type PageFrame, pageOf } from '../page-frame.ts';
import { type EvidencePart, evidencePart } from './answer-evidence.ts';
import {
  answerPath,
  headingOf,
  hidden,
  type Items,
  languageLink,
  lineTitle,
  type Typed,
  typedPart,
  wrongNotice,
} from './answer-page.ts';
import { groupNames, outsideWords as words } from './answer-words.ts';
import { markOf } from './typed-cells.ts';

export interface LineShown {
  readonly link: string;
  readonly head: LinkHead;
  readonly line: LineByLink;
  readonly total: number;
  readonly items: Items;
  /** Why this check item is asked of such a thing. */
  readonly why: Text | undefined;
  /** What it asks, where that is other than what its item does. */
  readonly asks: Text | undefined;
  readonly token: string;
  readonly saved?: boolean;
  /** What was typed and is not saved. */
  readonly typed?: Typed;
  /** It came back after the code was entered anew. */
  readonly restored?: boolean;
  readonly wrong?: Readonly<Partial<Record<AnswerField, Text>>>;
  readonly conflicts?: readonly AnswerField[];
  readonly failure?: Failure;
  readonly evidence: EvidencePart;
}

/** One line: what is asked and why, what stands there, and the fields to say how far it is. */
export function linePage(frame: PageFrame, shown: LineShown): string {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const { link, line, total, items } = shown;
  const { place, standing, asked } = line;
  const item = items.get(line.checkItem);
  const path = answerPath(link, `/lines/${place}`);
  const title = lineTitle(line, items);
  return pageOf(
    frame,
    title,
    html`<nav aria-label="${say(words.toList)}"><ol class="m-crumbs"><li><a class="m-link" href="${answerPath(link, '/lines')}">${say(words.toList)}</a></li><li aria-current="page">${say(fill(words.place, { place, total }))}</li></ol></nav>
<div class="m-heading"><div><h1>${say(title)}</h1><p class="m-lead">${say(headingOf(line, items))}</p></div></div>
<div class="m-stack">
${notices(frame, shown)}
${
  asked === undefined
    ? undefined
    : html`<section><h2>${say(words.asked)}</h2><p class="whitespace-pre-line mb-4">${say(shown.asks ?? item?.asks ?? title)}</p>
<dl class="m-dl">${term(say(words.subject), say(asked.subject))}${term(say(words.answeredBy), say(asked.answeredBy))}${term(say(words.group), say(groupNames[asked.group]))}${term(say(words.due), say(dayText(asked.due)))}</dl>
<details class="m-disclosure"><summary>${say(words.why)}</summary><div><p>${say(words.whyText)}</p>${shown.why === undefined ? undefined : html`<p>${say(shown.why)}</p>`}</div></details></section>`
}
${standing === 'open' && asked !== undefined ? formOf(frame, shown, asked) : html`${asked === undefined ? undefined : saidOf(frame, asked)}${typedPart(frame, shown.typed ?? {})}${waysOf(frame, { link, place, total })}`}
${asked === undefined ? undefined : evidencePart(frame, shown.evidence)}
</div>`,
    { end: languageLink(frame, path) },
  );
}

const term = (label: string, value: string | Html): Html =>
  html`<dt>${label}</dt><dd>${value}</dd>`;

function notices(frame: PageFrame, shown: LineShown): Html {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const { line, saved, wrong, conflicts, restored, failure } = shown;
  const { standing } = line;
  const isWrong = Object.keys(wrong ?? {}).length > 0 || (conflicts ?? []).length > 0;
  const lacks = saved === true ? Object.values(line.asked?.missing ?? {}) : [];
  return html`${wrongNotice(frame, failure)}
${standing === 'open' || failure !== undefined ? undefined : html`<div class="m-notice" data-tone="warning"><div><p class="m-notice-title">${say(words.notWritable)}</p><p>${say(standingMessages[standing])}</p></div></div>`}
${restored === true ? html`<div class="m-notice" data-tone="warning" role="alert"><div><p class="m-notice-title">${say(words.unsaved)}</p><p>${say(words.unsavedText)}</p></div></div>` : undefined}
${isWrong ? html`<div class="m-notice" data-tone="error" role="alert"><div><p class="m-notice-title">${say(words.wrong)}</p><p>${say(words.wrongText)}</p></div></div>` : undefined}
${saved === true ? html`<div class="m-notice" data-tone="success" role="status"><div><p class="m-notice-title">${say(words.saved)}</p>${lacks.length === 0 ? undefined : html`<p>${say(words.lacks)}</p><ul class="list-disc ps-6">${lacks.map((each) => html`<li>${say(each)}</li>`)}</ul>`}</div></div>` : undefined}`;
}

type Asked = NonNullable<LineByLink['asked']>;

function saidOf({ locale }: PageFrame, { values }: Asked): Html {
  const say = (each: Text): string => each[locale];
  return html`<section><h2>${say(words.answer)}</h2><dl class="m-dl">${term(say(words.state), say(stateWords[values.state]))}${term(say(words.planned), values.planned || '―')}${term(say(words.statement), html`<span class="whitespace-pre-line">${values.statement || '―'}</span>`)}</dl></section>`;
}

/** From a line that is only read to its neighbours. */
function waysOf(
  { locale }: PageFrame,
  of: { readonly link: string; readonly place: number; readonly total: number },
): Html {
  const to = (place: number): string => answerPath(of.link, `/lines/${place}`);
  return html`<p class="m-row">${of.place > 1 ? html`<a class="m-link" href="${to(of.place - 1)}">${words.previous[locale]}</a>` : undefined}
${of.place < of.total ? html`<a class="m-link" href="${to(of.place + 1)}">${words.onward[locale]}</a>` : undefined}
<a class="m-link" href="${answerPath(of.link, '/lines')}">${words.toList[locale]}</a></p>`;
}

function formOf(frame: PageFrame, shown: LineShown, asked: Asked): Html {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const { link, line, total, token, typed } = shown;
  const { place } = line;
  const value = (field: AnswerField): string => typed?.[field] ?? asked.values[field];
  const marks = Object.fromEntries(
    answerFields.flatMap((field) => [
      [`seen-${field}`, String(asked.seen[field])],
      [`was-${field}`, markOf(asked.values[field])],
    ]),
  );
  return html`<section id="answer"><h2>${say(words.answer)}</h2>
<form class="m-form" method="post" action="${answerPath(link, `/lines/${place}`)}">
${hidden({ token, ...marks })}
${
  (shown.conflicts ?? []).length === 0
    ? undefined
    : // What the Enter key presses: not the choice that comes first on the page.
      html`<button class="sr-only" tabindex="-1" aria-hidden="true" name="go" value="stay">${say(words.save)}</button>`
}
${conflictOf(frame, shown, 'state')}
<fieldset class="m-field"><legend class="m-label">${say(words.state)}</legend>${errorOf(frame, shown, 'state')}
<div class="m-choices">${Object.entries(stateWords).map(([state, label]) => html`<label class="m-plain-choice"><input type="radio" name="state" value="${state}"${value('state') === state ? html` checked` : undefined}> <span>${say(label)}</span></label>`)}</div></fieldset>
${conflictOf(frame, shown, 'planned')}
<div class="m-field"><label class="m-label" for="planned">${say(words.planned)}</label><p class="m-hint" id="planned-hint">${say(words.plannedHint)}</p>${errorOf(frame, shown, 'planned')}
<input class="m-input" id="planned" name="planned" type="text" autocomplete="off" maxlength="400" value="${value('planned')}" aria-describedby="planned-hint${shown.wrong?.planned === undefined ? '' : ' planned-error'}"${shown.wrong?.planned === undefined ? undefined : html` aria-invalid="true"`}></div>
${conflictOf(frame, shown, 'statement')}
<div class="m-field"><label class="m-label" for="statement">${say(words.statement)}</label><p class="m-hint" id="statement-hint">${say(words.statementHint)}</p>${errorOf(frame, shown, 'statement')}
<textarea class="m-input" id="statement" name="statement" rows="6" maxlength="8000" aria-describedby="statement-hint${shown.wrong?.statement === undefined ? '' : ' statement-error'}"${shown.wrong?.statement === undefined ? undefined : html` aria-invalid="true"`}>
${value('statement')}</textarea></div>
<p class="m-row">${place < total ? html`<button class="m-button" data-kind="primary" data-size="large" name="go" value="next">${say(words.next)}</button>` : undefined}
<button class="m-button" data-kind="${place < total ? 'secondary' : 'primary'}" data-size="large" name="go" value="stay">${say(words.save)}</button></p>
<p class="m-row">${place > 1 ? html`<button class="m-button" data-kind="text" name="go" value="previous">${say(words.previous)}</button>` : undefined}
<button class="m-button" data-kind="text" name="go" value="list">${say(words.toList)}</button></p>
</form></section>`;
}

const errorOf = (
  { locale }: PageFrame,
  { wrong }: LineShown,
  field: AnswerField,
): Html | undefined => {
  const error = wrong?.[field];
  return error && html`<p class="m-error" id="${field}-error">${error[locale]}</p>`;
};

/** What others wrote meanwhile beside what was typed, and the way to let theirs stand. */
function conflictOf(
  { locale }: PageFrame,
  { conflicts, line, typed }: LineShown,
  field: AnswerField,
): Html | undefined {
  if (conflicts?.includes(field) !== true || line.asked === undefined) return undefined;
  const say = (each: Text): string => each[locale];
  const shownAs = (value: string): string => {
    if (value === '') return say(words.empty);
    return field === 'state' && Object.hasOwn(stateWords, value)
      ? say(stateWords[value as keyof typeof stateWords])
      : value;
  };
  return html`<div class="m-notice" data-tone="warning"><div><p class="m-notice-title">${say(words.conflict)}</p>
<dl class="m-dl">${term(say(words.theirs), html`<span class="whitespace-pre-line">${shownAs(line.asked.values[field])}</span>`)}${term(say(words.yours), html`<span class="whitespace-pre-line">${shownAs(typed?.[field] ?? '')}</span>`)}</dl>
<p>${say(words.conflictText)}</p>
<p><button class="m-button" data-kind="secondary" name="take" value="${field}">${say(words.keepTheirs)}</button></p></div></div>`;
}
