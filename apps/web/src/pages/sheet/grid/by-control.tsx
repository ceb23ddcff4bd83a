import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { useText } from '../../../language.tsx';
import { designWords } from '../../../messages/design.ts';
import { sheetDoors } from '../../../messages/sheet-doors.ts';
import type { SheetLine } from '../sheet-queries.ts';
import { lineWords, type Telling } from './columns.tsx';

const AnswerByControl = lazy(() => import('../../applied-controls/answer-by-control.tsx'));

/** So many lines one control answers. */
const mostLines = 1_000;

/** Answers the lines that one chose by one applied control; those of others are told as what stays. */
export function ByControl({
  lines,
  telling,
  disabled,
  onDone,
}: {
  readonly lines: readonly SheetLine[];
  readonly telling: Telling;
  readonly disabled: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const say = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button kind="secondary" size="small" isDisabled={disabled} onPress={() => setOpen(true)}>
        {say(sheetDoors.answerBy)}
      </Button>
      <Dialog open={open} onClose={close} title={say(sheetDoors.answerBy)}>
        {lines.length > mostLines ? (
          <p>{say(sheetDoors.mostByControl, { most: mostLines })}</p>
        ) : (
          <Suspense>
            <AnswerByControl
              lines={lines.map(({ line }) => line)}
              nameOf={(line) => {
                const known = telling.held.lines.get(line);
                return known === undefined ? line : lineWords(known, telling);
              }}
              onDone={onDone}
            />
          </Suspense>
        )}
        <div className="m-dialog-actions">
          <Button kind="secondary" onPress={close}>
            {say(designWords.close)}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
