import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';
import './line-steps.css';

type Place = Answer<'GET /sheet/lines/:line/place'>;

/** What the address narrows the sheet to, besides the line. */
export type StepSearch = Readonly<Record<string, string>>;

/**
 * The way from line to line, through those that the list was narrowed to. Ctrl and Enter go on from within a field,
 * where no other key is free; what was typed is kept first.
 */
export function LineSteps({
  line,
  search,
  unsaved,
  writes,
}: {
  readonly line: string;
  readonly search: StepSearch;
  readonly unsaved: boolean;
  /** There are fields from within which one goes on. */
  readonly writes: boolean;
}): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const { data } = useQuery<Place, Problem>({
    queryKey: ['sheet', 'place', line, search],
    queryFn: () =>
      call('GET /sheet/lines/:line/place', { params: { line }, query: search as never }),
    // Where it stood when one came to it: it does not move under one's feet.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [wanted, setWanted] = useState<string>();
  const go = useCallback((to: string | undefined) => {
    if (to === undefined) return;
    // Whatever field is left is kept.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    setWanted(to);
  }, []);
  useEffect(() => {
    if (wanted === undefined || unsaved) return;
    setWanted(undefined);
    void navigate({ to: '/sheet/line', search: { ...search, id: wanted } as never });
  }, [wanted, unsaved, navigate, search]);
  const { before, after } = data ?? {};
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing || event.altKey) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      go(event.shiftKey ? before : after);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [go, before, after]);
  if (data === undefined || data.place === 0 || data.total < 2) return null;
  return (
    <nav aria-label={say(words.steps)} className="m-line-steps">
      <div className="m-row">
        <Button
          kind="secondary"
          size="small"
          isDisabled={before === undefined}
          onPress={() => go(before)}
        >
          {say(words.before)}
        </Button>
        <span>{say(words.place, { place: data.place, total: data.total })}</span>
        <Button
          kind="secondary"
          size="small"
          isDisabled={after === undefined}
          onPress={() => go(after)}
        >
          {say(words.after)}
        </Button>
        {writes && wanted === undefined ? (
          <span className="m-hint m-line-keys">{say(words.stepKeys)}</span>
        ) : null}
        <span role="status">{wanted === undefined ? '' : say(words.stepping)}</span>
      </div>
    </nav>
  );
}
