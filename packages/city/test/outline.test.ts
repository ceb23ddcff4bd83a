import { Failure } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOutline } from '../src/index.ts';

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const polygon = (...rings: unknown[]): unknown => ({ type: 'Polygon', coordinates: rings });
const read = (value: unknown, name = '星ヶ渡市') => readOutline(JSON.stringify(value), name);
const refusal = (value: unknown): string => {
  try {
    read(value);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return (error as Failure).text.ja;
  }
  throw new Error('it was taken');
};

describe('an outline', () => {
  it('is a polygon, several, or those of a collection, with what is cut out of them', () => {
    const home = square(138.5, 36.75, 0.25);
    const lake = square(138.5625, 36.8125, 0.0625);
    expect(read(polygon(home, lake))).toEqual([[home, lake]]);
    const island = square(139, 37, 0.125);
    expect(read({ type: 'MultiPolygon', coordinates: [[home], [island]] })).toEqual([
      [home],
      [island],
    ]);
    const feature = { type: 'Feature', properties: {}, geometry: polygon(home) };
    expect(read(feature)).toEqual([[home]]);
    expect(read({ type: 'FeatureCollection', features: [feature] })).toEqual([[home]]);
    expect(read({ type: 'GeometryCollection', geometries: [polygon(home)] })).toEqual([[home]]);
    expect(readOutline(`\uFEFF${JSON.stringify(feature)}`, '')).toEqual([[home]]);
  });

  it('is one’s own of the land ministry’s file of a prefecture', () => {
    const of = (name: string, x: number): unknown => ({
      type: 'Feature',
      properties: { N03_004: name },
      geometry: polygon(square(x, 36, 0.125)),
    });
    const features = [of('木の端町', 138), of('星ヶ渡市', 139), of('星ヶ渡市', 139.5)];
    const file = { type: 'FeatureCollection', features };
    expect(read(file)).toHaveLength(2);
    expect(read(file, '木の端町')).toEqual([[square(138, 36, 0.125)]]);
    expect(read(file, 'どこか')).toHaveLength(3);
  });

  it.each([
    [{ type: 'Point', coordinates: [138, 36] }, '見つかりません'],
    [[], '見つかりません'],
    [null, '見つかりません'],
    [{ type: 'FeatureCollection', features: [null, 3, {}] }, '見つかりません'],
    [polygon(square(138, 36, 0.1).slice(0, 3)), 'coordinates[0]が、区域の輪'],
    [polygon(square(138, 36, 0.1).slice(0, 4)), 'coordinates[0]が、区域の輪'],
    [polygon('ring'), 'coordinates[0]が、区域の輪'],
    [polygon([...square(138, 36, 0.1).slice(1), ['a', null]]), 'coordinates[0][4]'],
    [polygon(square(36, 138, 0.1)), '緯度、経度の順'],
    [polygon(square(4_500_000, 3_900_000, 10)), '経度と緯度になっていません'],
    [polygon(square(100, 10, 40)), '広すぎます'],
  ])('is not made of %j', (value, words) => {
    expect(refusal(value)).toContain(words);
  });

  it('cannot be read of anything else, however large or deep', () => {
    for (const text of ['', '{', 'PK\u0003\u0004', '['.repeat(200_000)])
      expect(() => readOutline(text, '')).toThrow(Failure);
    const ring = Array.from({ length: 400_001 }, () => [138, 36]);
    expect(refusal(polygon(ring))).toContain('多すぎます');
  });

  it('is thinned out to what a map shows, and its rings stay rings', () => {
    const coast = Array.from({ length: 100_000 }, (_, n) => {
      const turn = (n / 100_000) * 2 * Math.PI;
      const far = 0.2 + 0.01 * Math.sin(turn * 4_000);
      return [138 + far * Math.cos(turn), 36 + far * Math.sin(turn)];
    });
    const [first] = coast;
    const rock = square(138.5, 36.5, 0.000_01);
    const kept = read({ type: 'MultiPolygon', coordinates: [[[...coast, first]], [rock]] });
    expect(kept.flat(2).length).toBeLessThanOrEqual(8_000);
    expect(kept).toHaveLength(1);
    for (const ring of kept.flat()) expect(ring.at(-1)).toEqual(ring[0]);
  });

  it('is drawn where it was given, wherever that is', () => {
    const degrees = fc.double({ min: -80, max: 70, noNaN: true });
    fc.assert(
      fc.property(
        degrees,
        degrees,
        fc.double({ min: 1e-7, max: 10, noNaN: true }),
        (x, y, size) => {
          const points = read(polygon(square(x, y, size))).flat(2);
          expect(points.length).toBeGreaterThanOrEqual(4);
          for (const [longitude, latitude] of points) {
            expect(longitude).toBeGreaterThanOrEqual(x - 1e-6);
            expect(longitude).toBeLessThanOrEqual(x + size + 1e-6);
            expect(latitude).toBeGreaterThanOrEqual(y - 1e-6);
            expect(latitude).toBeLessThanOrEqual(y + size + 1e-6);
          }
        },
      ),
    );
  });
});
