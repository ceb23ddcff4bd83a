import type { ReactNode } from 'react';
import { dateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { addedWords as words } from '../../messages/added-lines.ts';
import type { LineSeen } from './sheet-queries.ts';

/** Says of a line that somebody added it, who, why, and that the plan asks it too by now. */
export function LineAdded({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { added } = seen;
  if (added === undefined) return null;
  const day = dateText(added.at, locale);
  return (
    <Notice
      tone="info"
      live={false}
      title={say(added.joined ? words.noticeJoined : words.noticeTitle)}
    >
      <p>
        {added.byName === ''
          ? say(words.noticeNobody, { day })
          : say(words.noticeText, { name: added.byName, day })}
        {` ${say(words.performer)}: ${say(added.performer.name)}`}
      </p>
      {added.reason === '' ? null : <p className="whitespace-pre-line">{added.reason}</p>}
      <p>
        <Link to="/sheet/added">{say(words.title)}</Link>
      </p>
    </Notice>
  );
}
