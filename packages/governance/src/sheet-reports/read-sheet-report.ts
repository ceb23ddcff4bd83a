import { setImmediate as breathe } from 'node:timers/promises';
import { defineUseCase } from '@machimori/application';
import { type Day, dayInJapan, type Text } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import { findLineIds, findLines } from '../sheet/line-search-store.ts';
import { readNames } from '../sheet/line-store.ts';
import { type ListedLine, type ListLines, listed, questionOf } from '../sheet/list-lines.ts';
import { readCityKey, readWhoAsks } from './asker-read-model.ts';
import { type AnsweringControl, readAnsweringControls } from './control-read-model.ts';
import { type LineProof, readProofs } from './proof-read-model.ts';

/** The lines of a report as they stand now, and by whose eyes they were seen. */
export interface SheetReport {
  /** `key`: as the description names it; its id as long as nothing is described. */
  readonly city: { readonly key: string; readonly name: string };
  readonly lines: readonly ListedLine[];
  readonly names: ReadonlyMap<string, Text>;
  /** What proves each line, where evidence was asked for. */
  readonly proofs: ReadonlyMap<string, readonly LineProof[]>;
  /** What answers the lines, by line and by control, where applied controls were asked for. */
  readonly controlOf: ReadonlyMap<string, string>;
  readonly controls: readonly AnsweringControl[];
  /** Who made the report, and for which organisation; empty where a program's token asks. */
  readonly by: { readonly person: string; readonly organisation: string };
  /** Whether all lines of the city are seen by that organisation. */
  readonly wholeCity: boolean;
  readonly at: Date;
  readonly today: Day;
}

type Narrowed = Omit<ListLines, 'cursor' | 'most'>;

/** So many lines are asked for in one statement: requests of others come in between. */
const atOnce = 1_000;

/** All lines of the sheet that a filter leaves, as far as one sees them, in the order asked for. */
export const readSheetReport = defineUseCase<
  {
    readonly narrowed: Narrowed;
    readonly form: string;
    readonly withProofs: boolean;
    readonly withControls?: boolean;
  },
  SheetReport
>({
  name: 'read-sheet-report',
  action: 'sheet:report',
  kind: 'sensitive-query',
  async handle(context, { narrowed, form, withProofs, withControls = false }) {
    const { scope, now } = context;
    const question = await questionOf(context, { ...narrowed, cursor: undefined, most: 0 });
    const ids = question === undefined ? [] : await findLineIds(context, question);
    const lines: ListedLine[] = [];
    const names = new Map<string, Text>();
    const proofs = new Map<string, readonly LineProof[]>();
    for (let at = 0; at < ids.length; at += atOnce) {
      const only = ids.slice(at, at + atOnce);
      const found = await listed(
        context,
        await findLines(context, { only, sought: [], order: [] }, 0, only.length),
      );
      const byId = new Map(found.map((line) => [line.id, line]));
      lines.push(...only.flatMap((id) => byId.get(id) ?? []));
      const unnamed = found
        .flatMap(({ subject, answeredBy }) => [subject, answeredBy])
        .filter((key) => !names.has(key));
      for (const [key, name] of await readNames(context, unnamed)) names.set(key, name);
      if (withProofs)
        for (const [line, its] of await readProofs(context, only)) proofs.set(line, its);
      await breathe();
    }
    const answering = withControls
      ? await readAnsweringControls(context, lines)
      : { controlOf: new Map<string, string>(), controls: [] };
    const filter = toldOf(narrowed);
    return {
      output: {
        city: {
          key: (await readCityKey(context)) ?? scope.inCity,
          name: await readCityName(context),
        },
        lines,
        names,
        proofs,
        ...answering,
        by: await readWhoAsks(context),
        wholeCity: scope.reach === 'city',
        at: now,
        today: dayInJapan(now),
      },
      content: { report: form, lines: lines.length, ...(filter === '' ? {} : { filter }) },
    };
  },
});

/** What the log tells of a filter: its parts, and not the words that somebody looked for. */
function toldOf({ items: _, locale: _l, words, ...parts }: Narrowed): string {
  return [...Object.entries(parts), ['words', words === undefined ? undefined : '…']]
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
