import { stateWords } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { EmptyState, Figures, MoreRows } from '../../design/content.tsx';
import { dateText } from '../../design/date-text.tsx';
import { Notice } from '../../design/notice.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { type Say, useLanguage, useText } from '../../language.tsx';
import { answerPreviewWords } from '../../messages/answer-books.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { bookFieldWords, bookWords, outcomeWords } from '../../messages/sheet-books.ts';
import type { Choices, Preview } from './book-queries.ts';
import { BookSigned } from './book-signed.tsx';

type Cell = Preview['cells'][number];
type Outcome = Cell['outcome'];

const order = ['conflict', 'new', 'cleared', 'refused'] as const satisfies readonly Outcome[];
/** Of an answer book some things are called otherwise. */
const wordsOf = ({ kind }: Preview['received']): typeof bookWords =>
  kind === 'answer-book' ? { ...bookWords, ...answerPreviewWords } : bookWords;

const atOnce = 100;

const keyOf = ({ line, field, place }: Cell): string => `${line} ${field} ${place}`;

/** What merging a book would change, by what would come of each cell, with what somebody has to choose. */
export default function BookPreview({
  preview,
  busy,
  onMerge,
  onOther,
}: {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly onMerge: (choices: Choices) => void;
  readonly onOther: () => void;
}): ReactNode {
  const say = useText();
  const { counts, cells, books, spreads, moves, strays, notes, received, key } = preview;
  const words = wordsOf(received);
  const leads = {
    conflict: words.conflictLead,
    cleared: words.clearedLead,
    refused: words.refusedLead,
  };
  const present = order.filter((outcome) => counts[outcome] > 0);
  const [shown, setShown] = useState<string>(present[0] ?? 'new');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [clear, setClear] = useState(false);
  const [spread, setSpread] = useState<ReadonlySet<string>>(new Set());
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const conflicts = cells.filter(({ outcome }) => outcome === 'conflict');
  const some = counts.new + counts.conflict + counts.cleared > 0 && key?.standing !== 'replaced';
  return (
    <>
      <h3>{say(words.previewTitle)}</h3>
      <WhoseTold received={received} />
      {received.signed === undefined ? null : (
        <BookSigned file={received.file} signed={received.signed} compared={key} />
      )}
      <BooksTold books={books} />
      {moves.length === 0 ? null : (
        <Moves
          moves={moves}
          chosen={moved}
          onChoose={(its, on) => setMoved(withOne(moved, its, on))}
        />
      )}
      {counts.reopens === 0 ? null : (
        <Notice tone="warning" title={say(words.reopens, { count: counts.reopens })} />
      )}
      <Figures
        items={[
          ...order.map(
            (outcome) =>
              [say(outcomeWords[outcome]), counts[outcome].toLocaleString('ja')] as const,
          ),
        ]}
      />
      {present.length === 0 ? (
        <EmptyState title={say(words.nothing)}>
          <p>{say(words.nothingText)}</p>
        </EmptyState>
      ) : (
        <Tabs
          label={say(words.previewTitle)}
          selected={shown}
          onSelect={setShown}
          tabs={present.map((outcome) => ({
            id: outcome,
            label: `${say(outcomeWords[outcome])} ${counts[outcome].toLocaleString('ja')}`,
            children: (
              <div className="m-stack">
                {outcome === 'new' ? null : <p>{say(leads[outcome])}</p>}
                {outcome === 'conflict' ? (
                  <div className="m-row">
                    <Button
                      kind="secondary"
                      size="small"
                      onPress={() => setChosen(new Set(conflicts.map(keyOf)))}
                    >
                      {say(words.allBook)}
                    </Button>
                    <Button kind="text" size="small" onPress={() => setChosen(new Set())}>
                      {say(words.allHere)}
                    </Button>
                  </div>
                ) : null}
                {outcome === 'cleared' ? (
                  <Checkbox selected={clear} onChange={setClear}>
                    {say(words.clear)}
                  </Checkbox>
                ) : null}
                <Cells
                  key={outcome}
                  cells={cells.filter((cell) => cell.outcome === outcome)}
                  total={counts[outcome]}
                  outcome={outcome}
                  words={words}
                  chosen={chosen}
                  onChoose={(key, on) => setChosen(withOne(chosen, key, on))}
                />
              </div>
            ),
          }))}
        />
      )}
      {spreads.length === 0 ? null : (
        <section className="m-stack" aria-label={say(words.spreadTitle)}>
          <h4 className="font-bold">{say(words.spreadTitle)}</h4>
          <p>{say(words.spreadLead)}</p>
          {spreads.map(({ checkItem, label, lines }) => (
            <Checkbox
              key={checkItem}
              selected={spread.has(checkItem)}
              onChange={(on) => setSpread(withOne(spread, checkItem, on))}
            >
              {say(words.spreadOf, { label: say(label), lines })}
            </Checkbox>
          ))}
        </section>
      )}
      {strays.length === 0 ? null : (
        <Notice tone="warning" title={say(words.strays)} live={false}>
          <ul className="list-disc ps-6">
            {strays.slice(0, 20).map(({ place, words: said }) => (
              <li key={place}>
                <strong>{place}</strong>: {said}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {notes.length === 0 ? null : (
        <Notice tone="warning" title={say(words.notes)} live={false}>
          <ul className="list-disc ps-6">
            {notes.slice(0, 20).map(({ place, what }) => (
              <li key={`${place} ${what.en}`}>
                <strong>{say(words.noteAt, { place })}</strong>: {say(what)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="m-row pt-4">
        {some ? (
          <Button
            size="large"
            busy={busy}
            onPress={() =>
              onMerge({
                clear,
                chosen: conflicts
                  .filter((cell) => chosen.has(keyOf(cell)))
                  .map(({ line, field, seen }) => ({ line, field, seen })),
                spread: [...spread],
                moved: [...moved],
              })
            }
          >
            {say(words.merge)}
          </Button>
        ) : null}
        <Button kind="secondary" size="large" onPress={onOther}>
          {say(words.otherFile)}
        </Button>
      </div>
    </>
  );
}

function withOne(of: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(of);
  if (on) next.add(key);
  else next.delete(key);
  return next;
}

/** Of a file that does not say it itself: for whose answers it was taken. */
function WhoseTold({
  received: { kind, answeredBy },
}: {
  readonly received: Preview['received'];
}): ReactNode {
  const say = useText();
  if (answeredBy === undefined) return null;
  const name = say(answeredBy.name);
  return kind === 'official' ? (
    <Notice tone="info" title={say(bookWords.answersOf, { name })} live={false}>
      <p>{say(bookWords.answersOfText)}</p>
    </Notice>
  ) : (
    <Notice tone="info" title={say(bookWords.intoLinesOf, { name })} live={false} />
  );
}

function BooksTold({ books }: { readonly books: Preview['books'] }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  return (
    <>
      {books.map(({ number, answeredBy, at }) => (
        <p key={number} className="m-hint">
          {say(bookWords.fromBook, {
            number,
            name: say(answeredBy.name),
            day: dateText(at, locale, true),
          })}
        </p>
      ))}
      {books.some(({ otherEdition }) => otherEdition) ? (
        <Notice tone="warning" title={say(bookWords.otherEdition)} />
      ) : null}
    </>
  );
}

/** Items that have another number in the present edition: nothing of them is written before somebody chose it. */
function Moves({
  moves,
  chosen,
  onChoose,
}: {
  readonly moves: Preview['moves'];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (key: string, on: boolean) => void;
}): ReactNode {
  const say = useText();
  return (
    <section className="m-stack" aria-label={say(bookWords.movesTitle)}>
      <h4 className="font-bold">{say(bookWords.movesTitle)}</h4>
      <p>{say(bookWords.movesLead)}</p>
      {moves.map(({ key, edition, label, to, lines, reworded }) => (
        <div key={key}>
          <Checkbox selected={chosen.has(key)} onChange={(on) => onChoose(key, on)}>
            {say(bookWords.moveOf, {
              edition: say(edition),
              label: say(label),
              to: say(to),
              lines,
            })}
          </Checkbox>
          {reworded ? <p className="m-hint">{say(bookWords.moveReworded)}</p> : null}
        </div>
      ))}
    </section>
  );
}

function Cells({
  cells,
  total,
  outcome,
  words,
  chosen,
  onChoose,
}: {
  readonly cells: readonly Cell[];
  readonly total: number;
  readonly outcome: Outcome;
  readonly words: typeof bookWords;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (key: string, on: boolean) => void;
}): ReactNode {
  const say = useText();
  const [most, setMost] = useState(atOnce);
  const some = cells.slice(0, most);
  return (
    <>
      <Table
        caption={say(outcomeWords[outcome])}
        captionHidden
        rows={some}
        rowKey={keyOf}
        columns={columnsIn(say, words, outcome, chosen, onChoose)}
      />
      <MoreRows
        more={cells.length > most}
        busy={false}
        onMore={() => setMost(most + atOnce)}
        note={some.length === total ? '' : say(words.firstOf, { count: some.length, total })}
      />
    </>
  );
}

const nameOf = (say: Say, { checkItem, subject, line }: Cell): string =>
  checkItem === undefined || subject === undefined
    ? line
    : say(sheetWords.lineTitle, { item: say(checkItem), subject: say(subject) });

/** What stands in a cell; of a state its words. */
function said(say: Say, field: Cell['field'], value: string): string {
  if (value === '') return say(bookWords.empty);
  const state = stateWords[value as keyof typeof stateWords];
  return field === 'state' && state !== undefined ? say(state) : value;
}

const columnsIn = (
  say: Say,
  words: typeof bookWords,
  outcome: Outcome,
  chosen: ReadonlySet<string>,
  onChoose: (key: string, on: boolean) => void,
): readonly Column<Cell>[] => [
  {
    id: 'line',
    label: say(words.line),
    names: true,
    cell: (cell) => (
      <>
        {nameOf(say, cell)}
        <p className="m-hint font-normal">
          {say(words.fieldAt, { field: say(bookFieldWords[cell.field]), place: cell.place })}
        </p>
        {cell.moved === undefined ? null : (
          <p className="m-hint font-normal">
            {say(words.movedFrom, {
              edition: say(cell.moved.edition),
              label: say(cell.moved.label),
            })}
          </p>
        )}
      </>
    ),
  },
  {
    id: 'book',
    label: say(words.inBook),
    width: 'words',
    cell: ({ field, value }) => (
      <span className="whitespace-pre-wrap">{said(say, field, value)}</span>
    ),
  },
  ...(outcome === 'refused'
    ? [
        {
          id: 'why',
          label: say(words.why),
          width: 'words' as const,
          cell: ({ why }: Cell) => (why === undefined ? '' : say(why)),
        },
      ]
    : [
        {
          id: 'here',
          label: say(words.here),
          width: 'words' as const,
          cell: ({ field, present, base }: Cell) => (
            <>
              <span className="whitespace-pre-wrap">{said(say, field, present)}</span>
              {outcome === 'conflict' && base !== undefined ? (
                <p className="m-hint">{say(words.base, { value: said(say, field, base) })}</p>
              ) : null}
            </>
          ),
        },
      ]),
  ...(outcome === 'conflict'
    ? [
        {
          id: 'choice',
          label: say(words.takeBook),
          width: 'acts' as const,
          screenOnly: true,
          cell: (cell: Cell) => (
            <Checkbox
              label={say(words.takeBookOf, {
                line: nameOf(say, cell),
                field: say(bookFieldWords[cell.field]),
              })}
              selected={chosen.has(keyOf(cell))}
              onChange={(on) => onChoose(keyOf(cell), on)}
            >
              <span aria-hidden="true">{say(words.takeBook)}</span>
            </Checkbox>
          ),
        },
      ]
    : []),
];
