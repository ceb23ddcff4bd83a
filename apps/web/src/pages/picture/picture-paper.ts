import type { Picture } from './picture-data.ts';
import { headRoom, laneRoom } from './picture-drawing.tsx';

export type Paper = 'a4' | 'a3';

const millimetre = 96 / 25.4;
/** What of a sheet on its side is left within margins of 10 mm, in pixels; above the picture stand title and legend. */
const rooms: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 277 * millimetre, height: 190 * millimetre - 92 },
  a3: { width: 400 * millimetre, height: 277 * millimetre - 92 },
};
/** Names of boxes are then some 6 points high; on paper that somebody chose themselves they may be 5. */
const readable = 0.6;
const smallest = 0.5;

export interface Sheet {
  /** Part of the picture, from the top. */
  readonly y: number;
  readonly height: number;
}

export interface PrintedPicture {
  readonly scale: number;
  readonly sheets: readonly Sheet[];
}

const wholeScale = ({ width, height }: Picture, paper: Paper): number =>
  Math.min(1.2, rooms[paper].width / (width + laneRoom), rooms[paper].height / (height + headRoom));

/** The smallest paper on which the whole can be read. */
export const paperFor = (picture: Picture): Paper =>
  wholeScale(picture, 'a4') >= readable ? 'a4' : 'a3';

/** One sheet where it can be read on it; otherwise as many as it takes, cut between lanes where that is possible. */
export function onPaper(picture: Picture, paper: Paper): PrintedPicture {
  const whole = wholeScale(picture, paper);
  const across = Math.min(1.2, rooms[paper].width / (picture.width + laneRoom));
  const least = Math.max(whole, Math.min(across, smallest));
  let scale = least;
  let sheets = sheetsAt(picture, paper, scale);
  // As large as so many sheets hold it.
  for (let larger = least; larger <= across; larger += 0.02) {
    const its = sheetsAt(picture, paper, larger);
    if (its.length > sheets.length) break;
    [scale, sheets] = [larger, its];
  }
  return { scale, sheets };
}

/** The parts of the picture that sheets hold at a size. */
function sheetsAt(picture: Picture, paper: Paper, scale: number): Sheet[] {
  const most = rooms[paper].height / scale - headRoom;
  const sheets: Sheet[] = [];
  const ends = [...picture.lanes.map(({ y, height }) => y + height), picture.height];
  let y = 0;
  while (y < picture.height - 1) {
    const fitting = ends.filter((end) => end > y && end - y <= most + 1).at(-1);
    const end = fitting ?? Math.min(picture.height, y + most);
    sheets.push({ y, height: end - y });
    y = end;
  }
  return sheets;
}
