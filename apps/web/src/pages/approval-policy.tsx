import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { Form } from '../design/form.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { approvalWords as words } from '../messages/approvals.ts';
import { Pending } from '../shell/fallback-pages.tsx';

/** Whether the city lets people confirm their own work; for its administrators. */
export function ApprovalPolicy(): ReactNode {
  const say = useText();
  const toast = useToast();
  const { data, error } = useQuery<Answer<'GET /approval-policy'>, Problem>({
    queryKey: ['approval-policy'],
    queryFn: () => call('GET /approval-policy'),
  });
  const change = useAct(
    (body: { selfCheck: boolean; version: number }, key) =>
      call('PUT /approval-policy', { body, key }),
    () => toast(say(words.policySaved)),
    [['approval-policy'], ['approval']],
  );
  return (
    <section className="m-section" aria-labelledby="approval-policy">
      <h2 id="approval-policy">{say(words.policyTitle)}</h2>
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <Form
          onSend={(form) => change.run({ selfCheck: form.has('selfCheck'), version: data.version })}
          problem={formProblem(change.problem, say)}
        >
          <Checkbox
            key={data.version}
            name="selfCheck"
            defaultSelected={data.selfCheck}
            hint={say(words.policyHint)}
          >
            {say(words.policy)}
          </Checkbox>
          <div>
            <Button type="submit" kind="secondary" busy={change.busy}>
              {say(words.policySave)}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
