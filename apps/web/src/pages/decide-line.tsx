import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { ReviewLine, Role, Routes } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { RadioGroup } from '../design/radio-group.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { peopleWords } from '../messages/people.ts';
import { RoleFields, rolesOf } from './role-fields.tsx';

const decisions = ['keep', 'change', 'end'] as const;
type Decision = (typeof decisions)[number];

/** Decides about one account of a review: what, with which roles from then on, and why. */
export default function DecideLine({
  review,
  line,
  onClose,
}: {
  readonly review: string;
  readonly line: ReviewLine;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [decision, setDecision] = useState<Decision>(line.decision ?? 'keep');
  const decide = useAct(
    (body: Routes['PUT /access-reviews/:review/lines/:membership']['body'], id) =>
      call('PUT /access-reviews/:review/lines/:membership', {
        params: { review, membership: line.membership },
        body,
        key: id,
      }),
    onClose,
    [['access-reviews']],
  );
  const needsReason = decision !== 'keep' || line.marks.length > 0;
  const rolesFrom = (data: FormData): { newRoles?: Role[] } =>
    decision === 'change' ? { newRoles: rolesOf(data) } : {};
  return (
    <Dialog open onClose={onClose} title={say(peopleWords.decisionOf, { name: line.name })}>
      <Form
        check={(data) => ({
          ...(decision === 'change' && rolesOf(data).length === 0
            ? { roles: say(peopleWords.rolesMissing) }
            : {}),
          ...(needsReason && entered(data, 'reason') === ''
            ? { reason: say(peopleWords.reasonMissing) }
            : {}),
        })}
        onSend={(data) =>
          decide.run({ decision, reason: entered(data, 'reason'), ...rolesFrom(data) })
        }
        problem={formProblem(decide.problem, say)}
      >
        <RadioGroup
          name="decision"
          label={say(peopleWords.decision)}
          value={decision}
          onChange={(value) => setDecision(decisions.find((each) => each === value) ?? 'keep')}
          choices={decisions.map((each) => ({ value: each, label: say(peopleWords[each]) }))}
        />
        {decision === 'change' ? (
          <RoleFields given={line.roles} wholeCity={offered(session, 'city:change')} />
        ) : null}
        <TextField
          name="reason"
          label={say(peopleWords.reason)}
          hint={say(peopleWords.reasonHint)}
          defaultValue={line.reason}
          maxLength={500}
          lines={2}
          required={needsReason}
        />
        <div className="m-dialog-actions">
          <Button type="submit" busy={decide.busy}>
            {say(peopleWords.decideSave)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
