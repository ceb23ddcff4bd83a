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
import { settingsWords } from '../messages/settings.ts';

const queryKey = ['sheet', 'reminders'] as const;

/** Whether one gets the weekly letter about what is due in the check sheet of this city. */
export function ReminderSettings(): ReactNode {
  const say = useText();
  const toast = useToast();
  const { data } = useQuery<Answer<'GET /sheet/reminders'>, Problem>({
    queryKey,
    queryFn: () => call('GET /sheet/reminders'),
  });
  const choose = useAct(
    (wanted: boolean, key) => call('PUT /sheet/reminders', { body: { wanted }, key }),
    () => toast(say(settingsWords.remindersDone)),
    [queryKey],
  );
  if (data === undefined) return null;
  return (
    <section className="m-section" aria-labelledby="reminders">
      <h2 id="reminders">{say(settingsWords.remindersTitle)}</h2>
      <p className="m-hint mb-4">{say(settingsWords.remindersNote)}</p>
      <Form
        key={String(data.wanted)}
        label={say(settingsWords.remindersTitle)}
        onSend={(entered) => choose.run(entered.get('wanted') !== null)}
        problem={formProblem(choose.problem, say)}
      >
        <Checkbox name="wanted" value="yes" defaultSelected={data.wanted}>
          {say(settingsWords.remindersWanted)}
        </Checkbox>
        <div>
          <Button type="submit" kind="secondary" busy={choose.busy}>
            {say(settingsWords.remindersSave)}
          </Button>
        </div>
      </Form>
    </section>
  );
}
