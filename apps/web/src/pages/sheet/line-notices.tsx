import type { ReactNode } from 'react';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { staleWords, sheetWords as words } from '../../messages/sheet.ts';
import type { LineSeen } from './sheet-queries.ts';

/** What is to be known before one reads a line: it fell away, changes are asked for, it is to be looked at again. */
export function LineNotices({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const { inPlan, stale, stage, decided } = seen;
  if (!inPlan)
    return (
      <Notice tone="warning" live={false} title={say(words.fellAway)}>
        <p>{say(words.fellAwayText)}</p>
      </Notice>
    );
  if (stage === 'changes-requested')
    return (
      <Notice tone="warning" live={false} title={say(words.changesTitle)}>
        <p className="whitespace-pre-line">{decided?.note}</p>
      </Notice>
    );
  return (
    <>
      {seen.confirmed ? <Notice tone="info" live={false} title={say(words.confirmed)} /> : null}
      {stale.length === 0 ? null : (
        <Notice tone="warning" live={false} title={say(words.staleTitle)}>
          {stale.map((reason) => (
            <p key={reason}>{say(staleWords[reason], { months: seen.reviewMonths })}</p>
          ))}
        </Notice>
      )}
      {decided?.selfChecked === true ? (
        <Notice tone="warning" live={false} title={say(words.selfChecked)}>
          <p className="whitespace-pre-line">{decided.note}</p>
        </Notice>
      ) : null}
    </>
  );
}
