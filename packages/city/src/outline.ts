import { Failure, fill, type Text, text } from '@machimori/kernel';

/** A longitude and a latitude in degrees (WGS 84 or JGD2011). */
export type Degrees = readonly [longitude: number, latitude: number];

/** Where a city ends: polygons of rings, the first of each from outside, those that follow cut out of it. */
export type Outline = readonly (readonly (readonly Degrees[])[])[];

const messages = {
  unreadable: text(
    'GeoJSONとして読めません。文字コードがUTF-8のGeoJSONファイルを選んでください。',
    'This cannot be read as GeoJSON. Please choose a GeoJSON file in UTF-8.',
  ),
  noArea: text(
    '市区町村の区域（Polygon か MultiPolygon）が見つかりません。',
    'There is no area (Polygon or MultiPolygon) in it.',
  ),
  noAreaNext: text(
    '点や線ではなく、行政区域のファイルを選んでください。',
    'Choose a file of administrative areas, not of points or lines.',
  ),
  ring: text(
    '{place}が、区域の輪になっていません。点は四つ以上で、はじめと終わりが同じです。',
    '{place} is no ring: it needs four points or more, and ends where it begins.',
  ),
  point: text(
    '{place}が、経度と緯度になっていません: {given}',
    '{place} is no longitude and latitude: {given}',
  ),
  turned: text(
    '{place}は、緯度、経度の順に書かれているようです: {given}',
    '{place} seems to be latitude first: {given}',
  ),
  turnedNext: text(
    'GeoJSONでは、経度、緯度の順に書きます。座標系がJGD2011かWGS84のファイルを選んでください。',
    'GeoJSON has the longitude first, in degrees. Choose a file in JGD2011 or WGS 84.',
  ),
  large: text(
    '区域の点が多すぎます（{most}まで）。',
    'There are too many points (at most {most}).',
  ),
  largeNext: text(
    'ひとつの市区町村だけのファイルを選んでください。',
    'Choose a file of one municipality alone.',
  ),
  wide: text(
    '区域が広すぎます。南北と東西が{most}度までの、ひとつの市区町村を選んでください。',
    'The area is too wide. Choose one municipality of at most {most} degrees each way.',
  ),
};

const mostPoints = 400_000;
const keptPoints = 8_000;
/** 東京都 with its islands is some 18 degrees wide; 石垣市 with 尖閣諸島 some 1.7. */
const widestDegrees = 20;
/** A municipality's name in the land ministry's files of administrative areas (N03). */
const nameFields = ['N03_004', 'N03_003'];

/**
 * Reads a GeoJSON text: one geometry, feature, or collection of them. Where its features carry names of municipalities
 * as the land ministry's files do and one of them is `name`, only that one is taken. What comes back is thinned out
 * to what a map shows. Throws a Failure that says what to do where it is anything else.
 */
