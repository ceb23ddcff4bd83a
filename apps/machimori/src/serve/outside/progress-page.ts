import type { Progress, ProgressByLink } from '@machimori/governance';
import {
  countWords,
  dayInJapan,
  dayText,
  fill,
  stateWords,
  type Text,
  text,
} from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { type Html, html } from '../html.ts';
import { otherThan, type PageFrame, pageOf } from '../page-frame.ts';
import { hidden, type Items, type Typed } from './answer-page.ts';
import { groupNames, outsideWords } from './answer-words.ts';

export const progressPath = '/progress';

export const progressWords = {
  title: text('セキュリティの取り組みの進みぐあい', 'Progress of the city’s security'),
  titleOf: text('{city}　セキュリティの取り組みの進みぐあい', '{city}: progress of its security'),
  lead: text(
    '{day}の数字です。国の「スマートシティセキュリティガイドライン」のチェック項目を、まちのしくみや組織ごとに一行として数えています。',
    'Figures of {day}. Check items of Japan’s Smart City Security Guideline, counted once for each system or organisation of the city.',
  ),
  none: text('まだ数えられるものがありません', 'There is nothing to count yet'),
  noneText: text(
    'まちの計画ができると、ここに数字が出ます。',
    'Figures appear here once the city has a plan.',
  ),
  whole: text('まち全体', 'The whole city'),
  lines: text('行', 'Lines'),
  done: countWords.done,
  inProgress: stateWords['in-progress'],
  planned: stateWords.planned,
  notStarted: stateWords['not-started'],
  overdue: countWords.overdue,
  submitted: text('確認を待つ回答', 'Answers to be verified'),
  counted: text(
    '「実施済み」は、担当とは別の人が確かめて認めた行と、まちの記載で実施済みとされている行です。「期限を過ぎた」は、計画の期限の日を過ぎて、まだ実施済みでも対象外でもない行です。',
    '“Implemented” are lines that somebody other than whoever answered has accepted, and those that the city’s description says are implemented. “Overdue” are lines neither implemented nor not applicable by their day.',
  ),
  byGroup: text('分類・視点ごと', 'By category and view'),
  group: text('分類・視点', 'Category or view'),
  byOrganisation: text('答える組織ごと', 'By organisation that answers'),
  organisation: text('組織', 'Organisation'),
  statements: text('行っていること（認められたもの）', 'What is done, as accepted'),
  until: text(
    'このリンクは{day}まで開けます。見るだけで、何も変わりません。',
    'This link opens until {day}. It shows and changes nothing.',
  ),
  message: text('送った人から', 'From whoever sent it'),
} as const;

/** The same page in the other language: the secret stays in the body of a form. */
export function languageForm({ locale }: PageFrame, fields: Typed): Html {
  const other = otherThan(locale);
  return html`<form method="post" action="${progressPath}">${hidden(fields)}<button class="m-header-button" name="lang" value="${other}" lang="${other}">${outsideWords.other[locale]}</button></form>`;
}

const figures = [
  'lines',
  'done',
  'inProgress',
  'planned',
  'notStarted',
  'overdue',
  'submitted',
] as const satisfies readonly (keyof Progress)[];
/** Of each part so much is told as a phone has room for. */
const ofParts = ['lines', 'done', 'inProgress', 'overdue'] as const;

/** How far the city has come, in figures; nobody's name, and no answer unless that was chosen. */
export function progressPage(
  frame: PageFrame,
  seen: ProgressByLink,
  of: { readonly items: Items; readonly end: Html },
): string {
  const { locale } = frame;
  const say = (each: Text): string => each[locale];
  const until = fill(progressWords.until, { day: dayText(dayInJapan(seen.expiresAt))[locale] });
  return pageOf(
    frame,
    progressWords.title,
    html`<div class="m-heading"><div><h1>${say(fill(progressWords.titleOf, { city: seen.city }))}</h1>
<p class="m-lead"><strong>${say(fill(outsideWords.forWhom, { office: seen.office, name: seen.name }))}</strong></p>
<p class="m-lead">${say(fill(progressWords.lead, { day: dayText(seen.today)[locale] }))}</p></div></div>
<div class="m-stack">
${seen.message === '' ? undefined : html`<section><h2>${say(progressWords.message)}</h2><p class="whitespace-pre-line">${seen.message}</p></section>`}
${
  seen.whole.lines === 0
    ? html`<div class="m-empty"><p class="font-bold">${say(progressWords.none)}</p><p>${say(progressWords.noneText)}</p></div>`
    : html`<section><h2>${say(progressWords.whole)}</h2>
<dl class="m-figures">${figures.map((name) => html`<div><dt>${say(progressWords[name])}</dt><dd>${seen.whole[name].toLocaleString('en')}</dd></div>`)}</dl>
<p class="m-hint mt-4">${say(progressWords.counted)}</p><p class="m-hint">${say(outsideWords.notExhaustive)}</p></section>
${tableOf(
  frame,
  progressWords.byGroup,
  progressWords.group,
  seen.groups.map(({ group, progress }) => ({ name: groupNames[group], progress })),
)}
${tableOf(
  frame,
  progressWords.byOrganisation,
  progressWords.organisation,
  seen.organisations.map(({ key, progress }) => ({
    name: seen.names.get(key) ?? text(key, key),
    progress,
  })),
)}
${statementsOf(frame, seen, of.items)}`
}
<p class="m-hint">${say(until)}</p>
</div>`,
    { end: of.end },
  );
}

function tableOf(
  { locale }: PageFrame,
  title: Text,
  first: Text,
  rows: readonly { readonly name: Text; readonly progress: Progress }[],
): Html {
  const say = (each: Text): string => each[locale];
  return html`<section><h2>${say(title)}</h2><div class="m-frame"><table class="m-table"><caption class="sr-only">${say(title)}</caption>
<thead><tr><th scope="col">${say(first)}</th>${ofParts.map((name) => html`<th scope="col">${say(progressWords[name])}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${say(row.name)}</th>${ofParts.map((name) => html`<td data-column="${say(progressWords[name])}">${row.progress[name].toLocaleString('en')}</td>`)}</tr>`)}</tbody></table></div></section>`;
}

function statementsOf({ locale }: PageFrame, seen: ProgressByLink, items: Items): Html | undefined {
  if (seen.statements.length === 0) return undefined;
  const say = (each: Text): string => each[locale];
  const groups = [...Map.groupBy(seen.statements, ({ group }) => group)];
  return html`<section><h2>${say(progressWords.statements)}</h2>
${groups.map(
  ([group, those]) =>
    html`<details class="m-disclosure"><summary>${say(groupNames[group])}</summary><div><ul class="m-cards">${those.map(
      ({ checkItem, subject, state, statement }) => {
        const item = items.get(checkItem);
        const label = item === undefined ? text(checkItem, checkItem) : itemLabel(item);
        const name = seen.names.get(subject) ?? text(subject, subject);
        const said = stateWords[state as keyof typeof stateWords];
        return html`<li class="m-card"><p><strong>${say(label)}　${say(name)}</strong> <span class="m-label-tag" data-tone="neutral">${say(said)}</span></p><p class="whitespace-pre-line">${statement}</p></li>`;
      },
    )}</ul></div></details>`,
)}</section>`;
}
