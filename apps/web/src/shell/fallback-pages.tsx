import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { Button } from '../design/button.tsx';
import { Loading } from '../design/content.tsx';
import { Anchor, Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { useText } from '../language.tsx';
import { shellWords } from '../messages/shell.ts';
import { PageTitle } from './page-title.tsx';

export function NotFoundPage(): ReactNode {
  const say = useText();
  return (
    <>
      <PageTitle title={say(shellWords.notFoundTitle)} lead={say(shellWords.notFoundText)} />
      <Link to="/" alone>
        {say(shellWords.toHome)}
      </Link>
    </>
  );
}

/** What stops a page from being shown, said by us: no stack, no foreign words. */
export function BrokenPage({ error }: { readonly error: unknown }): ReactNode {
  const say = useText();
  if (error instanceof Problem && error.status === 404) return <NotFoundPage />;
  const known = error instanceof Problem ? error : undefined;
  return (
    <>
      <PageTitle title={say(shellWords.brokenTitle)} />
      <Notice tone="error" title={say(known?.text ?? shellWords.brokenTitle)}>
        <p>{say(known?.next ?? shellWords.brokenText)}</p>
        {known?.instance === undefined ? null : <p className="m-hint">{known.instance}</p>}
      </Notice>
      <p className="mt-6">
        <Button onPress={() => location.reload()}>{say(shellWords.reload)}</Button>
      </p>
    </>
  );
}

/** What a list says while it comes, or where it does not. */
export function Pending({ problem }: { readonly problem: Problem | null }): ReactNode {
  const say = useText();
  return problem === null ? (
    <Loading />
  ) : (
    <Notice tone="error" title={say(problem.text)}>
      {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
      {problem.code === 'unauthenticated' ? (
        // Loaded anew: what this page still holds is of a session that has ended.
        <Anchor alone href={`/sign-in?${new URLSearchParams({ back: here() })}`}>
          {say(shellWords.signIn)}
        </Anchor>
      ) : null}
    </Notice>
  );
}

const here = (): string => location.pathname + location.search;
