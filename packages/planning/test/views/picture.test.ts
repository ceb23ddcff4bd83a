import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type City, readCity } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Picture,
  type PictureFilter,
  PlanView,
  pictureOf,
  planCity,
  seenCity,
  seenPlan,
} from '../../src/index.ts';
import { arbitraryCity } from '../arbitrary-city.ts';
import { edition } from '../edition.ts';
import { component, flow, smallCity } from '../small-city.ts';

const root = join(import.meta.dirname, '../../../..');
const sample = readCity({
  name: 'city.yaml',
  text: readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8'),
}).city as City;
const viewOf = (city: City): PlanView =>
  new PlanView(planCity({ city, edition, asOf: '2026-11-21', version: 'test' }), edition, city);
const drawn = (city: City, filter: PictureFilter = {}): Picture =>
  pictureOf(viewOf(city), filter, true);

/** For each box its lane and column, and who stands above it in its column, and left of it in its lane. */
function order(picture: Picture): ReadonlyMap<string, string> {
  const laneOf = (y: number): string =>
    picture.lanes.find((lane) => y >= lane.y && y < lane.y + lane.height)?.key ?? 'outside';
  const columnOf = (x: number): string =>
    picture.columns.find((column) => x >= column.x && x < column.x + column.width)?.name.en ?? '';
  return new Map(
    picture.boxes.map(({ key, x, y, outside }) => [
      key,
      `${outside ? 'outside' : laneOf(y)} | ${columnOf(x)}`,
    ]),
  );
}

/** Pairs of boxes of one cell, or both outside, in the order in which they are read. */
function sequence(picture: Picture, keys: ReadonlySet<string>): string[] {
  const places = order(picture);
  return picture.boxes
    .filter(({ key }) => keys.has(key))
    .toSorted(
      (a, b) =>
        (places.get(a.key) ?? '').localeCompare(places.get(b.key) ?? '') || a.x - b.x || a.y - b.y,
    )
    .map(({ key }) => key);
}

