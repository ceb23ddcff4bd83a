import { type ReactNode, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { RadioGroup } from '../../design/radio-group.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import { signs } from '../../messages/signs.ts';
import type { Edit } from '../city/city-queries.ts';
import { useSaving } from '../city/use-saving.tsx';
import type { DutyProblem } from './responsibility-data.ts';

type Remedy = DutyProblem['remedies'][number];

/** The ways to close it; what follows is shown before anything is written. */
export default function MendDuty({
  problem,
  title,
  onClose,
}: {
  readonly problem: DutyProblem;
  readonly title: string;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const { remedies } = problem;
  const [chosen, setChosen] = useState(remedies[0]?.id ?? '');
  const saving = useSaving(onClose);
  const remedy = remedies.find(({ id }) => id === chosen);
  if (remedy === undefined) return null;
  const asksDepartment = remedy.kind === 'self-check';
  const begin = (department: string): void =>
    saving.begin({
      edits: editsOf(remedy, department),
      done: say(words.settled),
      ask: {
        title: say(words.settleTitle),
        act: say(words.settle),
        adds: true,
        children: <p className="font-bold">{say(remedy.sentence)}</p>,
      },
    });
  return (
    <div className="m-duty-mend">
      <Form
        label={`${title}${say(signs.colon)}${say(words.mend)}`}
        check={(data) =>
          asksDepartment && entered(data, 'department') === ''
            ? { department: say(words.departmentMissing) }
            : {}
        }
        onSend={(data) => begin(asksDepartment ? entered(data, 'department') : '')}
      >
        {remedies.length === 1 ? (
          <p className="font-bold">{say(remedy.sentence)}</p>
        ) : (
          <RadioGroup
            name={`remedy-${problem.id}`}
            label={say(words.choose)}
            hint={say(words.chooseHint)}
            value={chosen}
            onChange={setChosen}
            choices={remedies.map(({ id, sentence }) => ({ value: id, label: say(sentence) }))}
          />
        )}
        {asksDepartment ? (
          <TextField
            name="department"
            label={say(words.department)}
            hint={say(words.departmentHint)}
            required
            maxLength={120}
          />
        ) : null}
        {saving.problem === null ? null : (
          <Notice tone="error" title={say(saving.problem.text)}>
            {saving.problem.next === undefined ? null : <p>{say(saving.problem.next)}</p>}
          </Notice>
        )}
        {saving.diagnostics.map(({ text }) => (
          <Notice key={text.en} tone="error" title={say(text)} />
        ))}
        <div className="m-row">
          <Button type="submit" busy={saving.busy}>
            {say(words.look)}
          </Button>
          <Button kind="text" onPress={onClose}>
            {say(words.cancel)}
          </Button>
        </div>
      </Form>
      {saving.dialogs}
    </div>
  );
}

/** The edits as they are sent; where a department is asked for, with the one that was typed. */
function editsOf({ edits, kind }: Remedy, department: string): readonly Edit[] {
  if (kind !== 'self-check') return edits;
  return edits.map((edit) => {
    if (edit.change !== 'set') return edit;
    const selfCheck = edit.now['selfCheck'] as Readonly<Record<string, unknown>>;
    return { ...edit, now: { selfCheck: { ...selfCheck, by: department } } };
  });
}
