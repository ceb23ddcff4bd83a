import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { periodWords as words } from '../messages/added-lines.ts';
import { Pending } from '../shell/fallback-pages.tsx';

const isMonths = (given: string): boolean => /^\d{1,2}$/.test(given) && +given >= 3 && +given <= 36;

/** After how many months an accepted answer is confirmed again; for the city's administrators. */
export function ReviewPeriod(): ReactNode {
  const say = useText();
  const toast = useToast();
  const { data, error } = useQuery<Answer<'GET /sheet/settings'>, Problem>({
    queryKey: ['sheet', 'settings'],
    queryFn: () => call('GET /sheet/settings'),
  });
  const change = useAct(
    (body: { reviewMonths: number; version: number }, key) =>
      call('PUT /sheet/settings', { body, key }),
    () => toast(say(words.saved)),
    [['sheet']],
  );
  return (
    <section className="m-section" aria-labelledby="review-period">
      <h2 id="review-period">{say(words.title)}</h2>
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <Form
          key={data.version}
          check={(form) =>
            isMonths(entered(form, 'reviewMonths').normalize('NFKC'))
              ? {}
              : { reviewMonths: say(words.wrong) }
          }
          onSend={(form) =>
            change.run({
              reviewMonths: Number(entered(form, 'reviewMonths').normalize('NFKC')),
              version: data.version,
            })
          }
          problem={formProblem(change.problem, say)}
        >
          <TextField
            name="reviewMonths"
            label={say(words.months)}
            hint={say(words.hint)}
            defaultValue={String(data.reviewMonths)}
            inputMode="numeric"
            required
          />
          <div>
            <Button type="submit" kind="secondary" busy={change.busy}>
              {say(words.save)}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
