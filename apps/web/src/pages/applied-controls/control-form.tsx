import { stateWords } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { controlKindWords, controlWords as words } from '../../messages/applied-controls.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { type Control, controlChanges, type Tied } from './control-queries.ts';

const kinds = Object.keys(controlKindWords) as (keyof typeof controlKindWords)[];
const states = Object.keys(stateWords) as (keyof typeof stateWords)[];
const cadences = [1, 3, 6, 12, 24, 36];

const partOf = <Name extends string>(data: FormData, name: Name): { [Key in Name]?: string } =>
  entered(data, name) === '' ? {} : ({ [name]: entered(data, name) } as { [Key in Name]?: string });

const saidIn = (data: FormData) => ({
  name: entered(data, 'name'),
  kind: kinds.find((each) => each === entered(data, 'kind')) ?? 'technical',
  state: states.find((each) => each === entered(data, 'state')) ?? 'not-started',
  planned: entered(data, 'planned'),
  statement: entered(data, 'statement'),
  ...partOf(data, 'element'),
  ...partOf(data, 'owner'),
  ...partOf(data, 'effectiveOn'),
  ...(entered(data, 'cadenceMonths') === ''
    ? {}
    : { cadenceMonths: Number(entered(data, 'cadenceMonths')) }),
});

/** Makes a control for lines, or changes one that is there. */
export function ControlForm({
  before,
  lines = [],
  onDone,
}: {
  readonly before?: Control;
  readonly lines?: readonly string[];
  /** Told the control and what became of each line. */
  readonly onDone: (control: string, lines: readonly Tied[]) => void;
}): ReactNode {
  const say = useText();
  const { session } = useSession();
  const names = useQuery<Answer<'GET /city/names'>, Problem>({
    queryKey: ['city', 'names'],
    queryFn: () => call('GET /city/names'),
  }).data?.names.filter(({ kind }) => kind === 'components');
  const people = useQuery<Answer<'GET /sheet/assignable'>, Problem>({
    queryKey: ['sheet', 'assignable', ''],
    queryFn: () => call('GET /sheet/assignable', { query: {} }),
  }).data?.people.filter(
    ({ organisationName }) =>
      organisationName === (before?.organisation ?? session?.seat?.organisationName),
  );
  const send = useAct(
    async (said: ReturnType<typeof saidIn>, key) => {
      if (before === undefined)
        return call('POST /applied-controls', { body: { ...said, lines: [...lines] }, key });
      const params = { control: before.control };
      const body = { ...said, seen: before.version };
      const done = await call('POST /applied-controls/:control/revisions', { params, body, key });
      return { control: before.control, lines: done.lines };
    },
    (done) => onDone(done.control, done.lines),
    controlChanges,
  );
  if (names === undefined || people === undefined) return null;
  const owners = people.some(({ person }) => person === before?.owner?.person)
    ? people
    : [...people, ...(before?.owner === undefined ? [] : [before.owner])];
  return (
    <Form
      label={say(before === undefined ? words.make : words.change)}
      check={(data): Record<string, string> =>
        entered(data, 'name') === '' ? { name: say(words.nameMissing) } : {}
      }
      onSend={(data) => send.run(saidIn(data))}
      problem={formProblem(send.problem, say)}
    >
      <TextField
        name="name"
        label={say(words.name)}
        hint={say(words.nameHint)}
        defaultValue={before?.name ?? ''}
        maxLength={100}
        required
      />
      <Select
        name="kind"
        label={say(words.kind)}
        defaultValue={before?.kind ?? 'technical'}
        choices={kinds.map((value) => ({ value, label: say(controlKindWords[value]) }))}
      />
      <TextField
        name="statement"
        label={say(words.statement)}
        hint={say(words.statementHint)}
        defaultValue={before?.statement ?? ''}
        lines={4}
        maxLength={2000}
      />
      <Select
        name="state"
        label={say(words.state)}
        defaultValue={before?.state ?? 'implemented'}
        choices={states.map((value) => ({ value, label: say(stateWords[value]) }))}
      />
      <TextField
        name="planned"
        label={say(words.planned)}
        hint={say(sheetWords.plannedHint)}
        defaultValue={before?.planned ?? ''}
        maxLength={100}
      />
      <Select
        name="element"
        label={say(words.element)}
        defaultValue={before?.element?.key ?? ''}
        choices={[
          { value: '', label: say(words.noElement) },
          ...names.map(({ key, name, nameEn = name }) => ({
            value: key,
            label: say({ ja: name, en: nameEn }),
          })),
        ]}
      />
      <Select
        name="owner"
        label={say(words.owner)}
        defaultValue={before?.owner?.person ?? ''}
        choices={[
          { value: '', label: say(words.noOwner) },
          ...owners.map(({ person, name }) => ({ value: person, label: name })),
        ]}
      />
      <TextField
        name="effectiveOn"
        type="date"
        label={say(words.effective)}
        defaultValue={before?.effectiveOn ?? ''}
      />
      <Select
        name="cadenceMonths"
        label={say(words.cadence)}
        defaultValue={String(before?.cadenceMonths ?? '')}
        choices={[
          { value: '', label: say(words.noCadence) },
          ...cadences.map((months) => ({
            value: String(months),
            label: say(words.months, { months }),
          })),
        ]}
      />
      <div>
        <Button type="submit" kind="secondary" busy={send.busy}>
          {say(before === undefined ? words.makeAct : words.changeAct)}
        </Button>
      </div>
    </Form>
  );
}
