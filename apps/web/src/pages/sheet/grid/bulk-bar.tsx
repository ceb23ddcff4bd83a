import { stateWords, type Text } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../../api/form-problem.ts';
import { useAct } from '../../../api/use-server.ts';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { entered, Form } from '../../../design/form.tsx';
import { Select } from '../../../design/select.tsx';
import { Table } from '../../../design/table.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { useText } from '../../../language.tsx';
import { designWords } from '../../../messages/design.ts';
import { sheetWords } from '../../../messages/sheet.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { answerChanges, type Field, type SheetLine } from '../sheet-queries.ts';
import { type BulkDeed, doWithAll, linesAfter } from './bulk-deeds.ts';
import { AskMany, AssignMany } from './bulk-people.tsx';
import { ByControl } from './by-control.tsx';
import { fields, valueFrom } from './cell-text.ts';
import { lineWords, type Telling } from './columns.tsx';
import type { Told } from './told-bar.tsx';
import type { Writing } from './writing.ts';

const doneTitles: Readonly<Partial<Record<BulkDeed['deed'], Text>>> = {
  assign: words.assignedMany,
  ask: words.askedMany,
};

/** It was accepted, and whoever answers is asked whether it still holds. */
const isOld = ({ stage, stale = [] }: SheetLine): boolean =>
  stage === 'accepted' && (stale.includes('review-due') || stale.includes('subject-changed'));

