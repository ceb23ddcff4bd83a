import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Select } from '../../design/choice-fields.tsx';
import { EmptyState } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { useCityNames } from '../city/city-queries.ts';
import { DutyGrid } from './duty-grid.tsx';
import { DutyList, DutyPaper } from './duty-list.tsx';
import { type Matrix, shownMatrix } from './matrix-cells.ts';
import { useNarrow } from './use-narrow.ts';

interface Asked {
  readonly by: 'requirements' | 'items';
  readonly of: string;
  readonly only: 'open' | '';
  readonly as: string;
}

/** Who performs, verifies and answers for everything, narrowed as the address says. */
export default function DutyMatrix(): ReactNode {
  const say = useText();
  const narrow = useNarrow();
  const [{ by, of, only, as }, change] = useAsked();
  const { names } = useCityNames();
  const { data, error } = useQuery<Matrix, Problem>({
    queryKey: ['plan', 'matrix', by, of],
    queryFn: () =>
      call('GET /plan/responsibilities/matrix', { query: of === '' ? { by } : { by, of } }),
    placeholderData: keepPreviousData,
  });
  const shown = useMemo(() => data && shownMatrix(data, only === 'open'), [data, only]);
  const shape = as === 'table' || (as === '' && !narrow) ? 'table' : 'list';
  return (
    <>
      <div className="m-filter m-duty-filter">
        <Select
          name="by"
          label={say(words.by)}
          value={by}
          onChange={(to) => change({ by: to as Asked['by'] })}
          choices={[
            { value: 'requirements', label: say(words.byRequirements) },
            { value: 'items', label: say(words.byItems) },
          ]}
        />
        <Select
          name="of"
          label={say(words.of)}
          value={of}
          onChange={(to) => change({ of: to })}
          choices={[
            { value: '', label: say(words.all) },
            ...(names?.names ?? [])
              .filter(({ kind }) => kind === 'organisations')
              .map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
        <Select
          name="only"
          label={say(words.only)}
          value={only}
          onChange={(to) => change({ only: to as Asked['only'] })}
          choices={[
            { value: '', label: say(words.onlyAll) },
            { value: 'open', label: say(words.onlyOpen) },
          ]}
        />
        <Select
          name="as"
          label={say(words.shape)}
          value={shape}
          onChange={(to) => change({ as: to })}
          choices={[
            { value: 'table', label: say(words.asTable) },
            { value: 'list', label: say(words.asList) },
          ]}
        />
        <Button kind="secondary" onPress={() => print()}>
          {say(words.print)}
        </Button>
      </div>
      {shown === undefined ? (
        <Pending problem={error} />
      ) : shown.rows.length === 0 ? (
        <EmptyState title={say(words.nothingHere)} />
      ) : (
        <>
          {shape === 'table' ? <DutyGrid matrix={shown} by={by} /> : <DutyList matrix={shown} />}
          <DutyPaper matrix={shown} />
        </>
      )}
    </>
  );
}

function useAsked(): readonly [Asked, (to: Partial<Asked>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const { by, of, only, as } = search;
  const asked: Asked = {
    by: by === 'items' ? 'items' : 'requirements',
    of: typeof of === 'string' ? of : '',
    only: only === 'open' ? 'open' : '',
    as: typeof as === 'string' ? as : '',
  };
  const change = (to: Partial<Asked>): void => {
    const next = Object.entries({ ...asked, ...to }).filter(
      ([name, value]) => value !== '' && !(name === 'by' && value === 'requirements'),
    );
    void navigate({
      to: '.',
      search: { part: 'table', ...Object.fromEntries(next) } as never,
      replace: true,
      resetScroll: false,
    });
  };
  return [asked, change];
}
