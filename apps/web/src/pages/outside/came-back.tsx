import { stageWords, stateWords } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { outsideWords as words } from '../../messages/outside.ts';
import { type LinkLine, linkChanges, type OutsideLink, useLinkLines } from './outside-queries.ts';
import './came-back.css';

/** So many lines stand in the notice; the sheet has all of them. */
const mostShown = 5;

/**
 * What somebody outside has handed back, until somebody here says that they have seen it: line by line, and what is to
 * be done with it.
 */
export function CameBack({ link }: { readonly link: OutsideLink }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const { name, lines: count, answered } = link;
  const { lines } = useLinkLines(link.link);
  const note = useAct(
    (_: undefined, key) =>
      call('PUT /sheet/links/:link/note', { params: { link: link.link }, key }),
    () => toast(say(words.noted)),
    linkChanges,
  );
  const open = lines?.filter(isOpen) ?? [];
  const ready = open.filter(({ complete, wrote }) => complete && wrote);
  const gone = lines?.filter(({ standing }) => standing === 'gone' || standing === 'moved') ?? [];
  return (
    <Notice tone="success" live={false} title={say(words.backTitle, { name })}>
      <p>{say(words.backCount, { lines: count, answered })}</p>
      {link.note === '' ? null : (
        <p className="whitespace-pre-line">
          {say(words.backNote)}
          {link.note}
        </p>
      )}
      {lines === undefined ? null : (
        <>
          <ul className="m-came-back">
            {lines
              .filter((line) => !gone.includes(line))
              .slice(0, mostShown)
              .map((line) => (
                <li key={line.line}>
                  <Came line={line} link={link.link} />
                </li>
              ))}
          </ul>
          {gone.length === 0 ? null : <p>{say(words.backGone, { count: gone.length })}</p>}
          <p>
            {open.length === 0
              ? say(words.backDone)
              : offered(session, 'sheet:answer')
                ? say(words.backNext, { ready: ready.length, open: open.length })
                : say(words.backWaits, { open: open.length })}
          </p>
        </>
      )}
      <p className="m-row">
        <Link to="/sheet" search={{ link: link.link } as never} alone>
          {say(words.toLines, { lines: count })}
        </Link>
        <Button
          kind="text"
          busy={note.busy}
          aria-label={say(words.noteOf, { name })}
          onPress={() => note.run(undefined)}
        >
          {say(words.note)}
        </Button>
      </p>
    </Notice>
  );
}

/** Whether members have still to hand it in. */
const isOpen = ({ standing }: LinkLine): boolean =>
  standing === 'open' || standing === 'handed-back';

function Came({ line, link }: { readonly line: LinkLine; readonly link: string }): ReactNode {
  const say = useText();
  const { checkItem, subject, state = 'not-started', stage, wrote, complete, evidence } = line;
  const parts = [
    wrote ? say(stateWords[state]) : say(words.untouched),
    ...(evidence === 0 ? [] : [say(words.cameEvidence, { count: evidence })]),
    ...(!isOpen(line) && stage !== undefined
      ? [say(stageWords[stage])]
      : wrote && !complete
        ? [say(words.incomplete)]
        : []),
  ];
  return (
    <>
      <Link to="/sheet/line" search={{ id: line.line, link } as never}>
        {say(words.lineOf, {
          item: say(checkItem.heading),
          subject: subject === undefined ? '' : say(subject),
        })}
      </Link>
      <span className="m-hint">{parts.join(say(words.joiner))}</span>
    </>
  );
}