/** What one does with all lines that one chose; says of each that stayed why it did. */
export function BulkBar({
  lines,
  telling,
  writing,
  mayAnswer,
  mayDecide,
  mayAssign,
  mayAsk,
  onMoved,
  onTold,
  onClear,
}: {
  readonly lines: readonly SheetLine[];
  readonly telling: Telling;
  readonly writing: Writing;
  readonly mayAnswer: boolean;
  readonly mayDecide: boolean;
  readonly mayAssign: boolean;
  readonly mayAsk: boolean;
  readonly onMoved: (lines: readonly SheetLine[]) => void;
  readonly onTold: (told: Told) => void;
  readonly onClear: () => void;
}): ReactNode {
  const say = useText();
  const [asking, setAsking] = useState<'write' | Exclude<BulkDeed['deed'], 'submit' | 'confirm'>>();
  const close = (): void => setAsking(undefined);
  const [told, setTold] = useState<BulkDeed['deed']>('submit');
  const move = useAct(
    (given: BulkDeed) => doWithAll(lines, given),
    (done, given) => {
      setTold(given.deed);
      onMoved(linesAfter(lines, done, given));
      close();
    },
    answerChanges,
  );
  const left = (move.done ?? []).filter(({ problem }) => problem !== undefined);
  const doneTitle = (count: number): string =>
    say(count === 0 ? words.movedNone : (doneTitles[told] ?? words.movedTitle), { count });
  const isWaiting = writing.unsaved() > 0;
  const act = (deed: 'accept' | 'request-changes', title: string, isNeeded: boolean): ReactNode => (
    <Dialog open={asking === deed} onClose={close} title={title}>
      <p className="mb-4">{say(words.chosenLines, { count: lines.length })}</p>
      <Form
        check={(data): Record<string, string> =>
          isNeeded && entered(data, 'reason') === ''
            ? { reason: say(sheetWords.reasonMissing) }
            : {}
        }
        onSend={(data) => move.run({ deed, reason: entered(data, 'reason') })}
        problem={formProblem(move.problem, say)}
      >
        <TextField name="reason" label={say(sheetWords.reason)} lines={3} maxLength={2000} />
        <div className="m-dialog-actions">
          <Button type="submit" busy={move.busy}>
            {title}
          </Button>
          <Button kind="secondary" onPress={close}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
  const people = {
    count: lines.length,
    busy: move.busy,
    problem: formProblem(move.problem, say),
    onClose: close,
  };
  return (
    <section className="m-sheet-bulk m-screen-only" aria-label={say(words.chosen)}>
      <p className="font-bold">{say(words.chosenLines, { count: lines.length })}</p>
      {!mayAnswer ? null : (
        <>
          <Button kind="secondary" size="small" onPress={() => setAsking('write')}>
            {say(words.writeAll)}
          </Button>
          <Button
            kind="secondary"
            size="small"
            busy={move.busy && asking === undefined}
            isDisabled={isWaiting}
            onPress={() => move.run({ deed: 'submit' })}
          >
            {say(sheetWords.submit)}
          </Button>
          <ByControl
            lines={lines}
            telling={telling}
            disabled={isWaiting}
            onDone={() => onMoved([])}
          />
          {!lines.some(isOld) ? null : (
            <Button
              kind="secondary"
              size="small"
              isDisabled={isWaiting || move.busy}
              onPress={() => move.run({ deed: 'confirm' })}
            >
              {say(words.confirmMany)}
            </Button>
          )}
        </>
      )}
      {!mayDecide ? null : (
        <>
          <Button kind="secondary" size="small" onPress={() => setAsking('accept')}>
            {say(sheetWords.accept)}
          </Button>
          <Button kind="secondary" size="small" onPress={() => setAsking('request-changes')}>
            {say(sheetWords.requestChanges)}
          </Button>
        </>
      )}
      {!mayAssign ? null : (
        <Button kind="secondary" size="small" onPress={() => setAsking('assign')}>
          {say(words.assignMany)}
        </Button>
      )}
      {!mayAsk ? null : (
        <Button kind="secondary" size="small" onPress={() => setAsking('ask')}>
          {say(words.askMany)}
        </Button>
      )}
      <Button kind="text" size="small" onPress={onClear}>
        {say(words.chosenClear)}
      </Button>
      {act('accept', say(sheetWords.accept), false)}
      {act('request-changes', say(sheetWords.requestChanges), true)}
      {asking !== 'assign' ? null : (
        <AssignMany
          {...people}
          lines={lines}
          onChoose={(person) => move.run({ deed: 'assign', person })}
        />
      )}
      {asking !== 'ask' ? null : (
        <AskMany {...people} onAsk={(due, said) => move.run({ deed: 'ask', due, words: said })} />
      )}
      <WriteAll
        open={asking === 'write'}
        onClose={close}
        count={lines.length}
        onWrite={(field, value) => {
          const own = lines.filter(({ may }) => may.includes('answer'));
          writing.write(own.map(({ line }) => ({ line, field, value })));
          const said = say(words.written, { cells: own.length });
          const others = lines.length - own.length;
          const rest = others === 0 ? [] : [say(words.othersLeft, { left: others })];
          onTold({ words: [said, ...rest].join(say(words.stop)) });
          close();
        }}
      />
      <Dialog
        open={move.done !== undefined}
        onClose={move.forget}
        title={doneTitle((move.done?.length ?? 0) - left.length)}
      >
        {left.length === 0 ? null : (
          <>
            <p className="mb-4">{say(words.movedLeft, { left: left.length })}</p>
            <Table
              caption={say(words.movedLeft, { left: left.length })}
              captionHidden
              rows={left.slice(0, 200)}
              rowKey={({ line }) => line}
              columns={[
                {
                  id: 'line',
                  label: say(sheetWords.line),
                  names: true,
                  cell: ({ line }) => {
                    const known = telling.held.lines.get(line);
                    return known === undefined ? line : lineWords(known, telling);
                  },
                },
                {
                  id: 'why',
                  label: say(words.why),
                  cell: ({ problem }) => (problem === undefined ? '' : say(problem.text)),
                },
              ]}
            />
          </>
        )}
        <div className="m-dialog-actions">
          <Button onPress={move.forget}>{say(designWords.close)}</Button>
        </div>
      </Dialog>
    </section>
  );
}

function WriteAll({
  open,
  onClose,
  count,
  onWrite,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly count: number;
  readonly onWrite: (field: Field, value: string) => void;
}): ReactNode {
  const say = useText();
  const [field, setField] = useState<Field>('state');
  return (
    <Dialog open={open} onClose={onClose} title={say(words.writeAll)}>
      <p className="mb-4">{say(words.chosenLines, { count })}</p>
      <Form onSend={(data) => onWrite(field, valueFrom(field, entered(data, 'value')))}>
        <Select
          name="field"
          label={say(words.cell)}
          value={field}
          onChange={(value) => setField(value as Field)}
          choices={fields.map((value) => ({ value, label: say(words[value]) }))}
        />
        {field === 'state' ? (
          <Select
            name="value"
            label={say(words.value)}
            defaultValue="implemented"
            choices={Object.entries(stateWords).map(([value, label]) => ({
              value,
              label: say(label),
            }))}
          />
        ) : (
          <TextField
            key={field}
            name="value"
            label={say(words.value)}
            maxLength={field === 'planned' ? 100 : 2000}
            {...(field === 'statement' ? { lines: 4 } : {})}
          />
        )}
        <div className="m-dialog-actions">
          <Button type="submit">{say(words.writeAllAct)}</Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
