import { isRole, roles } from '@machimori/authorisation';
import type { Locale } from '@machimori/kernel';
import { text } from '@machimori/kernel';
import type { AccessLine } from './access-lines.ts';
import { decisions, type ReviewLine } from './access-review-rules.ts';
import { accessMarks } from './access-rules.ts';

const words = {
  kind: text('種類', 'Kind'),
  organisation: text('組織', 'Organisation'),
  name: text('名前', 'Name'),
  email: text('メールアドレス', 'E-mail'),
  rights: text('権限', 'Rights'),
  state: text('状態', 'State'),
  since: text('はじまり', 'Since'),
  until: text('おわり', 'Until'),
  lastUsedOn: text('最後に使った日', 'Last used'),
  secondFactor: text('二つ目の確認手段', 'Second factor'),
  marks: text('気をつけること', 'Marks'),
  decision: text('決定', 'Decision'),
  newRights: text('新しい権限', 'New rights'),
  reason: text('理由', 'Reason'),
  decidedBy: text('決めた人', 'Decided by'),
  decidedOn: text('決めた日', 'Decided on'),
  selfCheck: text('自己確認', 'Self-check'),
  account: text('アカウント', 'Account'),
  invitation: text('招待', 'Invitation'),
  token: text('APIトークン', 'API token'),
  active: text('使えます', 'Active'),
  suspended: text('停止中', 'Suspended'),
  ended: text('離れました', 'Left'),
  waiting: text('返事待ち', 'Waiting'),
  over: text('期限切れ', 'Expired'),
  yes: text('あり', 'Yes'),
  no: text('なし', 'No'),
} as const;

/** The list as a file for Excel. */
export function accessCsv(lines: readonly AccessLine[], locale: Locale): string {
  const word = (key: keyof typeof words): string => words[key][locale];
  const head = [
    word('kind'),
    word('organisation'),
    word('name'),
    word('email'),
    word('rights'),
    word('state'),
    word('since'),
    word('until'),
    word('lastUsedOn'),
    word('secondFactor'),
    word('marks'),
  ];
  const rows = lines.map((line) => [
    word(line.kind),
    line.organisationName,
    line.name,
    line.email,
    rightsIn(line.rights, locale),
    word(line.state),
    line.since,
    line.until ?? '',
    line.lastUsedOn ?? '',
    line.secondFactor === undefined ? '' : word(line.secondFactor ? 'yes' : 'no'),
    line.marks.map((mark) => accessMarks[mark][locale]).join(locale === 'ja' ? '、' : '; '),
  ]);
  return csvOf([head, ...rows]);
}

/** A review with its decisions as a file for Excel. */
export function reviewCsv(lines: readonly ReviewLine[], locale: Locale): string {
  const word = (key: keyof typeof words): string => words[key][locale];
  const head = [
    word('organisation'),
    word('name'),
    word('email'),
    word('rights'),
    word('marks'),
    word('decision'),
    word('newRights'),
    word('reason'),
    word('decidedBy'),
    word('decidedOn'),
    word('selfCheck'),
  ];
  const rows = lines.map((line) => [
    line.organisationName,
    line.name,
    line.email,
    rightsIn(line.roles, locale),
    line.marks.map((mark) => accessMarks[mark][locale]).join(locale === 'ja' ? '、' : '; '),
    line.decision === undefined ? '' : decisions[line.decision][locale],
    rightsIn(line.newRoles ?? [], locale),
    line.reason,
    line.decidedByName ?? '',
    line.decidedOn ?? '',
    line.selfCheck ? word('selfCheck') : '',
  ]);
  return csvOf([head, ...rows]);
}

const rightsIn = (rights: readonly string[], locale: Locale): string =>
  rights
    .map((right) => (isRole(right) ? roles[right][locale] : right))
    .join(locale === 'ja' ? '、' : '; ');

/** RFC 4180 with the mark by which Excel knows UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

/**
 * A cell that a spreadsheet shows and does not run: what begins like a formula, also behind spaces or in
 * full width, gets an apostrophe before it.
 */
export function csvCell(value: string): string {
  const runs = /^[\s\p{C}]*[=+\-@＝＋－＠|%]/u.test(value) || /^[\t\r\n]/.test(value);
  const safe = runs ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
