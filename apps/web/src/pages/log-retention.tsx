import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList } from '../design/content.tsx';
import { entered, Form } from '../design/form.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { retentionWords as words } from '../messages/retention.ts';
import { Pending } from '../shell/fallback-pages.tsx';

type Retention = Answer<'GET /log/retention'>;
const kinds = ['signIn', 'log', 'accounts', 'city'] as const;
const key = ['log-retention'] as const;

/** How long contents of the log are kept: read by everybody of the city, changed by its administrators. */
export function LogRetention({ changes }: { readonly changes: boolean }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { data, error } = useQuery<Retention, Problem>({
    queryKey: key,
    queryFn: () => call('GET /log/retention'),
  });
  const change = useAct(
    (body: Retention, act) => call('PUT /log/retention', { body, key: act }),
    () => toast(say(words.saved)),
    [key],
  );
  if (data === undefined) return <Pending problem={error} />;
  return (
    <section className="m-section" aria-labelledby="log-retention">
      <h2 id="log-retention">{say(words.title)}</h2>
      <p className="mb-4">{say(words.lead)}</p>
      {changes ? (
        <Form
          check={(form) =>
            Object.fromEntries(
              kinds.flatMap((kind) =>
                wrong(entered(form, kind)) ? [[kind, say(words.wrong)]] : [],
              ),
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
              label={say(words[kind])}
              hint={say(words.hint)}
              defaultValue={data[kind] === undefined ? '' : String(data[kind])}
              maxLength={4}
            />
          ))}
          <div>
            <Button type="submit" kind="secondary" busy={change.busy}>
              {say(words.save)}
            </Button>
          </div>
        </Form>
      ) : (
        <DescriptionList
          items={kinds.map((kind) => [
            say(words[kind]),
            data[kind] === undefined
              ? say(words.forEver)
              : say(words.months, { count: data[kind] }),
          ])}
        />
      )}
    </section>
  );
}

const plain = (typed: string): string => typed.normalize('NFKC');
const wrong = (typed: string): boolean => {
  const months = plain(typed);
  return months !== '' && !(/^\d{2,4}$/.test(months) && +months >= 12 && +months <= 1_200);
};
