import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { writeCalendar } from '../../src/calendar/index.ts';

const head = { name: '街守りの期日', madeAt: new Date('2026-11-22T01:02:03.456Z') };
const day = {
  uid: 'a@machimori',
  day: '2027-03-31',
  summary: '期限',
  description: '',
  url: 'https://machi.example/sheet',
};
const eventsOf = (written: string) =>
  new ICAL.Component(ICAL.parse(written) as unknown[])
    .getAllSubcomponents('vevent')
    .map((each) => new ICAL.Event(each));

describe('a calendar', () => {
  it('is read back by another program: whole days, by ids that stay', () => {
    const [event] = eventsOf(writeCalendar(head, [day]));
    expect(event?.uid).toBe('a@machimori');
    expect(event?.startDate.isDate).toBe(true);
    expect(event?.startDate.toString()).toBe('2027-03-31');
    expect(event?.endDate.toString()).toBe('2027-04-01');
  });

  it('keeps whatever words there are, in lines of 75 octets at most, none broken within a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (words) => {
        const summary = `証跡、${words}`;
        const written = writeCalendar(head, [{ ...day, summary, description: 'BEGIN:VEVENT\nX' }]);
        for (const line of written.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
          expect(line).not.toMatch(/[\r\n]/);
        }
        const events = eventsOf(written);
        expect(events).toHaveLength(1);
        const plain = summary.toWellFormed().replace(/\r\n?/g, '\n');
        expect(events[0]?.summary).toBe(plain.replace(/(?!\n)\p{Cc}/gu, ' '));
      }),
    );
  });

  it('is the same for the same days', () => {
    expect(writeCalendar(head, [day])).toBe(writeCalendar(head, [day]));
  });
});
