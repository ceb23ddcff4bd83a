import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';
import { answerChanges, type LineSeen } from './sheet-queries.ts';

/** Accepts an answer that was handed in, or asks for changes. */
export function DecideAnswer({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { line, version } = seen;
  const decide = useAct(
    (given: { verdict: 'accept' | 'request-changes'; reason: string }, key) =>
      call('POST /sheet/decisions', { body: { answers: [{ line, version }], ...given }, key }),
    ({ moved }, { verdict }) => {
      if (moved[0]?.problem === undefined)
        toast(say(verdict === 'accept' ? words.accepted : words.sentBack));
    },
    answerChanges,
  );
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{say(words.decide)}</h2>
      <p className="mb-4">{say(words.decideLead)}</p>
      <Refused refused={decide.done?.moved[0]?.problem} />
      <Form
        check={(data) =>
          data.get('verdict') === 'request-changes' && entered(data, 'reason') === ''
            ? { reason: say(words.reasonMissing) }
            : {}
        }
        onSend={(data) =>
          decide.run({
            verdict: data.get('verdict') === 'accept' ? 'accept' : 'request-changes',
            reason: entered(data, 'reason'),
          })
        }
        problem={formProblem(decide.problem, say)}
      >
        <TextField
          name="reason"
          label={say(words.reason)}
          hint={say(words.reasonHint)}
          lines={3}
          maxLength={2000}
        />
        <div className="m-row">
          <Button type="submit" name="verdict" value="accept" size="large" busy={decide.busy}>
            {say(words.accept)}
          </Button>
          <Button
            type="submit"
            name="verdict"
            value="request-changes"
            kind="secondary"
            size="large"
            busy={decide.busy}
          >
            {say(words.requestChanges)}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** Confirms one's own answer where the city allows it: shown as what it is, and never as an acceptance by another. */
export function SelfCheckAnswer({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { line, version } = seen;
  const check = useAct(
    (reason: string, key) =>
      call('POST /sheet/self-checks', { body: { answers: [{ line, version }], reason }, key }),
    ({ moved }) => {
      if (moved[0]?.problem === undefined) toast(say(words.selfCheckDone));
    },
    answerChanges,
  );
  return (
    <section aria-labelledby="self-check">
      <h2 id="self-check">{say(words.selfCheck)}</h2>
      <p className="mb-4">{say(words.selfCheckLead)}</p>
      <Refused refused={check.done?.moved[0]?.problem} />
      <Form
        check={(data) =>
          entered(data, 'why') === '' ? { why: say(words.selfCheckWhyMissing) } : {}
        }
        onSend={(data) => check.run(entered(data, 'why'))}
        problem={formProblem(check.problem, say)}
      >
        <TextField name="why" label={say(words.selfCheckWhy)} lines={2} maxLength={2000} required />
        <Button type="submit" kind="secondary" busy={check.busy}>
          {say(words.selfCheckAct)}
        </Button>
      </Form>
    </section>
  );
}

type Moved = Answer<'POST /sheet/decisions'>['moved'][number];

function Refused({ refused }: { readonly refused: Moved['problem'] }): ReactNode {
  const say = useText();
  if (refused === undefined) return null;
  return (
    <Notice tone="error" title={say(refused.text)}>
      {refused.next === undefined ? null : <p>{say(refused.next)}</p>}
    </Notice>
  );
}
