import { letterSenders, openedLetter, runUseCase } from '@machimori/application';
import type { JobRunner, Subscriber } from '@machimori/database';
import { type DueLines, type ReminderLetter, writeReminders } from '@machimori/governance';
import { addDays, type Day, dayInJapan } from '@machimori/kernel';
import { eachCity, runOn } from './daily-job.ts';
import { letterSender } from './send-letter.ts';
import type { ServerWorld } from './server-world.ts';
import type { Settings } from './settings.ts';

const name = letterSenders.reminder;
const kind = 'remind';
/** When people come to work in Japan. */
const hour = 8;

/** Which events lead to reminders, where there is a mail server. */
export const reminderLetterEvents = ({
  smtpUrl,
}: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined ? {} : { 'reminder.due': [name] };

/**
 * Letters about what is due in the check sheet, one a person and week. They say how much and where, not what: what a
 * town writes about its gaps stays behind the sign-in.
 *
 *   Monday ──▶ who has what in hand, what nobody has, what waits ──▶ reminder.due, one each ──▶ letter
 */
export function reminderLetters(world: ServerWorld): Subscriber | undefined {
  const send = letterSender(world.settings);
  if (send === undefined) return undefined;
  const { vault } = world.ports;
  return {
    name,
    async runOutside({ payload, eventId }) {
      const content = openedLetter(vault, payload) as ReminderLetter;
      await send({
        to: content.to,
        subject: `今週のチェックシート: ${content.city}`,
        lines: linesOf(content),
        eventId,
      });
    },
  };
}

/** The next Monday after this day. */
export function mondayAfter(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (8 - weekday) % 7 || 7);
}

/** Writes the letters of every city. */
export const remindNow = (world: ServerWorld): Promise<void> =>
  eachCity(world, async (city) => {
    await runUseCase(world, writeReminders, { kind: 'system', name: 'worker', city }, null);
  });

/** Every Monday; the next is asked for first, so that one that fails does not end them. */
export const remindJob = (world: ServerWorld): JobRunner => ({
  kind,
  async runOutside() {
    await beginReminding(world);
    if (world.settings.smtpUrl !== undefined) await remindNow(world);
  },
});

/** At the start of the program. A week that went by while nobody was there is not made up for. */
export const beginReminding = (world: ServerWorld): Promise<boolean> =>
  runOn(world, kind, mondayAfter(dayInJapan(world.clock.now())), hour);

function linesOf({ name, city, own, nobodys, toDecide, url }: ReminderLetter): readonly string[] {
  return [
    `${name} 様`,
    '',
    `${city}のチェックシートで、あなたの対応を待っている行をお知らせします。`,
    '',
    ...dueIn('あなたが担当している行', own),
    ...dueIn('担当者が決まっていない行', nobodys),
    ...(toDecide === 0 ? [] : [`■ 確認待ちの回答: ${toDecide}行`, '']),
    'サインインして、ホームから進めてください。',
    url,
    '',
    'このお知らせは、週に一度、待っていることがあるときだけ届きます。',
    '受け取らないときは、サインインして「設定」で変えられます。',
    '',
    '--',
    `What waits for you in the check sheet of ${city}:`,
    ...dueInEnglish('Lines that you have in hand', own),
    ...dueInEnglish('Lines that nobody has in hand', nobodys),
    ...(toDecide === 0 ? [] : [`- Answers to be accepted: ${toDecide}`]),
    'Sign in and go on from the page above. This letter comes once a week, when anything waits; Settings ends it.',
  ];
}

function dueIn(title: string, { overdue, soon, sentBack }: DueLines): readonly string[] {
  const parts = [
    ...(overdue === 0 ? [] : [`　期限を過ぎています: ${overdue}行`]),
    ...(sentBack === 0 ? [] : [`　直しを求められています: ${sentBack}行`]),
    ...(soon === 0 ? [] : [`　2週間以内に期限が来ます: ${soon}行`]),
  ];
  return parts.length === 0 ? [] : [`■ ${title}`, ...parts, ''];
}

function dueInEnglish(title: string, { overdue, soon, sentBack }: DueLines): readonly string[] {
  const parts = [
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
    ...(sentBack === 0 ? [] : [`${sentBack} sent back`]),
    ...(soon === 0 ? [] : [`${soon} due within two weeks`]),
  ];
  return parts.length === 0 ? [] : [`- ${title}: ${parts.join(', ')}`];
}
