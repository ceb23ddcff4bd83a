import type { Text } from '@machimori/kernel';
import type { Answer } from '../../../api/routes.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { Field, SheetLine } from '../sheet-queries.ts';

type Lines = readonly {
  readonly line: string;
  readonly cells: readonly {
    readonly field: Field;
    readonly seen: number;
    readonly value: string;
  }[];
}[];
type Written = Answer<'POST /sheet/cells'>['lines'][number];

/** What somebody puts into a cell. */
export interface Edit {
  readonly line: string;
  readonly field: Field;
  readonly value: string;
}

/** A cell that is not on the server as it is shown. */
interface Waiting {
  readonly line: string;
  readonly field: Field;
  readonly value: string;
  /** Version of the cell upon which it is written. */
  readonly seen: number;
}

/** A cell that somebody else wrote meanwhile: one chooses between the two. */
export interface Conflict extends Waiting {
  readonly theirs: string;
  readonly byName: string;
}

/** A cell that the server does not take as it is. */
export interface Refusal extends Waiting {
  readonly text: Text;
}

/** What one did at once, a paste too. */
interface Step {
  readonly cells: readonly (Edit & { readonly before: string })[];
}

/** `trouble`: it is tried again by itself. `stopped`: somebody has to do something first. */
export type SavingState = 'nothing' | 'saving' | 'saved' | 'trouble' | 'stopped';

/** Why sending did not come to an answer. */
export interface SendingFault {
  /** The same again may come through. */
  readonly passing: boolean;
  readonly text: Text;
}

export interface WritingPorts {
  /** The line as the server has it, as far as it is known here. */
  readonly lineOf: (line: string) => SheetLine | undefined;
  /** What the server has now. */
  readonly keep: (lines: readonly SheetLine[]) => void;
  readonly send: (lines: Lines, key: string) => Promise<readonly Written[]>;
  readonly faultOf: (error: unknown) => SendingFault;
  readonly newKey: () => string;
  /** Calls back after so many milliseconds. */
  readonly later: (act: () => void, ms: number) => void;
  readonly changed: () => void;
}

export interface Undone {
  readonly cells: number;
  /** Somebody wrote there meanwhile, or it was refused: left as it is. */
  readonly left: number;
  readonly firstLeft?: Pick<Edit, 'line' | 'field'>;
}

export interface Writing {
  /** What is shown in a cell. */
  readonly shown: (line: SheetLine, field: Field) => string;
  readonly refusal: (line: string, field: Field) => Refusal | undefined;
  readonly isWaiting: (line: string, field: Field) => boolean;
  readonly write: (edits: readonly Edit[]) => number;
  readonly undo: () => Undone | undefined;
  readonly redo: () => Undone | undefined;
  readonly conflicts: () => readonly Conflict[];
  readonly refusals: () => readonly Refusal[];
  readonly settle: (conflicts: readonly Conflict[], keep: 'yours' | 'theirs') => void;
  /** Sends again at once. */
  readonly retry: () => void;
  readonly state: () => SavingState;
  readonly fault: () => SendingFault | undefined;
  /** Another number after every change of what is shown. */
  readonly moment: () => number;
  /** Cells that are not on the server. */
  readonly unsaved: () => number;
  /** Lines that had been handed in or accepted and that what was written here has opened again. */
  readonly reopened: () => readonly string[];
}

/** So many lines, and about so many characters, go in one request. */
const most = { lines: 2_000, characters: 1_500_000 } as const;
const gathering = 300;
const waits = [2_000, 4_000, 8_000, 15_000] as const;
/** Steps that can be taken back. */
const mostSteps = 100;

/** What no request takes: the rest of a paste is not to wait for it. */
const isUnsendable = (value: string): boolean =>
  value.length > 8_000 || !value.isWellFormed() || value.includes('\u0000');

const nameOf = (line: string, field: Field): string => `${field} ${line}`;

/**
 * What one writes into the grid is shown at once and goes to the server in batches, one after another. What the line
 * breaks stays here and is sent again, under the same key, so that nothing is written twice; a cell that somebody else
 * wrote meanwhile waits for a choice, a cell that is refused stays as it was typed and says why.
 */
