import { type Act, defineUseCase, readPageCursor, writePageCursor } from '@machimori/application';
import { loggedActionGroups, wordsOfAction } from '@machimori/authorisation';
import { type ReadEntry, readEntries } from '@machimori/database';
import { type Day, Failure, type Id, isDay, type Text, text } from '@machimori/kernel';
import type { Json, Outcome } from '@machimori/ledger';
import { type LogNames, readLogChoices, readLogNames } from './log-names-read-model.ts';

/** Which part of the log is asked for; what is absent does not narrow. Days are of Japan, both inclusive. */
export interface LogQuery {
  readonly cursor?: string | undefined;
  readonly action?: string | undefined;
  /** A person by id, a token by id, or `system:<name>`. */
  readonly actor?: string | undefined;
  readonly organisation?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

/** What an entry is about: an id or a pseudonym, with its name while the database has one. */
export interface LogSubject {
  readonly id: string;
  readonly name: string | undefined;
}

/** An entry as people read it. */
export interface LogEntrySeen {
  readonly entry: string;
  readonly at: Date;
  readonly action: string;
  readonly actionText: Text;
  /** A person's id, or what the log says where nobody stands behind it any more. */
  readonly actor: string;
  readonly actorName: Text;
  readonly organisation: string | undefined;
  readonly organisationName: string | undefined;
  readonly outcome: Outcome;
  readonly subjects: readonly LogSubject[];
  readonly content: Json | undefined;
  /** True where there was a content and its time is over. */
  readonly contentGone: boolean;
  readonly place: { readonly epoch: number; readonly index: number } | undefined;
}

export interface LogPage {
  readonly entries: readonly LogEntrySeen[];
  readonly next: string | undefined;
}

const messages = {
  day: text('日付の形が正しくありません。', 'This is no day.'),
  order: text('「おわりの日」が「はじめの日」より前です。', 'The last day comes before the first.'),
  orderNext: text('日付を入れかえてください。', 'Exchange the two days.'),
  gone: text('名前は残っていません', 'Name no longer kept'),
  anonymous: text('サインイン前の人', 'Somebody not yet known'),
  token: text('APIトークン', 'API token'),
  link: text('外の人（リンク）', 'Somebody outside (by link)'),
  program: text('街守り（プログラム）', 'Machimori (the program)'),
  commandLine: text('管理用のコマンド', 'A command of the operator'),
};

const pageEntries = 50;

/** The first moment of a day in Japan. */
function startOf(day: Day): Date {
  if (!isDay(day)) throw new Failure('input-invalid', messages.day);
  return new Date(`${day}T00:00:00+09:00`);
}

/** Which organisation's entries a scope reaches: undefined where it is every one's. */
export const organisationSeen = ({ scope }: Act): Id<'organisation'> | undefined =>
  scope.reach === 'city' ? undefined : scope.organisation;

/** Who did what when, latest first: of the whole city, or of one's own organisation. */
export const readLog = defineUseCase<LogQuery, LogPage>({
  name: 'read-log',
  action: 'log:read',
  kind: 'sensitive-query',
  async handle(context, input) {
    const { scope, transaction } = context;
    const { cursor, action, actor, outcome, from, until, organisation } = input;
    const own = organisationSeen(context);
    const start = from === undefined ? undefined : startOf(from);
    const last = until === undefined ? undefined : startOf(until);
    if (start !== undefined && last !== undefined && last < start)
      throw new Failure('input-invalid', messages.order, { next: messages.orderNext });
    const asked = Object.fromEntries(
      Object.entries(input).filter(([name, value]) => value !== undefined && name !== 'cursor'),
    ) as Record<string, string>;
    // Of an organisation that one does not see there is nothing, as of one that does not exist.
    const nothing = own !== undefined && organisation !== undefined && organisation !== own;
    const seen = own ?? organisation;
    const rows = nothing
      ? []
      : await readEntries(transaction, {
          log: scope.inCity,
          limit: pageEntries + 1,
          ...(action === undefined ? {} : { action }),
          ...(outcome === undefined ? {} : { outcome }),
          ...(seen === undefined ? {} : { organisation: seen }),
          ...(actor === undefined ? {} : actor.startsWith('per_') ? { person: actor } : { actor }),
          ...(start === undefined ? {} : { from: start }),
          ...(last === undefined ? {} : { to: new Date(last.getTime() + 86_400_000) }),
          ...(cursor === undefined ? {} : { after: afterOf(cursor) }),
        });
    const shown = rows.slice(0, pageEntries);
    const names = await readLogNames(context, {
      persons: shown.flatMap(({ person }) => person ?? []),
      subjects: shown.flatMap(({ subjects }) => subjects),
    });
    const end = rows.length > pageEntries ? shown.at(-1) : undefined;
    return {
      output: {
        entries: shown.map((row) => seenEntry(row, names)),
        next: end && writePageCursor({ at: end.at, id: end.entryId as Id<'entry'> }),
      },
      content: { asked },
    };
  },
});

function afterOf(cursor: string): { readonly at: Date; readonly entryId: string } {
  const { at, id } = readPageCursor('entry', cursor);
  return { at, entryId: id };
}

function seenEntry(row: ReadEntry, names: LogNames): LogEntrySeen {
  const { entryId, at, action, outcome, organisation, content, place } = row;
  return {
    entry: entryId,
    at,
    action,
    actionText: wordsOfAction(action),
    actor: row.person ?? row.actor,
    actorName: actorName(row, names),
    organisation,
    organisationName: organisation && names.places.get(organisation),
    outcome,
    subjects: row.subjects.map((id) => ({ id, name: nameOf(id, names) })),
    content,
    contentGone: row.hadContent && content === undefined,
    place: place && { epoch: place.epoch, index: place.index },
  };
}

const nameOf = (id: string, { persons, pseudonyms, places }: LogNames): string | undefined =>
  places.get(id) ?? persons.get(pseudonyms.get(id) ?? id);

function actorName({ actor, person }: ReadEntry, { persons }: LogNames): Text {
  if (actor === 'anonymous') return messages.anonymous;
  if (actor === 'system:command-line') return messages.commandLine;
  if (actor.startsWith('system:')) return messages.program;
  if (actor.startsWith('tok_')) return messages.token;
  if (actor.startsWith('lnk_')) return messages.link;
  const name = person && persons.get(person);
  return name === undefined ? messages.gone : text(name, name);
}

interface Choice {
  readonly id: string;
  readonly name: Text;
}

export interface LogChoices {
  readonly actions: readonly (Choice & { readonly group: Text })[];
  readonly actors: readonly Choice[];
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
}

/** What one may narrow the log by. */
export const listLogChoices = defineUseCase<null, LogChoices>({
  name: 'list-log-choices',
  action: 'log:read',
  kind: 'query',
  async handle(context) {
    const { persons, organisations } = await readLogChoices(context);
    const own = organisationSeen(context);
    const parts = [
      { id: 'system:worker', name: messages.program },
      { id: 'system:command-line', name: messages.commandLine },
    ];
    return {
      output: {
        actions: loggedActionGroups.flatMap(({ name: group, actions }) =>
          actions.map(([id, name]) => ({ id, name, group })),
        ),
        actors: [
          ...persons.map(({ id, name }) => ({ id, name: text(name, name) })),
          ...(own === undefined ? parts : []),
        ],
        organisations: organisations.filter(({ id }) => own === undefined || id === own),
      },
    };
  },
});
