import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addControl, wafOf } from '../routes/applied-control-examples.ts';
import { vendorsLine } from '../routes/evidence-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';

const vendor = 'one/contributor';
const path = '/applied-controls/:control';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let lines: readonly string[];
beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  await vendorsLine(town);
  const page = await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a', most: 200 },
  });
  lines = (page['lines'] as { line: string }[]).map(({ line }) => line);
}, 240_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

interface Values {
  readonly state: string;
  readonly planned: string;
  readonly statement: string;
}
interface Control {
  readonly version: number;
  readonly answers: readonly {
    readonly line: string;
    readonly following?: string;
    readonly cells: Readonly<Record<keyof Values, number>>;
  }[];
}
interface Line {
  readonly values: Values;
  readonly cells: readonly { field: keyof Values; version: number }[];
}
const readOne = async (control: string): Promise<Control> =>
  (await town.done(vendor, 'GET', path, { params: { control } })) as unknown as Control;
const readLine = async (line: string): Promise<Line> =>
  (await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as Line;

async function change(control: string, more: object): Promise<void> {
  const { version } = await readOne(control);
  await town.done(vendor, 'POST', `${path}/revisions`, {
    params: { control },
    body: { ...wafOf(), ...more, seen: version },
  });
}

/** Somebody writes into a line itself. */
async function write(line: string, values: Values): Promise<void> {
  const { cells } = await readLine(line);
  const seenOf = (field: string) =>
    Math.max(0, ...cells.filter((cell) => cell.field === field).map(({ version }) => version));
  await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: {
      cells: Object.entries(values).map(([field, value]) => ({
        field,
        seen: seenOf(field),
        value,
      })),
    },
  });
}

describe('whatever is done with a control and its lines', () => {
  it('each tied line says what the control says, or what somebody wrote into it last', async () => {
    const few = lines.slice(0, 4);
    const words = fc.constantFrom('装置で止めている。', '人が見ている。', '規程に定めている。');
    const place = fc.nat({ max: few.length - 1 });
    const act = fc.oneof(
      fc.record({ what: fc.constant('change' as const), words }),
      fc.record({ what: fc.constant('write' as const), at: place, words }),
      fc.record({ what: fc.constant('align' as const), at: place }),
      fc.record({ what: fc.constant('tie' as const), at: place }),
      fc.record({ what: fc.constant('release' as const), at: place }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
        const control = await addControl(town, []);
        let present: string = wafOf().statement;
        /** What each line says, and whether somebody's own words are in it. */
        const model = new Map<string, string>();
        for (const line of few) model.set(line, (await readLine(line)).values.statement);
        const tied = new Set<string>();
        for (const each of acts) {
          const line = String(few['at' in each ? each.at : 0]);
          if (each.what === 'change') {
            await change(control, { statement: each.words });
            for (const one of tied) if (model.get(one) === present) model.set(one, each.words);
            present = each.words;
          } else if (each.what === 'write') {
            await write(line, { state: 'implemented', planned: '', statement: each.words });
            model.set(line, each.words);
          } else if (each.what === 'align') {
            const seen = (await readOne(control)).answers.find((one) => one.line === line);
            if (seen === undefined) continue;
            await town.done(vendor, 'POST', `${path}/alignments`, {
              params: { control },
              body: { lines: [{ line, cells: seen.cells }] },
            });
            model.set(line, present);
          } else if (each.what === 'tie') {
            await town.done(vendor, 'POST', `${path}/lines`, {
              params: { control },
              body: { lines: [line] },
            });
            // What this control said before is its own word: it is brought up to date.
            if (!tied.has(line) && (model.get(line) === '' || (await wroteIt(line, control))))
              model.set(line, present);
            tied.add(line);
          } else if (tied.delete(line)) {
            await town.done(vendor, 'DELETE', `${path}/lines/:line`, { params: { control, line } });
          }
          const { answers } = await readOne(control);
          expect(answers.map((one) => one.line).toSorted()).toEqual([...tied].toSorted());
          for (const one of few) {
            const { statement } = (await readLine(one)).values;
            expect([one, statement]).toEqual([one, model.get(one)]);
            const following = answers.find((answer) => answer.line === one)?.following;
            if (tied.has(one))
              expect([one, following]).toEqual([
                one,
                statement === present ? 'follows' : 'own-words',
              ]);
          }
        }
        for (const line of tied)
          await town.done(vendor, 'DELETE', `${path}/lines/:line`, { params: { control, line } });
      }),
      { numRuns: 8 },
    );
  }, 240_000);

  async function wroteIt(line: string, control: string): Promise<boolean> {
    const { rows } = await town.owner.query<{ origin_id: string | null }>(
      `select origin_id from sheet_cells where line_id = $1 and field = 'statement'
        order by version desc limit 1`,
      [line],
    );
    return rows[0]?.origin_id === control;
  }
});
