import type { Answer } from '../../../api/routes.ts';
import { call } from '../../../api/use-server.ts';
import type { SheetLine } from '../sheet-queries.ts';

/** What one does with all chosen lines at once. */
export type BulkDeed =
  | { readonly deed: 'submit' }
  | { readonly deed: 'confirm' }
  | { readonly deed: 'accept' | 'request-changes'; readonly reason: string }
  /** Nobody: out of whoever’s hands they are in. */
  | { readonly deed: 'assign'; readonly person: SheetLine['owner'] }
  | { readonly deed: 'ask'; readonly due: string; readonly words: string };

/** What became of each line: it is as it was where there is a problem. */
export type DoneLine = Pick<
  Answer<'POST /sheet/decisions'>['moved'][number],
  'line' | 'version' | 'problem'
>;

/** So many lines go in one request. */
const atOnce = { move: 2_000, confirm: 300, people: 1_000 } as const;

const parts = <Item>(items: readonly Item[], size: number): readonly Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );

/** Does it with all of these lines, a part after the other. */
export async function doWithAll(
  lines: readonly SheetLine[],
  given: BulkDeed,
): Promise<readonly DoneLine[]> {
  const done: DoneLine[] = [];
  if (given.deed === 'assign' || given.deed === 'ask') {
    for (const some of parts(lines, atOnce.people)) done.push(...(await handSome(some, given)));
    return done;
  }
  for (const some of parts(lines, given.deed === 'confirm' ? atOnce.confirm : atOnce.move)) {
    const answers = some.map(({ line, version }) => ({ line, version }));
    const { moved } =
      given.deed === 'submit'
        ? await call('POST /sheet/submissions', { body: { answers } })
        : given.deed === 'confirm'
          ? await call('POST /sheet/confirmations', { body: { answers } })
          : await call('POST /sheet/decisions', {
              body: { answers, verdict: given.deed, reason: given.reason },
            });
    done.push(...moved);
  }
  return done;
}

async function handSome(
  some: readonly SheetLine[],
  given: Extract<BulkDeed, { readonly deed: 'assign' | 'ask' }>,
): Promise<readonly DoneLine[]> {
  const lines = some.map(({ line }) => line);
  if (given.deed === 'ask') {
    await call('POST /sheet/requests', { body: { lines, due: given.due, words: given.words } });
    return lines.map((line) => ({ line }));
  }
  const { person } = given.person ?? {};
  const { assigned } = await call('POST /sheet/assignments', {
    body: { lines, ...(person === undefined ? {} : { person }) },
  });
  return assigned;
}

const stageAfter = {
  submit: 'submitted',
  confirm: 'submitted',
  accept: 'accepted',
  'request-changes': 'changes-requested',
} as const;

/** The lines that something became of, as they are now as far as that is known here. */
export function linesAfter(
  lines: readonly SheetLine[],
  done: readonly DoneLine[],
  given: BulkDeed,
): readonly SheetLine[] {
  const known = new Map(lines.map((line) => [line.line, line]));
  return done.flatMap(({ line, version, problem }): SheetLine[] => {
    const was = known.get(line);
    if (was === undefined || problem !== undefined || given.deed === 'ask') return [];
    if (given.deed === 'assign') {
      const { owner: _, ...others } = was;
      return [{ ...others, ...(given.person === undefined ? {} : { owner: given.person }) }];
    }
    return version === undefined ? [] : [{ ...was, version, stage: stageAfter[given.deed] }];
  });
}
