import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { requestWords as words } from '../../messages/sheet-requests.ts';

/** More lines than these wait for their turn in the next request. */
const mostLines = 1_000;
const open = ['none', 'draft', 'changes-requested'] as const;

async function openLines(answeredBy: string): Promise<readonly string[]> {
  const pages = await Promise.all(
    open.map((stage) =>
      call('GET /sheet/lines', { query: { answeredBy, stage, most: mostLines } as never }),
    ),
  );
  return pages.flatMap(({ lines }) => lines.map(({ line }) => line)).slice(0, mostLines);
}

/** Asks an organisation for everything that it has not handed in yet. */
export function NewRequest(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [whom, setWhom] = useState('');
  const names = useQuery<Answer<'GET /city/names'>, Problem>({
    queryKey: ['city', 'names'],
    queryFn: () => call('GET /city/names'),
  }).data?.names.filter(({ kind }) => kind === 'organisations');
  const lines = useQuery<readonly string[], Problem>({
    queryKey: ['sheet', 'open-lines', whom],
    queryFn: () => openLines(whom),
    enabled: whom !== '',
  }).data;
  const ask = useAct((given: { due: string; words: string }, key) =>
    call('POST /sheet/requests', { body: { lines: [...(lines ?? [])], ...given }, key }), () => {
    setWhom('');
    toast(say(words.sent));
  }, [['sheet']]);
  return (
    <section className="m-section mt-12" aria-labelledby="new-request">
      <h2 id="new-request">{say(words.new)}</h2>
      <Form
        key={whom === '' ? 'fresh' : 'begun'}
        check={(data) => ({
          ...(whom === '' ? { whom: say(words.chooseMissing) } : {}),
          ...(/^\d{4}-\d{2}-\d{2}$/.test(entered(data, 'due'))
            ? {}
            : { due: say(words.untilMissing) }),
        })}
        onSend={(data) => ask.run({ due: entered(data, 'due'), words: entered(data, 'words') })}
        problem={formProblem(ask.problem, say)}
      >
        <Select
          name="whom"
          label={say(words.whom)}
          required
          value={whom}
          onChange={setWhom}
          choices={[
            { value: '', label: say(words.choose) },
            ...(names ?? []).map(({ key, name, nameEn }) => ({
              value: key,
              label: say({ ja: name, en: nameEn ?? name }),
            })),
          ]}
        />
        <p role="status">
          {lines === undefined
            ? ''
            : lines.length === 0
              ? say(words.nothing)
              : say(words.count, { count: lines.length })}
        </p>
        <TextField name="due" type="date" label={say(words.until)} required />
        <TextField name="words" label={say(words.message)} lines={3} maxLength={2000} />
        <p>
          <Button
            type="submit"
            busy={ask.busy}
            isDisabled={whom !== '' && (lines === undefined || lines.length === 0)}
          >
            {say(words.ask)}
          </Button>
        </p>
      </Form>
    </section>
  );
}
