import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { elementOf, PictureCanvas } from './picture-canvas.tsx';
import type { Picture } from './picture-data.ts';
import { PictureLegend } from './picture-legend.tsx';
import { PictureList } from './picture-list.tsx';
import type { Spot } from './picture-move.ts';
import { PicturePanel } from './picture-panel.tsx';
import { type Paper, paperFor } from './picture-paper.ts';
import { PicturePrint } from './picture-print.tsx';
import './picture.css';
import './picture-paper.css';

const filters = ['service', 'organisation', 'dataSet'] as const;
type Filter = Partial<Record<(typeof filters)[number], string>>;

/** The city as a picture and as a list, narrowed as its address says: others can point at what they see. */
export default function PicturePage(): ReactNode {
  const say = useText();
  const [{ part, ...filter }, change] = useAsked();
  const { data, error } = useQuery<Picture, Problem>({
    queryKey: ['plan', 'picture', filter],
    queryFn: () => call('GET /plan/picture', { query: filter }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)}>
        <Link to="/city/map" alone>
          {say(words.map)}
        </Link>
      </PageTitle>
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <Shown picture={data} filter={filter} part={part} change={change} />
      )}
    </>
  );
}

interface Asked extends Filter {
  readonly part: string;
}

function useAsked(): readonly [Asked, (to: Partial<Asked>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const text = (name: string): string | undefined => {
    const value = search[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  const asked = Object.fromEntries(
    filters.flatMap((name) => (text(name) === undefined ? [] : [[name, text(name)]])),
  ) as Filter;
  const now: Asked = { part: text('part') ?? 'drawing', ...asked };
  const change = (to: Partial<Asked>): void => {
    const next = Object.entries({ ...now, ...to }).filter(
      ([name, value]) => value !== '' && !(name === 'part' && value === 'drawing'),
    );
    void navigate({
      to: '.',
      search: Object.fromEntries(next) as never,
      replace: true,
      resetScroll: false,
    });
  };
  return [now, change];
}

function Shown({
  picture,
  filter,
  part,
  change,
}: {
  readonly picture: Picture;
  readonly filter: Filter;
  readonly part: string;
  readonly change: (to: Partial<Asked>) => void;
}): ReactNode {
  const say = useText();
  const { choices, all, chosen, tooMany, boxes } = picture;
  const lists = {
    service: choices.services,
    organisation: choices.organisations,
    dataSet: choices.dataSets,
  };
  const none = filters.every((name) => filter[name] === undefined);
  const nameOf = (name: (typeof filters)[number]): string[] => {
    const found = lists[name].find(({ key }) => key === filter[name]);
    return found === undefined ? [] : [say(found.name)];
  };
  const gaps = boxes.filter((box) => box.gaps > 0).length;
  return (
    <>
      <section className="m-filter" aria-label={say(words.narrow)}>
        {filters.map((name) => (
          <Select
            key={name}
            name={name}
            label={say(words[name])}
            value={filter[name] ?? ''}
            onChange={(value) => change({ [name]: value })}
            choices={[
              { value: '', label: say(words.every) },
              ...lists[name].map(({ key, name: its }) => ({ value: key, label: say(its) })),
            ]}
          />
        ))}
        {none ? null : (
          <Button
            kind="text"
            onPress={() => change({ service: '', organisation: '', dataSet: '' })}
          >
            {say(words.reset)}
          </Button>
        )}
      </section>
      <p role="status" className="m-picture-count m-screen-only">
        {say(chosen === all ? words.shownAll : words.shown, { all, chosen })}
        {gaps === 0 ? '' : ` ${say(words.gapCount, { count: gaps })}`}
      </p>
      {tooMany ? (
        <Notice tone="info" title={say(words.tooManyTitle)}>
          <p>{say(words.tooManyText, { chosen })}</p>
        </Notice>
      ) : chosen === 0 ? (
        <EmptyState title={say(words.nothingTitle)}>
          <p>{say(words.nothingText)}</p>
        </EmptyState>
      ) : (
        <Tabs
          label={say(words.parts)}
          selected={part}
          onSelect={(to) => change({ part: to })}
          tabs={[
            {
              id: 'drawing',
              label: say(words.drawing),
              children: (
                <Drawing
                  picture={picture}
                  narrowed={filters.flatMap(nameOf).join(say(signs.dot))}
                  onOnly={(service) => change({ service, organisation: '', dataSet: '' })}
                />
              ),
            },
            {
              id: 'list',
              label: say(words.list),
              children: <PictureList picture={picture} />,
            },
          ]}
        />
      )}
    </>
  );
}

function Drawing({
  picture,
  narrowed,
  onOnly,
}: {
  readonly picture: Picture;
  readonly narrowed: string;
  readonly onOnly: (service: string) => void;
}): ReactNode {
  const say = useText();
  const [open, setOpen] = useState<Spot>();
  const [wished, setPaper] = useState<Paper>();
  const around = useRef<HTMLDivElement>(null);
  const paper = wished ?? paperFor(picture);
  const close = useCallback((): void => {
    setOpen((now) => {
      if (now !== undefined) elementOf(around.current, now)?.focus();
      return undefined;
    });
  }, []);
  const openSpot = useCallback(
    (spot: Spot | undefined) => (spot === undefined ? close() : setOpen(spot)),
    [close],
  );
  const there =
    open !== undefined &&
    (open.kind === 'box'
      ? picture.boxes.some(({ key }) => key === open.key)
      : picture.lines.some(({ id }) => id === open.id))
      ? open
      : undefined;
  return (
    <>
      <div
        className="m-picture-screen"
        ref={around}
        data-open={there === undefined ? undefined : ''}
      >
        <PictureLegend picture={picture} />
        <div className="m-picture-beside">
          <PictureCanvas
            picture={picture}
            open={there}
            onOpen={openSpot}
            tools={
              <div className="m-picture-printing">
                <Select
                  name="paper"
                  label={say(words.paper)}
                  labelHidden
                  value={paper}
                  onChange={(value) => setPaper(value === 'a4' ? 'a4' : 'a3')}
                  choices={[
                    { value: 'a4', label: say(words.paperA4) },
                    { value: 'a3', label: say(words.paperA3) },
                  ]}
                />
                <Button kind="secondary" size="small" onPress={() => print()}>
                  {say(words.print)}
                </Button>
              </div>
            }
          />
          {there === undefined ? null : (
            <PicturePanel
              picture={picture}
              spot={there}
              onOpen={setOpen}
              onClose={close}
              onOnly={onOnly}
            />
          )}
        </div>
      </div>
      <PicturePrint picture={picture} paper={paper} narrowed={narrowed} />
    </>
  );
}
