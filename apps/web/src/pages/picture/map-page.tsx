import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { mapWords as words } from '../../messages/map.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { ElementLink } from './element-link.tsx';
import { MapDrawing } from './map-drawing.tsx';
import { type CityMap, isInside, type MapPoint, type Outline } from './map-geometry.ts';
import { OutlineField } from './map-outline.tsx';
import './picture.css';
import './map.css';

type Kept = Answer<'GET /city/outline'>;

/** Where things stand: a drawing, and the same as a list. */
export default function MapPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const map = useQuery<CityMap, Problem>({
    queryKey: ['plan', 'map'],
    queryFn: () => call('GET /plan/map'),
  });
  const kept = useQuery<Kept, Problem>({
    queryKey: ['city', 'outline'],
    queryFn: () => call('GET /city/outline'),
  });
  const outline = kept.data?.outline;
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)}>
        <Link to="/city/picture" alone>
          {say(words.picture)}
        </Link>
      </PageTitle>
      {map.data === undefined || kept.data === undefined ? (
        <Pending problem={map.error ?? kept.error} />
      ) : (
        <Shown map={map.data} outline={outline?.polygons} />
      )}
      {offered(session, 'city:change') && kept.data !== undefined ? (
        <OutlineField keptAt={outline?.keptAt} cityName={map.data?.city.name.ja} />
      ) : null}
    </>
  );
}

interface Row extends MapPoint {
  readonly number: number;
}

function Shown({
  map: { points, without },
  outline,
}: {
  readonly map: CityMap;
  readonly outline: Outline | undefined;
}): ReactNode {
  const say = useText();
  const [shown, setShown] = useState<number>();
  const rows: readonly Row[] = points.map((point, index) => ({ ...point, number: index + 1 }));
  return (
    <>
      {points.length === 0 && outline === undefined ? (
        <EmptyState title={say(words.nothingTitle)}>
          <p>{say(words.nothingText)}</p>
        </EmptyState>
      ) : (
        <MapDrawing points={points} outline={outline} shown={shown} onShow={setShown} />
      )}
      {points.length === 0 ? null : (
        <section className="m-section" aria-labelledby="places">
          <h2 id="places">{say(words.listTitle, { count: points.length })}</h2>
          <Table
            caption={say(words.listTitle, { count: points.length })}
            captionHidden
            rows={rows}
            rowKey={({ key }) => key}
            columns={[
              { id: 'number', label: say(words.number), cell: ({ number }) => number },
              {
                id: 'what',
                label: say(words.what),
                names: true,
                cell: ({ key, name, kind }) => (
                  <>
                    <ElementLink kind="components" of={key}>
                      {say(name)}
                    </ElementLink>
                    <br />
                    <span className="m-hint">{say(kind)}</span>
                  </>
                ),
              },
              {
                id: 'operator',
                label: say(words.operator),
                cell: ({ operator }) => say(operator.name),
              },
              {
                id: 'place',
                label: say(words.place),
                width: 'words',
                cell: ({ latitude, longitude }) =>
                  `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`,
              },
              {
                id: 'state',
                label: say(words.state),
                cell: (row) => <Notes row={row} outline={outline} />,
              },
              {
                id: 'show',
                label: say(words.show),
                screenOnly: true,
                cell: ({ number }) => (
                  <Button
                    kind="text"
                    size="small"
                    aria-pressed={shown === number}
                    onPress={() => setShown(number)}
                  >
                    {say(shown === number ? words.shown : words.show)}
                  </Button>
                ),
              },
            ]}
          />
        </section>
      )}
      {without.length === 0 ? null : (
        <section className="m-section" aria-labelledby="without">
          <h2 id="without">{say(words.withoutTitle, { count: without.length })}</h2>
          <p>{say(words.withoutText)}</p>
          <ul className="m-map-without">
            {without.map(({ key, name, kind }) => (
              <li key={key}>
                <ElementLink kind="components" of={key}>
                  {say(name)}
                </ElementLink>
                <span className="m-hint">
                  {say(signs.open)}
                  {say(kind)}
                  {say(signs.close)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Notes({
  row,
  outline,
}: {
  readonly row: Row;
  readonly outline: Outline | undefined;
}): ReactNode {
  const say = useText();
  const outside = outline !== undefined && !isInside(row, outline);
  if (row.gaps === 0 && !outside) return say(words.fine);
  return (
    <ul>
      {row.gaps > 0 ? (
        <li>
          <strong>{say(words.undecided, { count: row.gaps })}</strong>
        </li>
      ) : null}
      {outside ? <li>{say(words.outside)}</li> : null}
    </ul>
  );
}
