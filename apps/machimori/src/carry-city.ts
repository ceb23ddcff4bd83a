import type { Edition } from '@machimori/catalogue';
import { type City, checkCityValues } from '@machimori/city';
import { Failure, fill, text } from '@machimori/kernel';
import { carryOver } from '@machimori/planning';
import { outsideOf } from './city-file.ts';
import type { Terminal } from './terminal.ts';

const messages = {
  by: text(
    '版「{edition}」で計画します。都市のファイルは、いまの版（{present}）の番号で読みました。',
    'Planned by the edition “{edition}”. The city’s file was read in the numbers of the present one ({present}).',
  ),
  endedAnswers: text(
    '注意: この版で終わるチェック項目への答え{count}件は、入っていません: {which}',
    'warning: {count} {count|answer|answers} to check items that this edition ends {count|is|are} left out: {which}',
  ),
  endedRequirements: text(
    '注意: この版で終わる要件が、契約に書かれています。その定めは入っていません: {which}',
    'warning: contracts name requirements that this edition ends; what they say of them is left out: {which}',
  ),
  wrong: text(
    '都市の記載は、版「{edition}」では{count}か所が通りません。',
    'By the edition “{edition}” {count} {count|place|places} of the city {count|does|do} not hold.',
  ),
  next: text(
    '上の場所を直すか、--edition を付けずに実行してください。何も書き換えていません。',
    'Correct them, or run without --edition. Nothing was written.',
  ),
};

/** More names than this are counted and not told. */
const mostNamed = 10;

/**
 * A city as another edition reads it: what it says in the numbers of the present one goes over to the other's, and
 * what has no place there is left out and told. Throws `input-invalid` where the rest does not hold there.
 */
export function carryCity(
  city: City,
  present: Edition,
  edition: Edition,
  terminal: Terminal,
): City {
  if (present.id === edition.id) return city;
  const { locale } = terminal;
  const carried = carryOver(city, present, edition);
  const errors = checkCityValues(carried.city, outsideOf(edition)).diagnostics.filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0)
    throw new Failure(
      'input-invalid',
      fill(messages.wrong, { edition: edition.id, count: errors.length }),
      { diagnostics: errors, next: messages.next },
    );
  terminal.warn(fill(messages.by, { edition: edition.id, present: present.id })[locale]);
  const ended = [
    [
      messages.endedAnswers,
      carried.endedAnswers.map(({ checkItem, subject }) => `${checkItem}@${subject}`),
    ],
    [messages.endedRequirements, carried.endedRequirements],
  ] as const;
  for (const [message, which] of ended)
    if (which.length > 0)
      terminal.warn(
        fill(message, {
          count: which.length,
          which: which.slice(0, mostNamed).join(', ') + (which.length > mostNamed ? ' …' : ''),
        })[locale],
      );
  return carried.city;
}
