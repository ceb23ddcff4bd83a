import { type Act, nameOf } from '@machimori/application';
import type { Anchor, CheckGroup } from '@machimori/kernel';
import { tablesOf } from './added-line-tables.ts';

/** A line that somebody added by hand: an item of the guideline at an element, or an item of the city's own. */
export interface AddedLine {
  readonly line: string;
  /** `own-…` where it is no item of the guideline. */
  readonly checkItem: string;
  readonly group: CheckGroup;
  /** Of an item of the city's own; undefined for those of the guideline. */
  readonly words: { readonly heading: string; readonly asks: string } | undefined;
  readonly subject: string;
  readonly per: Anchor;
  /** Keys of organisations. */
  readonly performer: string;
  readonly answeredBy: string;
  /** Undefined: the promoting body. */
  readonly verifier: string | undefined;
  /** The seat of whoever answers; undefined where there is none yet. */
  readonly answerer: string | undefined;
  /** Whose people added it. */
  readonly organisation: string;
  readonly addedAt: Date;
  /** Empty where one does not know the person. */
  readonly addedByName: string;
  readonly reason: string;
  /** Since when the plan asks it too. */
  readonly joinedAt: Date | undefined;
  readonly removedAt: Date | undefined;
}

/** With whether the description still has what it is asked of. */
export interface AddedLineThere extends AddedLine {
  readonly isThere: boolean;
}

/** Lines added by hand that one sees, the oldest first: those that stand, those taken away besides, or one alone. */
export async function readAddedLines(
  act: Act,
  { standing, line }: { readonly standing: boolean; readonly line?: string },
): Promise<readonly AddedLineThere[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_added_lines as l')
    .leftJoin('persons as p', 'p.person_id', 'l.added_by')
    .selectAll('l')
    .select('p.name')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('elements as e')
          .select('e.element_key')
          .whereRef('e.city_id', '=', 'l.city_id')
          .whereRef('e.element_key', '=', 'l.subject'),
      ).as('is_there'),
    )
    .where('l.city_id', '=', act.scope.inCity)
    .$if(standing, (query) => query.where('l.removed_at', 'is', null))
    .$if(line !== undefined, (query) => query.where('l.line_id', '=', line ?? ''))
    .orderBy('l.added_at')
    .orderBy('l.line_id')
    .execute();
  return rows.map((row) => ({
    line: row.line_id,
    checkItem: row.check_item,
    group: row.check_group as CheckGroup,
    words: row.heading === null ? undefined : { heading: row.heading, asks: row.asks ?? '' },
    subject: row.subject,
    per: row.per as Anchor,
    performer: row.performer,
    answeredBy: row.answered_by,
    verifier: row.verifier ?? undefined,
    answerer: row.answerer_id ?? undefined,
    organisation: row.organisation_id,
    addedAt: row.added_at,
    addedByName: row.name ?? '',
    reason: row.reason,
    joinedAt: row.joined_at ?? undefined,
    removedAt: row.removed_at ?? undefined,
    isThere: row.is_there === true,
  }));
}

/** Writes down who added a line; over the row of the same line that was taken away before. */
export async function writeAddedLine(
  act: Act,
  line: Omit<AddedLine, 'addedByName' | 'joinedAt' | 'removedAt'>,
): Promise<void> {
  const values = {
    check_item: line.checkItem,
    check_group: line.group,
    heading: line.words?.heading ?? null,
    asks: line.words?.asks ?? null,
    subject: line.subject,
    per: line.per,
    performer: line.performer,
    answered_by: line.answeredBy,
    answerer_id: line.answerer ?? null,
    verifier: line.verifier ?? null,
    organisation_id: line.organisation,
    added_at: line.addedAt,
    added_by: nameOf(act.scope.actor),
    reason: line.reason,
    joined_at: null,
    removed_at: null,
    removed_by: null,
  };
  await tablesOf(act)
    .insertInto('sheet_added_lines')
    .values({ city_id: act.scope.inCity, line_id: line.line, ...values })
    .onConflict((conflict) => conflict.columns(['city_id', 'line_id']).doUpdateSet(values))
    .execute();
}

/** Nobody wants it there by hand any more. */
export async function removeAddedLine(act: Act, line: string, now: Date): Promise<void> {
  await tablesOf(act)
    .updateTable('sheet_added_lines')
    .set({ removed_at: now, removed_by: nameOf(act.scope.actor) })
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', '=', line)
    .execute();
}

/** Notes since when the plan asks lines too that people added, and which of them it asks no more. */
export async function settleAddedLines(
  act: Act,
  joined: readonly string[],
  now: Date,
): Promise<void> {
  const rows = tablesOf(act)
    .updateTable('sheet_added_lines')
    .where('city_id', '=', act.scope.inCity);
  await rows
    .set({ joined_at: null })
    .where('joined_at', 'is not', null)
    .$if(joined.length > 0, (query) => query.where('line_id', 'not in', joined))
    .execute();
  if (joined.length > 0)
    await rows
      .set({ joined_at: now })
      .where('joined_at', 'is', null)
      .where('line_id', 'in', joined)
      .execute();
}

/** An element that a line can be asked of. */
export interface AskableElement {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
}

const askedKinds = ['city', 'organisations', 'components', 'contracts', 'flows'];

/** All that a line can be asked of, as far as one sees it, or one of them. */
export async function readAskable(act: Act, key?: string): Promise<readonly AskableElement[]> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select(['element_key', 'kind', 'body'])
    .where('city_id', '=', act.scope.inCity)
    .where('kind', 'in', askedKinds)
    .$if(key !== undefined, (query) => query.where('element_key', '=', key ?? ''))
    .orderBy('kind')
    .orderBy('position')
    .execute();
  return rows.map(({ element_key, kind, body }) => {
    const name = wordIn(body, 'name') ?? element_key;
    return { key: element_key, kind, name, nameEn: wordIn(body, 'nameEn') ?? name };
  });
}

const wordIn = (body: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const value = body[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
