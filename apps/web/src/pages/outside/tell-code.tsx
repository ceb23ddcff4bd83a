import { timeInJapan } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { designWords } from '../../messages/design.ts';
import { outsideWords as words } from '../../messages/outside.ts';
import { linkChanges, type OutsideLink } from './outside-queries.ts';

/** A code to be read out to whoever a link is for, where the program sends no mail: shown once. */
export function TellCode({
  link,
  onClose,
}: {
  readonly link: OutsideLink;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const { name } = link;
  const tell = useAct(
    (_: undefined, key) =>
      call('POST /sheet/links/:link/codes', { params: { link: link.link }, key }),
    () => undefined,
    linkChanges,
  );
  const made = tell.done;
  return (
    <Dialog open title={say(words.tellOf, { name })} onClose={onClose}>
      {made === undefined ? (
        <>
          <p>{say(words.tellText, { name })}</p>
          <p>{say(words.tellSteps)}</p>
          <p className="m-hint">{say(words.tellKept)}</p>
        </>
      ) : null}
      {tell.problem === null ? null : (
        <Notice tone="error" title={say(tell.problem.text)}>
          {tell.problem.next === undefined ? null : <p>{say(tell.problem.next)}</p>}
        </Notice>
      )}
      <div role="status">
        {made === undefined ? null : (
          <>
            <p className="m-label">{say(words.told)}</p>
            <p className="m-code">
              {made.code.slice(0, 4)} {made.code.slice(4)}
            </p>
            <p>{say(words.toldOnce, { time: timeInJapan(new Date(made.expiresAt)) })}</p>
          </>
        )}
      </div>
      <div className="m-dialog-actions">
        <Button
          kind={made === undefined ? 'primary' : 'secondary'}
          busy={tell.busy}
          onPress={() => tell.run(undefined)}
        >
          {say(made === undefined ? words.tellMake : words.tellAgain)}
        </Button>
        <Button kind="secondary" onPress={onClose}>
          {say(made === undefined ? designWords.cancel : designWords.close)}
        </Button>
      </div>
    </Dialog>
  );
}
