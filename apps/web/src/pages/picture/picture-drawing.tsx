import { memo, type ReactNode } from 'react';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import { signs } from '../../messages/signs.ts';
import { namesOf, type Picture, type PictureBox, type PictureLine } from './picture-data.ts';
import { linesAt, type Spot } from './picture-move.ts';

/** Room for the names of lanes and of columns. */
export const laneRoom = 136;
export const headRoom = 40;

export interface DrawingProps {
  readonly picture: Picture;
  /** What the keyboard is at; nothing on paper, where nothing is pressed. */
  readonly at?: Spot | undefined;
  /** What is open beside the picture: what has nothing to do with it steps back. */
  readonly open?: Spot | undefined;
  readonly onOpen?: ((spot: Spot) => void) | undefined;
}

/** Names of the columns, above everything. */
export function PictureHead({ picture }: { readonly picture: Picture }): ReactNode {
  const say = useText();
  return (
    <div className="m-picture-head" style={{ height: headRoom, width: picture.width + laneRoom }}>
      {picture.columns.map(({ name, outside, x, width }) => (
        <span
          key={name.en}
          data-outside={outside ? '' : undefined}
          style={{ left: laneRoom + x - 10, width: width + 20 }}
        >
          {say(name)}
        </span>
      ))}
    </div>
  );
}

