import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../api/problem.ts';
import type { Answer } from '../../../api/routes.ts';
import { call } from '../../../api/use-server.ts';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { entered, Form } from '../../../design/form.tsx';
import { Select } from '../../../design/select.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { useText } from '../../../language.tsx';
import { designWords } from '../../../messages/design.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { handsWords } from '../../../messages/sheet-hands.ts';
import { requestWords } from '../../../messages/sheet-requests.ts';
import type { SheetLine } from '../sheet-queries.ts';

type FormProblem = Parameters<typeof Form>[0]['problem'];

interface Asking {
  readonly count: number;
  readonly busy: boolean;
  readonly problem: FormProblem;
  readonly onClose: () => void;
}

/** In whose hands all chosen lines are to be: people of organisations that answer some of them. */
export function AssignMany({
  lines,
  count,
  busy,
  problem,
  onClose,
  onChoose,
}: Asking & {
  readonly lines: readonly SheetLine[];
  readonly onChoose: (person: SheetLine['owner']) => void;
}): ReactNode {
  const say = useText();
  const [chosen, setChosen] = useState('');
  const { data } = useQuery<Answer<'GET /sheet/assignable'>, Problem>({
    queryKey: ['sheet', 'assignable', ''],
    queryFn: () => call('GET /sheet/assignable', { query: {} }),
  });
  const counts = Map.groupBy(lines, ({ answeredBy }) => answeredBy);
  const people = (data?.people ?? []).flatMap((each) => {
    const own = counts.get(each.answers ?? '');
    return own === undefined ? [] : [{ ...each, own: own.length }];
  });
  return (
    <Dialog open onClose={onClose} title={say(words.assignMany)}>
      <p className="mb-4">{say(words.chosenLines, { count })}</p>
      <Form
        onSend={() => {
          const one = people.find(({ person }) => person === chosen);
          onChoose(one && { person: one.person, name: one.name });
        }}
        problem={problem}
      >
        <Select
          name="person"
          label={say(handsWords.title)}
          hint={say(
            data !== undefined && people.length === 0 ? words.assignNone : words.assignHint,
          )}
          value={chosen}
          onChange={setChosen}
          choices={[
            { value: '', label: say(words.assignNobody) },
            ...people.map(({ person, name, organisationName, own }) => ({
              value: person,
              label: say(own === count ? handsWords.person : words.assignable, {
                name,
                organisation: organisationName,
                count: own,
              }),
            })),
          ]}
        />
        <div className="m-dialog-actions">
          <Button type="submit" busy={busy}>
            {say(chosen === '' ? words.assignTake : words.assignAct)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Asks whoever answers the chosen lines, each organisation once, until a day. */
export function AskMany({
  count,
  busy,
  problem,
  onClose,
  onAsk,
}: Asking & { readonly onAsk: (due: string, words: string) => void }): ReactNode {
  const say = useText();
  return (
    <Dialog open onClose={onClose} title={say(words.askMany)}>
      <p className="mb-4">{say(words.chosenLines, { count })}</p>
      <Form
        check={(data): Record<string, string> =>
          /^\d{4}-\d{2}-\d{2}$/.test(entered(data, 'due'))
            ? {}
            : { due: say(requestWords.untilMissing) }
        }
        onSend={(data) => onAsk(entered(data, 'due'), entered(data, 'words'))}
        problem={problem}
      >
        <TextField name="due" type="date" label={say(requestWords.until)} required />
        <TextField name="words" label={say(requestWords.message)} lines={3} maxLength={2000} />
        <div className="m-dialog-actions">
          <Button type="submit" busy={busy}>
            {say(requestWords.ask)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
