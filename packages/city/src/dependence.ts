import type { CityIndex } from './city-index.ts';
import type { Flow } from './model.ts';

/** What else suffers when a component fails or lies: each with the way from it to there. */
export interface Dependence {
  /** Components that fail as a whole with it: what stands on it, what it manages or controls. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** Services that suffer, wholly or through data that comes from it. */
  readonly services: ReadonlyMap<string, readonly string[]>;
}

interface Step {
  readonly component: string;
  /** Data set whose way is followed; undefined where the component fails as a whole. */
  readonly data: string | undefined;
  readonly previous: Step | undefined;
  readonly through: string | undefined;
}

/** Stands for what passes along a flow whose data sets the city does not name. */
const unnamedData = '';

/**
 * Follows a failure from a start. A whole failure reaches what stands on the component, what it manages,
 * what it controls, and whoever receives data from it. Data is followed only as itself: that the broker
 * passes water levels to one service does not make another service depend on the sensor. What is retired
 * neither fails nor suffers.
 */
export function followFailure(
  index: CityIndex,
  starts: readonly { component: string; data?: string }[],
): Dependence {
  const whole = new Map<string, readonly string[]>();
  const services = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  const queue: Step[] = [];
  const push = (
    component: string,
    data: string | undefined,
    previous?: Step,
    through?: string,
  ): void => {
    if ((index.components.get(component)?.stage ?? 'retired') === 'retired') return;
    const mark = data === undefined ? component : `${component}\u0000${data}`;
    if (seen.has(mark) || (data !== undefined && seen.has(component))) return;
    seen.add(mark);
    queue.push({ component, data, previous, through });
  };
  for (const start of starts) push(start.component, start.data);
  for (let at = 0; at < queue.length; at += 1) {
    const step = queue[at] as Step;
    const component = index.components.get(step.component);
    if (!component) continue;
    if (step.data === undefined && !whole.has(component.key)) whole.set(component.key, wayOf(step));
    if (component.kind === 'service' && !services.has(component.key))
      services.set(component.key, wayOf(step));
    if (step.data === undefined) {
      for (const y of index.standingOn.get(component.key) ?? []) push(y.key, undefined, step);
      for (const y of index.managed.get(component.key) ?? []) push(y.key, undefined, step);
    }
    if (step.data === undefined)
      for (const f of index.flowsFrom.get(component.key) ?? []) {
        if (f.control) push(f.to, undefined, step, f.key);
        else if (f.dataSets.length === 0) push(f.to, unnamedData, step, f.key);
        for (const d of f.dataSets) push(f.to, d, step, f.key);
      }
    else
      for (const f of index.flowsOfData.get(component.key)?.get(step.data) ?? [])
        push(f.to, step.data, step, f.key);
  }
  return { whole, services };
}

/** Keys passed from the start to a step, flows included, the start left out. */
function wayOf(step: Step): string[] {
  const way: string[] = [];
  for (let s: Step | undefined = step; s?.previous; s = s.previous) {
    way.push(s.component);
    if (s.through !== undefined) way.push(s.through);
  }
  return way.reverse();
}

const followed = new WeakMap<CityIndex, Map<string, Dependence>>();

/** What fails when a component fails as a whole; followed once for each component of a city. */
export const dependenceOf = (index: CityIndex, component: string): Dependence =>
  followOnce(index, component, [{ component }]);

/** What suffers when a flow fails: what it controls, or whoever needs the data that it brings; followed once, too. */
export const dependenceOfFlow = (
  index: CityIndex,
  { key, to, control, dataSets }: Flow,
): Dependence =>
  followOnce(
    index,
    key,
    control ? [{ component: to }] : dataSets.map((data) => ({ component: to, data })),
  );

function followOnce(
  index: CityIndex,
  key: string,
  starts: Parameters<typeof followFailure>[1],
): Dependence {
  const known = followed.get(index) ?? new Map<string, Dependence>();
  followed.set(index, known);
  const dependence = known.get(key) ?? followFailure(index, starts);
  known.set(key, dependence);
  return dependence;
}
