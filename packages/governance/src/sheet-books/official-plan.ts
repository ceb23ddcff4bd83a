import type { SheetPlan } from '@machimori/documents/sheet';
import { text } from '@machimori/kernel';
import type { BookContent } from './issue-book.ts';

const messages = { unseen: text('見えないもの', 'something that you do not see') };

/** The lines of one organisation as what the official sheet is filled from: what they say now, and nothing drafted. */
export function officialPlan({ city, lines, names }: BookContent): SheetPlan {
  const subjects = new Set(lines.map(({ kept: { subject } }) => subject));
  return {
    city: { key: '', name: city },
    subjects: [...subjects].map((key) => {
      const { ja, en } = names.get(key) ?? messages.unseen;
      return { key, name: ja, nameEn: en };
    }),
    findings: [],
    sheet: [],
    lines: lines.map(({ kept, values: { state, planned, statement } }) => ({
      id: kept.id,
      checkItem: kept.checkItem,
      subject: kept.subject,
      answeredBy: kept.answeredBy,
      duty: { performers: [], answerable: [], state: 'agreed' },
      requirements: [],
      findings: [],
      level: kept.level,
      planned: { raw: planned, by: kept.planned.by },
      state,
      ...(statement === '' ? {} : { statement }),
    })),
  };
}
