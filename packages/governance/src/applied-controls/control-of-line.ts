import type { Act } from '@machimori/application';
import type { AnswerValues } from '../sheet/answer-cells.ts';
import type { LatestCells } from '../sheet/answer-store.ts';
import type { KeptLine } from '../sheet/line-store.ts';
import { type AnswerField, answerFields } from '../sheet/sheet-tables.ts';
import { isOwnControl } from './control-at-hand.ts';
import { type ControlRow, findControl } from './control-store.ts';
import { readTiesOf } from './tie-store.ts';

/**
 * How a line stands to the control that answers it. `behind`: it says what the control said before, since it could not
 * be written then. `own-words`: people wrote something else into it.
 */
export type Following = 'follows' | 'behind' | 'own-words';

/** Derived each time from what stands in the cells. */
export function followingOf(
  control: Pick<ControlRow, 'control'> & AnswerValues,
  values: AnswerValues,
  cells: LatestCells,
): Following {
  const differing = answerFields.filter((field) => values[field] !== control[field]);
  if (differing.length === 0) return 'follows';
  const isItsOwn = (field: AnswerField): boolean => {
    const origin = cells[field]?.origin;
    return origin?.way === 'applied-control' && origin.id === control.control;
  };
  return differing.every(isItsOwn) ? 'behind' : 'own-words';
}

/** What answers a line, as the line's own page tells it. */
export interface LineControl extends Pick<ControlRow, 'control' | 'name' | 'organisationName'> {
  readonly following: Following;
  /** Whether whoever reads this keeps it up. */
  readonly own: boolean;
}

/** What answers a line; undefined where nothing does, or where one may not see its answer. */
export async function controlOfLine(
  act: Act,
  line: KeptLine,
  values: AnswerValues,
  cells: LatestCells,
): Promise<LineControl | undefined> {
  const { reach, organisation } = act.scope;
  const isSeen =
    reach === 'city' || line.answerer === organisation || line.verifier === organisation;
  const tie = isSeen ? (await readTiesOf(act, [line.id])).get(line.id) : undefined;
  const row = tie && (await findControl(act, tie.control));
  if (row === undefined) return undefined;
  const { control, name, organisationName } = row;
  return {
    control,
    name,
    organisationName,
    following: followingOf(row, values, cells),
    own: isOwnControl(act, row),
  };
}
