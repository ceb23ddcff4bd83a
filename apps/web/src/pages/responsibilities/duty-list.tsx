import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Select } from '../../design/choice-fields.tsx';
import { StatusLabel } from '../../design/content.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { dutyStateWords, responsibilityWords as words } from '../../messages/responsibilities.ts';
import { WhyLink } from '../why/why-link.tsx';
import { useDutyWords } from './duty-words.tsx';
import type { Row, ShownDuty, ShownMatrix } from './matrix-cells.ts';

interface Line {
  readonly row: Row;
  readonly duty: ShownDuty;
}

const linesAt = ({ rows, cell }: ShownMatrix, column: number): readonly Line[] =>
  rows.flatMap((row, at) => {
    const duty = cell(at, column);
    return duty === undefined ? [] : [{ row, duty }];
  });

/** The same as a list: one thing of the city at a time. */
export function DutyList({ matrix }: { readonly matrix: ShownMatrix }): ReactNode {
  const say = useText();
  const { columns } = matrix;
  const [chosen, setChosen] = useState('');
  const at = Math.max(
    0,
    columns.findIndex(({ key }) => key === chosen),
  );
  return (
    <div className="m-screen-only">
      <Select
        name="place"
        label={say(words.place)}
        value={columns[at]?.key ?? ''}
        onChange={setChosen}
        choices={columns.map(({ key, name }) => ({ value: key, label: say(name) }))}
      />
      <Lines
        title={columns[at] === undefined ? '' : say(columns[at].name)}
        lines={linesAt(matrix, at)}
      />
    </div>
  );
}

/** Everything as it is narrowed, one thing after another; made when somebody prints, by whatever way. */
export function DutyPaper({ matrix }: { readonly matrix: ShownMatrix }): ReactNode {
  const say = useText();
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  if (!printing) return null;
  return matrix.columns.map(({ key, name }, at) => (
    <section key={key} className="m-duty-paper">
      <h2>{say(name)}</h2>
      <Lines title={say(name)} lines={linesAt(matrix, at)} />
    </section>
  ));
}

function Lines({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
}): ReactNode {
  const say = useText();
  const sayDuty = useDutyWords();
  return (
    <Table
      caption={title}
      captionHidden
      rows={lines}
      rowKey={({ row }) => row.id}
      columns={[
        {
          id: 'row',
          label: say(words.measure),
          names: true,
          cell: ({ row, duty }) => (
            <>
              <WhyLink id={duty.id}>{say(row.heading)}</WhyLink>
              <br />
              <small className="m-hint font-normal">{row.label}</small>
            </>
          ),
        },
        { id: 'performs', label: say(words.performs), cell: ({ duty }) => sayDuty(duty).performs },
        { id: 'verifies', label: say(words.verifies), cell: ({ duty }) => sayDuty(duty).verifies },
        { id: 'answers', label: say(words.answers), cell: ({ duty }) => sayDuty(duty).answers },
        {
          id: 'state',
          label: say(words.state),
          cell: ({ duty: { state } }) => (
            <StatusLabel
              tone={
                state === 'gap' || state === 'overlap'
                  ? 'error'
                  : state === 'presumed'
                    ? 'warning'
                    : 'neutral'
              }
            >
              {say(dutyStateWords[state])}
            </StatusLabel>
          ),
        },
      ]}
    />
  );
}
