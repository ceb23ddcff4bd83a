import type { Text } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { CheckboxGroup } from '../../design/checkbox-group.tsx';
import { Disclosure } from '../../design/content.tsx';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { evidenceWords as words } from '../../messages/evidence.ts';
import { evidenceChanges, type Piece } from './evidence-queries.ts';

/** The promoting body hands over what proved a line before another organisation came to answer it. */
export default function HandOver({
  line,
  to,
  pieces,
}: {
  readonly line: string;
  readonly to: { readonly key: string; readonly name: Text };
  readonly pieces: readonly Piece[];
}): ReactNode {
  const say = useText();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const name = say(to.name);
  const there = chosen.filter((each) => pieces.some(({ evidence }) => evidence === each));
  return (
    <Disclosure summary={say(words.handOver, { count: pieces.length })}>
      <div className="m-stack">
        <p>{say(words.handOverLead, { name })}</p>
        <CheckboxGroup
          name="handOver"
          label={say(words.handOverChoose)}
          hint={say(words.handOverHint)}
          value={there}
          onChange={setChosen}
          choices={pieces.map(({ evidence, title, organisation }) => ({
            value: evidence,
            label: say(title),
            hint: organisation,
          }))}
        />
        <p>
          <Button kind="secondary" isDisabled={there.length === 0} onPress={() => setAsking(true)}>
            {say(words.handOverAct)}
          </Button>
        </p>
        {asking ? (
          <Ask line={line} to={to} evidence={there} onClose={() => setAsking(false)} />
        ) : null}
      </div>
    </Disclosure>
  );
}

/** Asks first: what was seen cannot be taken back. */
function Ask({
  line,
  to,
  evidence,
  onClose,
}: {
  readonly line: string;
  readonly to: { readonly key: string; readonly name: Text };
  readonly evidence: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const name = say(to.name);
  const hand = useAct(
    (_: undefined, key) =>
      call('POST /sheet/lines/:line/evidence/handovers', {
        params: { line },
        body: { evidence: [...evidence], to: to.key },
        key,
      }),
    () => {
      onClose();
      toast(say(words.handedOver));
    },
    evidenceChanges,
  );
  return (
    <ConfirmDialog
      open
      title={say(words.handOverAsk, { count: evidence.length, name })}
      act={say(words.handOverAct)}
      busy={hand.busy}
      onAct={() => hand.run(undefined)}
      onClose={onClose}
    >
      {hand.problem === null ? null : (
        <Notice tone="error" title={say(hand.problem.text)}>
          {hand.problem.next === undefined ? null : <p>{say(hand.problem.next)}</p>}
        </Notice>
      )}
      <p>{say(words.handOverAskText, { name })}</p>
    </ConfirmDialog>
  );
}
