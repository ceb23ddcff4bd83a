import { addDays, type Day } from '@machimori/kernel';

/** A day in a calendar. */
export interface CalendarDay {
  /** The same for the same thing, however its day or its words change. */
  readonly uid: string;
  readonly day: Day;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
}

export interface CalendarHead {
  readonly name: string;
  /** Since when the calendar is there; stands in every entry, so that the same days give the same bytes. */
  readonly madeAt: Date;
}

/** Days as a calendar of RFC 5545, each the whole day long. The same input gives the same bytes. */
export function writeCalendar(
  { name, madeAt }: CalendarHead,
  days: readonly CalendarDay[],
): string {
  const stamp = madeAt.toISOString().replace(/[-:]|\.\d+/g, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Machimori//Check sheet//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...days.flatMap(({ uid, day, summary, description, url }) => [
      'BEGIN:VEVENT',
      `UID:${textValue(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${dateValue(day)}`,
      `DTEND;VALUE=DATE:${dateValue(addDays(day, 1))}`,
      `SUMMARY:${textValue(summary)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${textValue(description)}`]),
      `URL:${uriValue(url)}`,
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

const dateValue = (day: Day): string => day.replaceAll('-', '');

/** Signs with a meaning of their own get a stroke before them; those that nobody sees are left out. */
const textValue = (words: string): string =>
  words
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

const uriValue = (address: string): string => encodeURI(decodeURI(address));

const octets = new TextEncoder();
const longestLine = 75;

/** No line is longer than 75 octets of UTF-8; none is broken within a letter. */
function folded(line: string): string {
  const lines: string[] = [];
  let now = '';
  let length = 0;
  for (const sign of line) {
    const its = octets.encode(sign).length;
    if (length + its > longestLine) {
      lines.push(now);
      now = ' ';
      length = 1;
    }
    now += sign;
    length += its;
  }
  return [...lines, now].join('\r\n');
}