describe('a picture', () => {
  it('is the same to the byte whatever order the description has', () => {
    const turned: City = {
      ...sample,
      components: sample.components.toReversed(),
      flows: sample.flows.toReversed(),
      externalSystems: sample.externalSystems.toReversed(),
    };
    const byKey = <Each extends { key: string }>(list: readonly Each[]): Each[] =>
      list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const [one, other] = [drawn(sample), drawn(turned)];
    expect(byKey(other.boxes)).toEqual(byKey(one.boxes));
    expect(other.lines).toEqual(one.lines);
    expect(other.lanes).toEqual(one.lanes);
  });

  it('moves nothing out of its lane and order when a component or a flow is added', () => {
    const key = 'new-thing';
    fc.assert(
      fc.property(
        fc.constantFrom(...sample.components),
        fc.constantFrom(...sample.components),
        fc.constantFrom('0-first', 'm-middle', 'zz-last'),
        (like, other, name) => {
          const before = drawn(sample);
          const with1 = drawn({
            ...sample,
            components: [...sample.components, { ...like, key: name, standsOn: [] }],
          });
          const with2 = drawn({
            ...sample,
            flows: [...sample.flows, flow(key, like.key, other.key)],
          });
          const keys = new Set(before.boxes.map((each) => each.key));
          for (const after of [with1, with2]) {
            const places = order(after);
            for (const [each, place] of order(before)) expect(places.get(each)).toBe(place);
            expect(sequence(after, keys)).toEqual(sequence(before, keys));
            expect(after.lanes.map((lane) => lane.key)).toEqual(
              before.lanes.map((lane) => lane.key),
            );
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('grows to the side where many operate: no taller than can be read, and as steady', () => {
    const operators = Array.from({ length: 30 }, (_, n) => `org-${n + 10}`);
    const [first] = smallCity({}).organisations;
    if (first === undefined) throw new Error('the small city has organisations');
    const organisations = operators.map((key) => ({ ...first, key, name: key }));
    const arbitraryComponents = fc
      .tuple(
        ...operators.map((owner) =>
          fc
            .record({ devices: fc.nat({ max: 7 }), services: fc.integer({ min: 1, max: 4 }) })
            .map(({ devices, services }) => [
              ...Array.from({ length: devices }, (_, n) =>
                component(`${owner}-d${n}`, { owner, kind: 'device-group' }),
              ),
              ...Array.from({ length: services }, (_, n) =>
                component(`${owner}-s${n}`, { owner, kind: 'service' }),
              ),
            ]),
        ),
      )
      .map((all) => all.flat());
    const withFlows = (components: City['components']): City =>
      smallCity({
        organisations: [...smallCity({}).organisations, ...organisations],
        components,
        flows: components.map(({ key }, n) =>
          flow(`f-${key}`, key, components[(n * 7 + 3) % components.length]?.key ?? key),
        ),
      });
    fc.assert(
      fc.property(arbitraryComponents, fc.constantFrom(...operators), (components, owner) => {
        const before = drawn(withFlows(components));
        expect(crossedBoxes(before)).toEqual([]);
        expect(overlapping(before)).toEqual([]);
        // A screen and a sheet are wider than high: of so many lanes it takes a few, not many.
        expect(before.height).toBeLessThan(2.5 * before.width);
        const added = component(`${owner}-d3x`, { owner, kind: 'device-group' });
        const after = drawn({ ...withFlows(components), components: [...components, added] });
        const places = order(after);
        for (const [key, place] of order(before)) expect(places.get(key)).toBe(place);
        const keys = new Set(before.boxes.map(({ key }) => key));
        const read = (picture: Picture): string[] =>
          picture.boxes
            .filter(({ key }) => keys.has(key))
            .toSorted((a, b) => a.y - b.y || a.x - b.x)
            .map(({ key }) => key);
        const cell = (list: readonly string[], of: string): string[] =>
          list.filter((key) => places.get(key) === of);
        for (const place of new Set(places.values()))
          expect(cell(read(after), place)).toEqual(cell(read(before), place));
        expect(after.lanes.map(({ key }) => key)).toEqual(before.lanes.map(({ key }) => key));
      }),
      { numRuns: 10 },
    );
  });

  it('draws no line over a box, no box over a box, and every line from edge to edge', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const picture = drawn(city);
        expect(crossedBoxes(picture)).toEqual([]);
        expect(overlapping(picture)).toEqual([]);
        for (const { from, to, points } of picture.lines) {
          for (const [key, at] of [
            [from, points[0]],
            [to, points.at(-1)],
          ] as const) {
            const box = picture.boxes.find((each) => each.key === key);
            const [x = -1, y = -1] = at ?? [];
            expect(box && [box.x, box.x + box.width]).toContain(x);
            expect(y).toBeGreaterThan(box?.y ?? 0);
            expect(y).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(crossedBoxes(drawn(sample))).toEqual([]);
    expect(overlapping(drawn(sample))).toEqual([]);
  });

  it('goes on beside a full cell, and asks to be narrowed where there is too much to see', () => {
    const many = (count: number): City =>
      smallCity({
        components: Array.from({ length: count }, (_, n) => component(`c-${String(n + 100)}`)),
      });
    const picture = drawn(many(40));
    expect(overlapping(picture)).toEqual([]);
    expect(picture.height).toBeLessThan(picture.width);
    const whole = drawn(many(401));
    expect([whole.tooMany, whole.boxes.length, whole.chosen]).toEqual([true, 0, 401]);
    expect(whole.choices.organisations.length).toBeGreaterThan(0);
  });

  it('has each flow once, in a line of its class, and marks where it passes to another organisation', () => {
    const picture = drawn(sample);
    const told = picture.lines.flatMap((line) => line.flows).toSorted();
    expect(told).toEqual(sample.flows.map(({ key }) => key).toSorted());
    const classOf = new Map(picture.flows.map((each) => [each.key, each]));
    for (const line of picture.lines) {
      for (const key of line.flows) expect(classOf.get(key)?.class).toBe(line.class);
      const crosses = line.flows.some((key) => classOf.get(key)?.boundary !== undefined);
      expect(line.mark !== undefined).toBe(crosses);
    }
    const gaps = picture.boxes.filter((box) => box.gaps > 0).map(({ key }) => key);
    expect(gaps.toSorted()).toEqual(['bus-shasai', 'josetsu-shasai', 'nori-bus']);
  });
});

describe('a part of the picture', () => {
  it('of a service is what it depends on, and whom it gives data to', () => {
    const keys = drawn(sample, { service: 'kawa-mimamori' }).boxes.map(({ key }) => key);
    for (const key of ['kawa-sensor', 'kawa-camera', 'broker', 'hoshi-os', 'shobo-shirei'])
      expect(keys).toContain(key);
    for (const key of ['kenko-techo', 'hoshi-coin', 'bike-tanmatsu'])
      expect(keys).not.toContain(key);
  });

  it('of a data set has its flows alone', () => {
    const { flows, boxes } = drawn(sample, { dataSet: 'coin-zandaka' });
    expect(flows.length).toBeGreaterThan(0);
    expect(boxes.map(({ key }) => key).toSorted()).toEqual([
      'hoshi-coin',
      'kessai-tanmatsu',
      'kessaimo',
    ]);
  });

  it('of two together is what both have; of nothing known it is empty', () => {
    const both = drawn(sample, { service: 'kawa-mimamori', organisation: 'mizuoto' });
    const service = new Set(drawn(sample, { service: 'kawa-mimamori' }).boxes.map((b) => b.key));
    const firm = new Set(drawn(sample, { organisation: 'mizuoto' }).boxes.map((b) => b.key));
    expect(new Set(both.boxes.map((b) => b.key))).toEqual(
      new Set([...service].filter((key) => firm.has(key))),
    );
    expect(drawn(sample, { service: 'nowhere' }).boxes).toEqual([]);
  });
});

describe('a share of the picture', () => {
  it('names nobody and nothing that one does not see, and calls no boundary missing', () => {
    const keys = [
      ...sample.organisations,
      ...sample.contracts,
      ...sample.components,
      ...sample.externalSystems,
      ...sample.dataSets,
      ...sample.flows,
    ].map(({ key }) => key);
    const plan = planCity({ city: sample, edition, asOf: '2026-11-21', version: 'test' });
    fc.assert(
      fc.property(fc.subarray(keys, { minLength: 1 }), (some) => {
        const seen = { own: undefined, keys: new Set(some) };
        const share = new PlanView(
          seenPlan(plan, sample, edition, seen),
          edition,
          seenCity(sample, seen),
        );
        const told = JSON.stringify(pictureOf(share, {}, false));
        for (const key of keys)
          if (!seen.keys.has(key)) expect([key, told.includes(`"${key}"`)]).toEqual([key, false]);
        expect(told).not.toContain('"silent"');
        for (const { key, class: its } of pictureOf(share, {}, false).flows) {
          const whole = sample.flows.find((each) => each.key === key);
          const hidden = whole?.dataSets.some((data) => !seen.keys.has(data)) === true;
          // What one does not see is never called harmless.
          if (hidden) expect(['unseen', 'closed']).toContain(its);
        }
      }),
      { numRuns: 30 },
    );
  });
});

function crossedBoxes({ lines, boxes }: Picture): string[] {
  return lines.flatMap(({ id, points }) =>
    points.slice(1).flatMap(([x, y], index) => {
      const [beforeX, beforeY] = points[index] ?? [x, y];
      const [left, right] = [Math.min(x, beforeX), Math.max(x, beforeX)];
      const [top, bottom] = [Math.min(y, beforeY), Math.max(y, beforeY)];
      return boxes
        .filter(
          (box) =>
            right > box.x + 1 &&
            left < box.x + box.width - 1 &&
            bottom > box.y + 1 &&
            top < box.y + box.height - 1,
        )
        .map(({ key }) => `${id} over ${key}`);
    }),
  );
}

function overlapping({ boxes }: Picture): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.key} over ${b.key}`),
  );
}
