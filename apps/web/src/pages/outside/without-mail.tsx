import type { ReactNode } from 'react';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { outsideWords as words } from '../../messages/outside.ts';

/** How one goes about it where the program sends no mail. */
export function WithoutMail(): ReactNode {
  const say = useText();
  return (
    <Notice tone="info" live={false} title={say(words.noMail)}>
      <p>{say(words.noMailText)}</p>
      <p>
        <Link to="/sheet/books">{say(words.noMailWay)}</Link>
      </p>
    </Notice>
  );
}
