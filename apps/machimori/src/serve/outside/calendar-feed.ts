import { createHash } from 'node:crypto';
import { runUseCase } from '@machimori/application';
import type { CheckItem } from '@machimori/catalogue';
import { type CalendarDay, writeCalendar } from '@machimori/documents/calendar';
import { actorOfCalendarFeed, type CalendarDates, readCalendar } from '@machimori/governance';
import { Failure, fill, type Locale, type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import type { FastifyPluginAsync } from 'fastify';
import { guideline } from '../guideline.ts';
import type { ServerWorld } from '../server-world.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  name: text('街守りの期日', 'Machimori: dates'),
  line: text('チェックシートの期限（{item}）', 'Check sheet due ({item})'),
  lineNamed: text(
    'チェックシートの期限：{heading}（{subject}）',
    'Check sheet due: {heading} ({subject})',
  ),
  'evidence-expires': text('証跡の期限', 'Evidence expires'),
  'evidence-review': text('証跡を見直す日', 'Evidence to be looked at again'),
  named: text('{what}：{title}', '{what}: {title}'),
  confirm: text(
    '認められた回答を確かめ直す日（{lines}行）',
    'Accepted answers to be confirmed again ({lines})',
  ),
  'link-expires': text('外の人へのリンクの期限', 'A link to somebody outside expires'),
  note: text(
    'くわしくは、街守りにサインインして見てください。',
    'Sign in to Machimori to see more.',
  ),
  unseen: text('見えないもの', 'something that you do not see'),
};

/** A calendar program asks a few times a day; those of a whole office begin theirs in the same minute. */
const seldom = { rateLimit: { max: 200, timeWindow: 60_000 } };

/**
 * The dates of one person for their calendar program, which cannot sign in: the secret stands in the address. Whatever
 * is wrong with it, nothing is there.
 */
export const calendarFeed =
  (world: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    server.get(
      '/calendar/:secret',
      { schema: { hide: true }, config: seldom },
      async (request, reply) => {
        const { secret } = request.params as { readonly secret: string };
        const actor = /^[\w-]{43}$/.test(secret)
          ? await actorOfCalendarFeed(world, secret)
          : undefined;
        if (actor === undefined) throw new Failure('not-found', messages.none);
        const seen = await runUseCase(world, readCalendar, actor, null).catch((error: unknown) => {
          // Whose seat has ended learns no more than whoever guesses.
          throw error instanceof Failure && error.code === 'forbidden'
            ? new Failure('not-found', messages.none)
            : error;
        });
        const { checkItems } = await guideline(seen.edition, world.catalogue);
        const items = new Map(checkItems.map((item) => [item.id, item]));
        const body = calendarOf(seen, items, world.origin);
        const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
        reply
          .header('etag', etag)
          .header('cache-control', 'private, no-cache')
          .header('x-robots-tag', 'noindex');
        const known = (request.headers['if-none-match'] ?? '')
          .split(',')
          .map((each) => each.trim());
        if (known.some((each) => each.replace(/^W\//, '') === etag)) return reply.code(304).send();
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', 'inline; filename="machimori.ics"')
          .send(body);
      },
    );
  };

function calendarOf(
  { feed, dates }: CalendarDates,
  items: ReadonlyMap<string, CheckItem>,
  origin: string,
): string {
  const { locale, withNames } = feed;
  const say = (words: Text): string => words[locale];
  const days = dates.map(
    (date): CalendarDay => ({
      uid: uidOf(feed.city, date.kind, date.id),
      day: date.day,
      summary: summaryOf(date, items, locale, withNames),
      description: say(messages.note),
      url: `${origin}${pages[date.kind]}`,
    }),
  );
  return writeCalendar({ name: say(messages.name), madeAt: feed.madeAt }, days);
}

/** Where each kind of date is seen. */
const pages = {
  line: '/sheet',
  confirm: '/sheet?stage=accepted',
  'evidence-expires': '/evidence',
  'evidence-review': '/evidence',
  'link-expires': '/sheet/links',
} as const;

function summaryOf(
  date: CalendarDates['dates'][number],
  items: ReadonlyMap<string, CheckItem>,
  locale: Locale,
  withNames: boolean,
): string {
  switch (date.kind) {
    case 'line':
      return lineSummary(date, items, locale, withNames);
    case 'confirm':
      return fill(messages.confirm, { lines: date.lines })[locale];
    case 'link-expires':
      return messages['link-expires'][locale];
    default: {
      const what = messages[date.kind][locale];
      return withNames ? fill(messages.named, { what, title: date.title })[locale] : what;
    }
  }
}

function lineSummary(
  date: Extract<CalendarDates['dates'][number], { readonly kind: 'line' }>,
  items: ReadonlyMap<string, CheckItem>,
  locale: Locale,
  withNames: boolean,
): string {
  const item = items.get(date.checkItem);
  const label = item === undefined ? date.checkItem : itemLabel(item)[locale];
  if (!withNames) return fill(messages.line, { item: label })[locale];
  return fill(messages.lineNamed, {
    heading: item === undefined ? label : item.heading[locale],
    subject: (date.subject ?? messages.unseen)[locale],
  })[locale];
}

/** Known again by the calendar program, and saying nothing of what it is about. */
const uidOf = (city: string, kind: string, id: string): string =>
  `${createHash('sha256').update(`${city}\n${kind}\n${id}`).digest('hex').slice(0, 40)}@machimori`;