export function writingWith(given: WritingPorts): Writing {
  let moments = 0;
  const ports: WritingPorts = {
    ...given,
    changed: () => {
      moments += 1;
      given.changed();
    },
  };
  const waiting = new Map<string, Waiting>();
  const conflicts = new Map<string, Conflict>();
  const refusals = new Map<string, Refusal>();
  const done: Step[] = [];
  const undone: Step[] = [];
  const opened = new Set<string>();
  let batch:
    | {
        readonly cells: readonly Waiting[];
        readonly names: ReadonlySet<string>;
        readonly key: string;
      }
    | undefined;
  let isSending = false;
  let isDue = false;
  let state: SavingState = 'nothing';
  let fault: SendingFault | undefined;
  let tries = 0;

  const shown = (line: SheetLine, field: Field): string => {
    const name = nameOf(line.line, field);
    return (waiting.get(name) ?? refusals.get(name) ?? conflicts.get(name))?.value ?? line[field];
  };

  const due = (ms: number): void => {
    if (isDue) return;
    isDue = true;
    ports.later(() => {
      isDue = false;
      void send();
    }, ms);
  };

  const put = (edits: readonly Edit[]): void => {
    for (const { line, field, value } of edits) {
      const name = nameOf(line, field);
      const known = ports.lineOf(line);
      if (known === undefined) continue;
      const before = waiting.get(name);
      refusals.delete(name);
      const conflict = conflicts.get(name);
      conflicts.delete(name);
      // What is as the server has it needs no sending, unless something else is on its way there.
      const isBack = conflict === undefined && known[field] === value;
      if (isBack && batch?.names.has(name) !== true) {
        waiting.delete(name);
        continue;
      }
      const seen = before?.seen ?? conflict?.seen ?? known.cells[field];
      if (isUnsendable(value)) {
        waiting.delete(name);
        refusals.set(name, { line, field, value, seen, text: words.unsendable });
      } else waiting.set(name, { line, field, value, seen });
    }
    if (waiting.size > 0) {
      if (state !== 'trouble' && state !== 'stopped') state = 'saving';
      due(gathering);
    }
    ports.changed();
  };

  const nextBatch = (): readonly Waiting[] => {
    const lines = new Set<string>();
    const cells: Waiting[] = [];
    let characters = 0;
    for (const cell of waiting.values()) {
      characters += cell.value.length + cell.line.length + 60;
      if (!lines.has(cell.line) && lines.size === most.lines) continue;
      if (cells.length > 0 && characters > most.characters) break;
      lines.add(cell.line);
      cells.push(cell);
    }
    return cells;
  };

  const send = async (): Promise<void> => {
    if (isSending) return;
    batch ??= waiting.size === 0 ? undefined : batchOf(nextBatch(), ports.newKey());
    if (batch === undefined) return;
    const { cells, key } = batch;
    isSending = true;
    if (state !== 'trouble') state = 'saving';
    ports.changed();
    try {
      const written = await ports.send(inLines(cells), key);
      batch = undefined;
      tries = 0;
      fault = undefined;
      take(cells, written);
      state = waiting.size > 0 ? 'saving' : 'saved';
      if (waiting.size > 0) due(0);
    } catch (error) {
      fault = ports.faultOf(error);
      state = fault.passing ? 'trouble' : 'stopped';
      // What was refused as a whole is not sent again under the same key.
      if (!fault.passing) batch = undefined;
      else due(waits[Math.min(tries, waits.length - 1)] ?? 0);
      tries += 1;
    } finally {
      isSending = false;
      ports.changed();
    }
  };

  const take = (sent: readonly Waiting[], written: readonly Written[]): void => {
    const results = new Map(written.map((each) => [each.line, each]));
    const kept = new Map<string, SheetLine>();
    for (const cell of sent) {
      const result = results.get(cell.line);
      const line = kept.get(cell.line) ?? ports.lineOf(cell.line);
      if (result === undefined || line === undefined) waiting.delete(nameOf(cell.line, cell.field));
      else kept.set(cell.line, takeCell(cell, line, result));
    }
    for (const [line, { stage }] of kept) {
      const before = ports.lineOf(line)?.stage;
      if (stage === 'draft' && (before === 'submitted' || before === 'accepted')) opened.add(line);
    }
    ports.keep([...kept.values()]);
  };

  const takeCell = (cell: Waiting, line: SheetLine, result: Written): SheetLine => {
    const { field, value } = cell;
    const name = nameOf(cell.line, field);
    const now = waiting.get(name);
    const isTypedOn = now !== undefined && now.value !== value;
    const of = result.cells.find((each) => each.field === field);
    waiting.delete(name);
    if (of === undefined || of.outcome === 'refused') {
      const problem = of?.problem ?? result.problem;
      if (isTypedOn) waiting.set(name, now);
      else if (problem !== undefined) refusals.set(name, { ...cell, text: problem.text });
      return line;
    }
    // None: what was written was taken back, and the line is as nobody had answered it.
    const { stage: _, ...others } = line;
    const stage = result.stage === undefined ? {} : { stage: result.stage };
    const theirs = of.outcome === 'conflict' ? (of.theirs?.value ?? '') : (of.value ?? value);
    if (of.outcome === 'conflict') {
      const byName = of.theirs?.byName ?? '';
      conflicts.set(name, { ...(now ?? cell), seen: of.version, theirs, byName });
    } else if (isTypedOn) waiting.set(name, { ...now, seen: of.version });
    return {
      ...others,
      ...stage,
      version: result.version,
      [field]: theirs,
      cells: { ...line.cells, [field]: of.version },
    };
  };

  const takeBack = (from: Step[], to: Step[], way: 'undo' | 'redo'): Undone | undefined => {
    const step = from.pop();
    if (step === undefined) return undefined;
    const back: (Edit & { readonly before: string })[] = [];
    for (const cell of step.cells) {
      const line = ports.lineOf(cell.line);
      const is = way === 'undo' ? cell.value : cell.before;
      if (line !== undefined && shown(line, cell.field) === is) back.push(cell);
    }
    if (back.length > 0) to.push({ cells: back });
    put(
      back.map(({ line, field, value, before }) => ({
        line,
        field,
        value: way === 'undo' ? before : value,
      })),
    );
    const firstLeft = step.cells.find((cell) => !back.includes(cell));
    return {
      cells: back.length,
      left: step.cells.length - back.length,
      ...(firstLeft === undefined ? {} : { firstLeft }),
    };
  };

  return {
    shown,
    refusal: (line, field) => refusals.get(nameOf(line, field)),
    isWaiting: (line, field) => waiting.has(nameOf(line, field)),
    write: (edits) => {
      const cells = edits.flatMap((edit) => {
        const line = ports.lineOf(edit.line);
        const before = line === undefined ? edit.value : shown(line, edit.field);
        return before === edit.value ? [] : [{ ...edit, before }];
      });
      if (cells.length === 0) return 0;
      done.push({ cells });
      if (done.length > mostSteps) done.shift();
      undone.length = 0;
      put(cells);
      return cells.length;
    },
    undo: () => takeBack(done, undone, 'undo'),
    redo: () => takeBack(undone, done, 'redo'),
    conflicts: () => [...conflicts.values()],
    refusals: () => [...refusals.values()],
    settle: (settled, keep) => {
      for (const { line, field } of settled) {
        const name = nameOf(line, field);
        const conflict = conflicts.get(name);
        conflicts.delete(name);
        if (conflict !== undefined && keep === 'yours') waiting.set(name, conflict);
      }
      if (waiting.size > 0) due(0);
      ports.changed();
    },
    retry: () => {
      if (state === 'stopped') state = 'saving';
      void send();
    },
    state: () => (waiting.size === 0 && state === 'saving' && !isSending ? 'saved' : state),
    fault: () => fault,
    moment: () => moments,
    unsaved: () => waiting.size + conflicts.size + refusals.size,
    reopened: () => [...opened].filter((line) => ports.lineOf(line)?.stage === 'draft'),
  };
}

const batchOf = (cells: readonly Waiting[], key: string) => ({
  cells,
  names: new Set(cells.map(({ line, field }) => nameOf(line, field))),
  key,
});

function inLines(cells: readonly Waiting[]): Lines {
  const lines = new Map<string, Waiting[]>();
  for (const cell of cells) {
    const of = lines.get(cell.line) ?? [];
    of.push(cell);
    lines.set(cell.line, of);
  }
  return [...lines].map(([line, of]) => ({
    line,
    cells: of.map(({ field, seen, value }) => ({ field, seen, value })),
  }));
}
