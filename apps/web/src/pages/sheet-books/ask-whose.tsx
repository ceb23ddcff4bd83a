import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import { Button } from '../../design/button.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { bookWords as words } from '../../messages/sheet-books.ts';
import type { BookList } from './book-queries.ts';

/** Asks whose answers the official sheet has that somebody chose: it names no organisation, and nobody's is supposed. */
export default function AskWhose({
  answerers,
  busy,
  problem,
  onWhose,
  onOther,
}: {
  readonly answerers: BookList['answerers'];
  readonly busy: boolean;
  /** What was wrong with the organisation that was chosen. */
  readonly problem: Problem | null;
  readonly onWhose: (answeredBy: string) => void;
  readonly onOther: () => void;
}): ReactNode {
  const say = useText();
  return (
    <Form
      check={(data) =>
        entered(data, 'answeredBy') === '' ? { answeredBy: say(words.whoseNeeded) } : {}
      }
      onSend={(data) => onWhose(entered(data, 'answeredBy'))}
      problem={formProblem(problem, say)}
    >
      <Notice tone="info" title={say(words.whose)}>
        <p>{say(words.whoseText)}</p>
      </Notice>
      <Select
        name="answeredBy"
        label={say(words.organisation)}
        required
        choices={answerers.map(({ key, name, own }) => ({
          value: key,
          label: own ? say(words.ownName, { name: say(name) }) : say(name),
        }))}
      />
      <div className="m-row">
        <Button type="submit" size="large" busy={busy}>
          {say(words.lookAs)}
        </Button>
        <Button kind="secondary" size="large" onPress={onOther}>
          {say(words.otherFile)}
        </Button>
      </div>
    </Form>
  );
}
