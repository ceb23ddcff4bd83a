import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { readKept, typedPlace, writeKept } from './kept-text.ts';
import { answerChanges, type Field, type LineSeen, seenIn } from './sheet-queries.ts';

/** What one has typed into a cell and the server does not hold yet, with the version that one saw then. */
interface Typed {
  readonly value: string;
  readonly seen: number;
}
type TypedCells = Readonly<Partial<Record<Field, Typed>>>;

const fields: readonly Field[] = ['state', 'planned', 'statement'];

/** A cell that somebody else wrote meanwhile: one chooses between the two. */
export interface CellConflict {
  readonly field: Field;
  readonly theirs: string;
  readonly byName: string;
  readonly yours: string;
}

export interface AnswerInHand {
  readonly values: LineSeen['values'];
  readonly unsaved: boolean;
  readonly saving: boolean;
  readonly saved: boolean;
  /** There is no connection: what was typed lies here, and is sent as soon as there is one. */
  readonly away: boolean;
  readonly problem: Problem | null;
  readonly conflicts: readonly CellConflict[];
  readonly type: (field: Field, value: string) => void;
  /** The same, written at once. */
  readonly choose: (field: Field, value: string) => void;
  /** Writes what was typed; nothing where nothing was. */
  readonly save: () => void;
  readonly settle: (field: Field, keep: 'yours' | 'theirs') => void;
}

/**
 * What one types into a line stays here until the server holds it, a cell each. What others write into other cells
 * comes in; where it is the same cell, both are shown and neither is lost unasked.
 */
export function useAnswer(seen: LineSeen): AnswerInHand {
  const client = useQueryClient();
  const { line } = seen;
  const { session } = useSession();
  const kept = `${typedPlace}cells ${session?.seat?.city} ${line}`;
  const [typed, setTyped] = useState<TypedCells>(() => keptCells(kept));
  /** What was typed is to be written as soon as nothing is on its way. */
  const [due, setDue] = useState(() => Object.keys(typed).length > 0);
  useEffect(
    () => writeKept(kept, Object.keys(typed).length === 0 ? undefined : JSON.stringify(typed)),
    [kept, typed],
  );
  const begun = Object.keys(typed) as Field[];
  const record = useAct(
    (cells: TypedCells, key) =>
      call('POST /sheet/lines/:line/cells', {
        params: { line },
        body: {
          cells: Object.entries(cells).map(([field, cell]) => ({
            field: field as Field,
            seen: cell.seen,
            value: cell.value,
          })),
        },
        key,
      }).catch(async (error: unknown) => {
        // What stands there now is asked for, so that both sides can be shown.
        await client.invalidateQueries({ queryKey: ['sheet', 'line', line] });
        throw error;
      }),
    ({ cells }, sent) => setTyped((now) => typedSince(now, sent, cells)),
    answerChanges,
  );
  const withCell = (field: Field, value: string): TypedCells => ({
    ...typed,
    [field]: { value, seen: typed[field]?.seen ?? seenIn(seen, field) },
  });
  const isConflict = record.problem?.code === 'conflict';
  const conflicts = isConflict
    ? begun.flatMap((field): CellConflict[] => {
        const mine = typed[field];
        const latest = seen.cells.find(
          (cell) => cell.field === field && cell.version === seenIn(seen, field),
        );
        return mine === undefined || latest === undefined || latest.version === mine.seen
          ? []
          : [{ field, theirs: latest.value, byName: latest.byName, yours: mine.value }];
      })
    : [];
  const values = { ...seen.values };
  for (const field of begun) {
    const cell = typed[field];
    if (cell !== undefined) Object.assign(values, { [field]: cell.value });
  }
  // One after another: what is typed while something is on its way goes next, upon what that came to.
  const { busy, run } = record;
  const onItsWay = useRef(false);
  const wasBusy = useRef(false);
  const sent = useRef<TypedCells>({});
  const away = record.problem?.code === 'offline';
  const attempts = useRef(0);
  useEffect(() => {
    if (wasBusy.current && !busy) onItsWay.current = false;
    wasBusy.current = busy;
    if (!due || onItsWay.current || away || conflicts.length > 0) return;
    setDue(false);
    if (Object.keys(typed).length === 0) return;
    onItsWay.current = true;
    sent.current = typed;
    attempts.current = 0;
    run(typed);
  }, [due, busy, typed, conflicts.length, away, run]);
  // Without a connection the same is sent again until it arrives; what was typed meanwhile goes next.
  useEffect(() => {
    if (!away || busy) return;
    const again = (): void => {
      if (onItsWay.current) return;
      onItsWay.current = true;
      attempts.current += 1;
      run(sent.current);
    };
    const wait = setTimeout(again, Math.min(15_000, 1_000 * 2 ** attempts.current));
    addEventListener('online', again);
    return () => {
      clearTimeout(wait);
      removeEventListener('online', again);
    };
  }, [away, busy, run]);
  return {
    values,
    unsaved: begun.length > 0,
    saving: !away && (record.busy || due),
    away,
    saved: record.done !== undefined && begun.length === 0,
    problem: conflicts.length > 0 || away ? null : record.problem,
    conflicts,
    type: (field, value) => setTyped(withCell(field, value)),
    choose: (field, value) => {
      setTyped(withCell(field, value));
      setDue(true);
    },
    save: () => {
      if (begun.length > 0) setDue(true);
    },
    settle: (field, keep) => {
      const mine = typed[field];
      const { [field]: _, ...others } = typed;
      const next: TypedCells =
        keep === 'theirs' || mine === undefined
          ? others
          : { ...others, [field]: { value: mine.value, seen: seenIn(seen, field) } };
      setTyped(next);
      record.forget();
      if (conflicts.length === 1) setDue(true);
    },
  };
}

/** What one has typed and the server does not hold: what was typed on while it was sent stands upon what was sent. */
function typedSince(
  now: TypedCells,
  sent: TypedCells,
  held: readonly { readonly field: Field; readonly version: number }[],
): TypedCells {
  return Object.fromEntries(
    Object.entries(now).flatMap(([field, cell]): [string, Typed][] => {
      const was = sent[field as Field];
      if (was === undefined) return [[field, cell]];
      if (was.value === cell.value) return [];
      const version = held.find((each) => each.field === field)?.version ?? cell.seen;
      return [[field, { value: cell.value, seen: version }]];
    }),
  );
}

/** What was typed in this tab before it was loaded anew. */
function keptCells(place: string): TypedCells {
  try {
    const kept: unknown = JSON.parse(readKept(place) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter(
        ([field, cell]) =>
          fields.some((each) => each === field) &&
          typeof cell?.value === 'string' &&
          Number.isSafeInteger(cell.seen),
      ),
    );
  } catch {
    return {};
  }
}
