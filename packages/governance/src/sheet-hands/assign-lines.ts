import { type Act, defineUseCase } from '@machimori/application';
import { Failure, type FailureCode, type Text, text } from '@machimori/kernel';
import { isTold } from '../sheet/each-answer.ts';
import { expectOwn } from '../sheet/line-at-hand.ts';
import { readLineRow, readLineRows } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import {
  type PresentMember,
  presentMembers,
  readOrganisations,
  works,
} from '../sheet-talk/people-store.ts';
import { giveLines, holdSeatsOf, takeLines } from './owner-store.ts';

const messages = {
  noLine: text('見つかりません。', 'Not found.'),
  noPerson: text('その人は見つかりません。', 'There is no such person.'),
  elsewhere: text(
    'この行に答える組織の人ではありません。',
    'They do not work for the organisation that answers this line.',
  ),
  elsewhereNext: text(
    '答える組織の管理者か記入者から選んでください。',
    'Choose among administrators and contributors of that organisation.',
  ),
};

/** What became of one of several lines that were given to somebody. */
export interface AssignedLine {
  readonly line: string;
  readonly problem:
    | { readonly code: FailureCode; readonly message: Text; readonly next: Text | undefined }
    | undefined;
}

export interface AssignLines {
  readonly lines: readonly string[];
  /** Undefined: nobody has them in hand any more. */
  readonly person: string | undefined;
}

/**
 * Puts lines into the hands of somebody of the organisation that answers them, each for itself. It says who is at
 * it and takes no right away: everybody of the organisation may still answer.
 */
export const assignLines = defineUseCase<AssignLines, readonly AssignedLine[]>({
  name: 'assign-lines',
  action: 'sheet:assign',
  kind: 'command',
  async handle(context, { lines, person }) {
    const ids = [...new Set(lines)];
    const kept = await readLineRows(context, ids);
    const seats = person === undefined ? [] : await seatsOf(context, person);
    const given: { line: string; organisation: string }[] = [];
    const assigned = ids.map((id): AssignedLine => {
      try {
        const line = kept.get(id);
        expectOwn(context, line);
        const organisation = line.answerer ?? '';
        if (person !== undefined && !seats.includes(organisation))
          throw new Failure('input-invalid', messages.elsewhere, { next: messages.elsewhereNext });
        given.push({ line: id, organisation });
        return { line: id, problem: undefined };
      } catch (error) {
        if (!isTold(error)) throw error;
        return {
          line: id,
          problem: { code: error.code, message: error.text, next: error.next },
        };
      }
    });
    const done = given.map(({ line }) => line);
    if (person === undefined) await takeLines(context, done);
    else await giveLines(context, given, person, context.now);
    await noteMoves(context, done, person === undefined ? 'unassigned' : 'assigned', person);
    return {
      output: assigned,
      ...(person === undefined ? {} : { subjects: [person] }),
      content: { lines: done, left: ids.length - done.length, given: person !== undefined },
    };
  },
});

/** Organisations for which somebody works now, as far as one sees it. Throws `not-found` for nobody known. */
async function seatsOf(act: Act, person: string): Promise<readonly string[]> {
  // What somebody who leaves had in hand is handed over: nothing comes to them behind that.
  await holdSeatsOf(act, person);
  const known = (await everybody(act)).filter((each) => each.person === person);
  if (known.length === 0) throw new Failure('not-found', messages.noPerson);
  return known.filter(works).map(({ organisation }) => organisation);
}

async function everybody(act: Act): Promise<readonly PresentMember[]> {
  const organisations = await readOrganisations(act);
  return presentMembers(
    act,
    organisations.map(({ organisation }) => organisation),
  );
}

/** People into whose hands one may put lines, or this line: who works for one's own organisation, or in the whole city. */
export const listAssignable = defineUseCase<
  { readonly line: string | undefined },
  readonly PresentMember[]
>({
  name: 'list-assignable',
  action: 'sheet:assign',
  kind: 'query',
  async handle(context, { line: id }) {
    const line = id === undefined ? undefined : await readLineRow(context, id);
    if (id !== undefined && line === undefined) throw new Failure('not-found', messages.noLine);
    const people = (await everybody(context)).filter(works);
    return {
      output: people.filter(
        ({ organisation }) => line === undefined || organisation === line.answerer,
      ),
    };
  },
});
