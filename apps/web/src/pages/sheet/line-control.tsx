import { lazy, type ReactNode, Suspense } from 'react';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { lineControlWords as words } from '../../messages/line-control.ts';
import { sheetDoors } from '../../messages/sheet-doors.ts';
import { answerChanges, type LineSeen } from './sheet-queries.ts';

const AnswerByControl = lazy(() => import('../applied-controls/answer-by-control.tsx'));

const said = {
  follows: words.follows,
  behind: words.behind,
  'own-words': words.differs,
} as const;

/** Which applied control answers a line, and the ways out of it; or the way to let one answer it. */
export function LineControl({
  seen,
  may,
  differing,
  onDiffer,
}: {
  readonly seen: LineSeen;
  /** Whoever reads this answers the line. */
  readonly may: boolean;
  /** The line is being given an answer of its own. */
  readonly differing: boolean;
  readonly onDiffer: () => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { control, line } = seen;
  const release = useAct(
    (of: string, key) =>
      call('DELETE /applied-controls/:control/lines/:line', {
        params: { control: of, line },
        key,
      }),
    () => toast(say(words.released)),
    answerChanges,
  );
  if (control === undefined)
    return may ? (
      <Disclosure late summary={say(sheetDoors.answerBy)}>
        <Suspense>
          <AnswerByControl lines={[line]} />
        </Suspense>
      </Disclosure>
    ) : null;
  return (
    <Notice tone="info" live={false} title={say(words.by, { name: control.name })}>
      {release.problem === null ? null : <Notice tone="error" title={say(release.problem.text)} />}
      <p>{say(said[control.following])}</p>
      <div className="m-row mt-2">
        <Link to="/applied-controls/$control" params={{ control: control.control }} alone>
          {say(words.open)}
        </Link>
        {may && control.following !== 'own-words' && !differing ? (
          <Button kind="secondary" size="small" onPress={onDiffer}>
            {say(words.differHere)}
          </Button>
        ) : null}
        {may ? (
          <Button
            kind="text"
            size="small"
            busy={release.busy}
            onPress={() => release.run(control.control)}
          >
            {say(words.release)}
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}
