import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { EmptyState } from '../../design/content.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { useCityNames } from '../city/city-queries.ts';
import { DutyGrid } from './duty-grid.tsx';
import { DutyList, DutyPaper } from './duty-list.tsx';
import { DutyNarrowing, type Narrowed } from './duty-narrowing.tsx';
import { DutyPrint } from './duty-print.tsx';
import { type Matrix, shownMatrix } from './matrix-cells.ts';
import { useNarrow } from './use-narrow.ts';

interface Asked extends Narrowed {
  readonly by: 'requirements' | 'items';
  readonly as: string;
}

/** Who performs, verifies and answers for everything, narrowed as the address says. */
export default function DutyMatrix(): ReactNode {
  const say = useText();
  const narrow = useNarrow();
  const [{ by, as, ...asked }, change] = useAsked();
  const { of, only } = asked;
  const { nameOf } = useCityNames();
  const { data, error } = useQuery<Matrix, Problem>({
    queryKey: ['plan', 'matrix', by, of],
    queryFn: () =>
      call('GET /plan/responsibilities/matrix', { query: of === '' ? { by } : { by, of } }),
    placeholderData: keepPreviousData,
  });
  const shape = as === 'table' || (as === '' && !narrow) ? 'table' : 'list';
  const places = useMemo(
    () => (data === undefined ? [] : shownMatrix(data, { only, at: '' }).columns),
    [data, only],
  );
  // A list shows one thing at a time; what the address names may not be among those that are left.
  const named =
    places.find(({ key }) => key === asked.at) ?? (shape === 'list' ? places[0] : undefined);
  const at = named?.key ?? '';
  const shown = useMemo(() => data && shownMatrix(data, { only, at }), [data, only, at]);
  const narrowing = {
    now: { of, only, at },
    places,
    everyPlace: shape === 'table',
    onChange: change,
  };
  // What a sheet is a part of can be read on it; the thing it is about is its heading anyhow.
  const narrowed = [
    say(by === 'items' ? words.byItems : words.byRequirements),
    ...(of === '' ? [] : [nameOf(of)?.name ?? of]),
    ...(only === '' ? [] : [say(only === 'open' ? words.onlyOpen : words.onlyNobody)]),
  ].join(say(words.and));
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
        <DutyNarrowing name="duty" {...narrowing} />
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
        <DutyPrint matrix={shown}>
          <DutyNarrowing name="print" {...narrowing} />
        </DutyPrint>
      </div>
      {shown === undefined ? (
        <Pending problem={error} />
      ) : shown.rows.length === 0 ? (
        <EmptyState title={say(words.nothingHere)} />
      ) : (
        <>
          {by === 'items' ? <p className="m-hint mb-4">{say(words.itemsLead)}</p> : null}
          {shape === 'table' ? <DutyGrid matrix={shown} by={by} /> : <DutyList matrix={shown} />}
          <DutyPaper matrix={shown} narrowed={narrowed} />
        </>
      )}
    </>
  );
}

function useAsked(): readonly [Asked, (to: Partial<Asked>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const { by, of, at, only, as } = search;
  const asked: Asked = {
    by: by === 'items' ? 'items' : 'requirements',
    of: typeof of === 'string' ? of : '',
    at: typeof at === 'string' ? at : '',
    only: only === 'open' || only === 'nobody' ? only : '',
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
