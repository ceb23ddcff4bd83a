import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { usePrinting } from '../../design/use-printing.ts';
import { useText } from '../../language.tsx';

import { mapWords as words } from '../../messages/map.ts';
import { pictureWords } from '../../messages/picture.ts';
import { shellWords } from '../../messages/shell.ts';
import { type MapPoint, type Outline, projectionOf, scaleBar, signsOf } from './map-geometry.ts';

const largest = 16;
const signApart = 30;
/** What A4 leaves within its margins, in pixels, with room for the heading and the legend. */
const paperRoom = { width: 676, height: 640 };

/** The map as lines and signs of our own: nothing is fetched for it. The list beside it says the same in words. */
export function MapDrawing({
  points,
  outline,
  shown,
  onShow,
}: {
  readonly points: readonly MapPoint[];
  readonly outline: Outline | undefined;
  /** Number of the point that is pointed at, counted from 1. */
  readonly shown: number | undefined;
  readonly onShow: (number: number) => void;
}): ReactNode {
  const say = useText();
  const around = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(720);
  const [zoom, setZoom] = useState(1);
  useLayoutEffect(() => {
    const element = around.current;
    if (element === null) return;
    const measure = (): void => setRoom(Math.max(200, element.clientWidth - 2));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  // On paper the whole is drawn for the sheet: shrunk, its signs would be too small and its scale wrong.
  const map = usePrinting()
    ? projectionOf(points, outline, paperRoom.width, paperRoom.height)
    : projectionOf(points, outline, room * zoom, Math.min(room, 640, innerHeight * 0.75) * zoom);
  const signs = signsOf(points, map, signApart);
  const metres = scaleBar(map.metresPerPixel, Math.min(160, room / 2));
  const pointed = signs.find(({ numbers }) => shown !== undefined && numbers.includes(shown));
  const [x, y] = [pointed?.x, pointed?.y];
  // What is pointed at is brought into view, without moving the page.
  useEffect(() => {
    const element = frame.current;
    if (element === null || x === undefined || y === undefined) return;
    element.scrollLeft = x - element.clientWidth / 2;
    element.scrollTop = y - element.clientHeight / 2;
  }, [x, y]);
  return (
    <div>
      <div className="m-picture-tools">
        <Button
          kind="secondary"
          size="small"
          onPress={() => setZoom((now) => Math.min(largest, now * 1.6))}
        >
          {say(pictureWords.zoomIn)}
        </Button>
        <Button
          kind="secondary"
          size="small"
          onPress={() => setZoom((now) => Math.max(1, now / 1.6))}
        >
          {say(pictureWords.zoomOut)}
        </Button>
        <Button kind="secondary" size="small" onPress={() => setZoom(1)}>
          {say(pictureWords.fit)}
        </Button>
        <div className="m-picture-printing">
          <Button kind="secondary" size="small" onPress={() => print()}>
            {say(pictureWords.print)}
          </Button>
        </div>
      </div>
      <div className="m-map" ref={around}>
        <section
          ref={frame}
          className="m-picture-frame"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keyboard
          tabIndex={0}
          aria-label={say(words.drawing)}
        >
          <svg
            width={map.width}
            height={map.height}
            viewBox={`0 0 ${map.width} ${map.height}`}
            role="img"
            aria-label={say(words.drawn, { count: points.length })}
          >
            {outline === undefined ? null : (
              <path
                className="m-map-outline"
                fillRule="evenodd"
                d={outline
                  .flat()
                  .map(
                    (ring) =>
                      `M${ring
                        .map(([longitude, latitude]) =>
                          map
                            .place({ longitude, latitude })
                            .map((value) => value.toFixed(1))
                            .join(' '),
                        )
                        .join('L')}Z`,
                  )
                  .join('')}
              />
            )}
            {signs.map((sign) => {
              const { numbers } = sign;
              const [first = 1, ...others] = numbers;
              const label =
                others.length < 3
                  ? numbers.join(say(shellWords.and))
                  : say(words.several, { first, count: others.length });
              const wide = 18 + label.length * 8;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the list has the same as a button
                <g
                  key={first}
                  className="m-map-sign"
                  data-shown={sign === pointed ? '' : undefined}
                  data-gap={
                    numbers.some((each) => (points[each - 1]?.gaps ?? 0) > 0) ? '' : undefined
                  }
                  transform={`translate(${sign.x.toFixed(1)} ${sign.y.toFixed(1)})`}
                  onClick={() => onShow(first)}
                >
                  <rect x={-wide / 2} y={-13} width={wide} height={26} rx={13} />
                  <text textAnchor="middle" dy="0.36em">
                    {label}
                  </text>
                </g>
              );
            })}
          </svg>
        </section>
        <MapLegend
          points={points}
          outline={outline !== undefined}
          grouped={signs.some(({ numbers }) => numbers.length > 1)}
        />
        <div className="m-map-scale" aria-hidden="true">
          <span className="m-map-bar" style={{ width: metres / map.metresPerPixel }} />
          {metres >= 1_000
            ? say(words.kilometres, { count: metres / 1_000 })
            : say(words.metres, { count: metres })}
          <svg width={16} height={28} viewBox="0 0 16 28" aria-hidden="true">
            <path d="M8 2l6 12H2zM7 14h2v12H7z" />
          </svg>
          {say(words.north)}
        </div>
      </div>
    </div>
  );
}

/** What the signs on this map mean: only those that are on it. */
function MapLegend({
  points,
  outline,
  grouped,
}: {
  readonly points: readonly MapPoint[];
  readonly outline: boolean;
  readonly grouped: boolean;
}): ReactNode {
  const say = useText();
  const gap = ({ gaps }: MapPoint): boolean => gaps > 0;
  const settled = points.findIndex((each) => !gap(each)) + 1;
  const open = points.findIndex(gap) + 1;
  return (
    <ul className="m-picture-legend m-map-legend" aria-label={say(pictureWords.legend)}>
      {settled === 0 ? null : (
        <li>
          <SampleSign number={settled} />
          {say(words.legendPlace)}
        </li>
      )}
      {open === 0 ? null : (
        <li>
          <SampleSign number={open} gap />
          {say(words.legendGap)}
        </li>
      )}
      {grouped ? <li>{say(words.legendSeveral)}</li> : null}
      {outline ? (
        <li>
          <svg width={28} height={18} aria-hidden="true">
            <rect className="m-map-area" x={1} y={1} width={26} height={16} />
          </svg>
          {say(words.outlineTitle)}
        </li>
      ) : null}
    </ul>
  );
}

function SampleSign({
  number,
  gap = false,
}: {
  readonly number: number;
  readonly gap?: boolean;
}): ReactNode {
  return (
    <svg width={34} height={28} aria-hidden="true">
      <g className="m-map-sign" data-gap={gap ? '' : undefined} transform="translate(17 14)">
        <rect x={-15} y={-12} width={30} height={24} rx={12} />
        <text textAnchor="middle" dy="0.36em">
          {number}
        </text>
      </g>
    </svg>
  );
}
