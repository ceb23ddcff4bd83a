import type { ReactNode } from 'react';
import { PageHeading } from '../design/content.tsx';
import { useText } from '../language.tsx';
import { shellWords } from '../messages/shell.ts';

/** A page's heading, and the same words as the title of its window. */
export function PageTitle({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const say = useText();
  return (
    <>
      <title>{say(shellWords.pageTitle, { page: title })}</title>
      <PageHeading title={title} lead={lead}>
        {children}
      </PageHeading>
    </>
  );
}
