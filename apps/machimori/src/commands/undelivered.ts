import { runUseCase } from '@machimori/application';
import { countDead, transact } from '@machimori/database';
import { listUndelivered, settleUndelivered } from '@machimori/governance';
import {
  dayInJapan,
  dayText,
  Failure,
  fillText,
  type Locale,
  readId,
  text,
  timeInJapan,
} from '@machimori/kernel';
import { type Call, type Command, formatOption } from '../command.ts';
import { atTheConsole, withWorld } from '../operate/at-the-console.ts';
import { dataOption } from '../operate/data-option.ts';
import type { ServerWorld } from '../serve/server-world.ts';

const messages = {
  none: text('届けられなかったものは、ありません。', 'Nothing is undelivered.'),
  line: text(
    '{id}  {what}\n  {since}のもの。{attempts}回試し、{until}にあきらめました。\n  {why}',
    '{id}  {what}\n  Of {since}; tried {attempts} {attempts|time|times}, given up {until}.\n  {why}',
  ),
  next: text(
    'わけを直してから、もう一度試す: ./machimori admin settle-undelivered ID（取りやめるなら --let-go）',
    'Mend the cause, then try again: ./machimori admin settle-undelivered ID (--let-go to go on without it)',
  ),
  cities: text(
    '都市のものが{count}件あります: ./machimori admin list-undelivered --city ID（idは list-cities）',
    '{count} {count|is|are} of cities: ./machimori admin list-undelivered --city ID (ids: list-cities)',
  ),
  retried: text('もう一度試します: {what}', 'It is tried again: {what}'),
  letGo: text('取りやめました: {what}', 'It was let go: {what}'),
  gone: text(
    '「{id}」は、届けられなかったものの中にありません。',
    '{id} is not among what could not be delivered.',
  ),
  goneNext: text(
    '「./machimori admin list-undelivered」でidを確かめてください。都市のものには --city も要ります。',
    'See “./machimori admin list-undelivered” for the ids. What is a city’s needs --city, too.',
  ),
  city: text('--city には、都市のidを指定してください。', 'Give the id of a city with --city.'),
  cityNext: text(
    '「./machimori admin list-cities」で確かめられます。',
    '“./machimori admin list-cities” shows them.',
  ),
};

const cityOption = {
  city: {
    type: 'string',
    value: 'ID',
    help: text(
      'この都市のもの（なければ、どの都市のものでもない、パスワードの手紙、バックアップなど）',
      'Of this city (else what is of no city: letters about passwords, backups)',
    ),
  },
} as const;

/** Whoever works at the machine, for a city where one is named: it stands in that city's log then. */
function actorOf(call: Call) {
  const given = call.option('city');
  if (given === undefined) return atTheConsole;
  const city = readId('city', given);
  if (city === undefined) throw new Failure('usage', messages.city, { next: messages.cityNext });
  return { ...atTheConsole, city };
}

const moment = (at: Date, locale: Locale): string =>
  `${dayText(dayInJapan(at))[locale]} ${timeInJapan(at)}`;

/** How many are of cities; what they are is shown for one city, in whose log that stands then. */
const countOfCities = ({ database }: ServerWorld): Promise<number> =>
  transact(database, { reach: 'system' }, (transaction) => countDead(transaction, 'cities'), {
    readOnly: true,
  });

export const listUndeliveredCommand: Command = {
  name: 'admin list-undelivered',
  summary: text(
    '何度も試して届けられなかった手紙や仕事を見る',
    'Shows letters and work that were given up after many tries',
  ),
  takes: [],
  options: { ...cityOption, ...dataOption, ...formatOption },
  async run(call) {
    const { terminal, locale } = call;
    const actor = actorOf(call);
    const { found, ofCities } = await withWorld(call, async ({ world }) => ({
      found: await runUseCase(world, listUndelivered, actor, null),
      ofCities: call.option('city') === undefined ? await countOfCities(world) : 0,
    }));
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ undelivered: found, ofCities }));
      return 0;
    }
    if (found.length === 0 && ofCities === 0) terminal.print(messages.none[locale]);
    for (const { id, what, since, givenUpAt, attempts, why } of found)
      terminal.print(
        fillText(messages.line, {
          id,
          what,
          since: moment(since, locale),
          until: moment(givenUpAt, locale),
          attempts,
          why,
        })[locale],
      );
    if (found.length > 0) terminal.print(messages.next[locale]);
    if (ofCities > 0) terminal.print(fillText(messages.cities, { count: ofCities })[locale]);
    return 0;
  },
};

export const settleUndeliveredCommand: Command = {
  name: 'admin settle-undelivered',
  summary: text(
    '届けられなかったものを、もう一度試す、または取りやめる',
    'Tries again what could not be delivered, or lets it go',
  ),
  takes: ['ID'],
  options: {
    'let-go': {
      type: 'boolean',
      help: text('もう試さず、取りやめる', 'Do not try again: go on without it'),
    },
    ...cityOption,
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const [id = ''] = call.positionals;
    const actor = actorOf(call);
    const decision = call.flag('let-go') ? 'let-go' : 'retry';
    const settled = await withWorld(call, async ({ world }) => {
      const all = await runUseCase(world, listUndelivered, actor, null);
      const named = all.filter((each) => each.id === id);
      if (named.length === 0)
        throw new Failure('not-found', fillText(messages.gone, { id }), {
          next: messages.goneNext,
        });
      for (const { by } of named)
        await runUseCase(world, settleUndelivered, actor, { id, by, decision });
      return named;
    });
    if (call.option('format') === 'json')
      terminal.print(JSON.stringify({ id, decision, settled: settled.map(({ by }) => by) }));
    else
      for (const { what } of settled)
        terminal.print(
          fillText(decision === 'retry' ? messages.retried : messages.letGo, { what })[locale],
        );
    return 0;
  },
};