export function readOutline(given: string, name?: string): Outline {
  let read: unknown;
  try {
    read = JSON.parse(given.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('input-invalid', messages.unreadable);
  }
  const geometries = ownFeatures(featuresOf(read), name);
  let points = 0;
  const polygons = geometries.flatMap((geometry) =>
    polygonsOf(geometry).map(({ rings, place }) =>
      rings.map((ring, index) => {
        const of = fill(messages.ring, { place: `${place}[${index}]` });
        if (!Array.isArray(ring) || ring.length < 4) throw new Failure('input-invalid', of);
        points += ring.length;
        if (points > mostPoints)
          throw new Failure('limit-exceeded', fill(messages.large, { most: mostPoints }), {
            next: messages.largeNext,
          });
        const read = ring.map((point, at) => degreesOf(point, `${place}[${index}][${at}]`));
        const [first, last] = [read[0], read.at(-1)];
        if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
          throw new Failure('input-invalid', of);
        return read;
      }),
    ),
  );
  if (polygons.length === 0)
    throw new Failure('input-invalid', messages.noArea, { next: messages.noAreaNext });
  return thinned(polygons);
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Feature {
  readonly geometry: Fields;
  readonly names: readonly unknown[];
  readonly place: string;
}

function featuresOf(read: unknown): readonly Feature[] {
  if (!isFields(read)) return [];
  if (read['type'] === 'FeatureCollection' && Array.isArray(read['features']))
    return read['features'].flatMap((each: unknown, index) =>
      isFields(each) ? featureOf(each, `features[${index}].geometry`) : [],
    );
  if (read['type'] === 'Feature') return featureOf(read, 'geometry');
  return [{ geometry: read, names: [], place: '' }];
}

function featureOf({ geometry, properties }: Fields, place: string): Feature[] {
  if (!isFields(geometry)) return [];
  const names = isFields(properties) ? nameFields.map((field) => properties[field]) : [];
  return [{ geometry, names, place }];
}

function ownFeatures(features: readonly Feature[], name: string | undefined): readonly Feature[] {
  const own = name === undefined ? [] : features.filter(({ names }) => names.includes(name));
  return own.length > 0 ? own : features;
}

function polygonsOf({ geometry, place }: Feature): { rings: unknown[]; place: string }[] {
  const { type, coordinates, geometries } = geometry as {
    type?: unknown;
    coordinates?: unknown;
    geometries?: unknown;
  };
  const at = place === '' ? 'coordinates' : `${place}.coordinates`;
  if (type === 'Polygon' && Array.isArray(coordinates)) return [{ rings: coordinates, place: at }];
  if (type === 'MultiPolygon' && Array.isArray(coordinates))
    return coordinates.flatMap((rings: unknown, index) =>
      Array.isArray(rings) ? [{ rings, place: `${at}[${index}]` }] : [],
    );
  // One level only: collections within collections are nobody's outline.
  if (type === 'GeometryCollection' && Array.isArray(geometries))
    return geometries
      .filter((each) => isFields(each) && each['type'] !== type)
      .flatMap((each: Fields, index) =>
        polygonsOf({ geometry: each, names: [], place: `geometries[${index}]` }),
      );
  return [];
}

function degreesOf(point: unknown, place: string): Degrees {
  const [longitude, latitude]: unknown[] = Array.isArray(point) ? point : [];
  const given = shown(point);
  const within = (value: unknown, most: number): value is number =>
    typeof value === 'number' && Math.abs(value) <= most;
  if (within(longitude, 180) && within(latitude, 90)) return [longitude, latitude];
  if (within(longitude, 90) && within(latitude, 180))
    throw new Failure('input-invalid', fill(messages.turned, { place, given }), {
      next: messages.turnedNext,
    });
  throw new Failure('input-invalid', fill(messages.point, { place, given }), {
    next: messages.turnedNext,
  });
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 60);

/** Points that a map would show at one place are one, and islands that it would show as a point are left out. */
function thinned(polygons: readonly (readonly (readonly Degrees[])[])[]): Outline {
  const all = polygons.flat(2);
  const [west, east] = range(all, 0);
  const [south, north] = range(all, 1);
  const extent = Math.max(east - west, north - south);
  if (extent > widestDegrees) throw new Failure('input-invalid', widestText());
  let apart = extent / 4_000;
  for (;;) {
    const kept = polygons
      .map((rings) => rings.map((ring) => thinnedRing(ring, apart)))
      .filter(([outer]) => outer !== undefined && outer.length >= 4)
      .map(([outer = [], ...holes]) => [outer, ...holes.filter((hole) => hole.length >= 4)]);
    if (kept.length === 0) {
      // All of it is smaller than what we would leave out: then it stays as it came.
      if (all.length <= keptPoints) return polygons;
    } else if (kept.flat(2).length <= keptPoints) return kept;
    apart *= 1.5;
  }
}

const widestText = (): Text => fill(messages.wide, { most: widestDegrees });

function range(points: readonly Degrees[], side: 0 | 1): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of points) {
    least = Math.min(least, point[side]);
    most = Math.max(most, point[side]);
  }
  return [least, most];
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function thinnedRing(ring: readonly Degrees[], apart: number): Degrees[] {
  const kept: Degrees[] = [];
  let last: Degrees | undefined;
  for (const point of ring) {
    const far = last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= apart;
    if (!far) continue;
    last = point;
    kept.push([rounded(point[0]), rounded(point[1])]);
  }
  const [first] = kept;
  const end = kept.at(-1);
  if (first !== undefined && (end?.[0] !== first[0] || end[1] !== first[1])) kept.push(first);
  return kept;
}
