import { stateWords } from '@machimori/kernel';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { DescriptionList, Disclosure } from '../../design/content.tsx';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { controlWords as words } from '../../messages/applied-controls.ts';
import { StageLabel } from '../sheet/stage-label.tsx';
import {
  type ControlledLine,
  type ControlSeen,
  controlChanges,
  type Tied,
} from './control-queries.ts';
import { FollowingLabel } from './control-review.tsx';

const LinePicker = lazy(async () => ({
  default: (await import('../evidence/line-picker.tsx')).LinePicker,
}));

type Moved = Answer<'POST /sheet/submissions'>['moved'];

/** What was done to lines, and what became of each. */
export interface Told {
  readonly what: 'changed' | 'tied' | 'aligned';
  readonly lines: readonly Tied[];
}

/** The lines that a control answers, what one does with all of them, and the way to further ones. */
export function ControlLines({
  seen,
  may,
  nameOf,
  onTold,
}: {
  readonly seen: ControlSeen;
  readonly may: boolean;
  readonly nameOf: (line: string) => string;
  readonly onTold: (told: Told) => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const [aligning, setAligning] = useState<ControlledLine>();
  const { control, answers } = seen;
  const params = { control };
  const answersLines = offered(session, 'sheet:answer');
  const release = useAct(
    (line: string, key) =>
      call('DELETE /applied-controls/:control/lines/:line', { params: { control, line }, key }),
    () => toast(say(words.released)),
    controlChanges,
  );
  const align = useAct(
    ({ line, cells }: ControlledLine, key) =>
      call('POST /applied-controls/:control/alignments', {
        params,
        body: { lines: [{ line, cells }] },
        key,
      }),
    ({ lines }) => {
      setAligning(undefined);
      onTold({ what: 'aligned', lines });
    },
    controlChanges,
  );
  const tie = useAct(
    (lines: readonly string[], key) =>
      call('POST /applied-controls/:control/lines', { params, body: { lines: [...lines] }, key }),
    ({ lines }) => onTold({ what: 'tied', lines }),
    controlChanges,
  );
  const problem = release.problem ?? align.problem ?? tie.problem;
  return (
    <section aria-labelledby="controlled">
      <h2 id="controlled">{say(words.lines)}</h2>
      <div className="m-stack">
        {problem === null ? null : (
          <Notice tone="error" title={say(problem.text)}>
            {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
          </Notice>
        )}
        {answers.length === 0 ? (
          <p>{say(words.unusedOnly)}</p>
        ) : (
          <Table
            caption={say(words.lines)}
            captionHidden
            rows={answers}
            rowKey={({ line }) => line}
            columns={[
              {
                id: 'line',
                label: say(words.line),
                names: true,
                cell: (each) => (
                  <>
                    <Link to="/sheet/line" search={{ id: each.line, control } as never}>
                      {nameOf(each.line)}
                    </Link>
                    <br />
                    <span className="m-hint font-normal">
                      {each.inPlan ? say(each.answeredBy.name) : say(words.gone)}
                    </span>
                  </>
                ),
              },
              {
                id: 'following',
                label: say(words.following),
                width: 'words',
                cell: ({ following, says }) => (
                  <>
                    <FollowingLabel following={following} />
                    {says === undefined ? null : (
                      <p className="mt-1 whitespace-pre-line">
                        {say(stateWords[says.state])}
                        {says.statement === '' ? '' : `: ${says.statement}`}
                      </p>
                    )}
                  </>
                ),
              },
              {
                id: 'answer',
                label: say(words.answer),
                width: 'words',
                cell: ({ stage, says }) => (
                  <StageLabel line={{ state: 'not-started', statement: '', ...says, stage }} />
                ),
              },
              {
                id: 'acts',
                label: say(words.release),
                labelHidden: true,
                width: 'acts',
                screenOnly: true,
                cell: (each) => (
                  <span className="m-row">
                    {may && each.may.includes('answer') && each.says !== undefined ? (
                      <Button
                        kind="secondary"
                        size="small"
                        aria-label={say(words.alignOf, { line: nameOf(each.line) })}
                        onPress={() => setAligning(each)}
                      >
                        {say(words.align)}
                      </Button>
                    ) : null}
                    {answersLines && (may || each.may.includes('answer')) ? (
                      <Button
                        kind="text"
                        size="small"
                        busy={release.busy}
                        aria-label={say(words.releaseOf, { line: nameOf(each.line) })}
                        onPress={() => release.run(each.line)}
                      >
                        {say(words.release)}
                      </Button>
                    ) : null}
                  </span>
                ),
              },
            ]}
          />
        )}
        <MoveAll seen={seen} nameOf={nameOf} />
        {answers.length === 0 ? null : (
          <p>
            <Link to="/sheet" search={{ control } as never} alone>
              {say(words.inSheet)}
            </Link>
          </p>
        )}
        {may ? (
          <Disclosure summary={say(words.more)}>
            <p className="mb-4">{say(words.moreLead)}</p>
            <Suspense>
              <LinePicker
                without={answers.map(({ line }) => line)}
                act={(count) => say(words.moreAct, { count })}
                busy={tie.busy}
                onPick={tie.run}
              />
            </Suspense>
          </Disclosure>
        ) : null}
      </div>
      <ConfirmDialog
        open={aligning !== undefined}
        onClose={() => setAligning(undefined)}
        title={say(words.align)}
        act={say(words.align)}
        busy={align.busy}
        onAct={() => {
          if (aligning !== undefined) align.run(aligning);
        }}
      >
        <p className="mb-4">{say(words.alignLead)}</p>
        <DescriptionList
          items={[
            [say(words.saysNow), <Saying key="now" of={aligning?.says ?? seen} />],
            [say(words.becomes), <Saying key="then" of={seen} />],
          ]}
        />
      </ConfirmDialog>
    </section>
  );
}

function Saying({
  of,
}: {
  readonly of: Pick<ControlSeen, 'state' | 'planned' | 'statement'>;
}): ReactNode {
  const say = useText();
  return (
    <span className="whitespace-pre-line">
      {[say(stateWords[of.state]), of.planned, of.statement]
        .filter((each) => each !== '')
        .join('\n')}
    </span>
  );
}

/** Hands in, or accepts, all lines of a control that wait for it; says of each that stayed why it did. */
function MoveAll({
  seen,
  nameOf,
}: {
  readonly seen: ControlSeen;
  readonly nameOf: (line: string) => string;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const [asking, setAsking] = useState(false);
  const isOpen = ({ stage, may }: ControlledLine): boolean =>
    may.includes('answer') && (stage === 'draft' || stage === 'changes-requested');
  const toSubmit = offered(session, 'sheet:answer') ? seen.answers.filter(isOpen) : [];
  const toAccept = offered(session, 'sheet:decide')
    ? seen.answers.filter(({ following, may }) => may.includes('decide') && following === 'follows')
    : [];
  const several = (lines: readonly ControlledLine[]) =>
    lines.map(({ line, version }) => ({ line, version }));
  const doneIn = (moved: Moved): number =>
    moved.filter(({ problem }) => problem === undefined).length;
  const submit = useAct(
    (_: undefined, key) =>
      call('POST /sheet/submissions', { body: { answers: several(toSubmit) }, key }),
    ({ moved }) => toast(say(words.submittedAll, { count: doneIn(moved) })),
    controlChanges,
  );
  const accept = useAct(
    (_: undefined, key) =>
      call('POST /sheet/decisions', {
        body: { answers: several(toAccept), verdict: 'accept', reason: '' },
        key,
      }),
    ({ moved }) => {
      setAsking(false);
      toast(say(words.acceptedAll, { count: doneIn(moved) }));
    },
    controlChanges,
  );
  const left = [...(submit.done?.moved ?? []), ...(accept.done?.moved ?? [])].filter(
    ({ problem }) => problem !== undefined,
  );
  const problem = submit.problem ?? accept.problem;
  return (
    <>
      {problem === null ? null : <Notice tone="error" title={say(problem.text)} />}
      {left.length === 0 ? null : (
        <Notice tone="warning" title={say(words.movedLeft, { count: left.length })}>
          <ul className="list-disc ps-6">
            {left.slice(0, 100).map(({ line, problem: why }) => (
              <li key={line}>
                {nameOf(line)}: {why === undefined ? '' : say(why.text)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="m-row">
        {toSubmit.length === 0 ? null : (
          <Button busy={submit.busy} onPress={() => submit.run(undefined)}>
            {say(words.submitAll, { count: toSubmit.length })}
          </Button>
        )}
        {toAccept.length === 0 ? null : (
          <Button onPress={() => setAsking(true)}>
            {say(words.acceptAll, { count: toAccept.length })}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(words.acceptAll, { count: toAccept.length })}
        act={say(words.acceptAll, { count: toAccept.length })}
        busy={accept.busy}
        onAct={() => accept.run(undefined)}
      >
        <p>{say(words.acceptLead)}</p>
      </ConfirmDialog>
    </>
  );
}
