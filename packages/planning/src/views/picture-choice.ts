import { type Component, dependenceOf, type Flow, operatorOf } from '@machimori/city';
import type { PlanView } from './plan-view.ts';

/** What of the city a picture shows; everything where nothing is named, what all of them have where several are. */
export interface PictureFilter {
  /** A service with all that it depends on, and whom it gives data to. */
  readonly service?: string | undefined;
  /** What an organisation owns, operates or supplies, and what that exchanges data with. */
  readonly organisation?: string | undefined;
  /** Where a data set is kept and flows. */
  readonly dataSet?: string | undefined;
}

/** Keys of the components and outside systems in the picture, and the flows between them. */
export interface PictureChoice {
  readonly keys: ReadonlySet<string>;
  readonly flows: readonly Flow[];
}

/** What is retired is no longer there to be drawn. */
export function chooseForPicture(view: PlanView, filter: PictureFilter): PictureChoice {
  const { city } = view;
  const components = city.components.filter(({ stage }) => stage !== 'retired');
  const there = new Set([
    ...components.map(({ key }) => key),
    ...city.externalSystems.map(({ key }) => key),
  ]);
  const flows = city.flows.filter(({ from, to }) => there.has(from) && there.has(to));
  const { service, organisation, dataSet } = filter;
  const shares = [
    ...(service === undefined ? [] : [ofService(view, components, flows, service)]),
    ...(organisation === undefined ? [] : [ofOrganisation(components, flows, organisation)]),
    ...(dataSet === undefined ? [] : [ofDataSet(components, flows, dataSet)]),
  ];
  const keys = new Set([...there].filter((key) => shares.every((share) => share.has(key))));
  return {
    keys,
    flows: flows.filter(
      ({ from, to, dataSets }) =>
        keys.has(from) && keys.has(to) && (dataSet === undefined || dataSets.includes(dataSet)),
    ),
  };
}

function ofService(
  view: PlanView,
  components: readonly Component[],
  flows: readonly Flow[],
  service: string,
): Set<string> {
  const keys = new Set(
    components
      .filter(({ key }) => key === service || dependenceOf(view.index, key).services.has(service))
      .map(({ key }) => key),
  );
  const own = new Set(view.index.dataAt.get(service)?.keys());
  const outside = view.index.externals;
  for (const { from, to, dataSets } of flows) {
    if (from === service) keys.add(to);
    // From outside comes what the service uses in the end, on whatever way.
    if (outside.has(from) && keys.has(to) && dataSets.some((data) => own.has(data))) keys.add(from);
  }
  return keys;
}

function ofOrganisation(
  components: readonly Component[],
  flows: readonly Flow[],
  organisation: string,
): Set<string> {
  const own = new Set(
    components
      .filter((each) => [operatorOf(each), each.owner, each.supplier].includes(organisation))
      .map(({ key }) => key),
  );
  const keys = new Set(own);
  for (const { from, to } of flows) {
    if (own.has(from)) keys.add(to);
    if (own.has(to)) keys.add(from);
  }
  return keys;
}

function ofDataSet(
  components: readonly Component[],
  flows: readonly Flow[],
  dataSet: string,
): Set<string> {
  return new Set([
    ...components.filter(({ dataSets }) => dataSets.includes(dataSet)).map(({ key }) => key),
    ...flows
      .filter(({ dataSets }) => dataSets.includes(dataSet))
      .flatMap(({ from, to }) => [from, to]),
  ]);
}
