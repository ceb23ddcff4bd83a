import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { Table } from '../../design/table.tsx';
import { usePrinting } from '../../design/use-printing.ts';
import { useText } from '../../language.tsx';
import { dutyStateWords, responsibilityWords as words } from '../../messages/responsibilities.ts';
import { signs } from '../../messages/signs.ts';
import { WhyLink } from '../why/why-link.tsx';
import { useDutyWords } from './duty-words.tsx';
import type { Row, ShownDuty, ShownMatrix } from './matrix-cells.ts';

interface Line {
  readonly row: Row;
  readonly duty: ShownDuty;
}

/** What stands in a column, from top to bottom. */
export const linesAt = ({ rows, cell }: ShownMatrix, column: number): readonly Line[] =>
  rows.flatMap((row, at) => {
    const duty = cell(at, column);
    return duty === undefined ? [] : [{ row, duty }];
  });

/** The same as a list, of the one thing that was chosen. */
export function DutyList({ matrix }: { readonly matrix: ShownMatrix }): ReactNode {
  const say = useText();
  const [first] = matrix.columns;
  return (
    <div className="m-screen-only">
      <Lines title={first === undefined ? '' : say(first.name)} lines={linesAt(matrix, 0)} />
    </div>
  );
}

/** Everything as it is narrowed, one thing after another; made when somebody prints, by whatever way. */
export function DutyPaper({
  matrix,
  narrowed,
}: {
  readonly matrix: ShownMatrix;
  /** What of the table this is, in words. */
  readonly narrowed: string;
}): ReactNode {
  const say = useText();
  if (!usePrinting()) return null;
  const sections = matrix.columns.map(({ key, name }, at) => (
    <section key={key} className="m-duty-paper">
      <h2>{say(name)}</h2>
      <Lines title={say(name)} lines={linesAt(matrix, at)} />
    </section>
  ));
  return (
    <>
      <p>
        {say(words.table)}
        {say(signs.colon)}
        {narrowed}
      </p>
      {sections}
    </>
  );
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
        {
          id: 'performs',
          label: say(words.performs),
          cell: ({ duty }) => <Performs performs={sayDuty(duty).performs} line={duty.line} />,
        },
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

/** Who performs; and who answers the line of the check sheet, where these are two. */
function Performs({
  performs,
  line,
}: {
  readonly performs: string;
  readonly line: ShownDuty['line'];
}): ReactNode {
  const say = useText();
  return line === undefined ? (
    performs
  ) : (
    <>
      {performs}
      <br />
      <small className="m-hint">{say(words.answersLine, { name: say(line) })}</small>
    </>
  );
}
