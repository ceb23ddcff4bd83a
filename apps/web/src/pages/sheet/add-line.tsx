import { categories, views } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { ComboField } from '../../design/combo-field.tsx';
import { entered, Form } from '../../design/form.tsx';
import { RadioGroup } from '../../design/radio-group.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { addedWords as words } from '../../messages/added-lines.ts';
import { groupWords } from '../../messages/standing.ts';

type Added = Answer<'GET /sheet/added-lines'>;

/** Kinds of element in the order in which people look for them; their words stand beside the names. */
const kindNotes = {
  components: words.components,
  contracts: words.contracts,
  flows: words.flows,
  organisations: words.organisations,
  city: words.city,
} as const;
const isNoted = (kind: string): kind is keyof typeof kindNotes => Object.hasOwn(kindNotes, kind);

/** Adds a line: what is checked, of what, and by whom. */
export default function AddLine({ from }: { readonly from: Added }): ReactNode {
  const say = useText();
  const toast = useToast();
  const [what, setWhat] = useState('guideline');
  const [item, setItem] = useState<string>();
  const [subject, setSubject] = useState<string>();
  const [round, setRound] = useState(0);
  const add = useAct((body: Parameters<typeof bodyOf>[0], key) =>
    call('POST /sheet/added-lines', { body: bodyOf(body) as never, key }), () => {
    setItem(undefined);
    setSubject(undefined);
    setRound((now) => now + 1);
    toast(say(words.added));
  }, [['sheet']]);
  const isOwn = what === 'own';
  const organisations = from.elements.filter(({ kind }) => kind === 'organisations');
  const organisationChoices = (first: string) => [
    { value: '', label: first },
    ...organisations.map(({ key, name }) => ({ value: key, label: say(name) })),
  ];
  return (
    <section className="m-section" aria-labelledby="add-line">
      <h2 id="add-line">{say(words.add)}</h2>
      <Form
        key={round}
        check={(data) => ({
          ...(isOwn || item !== undefined ? {} : { checkItem: say(words.itemNeeded) }),
          ...(isOwn && entered(data, 'heading') === ''
            ? { heading: say(words.headingNeeded) }
            : {}),
          ...(isOwn && entered(data, 'group') === '' ? { group: say(words.groupNeeded) } : {}),
          ...(subject === undefined ? { subject: say(words.subjectNeeded) } : {}),
          ...(from.forOthers && entered(data, 'answeredBy') === ''
            ? { answeredBy: say(words.answererNeeded) }
            : {}),
        })}
        onSend={(data) => add.run({ data, item: isOwn ? undefined : item, subject: subject ?? '' })}
        problem={formProblem(add.problem, say)}
      >
        <RadioGroup
          name="what"
          label={say(words.what)}
          value={what}
          onChange={setWhat}
          choices={[
            { value: 'guideline', label: say(words.ofGuideline) },
            { value: 'own', label: say(words.ofOwn) },
          ]}
        />
        {isOwn ? (
          <>
            <TextField
              name="heading"
              label={say(words.heading)}
              hint={say(words.headingHint)}
              required
              maxLength={100}
            />
            <TextField name="asks" label={say(words.asks)} lines={3} maxLength={1000} />
            <Select
              name="group"
              label={say(words.group)}
              required
              choices={[...categories, ...views].map((group) => ({
                value: group,
                label: say(groupWords[group]),
              }))}
            />
          </>
        ) : (
          <ComboField
            name="checkItem"
            label={say(words.item)}
            required
            choices={from.items.map(({ id, label, heading }) => ({
              id,
              label: `${say(label)} ${say(heading)}`,
            }))}
            value={item}
            onChange={setItem}
          />
        )}
        <ComboField
          name="subject"
          label={say(words.subject)}
          required
          choices={from.elements.map(({ key, kind, name }) => ({
            id: key,
            label: say(name),
            ...(isNoted(kind) ? { note: say(kindNotes[kind]) } : {}),
          }))}
          value={subject}
          onChange={setSubject}
        />
        {from.forOthers ? (
          <>
            <Select
              name="answeredBy"
              label={say(words.answeredBy)}
              required
              choices={organisationChoices(say(words.choose))}
            />
            <Select
              name="performer"
              label={say(words.performer)}
              choices={organisationChoices(say(words.sameAsAnswerer))}
            />
            <Select
              name="verifier"
              label={say(words.verifier)}
              hint={say(words.verifierHint)}
              choices={organisationChoices(say(words.promoter))}
            />
          </>
        ) : (
          <p>{say(words.ownOnly)}</p>
        )}
        <TextField name="reason" label={say(words.reason)} lines={2} maxLength={500} />
        <p>
          <Button type="submit" busy={add.busy}>
            {say(words.add)}
          </Button>
        </p>
      </Form>
    </section>
  );
}

function bodyOf({
  data,
  item,
  subject,
}: {
  readonly data: FormData;
  readonly item: string | undefined;
  readonly subject: string;
}) {
  const named = (name: string) => {
    const value = entered(data, name);
    return value === '' ? {} : { [name]: value };
  };
  return {
    ...(item === undefined
      ? {
          own: {
            heading: entered(data, 'heading'),
            asks: entered(data, 'asks'),
            group: entered(data, 'group'),
          },
        }
      : { checkItem: item }),
    subject,
    ...named('answeredBy'),
    ...named('performer'),
    ...named('verifier'),
    reason: entered(data, 'reason'),
  };
}
