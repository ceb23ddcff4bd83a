import type { Edition } from '@machimori/catalogue';
import {
  columnWords,
  levelWords,
  stageWords,
  stateWords,
  type Text,
  text,
} from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';

const messages = {
  words: text('ことば', 'Words'),
  group: text('分類・視点', 'Category or view'),
  answeredBy: columnWords.answeredBy,
  subject: columnWords.subject,
  checkItem: columnWords.item,
  stage: columnWords.stage,
  state: columnWords.state,
  level: columnWords.level,
  need: text('気をつけるもの', 'To look at'),
  overdue: text('期限を過ぎた行', 'overdue'),
  stale: text('見直しが必要な行', 'to be looked at again'),
  owner: text('担当', 'In whose hands'),
  mine: text('つくった人', 'whoever made this'),
  nobody: text('まだ決まっていない', 'nobody yet'),
  somebody: text('選んだ人', 'the person chosen'),
  request: text('依頼', 'Asked for'),
  oneRequest: text('選んだ依頼の行', 'by the request chosen'),
  control: text('対策', 'Applied control'),
  oneControl: text('選んだ対策の行', 'lines of the one chosen'),
  link: text('外の人へのリンク', 'Link to somebody outside'),
  oneLink: text('選んだリンクの行', 'lines of the one chosen'),
  unseen: text('見えないもの', 'something that you do not see'),
} as const;

/** What a report is asked for with; each part as the list of lines takes it. */
export interface ReportFilter {
  readonly words?: string | undefined;
  readonly group?: string | undefined;
  readonly answeredBy?: string | undefined;
  readonly subject?: string | undefined;
  readonly checkItem?: string | undefined;
  readonly stage?: keyof typeof stageWords | undefined;
  readonly state?: keyof typeof stateWords | undefined;
  readonly level?: keyof typeof levelWords | undefined;
  readonly overdue?: unknown;
  readonly stale?: unknown;
  readonly owner?: string | undefined;
  readonly request?: string | undefined;
  readonly control?: string | undefined;
  readonly link?: string | undefined;
}

export interface NarrowedPart {
  readonly name: Text;
  readonly value: Text;
}

/** By what the lines of a report were chosen, in words; what one does not see has no name here either. */
export function narrowedParts(
  filter: ReportFilter,
  edition: Edition,
  names: ReadonlyMap<string, Text>,
): readonly NarrowedPart[] {
  const { words, group, answeredBy, subject, checkItem, stage, state, level, owner } = filter;
  const named = (list: readonly { readonly id: string; readonly name: Text }[], id: string): Text =>
    list.find((each) => each.id === id)?.name ?? text(id, id);
  const item = (id: string): Text => {
    const found = edition.checkItems.find((each) => each.id === id);
    return found === undefined ? text(id, id) : itemLabel(found);
  };
  const owners: Readonly<Record<string, Text>> = { mine: messages.mine, none: messages.nobody };
  const part = (name: Text, value: Text | undefined): readonly NarrowedPart[] =>
    value === undefined ? [] : [{ name: { ...name }, value: { ...value } }];
  return [
    ...part(messages.words, words === undefined || words === '' ? undefined : text(words, words)),
    ...part(
      messages.group,
      group === undefined ? undefined : named([...edition.categories, ...edition.views], group),
    ),
    ...part(
      messages.answeredBy,
      answeredBy === undefined ? undefined : (names.get(answeredBy) ?? messages.unseen),
    ),
    ...part(
      messages.subject,
      subject === undefined ? undefined : (names.get(subject) ?? messages.unseen),
    ),
    ...part(messages.checkItem, checkItem === undefined ? undefined : item(checkItem)),
    ...part(messages.stage, stage === undefined ? undefined : stageWords[stage]),
    ...part(messages.state, state === undefined ? undefined : stateWords[state]),
    ...part(messages.level, level === undefined ? undefined : levelWords[level]),
    ...part(messages.need, filter.overdue === undefined ? undefined : messages.overdue),
    ...part(messages.need, filter.stale === undefined ? undefined : messages.stale),
    ...part(messages.owner, owner === undefined ? undefined : (owners[owner] ?? messages.somebody)),
    ...part(messages.request, filter.request === undefined ? undefined : messages.oneRequest),
    ...part(messages.control, filter.control === undefined ? undefined : messages.oneControl),
    ...part(messages.link, filter.link === undefined ? undefined : messages.oneLink),
  ];
}
