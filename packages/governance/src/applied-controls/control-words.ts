import type { Act } from '@machimori/application';
import { Failure, isDay, readName, type Text, text } from '@machimori/kernel';
import { type AnswerValues, cellValue } from '../sheet/answer-cells.ts';
import { type AnswerField, answerFields } from '../sheet/sheet-tables.ts';
import { holdSeatsOf } from '../sheet-hands/owner-store.ts';
import { presentMembers, works } from '../sheet-talk/people-store.ts';
import { isComponent } from './control-store.ts';
import type { ControlWords } from './control-tables.ts';

const messages = {
  noDay: text('日付になっていません。', 'This is no date.'),
  dayNext: text('2026年11月22日なら「2026-11-22」のように書きます。', 'Write it as 2026-11-22.'),
  cadence: text(
    '見直す間隔は、1か月から120か月までで書きます。',
    'It is looked at again after 1 to 120 months.',
  ),
  element: text('そのしくみは見つかりません。', 'There is no such system.'),
  elementNext: text(
    '「まちの内容」にあるしくみから選んでください。',
    'Choose one of those in the description of the city.',
  ),
  owner: text(
    'この対策の組織の人ではありません。',
    'They do not work for the organisation that has this control.',
  ),
  ownerNext: text(
    'その組織の管理者か記入者から選んでください。',
    'Choose among administrators and contributors of that organisation.',
  ),
};

const wrong = (field: string, why: Text, next?: Text): Failure =>
  new Failure('input-invalid', why, { field, ...(next === undefined ? {} : { next }) });

/** The words as they are kept. Throws `input-invalid`, naming the field, where they say nothing sound. */
export async function readControlWords(
  act: Act,
  given: ControlWords,
  organisation: string,
): Promise<ControlWords> {
  const { kind, element, owner, effectiveOn, cadenceMonths } = given;
  if (effectiveOn !== undefined && !isDay(effectiveOn))
    throw wrong('effectiveOn', messages.noDay, messages.dayNext);
  if (
    cadenceMonths !== undefined &&
    !(Number.isInteger(cadenceMonths) && cadenceMonths >= 1 && cadenceMonths <= 120)
  )
    throw wrong('cadenceMonths', messages.cadence);
  const name = readName(given.name);
  const said = saidBy(given);
  if (element !== undefined && !(await isComponent(act, element)))
    throw wrong('element', messages.element, messages.elementNext);
  if (owner !== undefined) {
    // What somebody who leaves had in hand is handed over: nothing comes to them behind that.
    await holdSeatsOf(act, owner);
    const people = (await presentMembers(act, [organisation])).filter(works);
    if (!people.some(({ person }) => person === owner))
      throw wrong('owner', messages.owner, messages.ownerNext);
  }
  return { name, kind, ...said, element, owner, effectiveOn, cadenceMonths };
}

/** What goes into cells, under the same rules as what people write there. */
function saidBy(given: AnswerValues): AnswerValues {
  const value = (field: AnswerField): string => {
    try {
      return cellValue(field, given[field]) ?? '';
    } catch (error) {
      throw error instanceof Failure ? wrong(field, error.text) : error;
    }
  };
  return {
    state: (value('state') || 'not-started') as AnswerValues['state'],
    planned: value('planned'),
    statement: value('statement'),
  };
}

/** Whether two say the same to the lines that they answer. */
export const saysSame = (one: AnswerValues, other: AnswerValues): boolean =>
  answerFields.every((field) => one[field] === other[field]);
