import { stateWords } from '@machimori/kernel';
import { type ReactNode, useEffect, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { DescriptionList } from '../../design/content.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';
import { UnsavedGuard } from '../../shell/unsaved-guard.tsx';
import { answerChanges, type LineSeen } from './sheet-queries.ts';
import { type AnswerInHand, type CellConflict, useAnswer } from './use-answer.ts';

/** The cells of a line, kept whenever one leaves them, and the way to hand them in. */
export function AnswerForm({
  seen,
  onUnsaved,
}: {
  readonly seen: LineSeen;
  /** Told whether the server lacks something that was typed. */
  readonly onUnsaved: (unsaved: boolean) => void;
}): ReactNode {
  const say = useText();
  const answer = useAnswer(seen);
  const { values, type, choose, save, unsaved } = answer;
  useEffect(() => onUnsaved(unsaved), [onUnsaved, unsaved]);
  const isOpen =
    seen.stage === undefined || seen.stage === 'draft' || seen.stage === 'changes-requested';
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{say(words.answer)}</h2>
      <p className="m-hint mb-4">{say(isOpen ? words.autosave : words.reopens)}</p>
      <Form onSend={save} problem={formProblem(answer.problem, say)}>
        {/* Whatever is left is kept: a field by the keyboard as by the pointer. */}
        <fieldset className="m-stack" aria-labelledby="answer" onBlur={save}>
          <Select
            name="state"
            label={say(words.state)}
            value={values.state}
            onChange={(value) => choose('state', value)}
            choices={Object.entries(stateWords).map(([value, label]) => ({
              value,
              label: say(value === 'not-started' ? words.choose : label),
            }))}
          />
          <TextField
            name="planned"
            label={say(words.planned)}
            hint={say(words.plannedHint)}
            maxLength={100}
            value={values.planned}
            onChange={(value) => type('planned', value)}
          />
          <TextField
            name="statement"
            label={say(words.statement)}
            lines={5}
            maxLength={2000}
            value={values.statement}
            onChange={(value) => type('statement', value)}
          />
        </fieldset>
      </Form>
      <p role="status" className="m-hint my-4">
        {answer.away
          ? say(words.away)
          : answer.saving
            ? say(words.saving)
            : answer.unsaved
              ? say(words.unsaved)
              : answer.saved
                ? say(words.saved)
                : ''}
      </p>
      <UnsavedGuard unsaved={answer.unsaved} />
      {seen.stage === 'submitted' ? (
        <Notice tone="info" live={false} title={say(words.submitted)}>
          <p>{say(words.whoVerifies)}</p>
        </Notice>
      ) : null}
      {isOpen ? <HandIn seen={seen} answer={answer} /> : null}
      {answer.conflicts[0] === undefined ? null : (
        <ConflictDialog
          conflict={answer.conflicts[0]}
          onSettled={(keep) => answer.settle(answer.conflicts[0]?.field ?? 'state', keep)}
        />
      )}
    </section>
  );
}

function HandIn({
  seen,
  answer,
}: {
  readonly seen: LineSeen;
  readonly answer: AnswerInHand;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { line, version } = seen;
  const submit = useAct(
    (_: null, key) =>
      call('POST /sheet/submissions', { body: { answers: [{ line, version }] }, key }),
    ({ moved }) => {
      if (moved[0]?.problem === undefined) toast(say(words.submitted));
    },
    answerChanges,
  );
  const { unsaved, saving } = answer;
  const [wanted, setWanted] = useState(false);
  const { run } = submit;
  // What was typed last is kept first: the way to the button leaves its field.
  useEffect(() => {
    if (!wanted || saving) return;
    setWanted(false);
    if (!unsaved) run(null);
  }, [wanted, saving, unsaved, run]);
  const refused = submit.done?.moved[0]?.problem;
  const problem = formProblem(submit.problem, say);
  return (
    <>
      {refused === undefined && problem === undefined ? null : (
        <Notice
          tone="error"
          title={
            problem?.title ??
            say(
              refused?.code === 'input-invalid' ? words.missing : (refused?.text ?? words.missing),
            )
          }
        >
          {refused?.code !== 'input-invalid' ? null : (
            <ul className="list-disc ps-6">
              {seen.missing.map(({ field, text }) => (
                <li key={field}>{say(text)}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <p className="mt-4">
        <Button
          size="large"
          busy={submit.busy}
          onPress={() => {
            answer.save();
            setWanted(true);
          }}
        >
          {say(words.submit)}
        </Button>
      </p>
    </>
  );
}

function ConflictDialog({
  conflict: { field, theirs, byName, yours },
  onSettled,
}: {
  readonly conflict: CellConflict;
  readonly onSettled: (keep: 'yours' | 'theirs') => void;
}): ReactNode {
  const say = useText();
  const shown = (value: string): string =>
    value === ''
      ? say(words.empty)
      : field === 'state' && Object.hasOwn(stateWords, value)
        ? say(stateWords[value as keyof typeof stateWords])
        : value;
  return (
    <Dialog open onClose={() => onSettled('theirs')} title={say(words.conflict)} role="alertdialog">
      <p>{say(words.conflictText, { field: say(words[field]) })}</p>
      <DescriptionList
        items={[
          [say(words.theirs, { name: byName }), shown(theirs)],
          [say(words.yours), shown(yours)],
        ]}
      />
      <div className="m-dialog-actions">
        <Button onPress={() => onSettled('yours')}>{say(words.keepYours)}</Button>
        <Button kind="secondary" autoFocus onPress={() => onSettled('theirs')}>
          {say(words.keepTheirs)}
        </Button>
      </div>
    </Dialog>
  );
}
