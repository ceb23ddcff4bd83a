import { stateWords } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { Disclosure } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { controlDeedWords, controlWords as words } from '../../messages/applied-controls.ts';
import { whoDid } from '../sheet/who-did.ts';
import type { ControlSeen } from './control-queries.ts';

/** All that became of a control, the latest first; for whoever has it. */
export function ControlHistory({ seen }: { readonly seen: ControlSeen }): ReactNode {
  const say = useText();
  const { moves } = seen;
  if (moves.length === 0) return null;
  const summary = say(words.history, { count: moves.length });
  return (
    <Disclosure summary={summary}>
      <Table
        caption={summary}
        captionHidden
        rows={moves}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            id: 'deed',
            label: say(words.deed),
            names: true,
            cell: ({ deed }) => say(controlDeedWords[deed]),
          },
          {
            id: 'detail',
            label: say(words.detail),
            cell: ({ said, count, deed }) => (
              <span className="whitespace-pre-line">
                {[
                  ...(said === undefined
                    ? []
                    : [said.name, say(stateWords[said.state]), said.planned, said.statement]),
                  count === 0 || deed === 'proved' || deed === 'unproved'
                    ? ''
                    : say(words.countLines, { count }),
                ]
                  .filter((each) => each !== '')
                  .join('\n') || '―'}
              </span>
            ),
          },
          { id: 'who', label: say(words.who), cell: (move) => whoDid(move, say) },
          { id: 'when', label: say(words.when), cell: ({ at }) => <DateText value={at} time /> },
        ]}
      />
    </Disclosure>
  );
}
