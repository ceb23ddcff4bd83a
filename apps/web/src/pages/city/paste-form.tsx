import {
  cellsOf,
  type PastedKind,
  type PastedRow,
  type PastedTable,
  pastedHeadings,
  readPasted,
} from '@machimori/city/pasted';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { ComboField } from '../../design/combo-field.tsx';
import { Disclosure } from '../../design/content.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { type Say, useText } from '../../language.tsx';
import { bulkWords } from '../../messages/city.ts';
import { pasteWords } from '../../messages/city-paste.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { UnsavedGuard } from '../../shell/unsaved-guard.tsx';
import {
  type Body,
  type CityNames,
  type Edit,
  type ListedElement,
  type NameLookup,
  useCityNames,
} from './city-queries.ts';
import { EditFields } from './edit-list.tsx';
import { type RowResult, RowResults } from './row-results.tsx';
import { useLeaving } from './use-leaving.ts';
import { useRowCheck } from './use-row-check.ts';
import { useSaving } from './use-saving.tsx';

/** All of a list, page after page: a row may be about any of it. */
async function allOf(kind: PastedKind): Promise<readonly ListedElement[]> {
  const found: ListedElement[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('GET /city/elements', {
      query: { kind, ...(cursor === undefined ? {} : { cursor }) },
    });
    found.push(...page.elements);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

interface PasteProps {
  readonly kind: PastedKind;
  readonly onDone: () => void | Promise<void>;
}

export default function PasteForm(props: PasteProps): ReactNode {
  const { names, problem, nameOf } = useCityNames();
  const all = useQuery<readonly ListedElement[], Problem>({
    queryKey: ['city', 'all', props.kind],
    queryFn: () => allOf(props.kind),
  });
  return names === undefined || all.data === undefined ? (
    <Pending problem={problem ?? all.error} />
  ) : (
    <Paste {...props} names={names} nameOf={nameOf} elements={all.data} />
  );
}

function Paste({
  kind,
  onDone,
  names,
  nameOf,
  elements,
}: PasteProps & {
  readonly names: CityNames;
  readonly nameOf: NameLookup;
  readonly elements: readonly ListedElement[];
}): ReactNode {
  const say = useText();
  const [owner, setOwner] = useState(names.own);
  const [table, setTable] = useState<PastedTable>();
  const [rows, setRows] = useState<readonly RowResult[]>();
  const [words, setWords] = useState('');
  const [left, leave] = useLeaving(() => onDone());
  const check = useRowCheck(setRows);
  const saving = useSaving(leave);
  const problem = check.problem ?? saving.problem;
  const ready = rows?.flatMap(({ edit }) => (edit === undefined ? [] : [edit])) ?? [];
  const wrong = rows?.filter((row) => row.wrong.length > 0).length ?? 0;
  const read = (pasted: string): void => {
    const fresh = readPasted(cellsOf(pasted), {
      kind,
      elements: kind === 'components' ? elements.filter(isDevice) : elements,
      names: names.names,
      base: kind === 'components' ? deviceBase(owner) : {},
      within: names.whole ? undefined : names.own,
    });
    setTable(fresh);
    setRows(undefined);
    if (fresh.rows.length > 0) check.run(fresh.rows.map((row) => resultOf(row, nameOf, say)));
  };
  const unknown = table?.columns.filter(({ path }) => path === undefined) ?? [];
  return (
    <>
      {problem === null ? null : (
        <div className="mb-6">
          <Notice tone="error" title={say(problem.text)}>
            {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
          </Notice>
        </div>
      )}
      {rows === undefined ? (
        <Form
          label={say(pasteWords.table)}
          check={(data) => (entered(data, 'table') === '' ? { table: say(pasteWords.empty) } : {})}
          onSend={() => read(words)}
          problem={
            table !== undefined && table.rows.length === 0
              ? { title: '', fields: { table: say(pasteWords.noHeadings) } }
              : undefined
          }
        >
          <TextField
            name="table"
            label={say(pasteWords.table)}
            hint={say(pasteWords.tableHint)}
            lines={8}
            required
            value={words}
            onChange={setWords}
            spellCheck="false"
          />
          {kind === 'components' ? (
            <ComboField
              name="owner"
              label={say(pasteWords.owner)}
              choices={names.names.flatMap((each) =>
                each.kind === 'organisations' ? [{ id: each.key, label: each.name }] : [],
              )}
              value={owner}
              onChange={setOwner}
            />
          ) : null}
          <Disclosure summary={say(pasteWords.headings)}>
            <p>
              {say(kind === 'accounts' ? pasteWords.accountHeadingsText : pasteWords.headingsText)}
            </p>
            <p className="mt-2">
              {pastedHeadings(kind)
                .map((each) => say(each))
                .join(say(signs.comma))}
            </p>
          </Disclosure>
          <Button type="submit" busy={check.busy}>
            {say(pasteWords.check)}
          </Button>
        </Form>
      ) : (
        <div className="m-stack">
          {unknown.length === 0 ? null : (
            <p className="m-hint">
              {say(pasteWords.unknownColumns, {
                names: unknown.map(({ heading }) => heading || '—').join(say(signs.comma)),
              })}
            </p>
          )}
          {wrong === 0 ? null : <Notice tone="warning" title={say(pasteWords.kept, { wrong })} />}
          <p className="m-hint">{say(pasteWords.rowsText)}</p>
          <RowResults rows={rows} called={say(pasteWords.line)} />
          {ready.length === 0 ? <p role="status">{say(bulkWords.nothing)}</p> : null}
          <div className="m-bar">
            {ready.length === 0 ? null : (
              <Button
                busy={saving.busy}
                onPress={() =>
                  saving.begin({
                    edits: ready,
                    done: say(bulkWords.saved, { count: ready.length }),
                  })
                }
              >
                {say(bulkWords.save, { count: ready.length })}
              </Button>
            )}
            <Button kind="secondary" onPress={() => setRows(undefined)}>
              {say(pasteWords.again)}
            </Button>
          </div>
        </div>
      )}
      {saving.dialogs}
      <UnsavedGuard unsaved={words.trim() !== '' && !left} />
    </>
  );
}

const isDevice = ({ body }: ListedElement): boolean => body['kind'] === 'device-group';

/** What a new group of devices is where the table says nothing else. */
const deviceBase = (owner: string | undefined): Body => ({
  kind: 'device-group',
  ...(owner === undefined ? {} : { owner }),
});

function resultOf(row: PastedRow, nameOf: NameLookup, say: Say): RowResult {
  const { edit, faults, name } = row;
  return {
    id: String(row.row),
    name:
      name === ''
        ? say(pasteWords.row, { row: row.row })
        : say(pasteWords.rowOf, { row: row.row, name: nameOf(name)?.name ?? name }),
    edit: edit as Edit | undefined,
    wrong: faults.map(({ heading, given, text }) =>
      heading === '' ? say(text) : say(pasteWords.faultAt, { heading, given, text }),
    ),
    detail: edit === undefined ? '' : <EditFields edit={edit as Edit} nameOf={nameOf} />,
  };
}
