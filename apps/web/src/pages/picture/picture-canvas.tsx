import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import type { Picture } from './picture-data.ts';
import { headRoom, laneRoom, PictureBody, PictureHead } from './picture-drawing.tsx';
import { moved, type Spot } from './picture-move.ts';

const smallest = 0.2;
const largest = 2;
const step = 1.25;
/** Words can still be read; below it the picture begins cut off rather than small. */
const readable = 0.65;

const bounded = (scale: number): number => Math.min(largest, Math.max(smallest, scale));
const sameSpot = (a: Spot | undefined, b: Spot): boolean =>
  a?.kind === b.kind &&
  (a.kind === 'box' ? a.key === (b as typeof a).key : a.id === (b as typeof a).id);

/** The picture in a window of its own: it scrolls, is drawn larger and smaller, and is walked by keyboard. */
export function PictureCanvas({
  picture,
  open,
  onOpen,
  tools,
}: {
  readonly picture: Picture;
  readonly open: Spot | undefined;
  readonly onOpen: (spot: Spot | undefined) => void;
  readonly tools: ReactNode;
}): ReactNode {
  const say = useText();
  const frame = useRef<HTMLDivElement>(null);
  const width = picture.width + laneRoom;
  const height = picture.height + headRoom;
  const [scale, setScale] = useState(1);
  const [chosen, setAt] = useState<Spot>();
  const at = chosen && stillThere(picture, chosen) ? chosen : firstOf(picture);

  const fitting = useCallback((): number => {
    const room = frame.current;
    if (room === null) return 1;
    const across = room.clientWidth / width;
    return bounded(Math.min(1, across, (innerHeight * 0.8) / height));
  }, [width, height]);
  // What is opened first can be read, and shows as much as can be read.
  useLayoutEffect(() => {
    const across = (frame.current?.clientWidth ?? width) / width;
    setScale(bounded(Math.min(1, Math.max(readable, across))));
  }, [width]);

  const zoomAt = useRef<{ readonly x: number; readonly y: number; readonly from: number }>(
    undefined,
  );
  const zoom = useCallback((to: (scale: number) => number, x?: number, y?: number): void => {
    const room = frame.current;
    setScale((from) => {
      zoomAt.current = {
        x: x ?? (room?.clientWidth ?? 0) / 2,
        y: y ?? (room?.clientHeight ?? 0) / 2,
        from,
      };
      return bounded(to(from));
    });
  }, []);
  // What was under the pointer, or in the middle, stays there.
  useLayoutEffect(() => {
    const [room, kept] = [frame.current, zoomAt.current];
    zoomAt.current = undefined;
    if (room === null || kept === undefined) return;
    const by = scale / kept.from;
    room.scrollLeft = (room.scrollLeft + kept.x) * by - kept.x;
    room.scrollTop = (room.scrollTop + kept.y) * by - kept.y;
  }, [scale]);
  useEffect(() => {
    const room = frame.current;
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const by = Math.exp(-event.deltaY / 400);
      zoom((from) => from * by, event.clientX - left, event.clientY - top);
    };
    room?.addEventListener('wheel', turn, { passive: false });
    return () => room?.removeEventListener('wheel', turn);
  }, [zoom]);

  // The panel takes room from the picture: what it is about stays in sight.
  useEffect(() => {
    if (open?.kind === 'box')
      elementOf(frame.current, open)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);

  const choose = useCallback(
    (spot: Spot): void => {
      setAt(spot);
      onOpen(spot);
    },
    [onOpen],
  );
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || at === undefined) return;
    const act = keysOfZoom[event.key];
    if (act !== undefined) {
      event.preventDefault();
      zoom(act === 'fit' ? fitting : (from) => from * act);
      return;
    }
    if (event.key === 'Escape' && open !== undefined) {
      onOpen(undefined);
      return;
    }
    if ((event.key === 'Enter' || event.key === ' ') && at.kind === 'line') {
      event.preventDefault();
      choose(at);
      return;
    }
    const to = moved(picture, at, event);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
    elementOf(frame.current, to)?.focus();
  };

  return (
    <section aria-label={say(words.drawing)} className="m-picture-part">
      <div className="m-picture-tools">
        <Button kind="secondary" size="small" onPress={() => zoom((from) => from * step)}>
          {say(words.zoomIn)}
        </Button>
        <Button kind="secondary" size="small" onPress={() => zoom((from) => from / step)}>
          {say(words.zoomOut)}
        </Button>
        <Button kind="secondary" size="small" onPress={() => zoom(fitting)}>
          {say(words.fit)}
        </Button>
        <span className="m-hint" role="status">
          {say(words.zoom, { percent: Math.round(scale * 100) })}
        </span>
        {tools}
      </div>
      <div ref={frame} className="m-picture-frame" {...dragging}>
        <div
          className="m-picture"
          role="application"
          aria-label={say(words.application)}
          aria-describedby="picture-keys"
          style={{ zoom: scale, width, height }}
          onKeyDown={press}
          onFocus={(event) => {
            const spot = spotOf(picture, event.target);
            if (spot !== undefined) setAt((now) => (sameSpot(now, spot) ? now : spot));
          }}
        >
          <PictureHead picture={picture} />
          <PictureBody picture={picture} at={at} open={open} onOpen={choose} />
        </div>
      </div>
      <div id="picture-keys">
        <Disclosure summary={say(words.keys)}>
          <ul className="m-bullets">
            <li>{say(words.keysMove)}</li>
            <li>{say(words.keysFlow)}</li>
            <li>{say(words.keysOpen)}</li>
            <li>{say(words.keysZoom)}</li>
          </ul>
        </Disclosure>
      </div>
    </section>
  );
}

const keysOfZoom: Readonly<Record<string, number | 'fit'>> = {
  '+': step,
  ';': step,
  '-': 1 / step,
  '0': 'fit',
};

const firstOf = (picture: Picture): Spot | undefined =>
  picture.boxes[0] && { kind: 'box', key: picture.boxes[0].key };

const stillThere = ({ boxes, lines }: Picture, spot: Spot): boolean =>
  spot.kind === 'box'
    ? boxes.some(({ key }) => key === spot.key)
    : lines.some(({ id }) => id === spot.id);

/** The element of a spot; keys hold nothing that ends an attribute's value. */
export const elementOf = (
  within: ParentNode | null,
  spot: Spot,
): HTMLElement | SVGElement | null | undefined =>
  within?.querySelector<HTMLElement>(
    spot.kind === 'box'
      ? `[data-box="${CSS.escape(spot.key)}"]`
      : `[data-line="${CSS.escape(spot.id)}"]`,
  );

function spotOf({ lines }: Picture, target: EventTarget): Spot | undefined {
  const element = target as HTMLElement;
  const { box, line } = element.dataset;
  if (box !== undefined) return { kind: 'box', key: box };
  const found = lines.find(({ id }) => id === line);
  // Where nobody came to it from a box, it is seen from where it begins.
  return found && { kind: 'line', id: found.id, seenFrom: found.from };
}

/** With a mouse the picture is pulled about; a finger scrolls it anyhow. */
const dragging = {
  onPointerDown(event: PointerEvent<HTMLElement>) {
    const on = event.target as Element;
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    if (on.closest('[data-box], [data-line]') !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
  },
  onPointerMove(event: PointerEvent<HTMLElement>) {
    const room = event.currentTarget;
    if (!room.hasPointerCapture(event.pointerId)) return;
    room.scrollLeft -= event.movementX;
    room.scrollTop -= event.movementY;
  },
};
