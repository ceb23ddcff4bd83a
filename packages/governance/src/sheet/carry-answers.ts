import { type Context, defineUseCase } from '@machimori/application';
import { controlKey } from '@machimori/city';
import { readPlannedDate } from '@machimori/kernel';
import {
  type Edit,
  type RegisterPorts,
  readElements,
  readRevision,
  told,
  writeEdits,
} from '@machimori/register';
import { refreshShared } from '../sheet-sharing/sharing-store.ts';
import { type AnswerValues, valuesOf } from './answer-cells.ts';
import { markCarried, readToCarry } from './answer-store.ts';
import { type KeptLine, putLine, readLineRows } from './line-store.ts';

/** So many answers are carried in one act: the next takes the others. */
const mostAtOnce = 500;

/**
 * Puts what was accepted into the city's description, all that waits in one revision: from there the plan, the file
 * and every document know it. Done by the program, which sees the whole city. Says whether more waits.
 */
export const carryAnswers = defineUseCase<null, { readonly more: boolean }, RegisterPorts>({
  name: 'carry-answers',
  action: 'sheet:carry',
  kind: 'command',
  async handle(context) {
    await refreshShared(context);
    await standByThemselves(context);
    const waiting = await readToCarry(context, { added: false, most: mostAtOnce });
    const carried = [...waiting.keys()];
    const lines = await readLineRows(context, carried);
    const controls = new Map(
      (await readElements(context))
        .filter(({ kind }) => kind === 'controls')
        .map(({ key, body }) => [key, body]),
    );
    const edits = carried.flatMap((id) => {
      const line = lines.get(id);
      return line === undefined
        ? []
        : editOf(line, valuesOf(line, waiting.get(id) ?? {}), controls);
    });
    if (carried.length === 0) return { output: { more: false }, content: { lines: 0 } };
    const before = await readRevision(context);
    const written = edits.length === 0 ? undefined : await writeEdits(context, edits, 'sheet');
    await markCarried(context, carried, written?.revision ?? before);
    const { subjects, content, events } =
      written === undefined ? { content: {} } : told(context, written);
    return {
      output: { more: carried.length === mostAtOnce },
      ...(subjects === undefined ? {} : { subjects }),
      content: { ...content, lines: carried.length },
      ...(events === undefined ? {} : { events }),
    };
  },
});

/** So many lines of a city are looked through; nobody adds as many by hand. */
const mostAdded = 5_000;

/**
 * A line that the plan does not ask has no place in the description: what was accepted of it is said by the line
 * itself, for whoever counts how far the city has come. It waits for the plan to ask it.
 */
async function standByThemselves(context: Context): Promise<void> {
  const accepted = await readToCarry(context, { added: true, most: mostAdded });
  const lines = await readLineRows(context, [...accepted.keys()]);
  for (const [id, line] of lines) {
    const { state, planned, statement } = valuesOf(line, accepted.get(id) ?? {});
    const by = readPlannedDate(planned)?.by ?? line.planned.by;
    const says = planned === '' ? line.planned : ({ raw: planned, by, origin: 'stated' } as const);
    const isSaid =
      line.state === state && line.statement === statement && line.planned.raw === says.raw;
    if (!isSaid) await putLine(context, { ...line, state, statement, planned: says });
  }
}

type Body = Readonly<Record<string, unknown>>;

/** What is to be changed in the description so that it says the same; nothing where it does. */
function editOf(
  { checkItem, subject, control }: KeptLine,
  { state, planned, statement }: AnswerValues,
  controls: ReadonlyMap<string, Body>,
): readonly Edit[] {
  const said = {
    state,
    planned: planned === '' ? undefined : planned,
    statement: statement === '' ? undefined : statement,
  };
  const key = control ?? controlKey({ checkItem, subject });
  const known = controls.get(key);
  if (known === undefined)
    return [{ change: 'add', kind: 'controls', key, body: { checkItem, subject, ...said } }];
  const fields = Object.entries(said).filter(([field, value]) => known[field] !== value);
  if (fields.length === 0) return [];
  const was = Object.fromEntries(fields.map(([field]) => [field, known[field]]));
  return [{ change: 'set', kind: 'controls', key, was, now: Object.fromEntries(fields) }];
}
