import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { handlingOf, type ReportInput } from './report-input.ts';
import { call } from './typst-literal.ts';

/** Contents, and what the words and levels mean; with the guideline's own reservation. */
export function guidePage(reader: PlanReader, input: ReportInput): string {
  const { levels, scale } = reader.edition.criteria;
  const highest = Math.max(...scale.map((s) => s.value)) ** 2;
  const rows = levels.map((level, i) => {
    const above = levels[i - 1];
    return {
      level: reader.level(level.id),
      range: reader.say(m.guide.levelRange, {
        from: level.from,
        to: above ? above.from - 1 : highest,
      }),
      meaning: '',
    };
  });
  return [
    call('section', reader.say(m.guide.heading), undefined, true),
    call('contents', reader.say(m.contents)),
    call('subsection', reader.say(m.guide.levels)),
    call('prose', reader.say(m.guide.levelsNote)),
    call('level-list', rows),
    call('subsection', reader.say(m.guide.words)),
    call(
      'terms-list',
      m.guide.wordList.map(([word, meaning]) => [reader.say(word), reader.say(meaning)]),
    ),
    call('space', 10),
    call('kept-note', reader.say(m.guide.handlingNote, { handling: handlingOf(input) })),
    call('kept-note', reader.say(reader.plan.notice)),
  ].join('');
}
