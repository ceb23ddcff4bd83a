import type { Picture, PictureBox, PictureLine } from './picture-data.ts';

/** What in the picture has the focus: a box, or a line as seen from one of its boxes. */
export type Spot =
  | { readonly kind: 'box'; readonly key: string }
  | { readonly kind: 'line'; readonly id: string; readonly seenFrom: string };

export type Direction = 'up' | 'down' | 'left' | 'right';

const centre = ({ x, y, width, height }: PictureBox): readonly [number, number] => [
  x + width / 2,
  y + height / 2,
];

/** The box that one means by pressing an arrow: the nearest on that side, straight on before aside. */
export function neighbour(
  boxes: readonly PictureBox[],
  key: string,
  direction: Direction,
): PictureBox | undefined {
  const from = boxes.find((box) => box.key === key);
  if (from === undefined) return undefined;
  const [x, y] = centre(from);
  let nearest: PictureBox | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const [otherX, otherY] = centre(box);
    const [dx, dy] = [otherX - x, otherY - y];
    const [ahead, aside] = {
      up: [-dy, dx],
      down: [dy, dx],
      left: [-dx, dy],
      right: [dx, dy],
    }[direction] as [number, number];
    if (ahead < 12) continue;
    const far = ahead + 2.5 * Math.abs(aside);
    if (far < least) [nearest, least] = [box, far];
  }
  return nearest;
}

const leaves = (line: PictureLine, key: string): boolean =>
  line.from === key || (line.bothWays && line.to === key);
const arrives = (line: PictureLine, key: string): boolean =>
  line.to === key || (line.bothWays && line.from === key);

/** Lines that begin or end at a box, from top to bottom. */
export function linesAt(
  lines: readonly PictureLine[],
  key: string,
  way: 'leaving' | 'arriving' | 'any',
): readonly PictureLine[] {
  const at = (line: PictureLine): number =>
    (line.from === key ? line.points[0] : line.points.at(-1))?.[1] ?? 0;
  return lines
    .filter(
      (line) =>
        (way !== 'arriving' && leaves(line, key)) || (way !== 'leaving' && arrives(line, key)),
    )
    .toSorted((a, b) => at(a) - at(b));
}

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Where a key leads from a spot; nothing where it leads nowhere. */
export function moved(picture: Picture, spot: Spot, pressed: Pressed): Spot | undefined {
  const { boxes, lines } = picture;
  const box = (key: string | undefined): Spot | undefined =>
    key === undefined ? undefined : { kind: 'box', key };
  const direction = directions[pressed.key];
  if (spot.kind === 'box') {
    if (pressed.key === 'Home') return box(boxes[0]?.key);
    if (pressed.key === 'End') return box(boxes.at(-1)?.key);
    if (direction === undefined) return undefined;
    if (!pressed.shiftKey || direction === 'up' || direction === 'down')
      return box(neighbour(boxes, spot.key, direction)?.key);
    const [first] = linesAt(lines, spot.key, direction === 'right' ? 'leaving' : 'arriving');
    return first && { kind: 'line', id: first.id, seenFrom: spot.key };
  }
  const line = lines.find(({ id }) => id === spot.id);
  if (line === undefined) return undefined;
  if (pressed.key === 'Escape') return box(spot.seenFrom);
  if (direction === 'up' || direction === 'down') {
    const all = linesAt(lines, spot.seenFrom, 'any');
    const next = all[all.findIndex(({ id }) => id === spot.id) + (direction === 'up' ? -1 : 1)];
    return next && { ...spot, id: next.id };
  }
  if (direction === 'right') return box(line.to);
  return direction === 'left' ? box(line.from) : undefined;
}
