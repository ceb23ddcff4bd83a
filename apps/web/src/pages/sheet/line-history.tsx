import { stateWords } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { Disclosure } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { lineControlWords } from '../../messages/line-control.ts';
import { outsideWays } from '../../messages/outside-ways.ts';
import { sheetWords as words } from '../../messages/sheet.ts';
import { deedWords } from '../../messages/sheet-hands.ts';
import { signs } from '../../messages/signs.ts';
import type { LineSeen } from './sheet-queries.ts';
import { whoDid } from './who-did.ts';

interface Happened {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly said: string;
  readonly byName: string;
}

/** Everything that became of a line and of its cells, the latest first. */
export default function LineHistory({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const valueIn = ({ field, value }: LineSeen['cells'][number]): string =>
    value === ''
      ? say(words.empty)
      : field === 'state' && Object.hasOwn(stateWords, value)
        ? say(stateWords[value as keyof typeof stateWords])
        : value;
  /** Who wrote it: a member, or somebody outside by whose link. */
  const writerOf = ({ byLink, byControl, ...by }: LineSeen['cells'][number]): string =>
    byLink === undefined
      ? byControl === undefined
        ? whoDid(by, say)
        : [whoDid(by, say), controlNamed(byControl)].join(say(signs.apart))
      : byLink === ''
        ? say(outsideWays.byLinkForgotten)
        : say(outsideWays.byLink, { name: byLink });
  const controlNamed = (name: string): string =>
    name === '' ? say(lineControlWords.byControlUnseen) : say(lineControlWords.byControl, { name });
  const written = seen.cells.map(
    (cell): Happened => ({
      key: `${cell.field} ${cell.version}`,
      at: cell.at,
      what: say(words[cell.field]),
      said: valueIn(cell),
      byName: cell.taken === true ? say(words.takenBy, { name: writerOf(cell) }) : writerOf(cell),
    }),
  );
  const moved = seen.moves.map(
    ({ deed, at, personName, ...by }, place): Happened => ({
      key: `move ${place}`,
      at,
      what: say(deedWords[deed]),
      said: personName,
      byName: whoDid(by, say),
    }),
  );
  const rows = [...written, ...moved].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  if (rows.length === 0) return null;
  const summary = say(words.history, { count: rows.length });
  return (
    <Disclosure summary={summary}>
      <Table
        caption={summary}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { id: 'what', label: say(words.happened), names: true, cell: ({ what }) => what },
          {
            id: 'wrote',
            label: say(words.wrote),
            cell: ({ said }) => <span className="whitespace-pre-line">{said || '―'}</span>,
          },
          { id: 'who', label: say(words.who), cell: ({ byName }) => byName },
          { id: 'when', label: say(words.when), cell: ({ at }) => <DateText value={at} time /> },
        ]}
      />
    </Disclosure>
  );
}
