import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Form } from '../../design/form.tsx';
import { Link } from '../../design/link.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { controlWords as words } from '../../messages/applied-controls.ts';
import { ControlForm } from './control-form.tsx';
import { controlChanges, type Tied } from './control-queries.ts';
import { TiedResults } from './tied-results.tsx';

/** Answers lines by a control of one's own, or by a new one; then says what became of each. */
export default function AnswerByControl({
  lines,
  nameOf,
  onDone,
}: {
  readonly lines: readonly string[];
  readonly nameOf?: (line: string) => string;
  readonly onDone?: () => void;
}): ReactNode {
  const say = useText();
  const [chosen, setChosen] = useState('');
  const [told, setTold] = useState<{ readonly control: string; readonly lines: readonly Tied[] }>();
  const { data } = useQuery<Answer<'GET /applied-controls'>, Problem>({
    queryKey: ['sheet', 'controls', 'own'],
    queryFn: () => call('GET /applied-controls', { query: { own: 'true' } }),
  });
  const tell = (control: string, done: readonly Tied[]): void => {
    setTold({ control, lines: done });
    onDone?.();
  };
  const tie = useAct(
    (control: string, key) =>
      call('POST /applied-controls/:control/lines', {
        params: { control },
        body: { lines: [...lines] },
        key,
      }),
    (done, control) => tell(control, done.lines),
    controlChanges,
  );
  if (told !== undefined)
    return (
      <div className="m-stack" role="status">
        <TiedResults lines={told.lines} {...(nameOf === undefined ? {} : { nameOf })} />
        <p>
          <Link to="/applied-controls/$control" params={{ control: told.control }} alone>
            {say(words.toControl)}
          </Link>
        </p>
      </div>
    );
  const controls = data?.controls ?? [];
  return (
    <div className="m-stack">
      <p>{say(words.answerByLead, { count: lines.length })}</p>
      {controls.length === 0 ? null : (
        <Select
          name="which"
          label={say(words.which)}
          value={chosen}
          onChange={setChosen}
          choices={[
            { value: '', label: say(words.newOne) },
            ...controls.map(({ control, name }) => ({ value: control, label: name })),
          ]}
        />
      )}
      {chosen === '' ? (
        <ControlForm lines={lines} onDone={tell} />
      ) : (
        <Form
          label={say(words.answerBy)}
          onSend={() => tie.run(chosen)}
          problem={formProblem(tie.problem, say)}
        >
          <div>
            <Button type="submit" kind="secondary" busy={tie.busy}>
              {say(words.answerAct)}
            </Button>
          </div>
        </Form>
      )}
    </div>
  );
}
