import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { retentionKinds, retentionWords as words } from '../messages/retention.ts';
import { Pending } from '../shell/fallback-pages.tsx';

type Retention = Answer<'GET /log/retention'>;
const kinds = ['signIn', 'log', 'accounts', 'city'] as const;
const key = ['log-retention'] as const;

function useRetention(): { data: Retention | undefined; problem: Problem | null } {
  const { data, error } = useQuery<Retention, Problem>({
    queryKey: key,
    queryFn: () => call('GET /log/retention'),
  });
  return { data, problem: error };
}

/** How long contents of the log are kept, and what each kind holds; for whoever reads the log. */
export function RetentionPeriods(): ReactNode {
  const say = useText();
  const { data, problem } = useRetention();
  if (data === undefined) return <Pending problem={problem} />;
  return (
    <div className="m-stack">
      <p>{say(words.lead)}</p>
      <Table
        caption={say(words.title)}
        captionHidden
        rows={kinds}
        rowKey={(kind) => kind}
        columns={[
          {
            id: 'kind',
            label: say(words.kind),
            names: true,
            width: 'words',
            cell: (kind) => say(retentionKinds[kind].name),
          },
          {
            id: 'holds',
            label: say(words.holds),
            cell: (kind) => say(retentionKinds[kind].holds),
          },
          {
            id: 'period',
            label: say(words.period),
            cell: (kind) =>
              data[kind] === undefined
                ? say(words.forEver)
                : say(words.months, { count: data[kind] }),
          },
        ]}
      />
      <p className="m-hint">{say(words.whoChanges)}</p>
    </div>
  );
}

/** The same, to be changed; for the city's administrators. */
export function ChangeRetention(): ReactNode {
  const say = useText();
  const toast = useToast();
  const { data, problem } = useRetention();
  const change = useAct(
    (body: Retention, act) => call('PUT /log/retention', { body, key: act }),
    () => toast(say(words.saved)),
    [key],
  );
  if (data === undefined) return <Pending problem={problem} />;
  return (
    <section className="m-section" aria-labelledby="log-retention">
      <h2 id="log-retention">{say(words.title)}</h2>
      <p className="mb-4">{say(words.lead)}</p>
      <Form
        check={(form) =>
          Object.fromEntries(
            kinds.flatMap((kind) => (wrong(entered(form, kind)) ? [[kind, say(words.wrong)]] : [])),
          )
        }
        onSend={(form) =>
          change.run(
            Object.fromEntries(
              kinds.flatMap((kind) => {
                const months = plain(entered(form, kind));
                return months === '' ? [] : [[kind, Number(months)]];
              }),
            ),
          )
        }
        problem={formProblem(change.problem, say)}
      >
        {kinds.map((kind) => (
          <TextField
            key={`${kind} ${data[kind] ?? ''}`}
            name={kind}
            label={say(words.inMonths, { kind: retentionKinds[kind].name })}
            hint={say(retentionKinds[kind].holds)}
            defaultValue={data[kind] === undefined ? '' : String(data[kind])}
            inputMode="numeric"
            maxLength={4}
          />
        ))}
        <p className="m-hint">{say(words.hint)}</p>
        <div>
          <Button type="submit" kind="secondary" busy={change.busy}>
            {say(words.save)}
          </Button>
        </div>
      </Form>
    </section>
  );
}

const plain = (typed: string): string => typed.normalize('NFKC');
const wrong = (typed: string): boolean => {
  const months = plain(typed);
  return months !== '' && !(/^\d{2,4}$/.test(months) && +months >= 12 && +months <= 1_200);
};
