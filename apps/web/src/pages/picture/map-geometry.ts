import type { Answer } from '../../api/routes.ts';

export type CityMap = Answer<'GET /plan/map'>;
export type MapPoint = CityMap['points'][number];
export type Outline = NonNullable<Answer<'GET /city/outline'>['outline']>['polygons'];

interface Degrees {
  readonly longitude: number;
  readonly latitude: number;
}

/** A map of so many pixels; a city is small enough to be drawn flat. */
export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly metresPerPixel: number;
  place(of: Degrees): readonly [x: number, y: number];
}

const metresPerDegree = 111_320;
const margin = 36;
/** A single place has no extent: then so many metres are shown around it. */
const leastMetres = 800;

/** Everything in view: the outline where there is one, and all points. */
export function projectionOf(
  points: readonly Degrees[],
  outline: Outline | undefined,
  width: number,
  mostHeight: number,
): Projection {
  const all: readonly Degrees[] = [
    ...points,
    ...(outline?.flat(2).map(([longitude, latitude]) => ({ longitude, latitude })) ?? []),
  ];
  const range = (side: keyof Degrees): readonly [number, number] => {
    const values = all.map((each) => each[side]);
    return [
      values.reduce((a, b) => Math.min(a, b), values[0] ?? 0),
      values.reduce((a, b) => Math.max(a, b), values[0] ?? 0),
    ];
  };
  const [west, east] = range('longitude');
  const [south, north] = range('latitude');
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  const narrowing = Math.max(0.01, Math.cos((middle.latitude * Math.PI) / 180));
  const across = Math.max(leastMetres, (east - west) * metresPerDegree * narrowing);
  const down = Math.max(leastMetres, (north - south) * metresPerDegree);
  const metresPerPixel = Math.max(
    across / Math.max(1, width - 2 * margin),
    down / Math.max(1, mostHeight - 2 * margin),
  );
  const height = Math.min(mostHeight, down / metresPerPixel + 2 * margin);
  return {
    width,
    height,
    metresPerPixel,
    place: ({ longitude, latitude }) => [
      width / 2 + ((longitude - middle.longitude) * metresPerDegree * narrowing) / metresPerPixel,
      height / 2 - ((latitude - middle.latitude) * metresPerDegree) / metresPerPixel,
    ],
  };
}

/** A round length that is at most so many pixels long: 1, 2 or 5 with noughts, in metres. */
export function scaleBar(metresPerPixel: number, mostPixels: number): number {
  const most = metresPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((each) => each * power <= most) ?? 1) * power;
}

export interface Sign {
  readonly x: number;
  readonly y: number;
  /** Numbers in the list, counted from 1. */
  readonly numbers: readonly number[];
}

/** Signs for the points: those that would cover each other share one. */
export function signsOf(
  points: readonly Degrees[],
  projection: Projection,
  apart: number,
): readonly Sign[] {
  const signs: { x: number; y: number; numbers: number[] }[] = [];
  points.forEach((point, index) => {
    const [x, y] = projection.place(point);
    const near = signs.find((sign) => Math.hypot(sign.x - x, sign.y - y) < apart);
    if (near === undefined) signs.push({ x, y, numbers: [index + 1] });
    else near.numbers.push(index + 1);
  });
  return signs;
}

/** Whether a point lies in the outline, lakes and the like left out. */
export function isInside({ longitude, latitude }: Degrees, outline: Outline): boolean {
  return outline.some(
    (rings) => rings.filter((ring) => crossings(ring) % 2 === 1).length % 2 === 1,
  );

  /** How often one leaves or enters the ring on the way to the east. */
  function crossings(ring: Outline[number][number]): number {
    let count = 0;
    for (let at = 1; at < ring.length; at += 1) {
      const [a, b] = [ring[at - 1], ring[at]];
      if (a === undefined || b === undefined || a[1] > latitude === b[1] > latitude) continue;
      if (longitude < a[0] + ((latitude - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) count += 1;
    }
    return count;
  }
}
