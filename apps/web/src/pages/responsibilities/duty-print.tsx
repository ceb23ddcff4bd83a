import { type ReactNode, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useText } from '../../language.tsx';
import { designWords } from '../../messages/design.ts';
import { dutyStateWords, responsibilityWords as words } from '../../messages/responsibilities.ts';
import { linesAt } from './duty-list.tsx';
import { sheetsOf } from './duty-sheets.ts';
import { useDutyWords } from './duty-words.tsx';
import type { ShownMatrix } from './matrix-cells.ts';

/** More sheets than this are printed only after one was asked. */
const fewSheets = 10;

/** Prints what is shown; says before how many sheets it takes, and offers to narrow it where they are many. */
export function DutyPrint({
  matrix,
  children,
}: {
  readonly matrix: ShownMatrix | undefined;
  /** The ways to narrow it. */
  readonly children: ReactNode;
}): ReactNode {
  const say = useText();
  const sayDuty = useDutyWords();
  const [asking, setAsking] = useState(false);
  const count = useMemo(
    () =>
      sheetsOf(
        (matrix?.columns ?? []).map((_, at) =>
          linesAt(matrix as ShownMatrix, at).map(({ row, duty }) => {
            const { performs, verifies, answers } = sayDuty(duty);
            const line =
              duty.line === undefined ? '' : say(words.answersLine, { name: say(duty.line) });
            return [
              say(row.heading),
              `${performs}${line}`,
              verifies,
              answers,
              say(dutyStateWords[duty.state]),
            ];
          }),
        ),
      ),
    [matrix, say, sayDuty],
  );
  const close = (): void => setAsking(false);
  if (matrix === undefined || matrix.rows.length === 0) return null;
  return (
    <>
      <Button
        kind="secondary"
        onPress={() => (count > fewSheets ? setAsking(true) : print())}
        aria-describedby="duty-sheets"
      >
        {say(words.print)}
      </Button>
      <p id="duty-sheets" className="m-hint m-duty-sheets">
        {say(words.sheets, { count })}
      </p>
      <Dialog open={asking} onClose={close} title={say(words.printTitle)}>
        <p>{say(words.printText)}</p>
        <div className="m-stack mt-4">{children}</div>
        <p role="status" className="mt-4 font-bold">
          {say(words.sheets, { count })}
        </p>
        <div className="m-dialog-actions">
          <Button
            onPress={() => {
              flushSync(close);
              print();
            }}
          >
            {say(words.print)}
          </Button>
          <Button kind="secondary" onPress={close}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