/** Lanes, lines and boxes, at full size. */
export const PictureBody = memo(function PictureBody({
  picture,
  at,
  open,
  onOpen,
}: DrawingProps): ReactNode {
  const outside = picture.columns.find((column) => column.outside);
  const near = open && nearTo(picture, open);
  return (
    <div
      className="m-picture-body"
      data-narrowed={near === undefined ? undefined : ''}
      style={{ height: picture.height, width: picture.width + laneRoom }}
    >
      <Lanes picture={picture} edge={outside?.x} />
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: each line in it has a name of its own */}
      <svg
        className="m-picture-lines"
        style={{ left: laneRoom }}
        width={picture.width}
        height={picture.height}
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        aria-hidden={onOpen === undefined ? true : undefined}
      >
        {picture.lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            picture={picture}
            current={at?.kind === 'line' && at.id === line.id}
            near={near?.has(line.id) === true}
            onOpen={onOpen}
          />
        ))}
      </svg>
      {picture.boxes.map((box) => (
        <Box
          key={box.key}
          box={box}
          picture={picture}
          current={at?.kind === 'box' && at.key === box.key}
          open={open?.kind === 'box' && open.key === box.key}
          near={near?.has(box.key) === true}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
});

/** The spot itself, its lines, and what they lead to. */
function nearTo({ lines }: Picture, spot: Spot): ReadonlySet<string> {
  const its =
    spot.kind === 'box'
      ? linesAt(lines, spot.key, 'any')
      : lines.filter(({ id }) => id === spot.id);
  return new Set([
    ...(spot.kind === 'box' ? [spot.key] : []),
    ...its.flatMap(({ id, from, to }) => [id, from, to]),
  ]);
}

function Lanes({
  picture,
  edge,
}: {
  readonly picture: Picture;
  readonly edge: number | undefined;
}): ReactNode {
  const say = useText();
  const width = laneRoom + (edge === undefined ? picture.width : edge - 12);
  return (
    <>
      {picture.lanes.map(({ key, name, role, y, height }) => (
        <div key={key} className="m-picture-lane" style={{ top: y, height, width }}>
          <div style={{ width: laneRoom - 8 }}>
            <strong>{say(name)}</strong>
            {role === undefined ? null : <span>{say(role)}</span>}
          </div>
        </div>
      ))}
      {edge === undefined ? null : (
        <div
          className="m-picture-outside"
          style={{ left: laneRoom + edge - 12, height: picture.height }}
        />
      )}
    </>
  );
}

const path = (points: PictureLine['points']): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/** A head at the end of a line, which always runs sideways there. */
const head = ([x, y]: readonly [number, number], before: readonly [number, number]): string => {
  const back = x > before[0] ? -9 : 9;
  return `M${x} ${y}l${back} -5v10z`;
};

const Line = memo(function Line({
  line,
  picture,
  current,
  near,
  onOpen,
}: {
  readonly line: PictureLine;
  readonly picture: Picture;
  readonly current: boolean;
  readonly near: boolean;
  readonly onOpen: DrawingProps['onOpen'];
}): ReactNode {
  const said = useLineSaid(picture, line);
  const { points, class: flowClass, bothWays, mark } = line;
  const [first, second] = points;
  const [last, before] = [points.at(-1), points.at(-2)];
  const spot: Spot = { kind: 'line', id: line.id, seenFrom: line.from };
  const drawn = path(points);
  return (
    <g
      className="m-picture-line"
      data-class={flowClass}
      data-near={near ? '' : undefined}
      {...(onOpen === undefined
        ? {}
        : {
            'data-line': line.id,
            role: 'button',
            tabIndex: current ? 0 : -1,
            'aria-label': said,
            onClick: () => onOpen(spot),
          })}
    >
      <path className="m-picture-halo" d={drawn} />
      <path className="m-picture-stroke" d={drawn} />
      {last && before ? <path className="m-picture-tip" d={head(last, before)} /> : null}
      {bothWays && first && second ? (
        <path className="m-picture-tip" d={head(first, second)} />
      ) : null}
      {mark === undefined ? null : (
        <path
          className="m-picture-mark"
          data-boundary={mark.boundary}
          d={`M${mark.at[0]} ${mark.at[1] - 7}l7 7l-7 7l-7 -7z`}
        />
      )}
    </g>
  );
});

/** What a line is called: its ends, its class, its data. */
export function useLineSaid(picture: Picture, line: PictureLine): string {
  const say = useText();
  const names = namesOf(picture);
  const named = (key: string): string => say(names.get(key) ?? { ja: key, en: key });
  const data = new Set(
    picture.flows
      .filter(({ key }) => line.flows.includes(key))
      .flatMap(({ dataSets }) => dataSets.map(({ name }) => say(name))),
  );
  return say(line.bothWays ? words.lineSaidBoth : words.lineSaid, {
    from: named(line.from),
    to: named(line.to),
    class: say(words[line.class]),
    data: [...data].join(say(signs.comma)),
  });
}

const Box = memo(function Box({
  box,
  picture,
  current,
  open,
  near,
  onOpen,
}: {
  readonly box: PictureBox;
  readonly picture: Picture;
  readonly current: boolean;
  readonly open: boolean;
  readonly near: boolean;
  readonly onOpen: DrawingProps['onOpen'];
}): ReactNode {
  const say = useText();
  const { key, x, y, width, height, name, kind, stage, gaps, overlaps, outside, operator } = box;
  const duty = gaps > 0 ? say(words.undecided) : overlaps > 0 ? say(words.doubled) : undefined;
  const under = outside && operator !== undefined ? say(operator.name) : say(kind);
  const shared = {
    className: 'm-picture-box',
    'data-duty': gaps > 0 ? 'gap' : overlaps > 0 ? 'overlap' : undefined,
    'data-outside': outside ? '' : undefined,
    'data-planned': stage === undefined ? undefined : '',
    'data-near': near ? '' : undefined,
    style: { left: laneRoom + x, top: y, width, height },
  };
  const face = (
    <>
      <span className="m-picture-name">{say(name)}</span>
      <span className={duty === undefined ? 'm-picture-kind' : 'sr-only'}>
        {stage === undefined ? under : `${under}${say(signs.dot)}${say(stage)}`}
      </span>
      {duty === undefined ? null : <span className="m-picture-duty">{duty}</span>}
    </>
  );
  if (onOpen === undefined) return <div {...shared}>{face}</div>;
  const count = (way: 'arriving' | 'leaving'): number =>
    linesAt(picture.lines, key, way).reduce((sum, line) => sum + line.flows.length, 0);
  return (
    <button
      {...shared}
      type="button"
      data-box={key}
      tabIndex={current ? 0 : -1}
      aria-expanded={open}
      onClick={() => onOpen({ kind: 'box', key })}
    >
      {face}
      <span className="sr-only">
        {say(words.boxSaid, {
          operator: operator === undefined ? '' : say(operator.name),
          arriving: count('arriving'),
          leaving: count('leaving'),
        })}
      </span>
    </button>
  );
});
