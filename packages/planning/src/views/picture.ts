import {
  type City,
  type Component,
  type Contract,
  type Flow,
  operatorOf,
  type ResponsibilityBoundary,
  wordLabel,
} from '@machimori/city';
import { fillText, type Text, text } from '@machimori/kernel';
import { chooseForPicture, type PictureFilter } from './picture-choice.ts';
import { type GridBox, placeInGrid } from './picture-grid.ts';
import { drawLines, type Point, type Rectangle } from './picture-lines.ts';
import type { NamedKey, PlanView } from './plan-view.ts';
import { somebodyElse } from './seen.ts';

const messages = {
  devices: text('機器', 'Devices'),
  reception: text('受け渡し口・ネットワーク', 'Gateways, networks'),
  management: text('管理', 'Management'),
  platform: text('都市OS', 'City OS'),
  support: text('支えるシステム', 'Supporting systems'),
  services: text('サービス', 'Services'),
  outside: text('まちの外', 'Outside the city'),
  count: text('{kind} {count}台', '{kind}, {count}'),
};

/** How far data may go: the strictest of what flows. `unseen`: some of it one does not see, and it may be stricter. */
export type FlowClass = 'none' | 'open' | 'limited' | 'unseen' | 'closed';
const classOrder: readonly FlowClass[] = ['none', 'open', 'limited', 'unseen', 'closed'];

/** Where duty changes hands, as a contract says it. */
export interface PictureBoundary {
  readonly contract: NamedKey;
  readonly subject: NamedKey;
  readonly aspect: ResponsibilityBoundary['aspect'];
  readonly performs: NamedKey;
}

/** A component or an outside system, where it stands in the picture, and what one asks about it first. */
export interface PictureBox extends Rectangle {
  readonly key: string;
  readonly name: Text;
  readonly kind: Text;
  readonly outside: boolean;
  /** In operation already; otherwise how far it is. */
  readonly stage: Text | undefined;
  readonly operator: NamedKey | undefined;
  readonly owner: NamedKey | undefined;
  readonly supplier: NamedKey | undefined;
  readonly standsOn: readonly NamedKey[];
  readonly dataSets: readonly { readonly key: string; readonly class: FlowClass }[];
  readonly contracts: readonly NamedKey[];
  readonly boundaries: readonly PictureBoundary[];
  /** Requirements here that nobody performs, or more than one. */
  readonly gaps: number;
  readonly overlaps: number;
}

export interface PictureFlow {
  readonly key: string;
  readonly name: Text;
  readonly from: string;
  readonly to: string;
  readonly class: FlowClass;
  readonly dataSets: readonly NamedKey[];
  readonly purpose: string;
  readonly boundary: PictureCrossing | undefined;
  readonly boundaries: readonly PictureBoundary[];
}

/** Between two organisations: a contract says where duty changes hands, or none does, or one does not see. */
export type PictureCrossing = 'agreed' | 'silent' | 'unknown';

/** One drawn line for all flows of a class between two boxes. */
export interface PictureLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly class: FlowClass;
  readonly bothWays: boolean;
  readonly flows: readonly string[];
  readonly points: readonly Point[];
  /** Where it passes from one organisation to another. */
  readonly mark: { readonly at: Point; readonly boundary: PictureCrossing } | undefined;
}

/** The city, or a part of it, as a picture: lanes by who operates, columns from devices to services. */
export interface Picture {
  readonly city: { readonly key: string; readonly name: Text };
  /** What one can narrow the picture to. */
  readonly choices: {
    readonly services: readonly NamedKey[];
    readonly organisations: readonly NamedKey[];
    readonly dataSets: readonly NamedKey[];
  };
  /** How much there is without narrowing, and with. */
  readonly all: number;
  readonly chosen: number;
  /** More than a picture can show: narrow it first. Nothing is drawn then. */
  readonly tooMany: boolean;
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly {
    readonly key: string;
    readonly name: Text;
    readonly role: Text | undefined;
    readonly y: number;
    readonly height: number;
  }[];
  readonly columns: readonly {
    readonly name: Text;
    readonly outside: boolean;
    readonly x: number;
    readonly width: number;
  }[];
  readonly boxes: readonly PictureBox[];
  readonly lines: readonly PictureLine[];
  readonly flows: readonly PictureFlow[];
}

/** Above it a picture is neither read nor drawn at once. */
const mostBoxes = 400;

const columnOfKind: Readonly<Record<Component['kind'], number>> = {
  'device-group': 0,
  gateway: 1,
  network: 1,
  'device-management-system': 2,
  'administration-terminal': 2,
  'city-os': 3,
  'supporting-system': 4,
  service: 5,
};
const columnNames: readonly Text[] = [
  messages.devices,
  messages.reception,
  messages.management,
  messages.platform,
  messages.support,
  messages.services,
  messages.outside,
];
const outsideColumn = columnNames.length - 1;
/** Who decides stands above, then the platform that most data passes, then who provides what. */
const roleOrder = [
  'promoter',
  'cityOsVendor',
  'serviceProvider',
  'iotVendor',
  'dataProvider',
  'resourceProvider',
  'securityProvider',
];

/** `whole`: all of the city is seen, so that a boundary that is not there is known to be missing. */
export function pictureOf(view: PlanView, filter: PictureFilter, whole: boolean): Picture {
  const { city, index } = view;
  const { keys, flows } = chooseForPicture(view, filter);
  const all = chooseForPicture(view, {}).keys.size;
  const facts = new Facts(view, whole);
  const tooMany = keys.size > mostBoxes;
  const components = tooMany ? [] : city.components.filter(({ key }) => keys.has(key));
  const externals = tooMany ? [] : city.externalSystems.filter(({ key }) => keys.has(key));
  const told = tooMany ? [] : flows.map((each) => facts.flow(each));

  const holders = [...new Set(components.map((each) => facts.known(operatorOf(each))))];
  const lanes = holders.toSorted(
    (a, b) => laneRank(city, a) - laneRank(city, b) || (a < b ? -1 : 1),
  );
  const laneOf = new Map(
    components.map((each) => [each.key, lanes.indexOf(facts.known(operatorOf(each)))]),
  );
  const boxes: GridBox[] = [
    ...components.map(({ key, kind }) => ({
      key,
      lane: laneOf.get(key),
      column: columnOfKind[kind],
      beside: 0,
    })),
    ...externals.map(({ key }) => ({
      key,
      lane: undefined,
      column: outsideColumn,
      beside: Math.min(
        lanes.length,
        ...flows.flatMap(({ from, to }) =>
          from === key || to === key ? [laneOf.get(from === key ? to : from) ?? lanes.length] : [],
        ),
      ),
    })),
  ];
  const grid = placeInGrid(boxes, lanes.length, outsideColumn);
  const joined = joinFlows(told);
  const drawn = drawLines(grid, joined);
  const place = (key: string): Rectangle =>
    drawn.boxes.get(key) ?? { x: 0, y: 0, width: 0, height: 0 };
  const laneBands = lanes.map((_, lane) => extent(drawn.rows, grid.laneOfRow, lane));
  const borders = laneBands.slice(1).map(({ y }) => y);
  const outsideX = grid.columnOf.at(-1) === outsideColumn ? drawn.columns.at(-1)?.x : undefined;
  return {
    city: { key: city.key, name: { ja: city.name, en: city.nameEn ?? city.name } },
    choices: {
      services: named(
        view,
        city.components.filter(({ kind, stage }) => kind === 'service' && stage !== 'retired'),
      ),
      organisations: named(view, city.organisations),
      dataSets: named(view, city.dataSets),
    },
    all,
    chosen: keys.size,
    tooMany,
    width: drawn.width,
    height: drawn.height,
    lanes: lanes.map((key, lane) => ({
      ...view.named(key),
      role: facts.role(key),
      ...(laneBands[lane] ?? { y: 0, height: 0 }),
    })),
    columns: columnNames.flatMap((name, column) => {
      const first = grid.columnOf.indexOf(column);
      const last = grid.columnOf.lastIndexOf(column);
      const [from, to] = [drawn.columns[first], drawn.columns[last]];
      if (from === undefined || to === undefined) return [];
      const outside = column === outsideColumn;
      return [{ name, outside, x: from.x, width: to.x + to.width - from.x }];
    }),
    boxes: [
      ...components.map((each) => ({ ...facts.component(each), ...place(each.key) })),
      ...externals.map(({ key, kind, organisation }) => ({
        ...facts.nothing,
        key,
        name: view.named(key).name,
        kind: wordLabel('externals', kind),
        outside: true,
        operator: organisation === undefined ? undefined : facts.organisation(organisation),
        ...place(key),
      })),
    ],
    lines: joined.flatMap(({ boundary, ...line }): PictureLine[] => {
      const points = drawn.lines.get(line.id);
      if (points === undefined) return [];
      const outside = index.externals.has(line.from) || index.externals.has(line.to);
      const at = boundary && crossing(points, borders, outside ? outsideX : undefined);
      return [{ ...line, points, mark: boundary && at && { at, boundary } }];
    }),
    flows: told,
  };
}

const named = (view: PlanView, list: readonly { readonly key: string }[]): NamedKey[] =>
  list.map(({ key }) => view.named(key));

function laneRank(city: City, key: string): number {
  const organisation = city.organisations.find((each) => each.key === key);
  if (organisation === undefined) return roleOrder.length;
  if (key === city.promoter) return -2;
  if (organisation.legalForm === 'public-body') return -1;
  const ranks = organisation.roles.map((role) => roleOrder.indexOf(role)).filter((at) => at >= 0);
  return Math.min(roleOrder.length, ...ranks);
}

function extent(
  rows: readonly { readonly y: number; readonly height: number }[],
  laneOfRow: readonly (number | undefined)[],
  lane: number,
): { y: number; height: number } {
  const first = rows[laneOfRow.indexOf(lane)];
  const last = rows[laneOfRow.lastIndexOf(lane)];
  if (first === undefined || last === undefined) return { y: 0, height: 0 };
  return { y: first.y, height: last.y + last.height - first.y };
}

/** Where a line leaves the lane that it begins in; at the city's edge where it goes out or comes in. */
function crossing(
  points: readonly Point[],
  borders: readonly number[],
  outsideX: number | undefined,
): Point | undefined {
  if (outsideX !== undefined) {
    const [start, end] = [points[0], points.at(-1)];
    const y = (start?.[0] ?? 0) > (end?.[0] ?? 0) ? start?.[1] : end?.[1];
    return y === undefined ? undefined : [outsideX - 12, y];
  }
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    if (a === undefined || b === undefined || a[0] !== b[0]) continue;
    const passed = borders.filter((y) => y > Math.min(a[1], b[1]) && y < Math.max(a[1], b[1]));
    const y = a[1] < b[1] ? passed[0] : passed.at(-1);
    if (y !== undefined) return [a[0], y];
  }
  return undefined;
}

interface Joined extends Omit<PictureLine, 'points' | 'mark'> {
  readonly boundary: PictureCrossing | undefined;
}

/** One line for all flows of a class between two boxes, drawn in the direction of the first by key. */
function joinFlows(flows: readonly PictureFlow[]): Joined[] {
  const groups = Map.groupBy(
    flows.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    (flow) => [...[flow.from, flow.to].sort(), flow.class].join(' '),
  );
  return [...groups].map(([id, its]) => {
    const [first] = its as [PictureFlow, ...PictureFlow[]];
    const crossings = its.flatMap(({ boundary }) => boundary ?? []);
    const weakest = (['silent', 'unknown', 'agreed'] as const).find((each) =>
      crossings.includes(each),
    );
    return {
      id,
      from: first.from,
      to: first.to,
      class: first.class,
      bothWays: its.some(({ from }) => from !== first.from),
      flows: its.map(({ key }) => key),
      boundary: weakest,
    };
  });
}

/** What is told of single elements. */
class Facts {
  readonly #view: PlanView;
  readonly #whole: boolean;
  readonly #boundaries: ReadonlyMap<string, readonly PictureBoundary[]>;
  readonly nothing = {
    stage: undefined,
    owner: undefined,
    supplier: undefined,
    standsOn: [],
    dataSets: [],
    contracts: [],
    boundaries: [],
    gaps: 0,
    overlaps: 0,
  } as const;

  constructor(view: PlanView, whole: boolean) {
    this.#view = view;
    this.#whole = whole;
    this.#boundaries = Map.groupBy(
      view.city.contracts.flatMap((contract) => this.#boundariesOf(contract)),
      ({ subject }) => subject.key,
    );
  }

  /** An organisation that one does not see is somebody else. */
  known(organisation: string): string {
    return this.#view.index.organisations.has(organisation) ? organisation : somebodyElse;
  }

  organisation(key: string): NamedKey {
    return this.#view.named(this.known(key));
  }

  role(key: string): Text | undefined {
    const role = this.#view.index.organisations.get(key)?.roles[0];
    return role === undefined ? undefined : wordLabel('roles', role);
  }

  component(component: Component): Omit<PictureBox, keyof Rectangle> {
    const { key, kind, stage, owner, supplier, device } = component;
    const { index } = this.#view;
    const word = wordLabel('components', kind);
    const duties = (this.#view.requirementsAt.get(key) ?? []).filter((row) => row.basis === 'risk');
    return {
      key,
      name: this.#view.named(key).name,
      kind:
        device === undefined || device.count === 1
          ? word
          : fillText(messages.count, { kind: word, count: device.count }),
      outside: false,
      stage: stage === 'in-operation' ? undefined : wordLabel('stages', stage),
      operator: this.organisation(operatorOf(component)),
      owner: this.organisation(owner),
      supplier: supplier === undefined ? undefined : this.organisation(supplier),
      standsOn: component.standsOn
        .filter((each) => index.components.has(each))
        .map((each) => this.#view.named(each)),
      dataSets: component.dataSets.flatMap((data) => this.#dataSet(data)),
      contracts: (index.covering.get(key) ?? []).map((each) => this.#view.named(each.key)),
      boundaries: this.#boundaries.get(key) ?? [],
      gaps: duties.filter(({ duty }) => duty.state === 'gap').length,
      overlaps: duties.filter(({ duty }) => duty.state === 'overlap').length,
    };
  }

  flow({ key, from, to, dataSets, purpose }: Flow): PictureFlow {
    const data = dataSets.flatMap((each) => this.#dataSet(each));
    const boundaries = [from, to, ...dataSets].flatMap((each) => this.#boundaries.get(each) ?? []);
    const [here, there] = [this.#holder(from), this.#holder(to)];
    return {
      key,
      name: this.#view.named(key).name,
      from,
      to,
      class: data.reduce<FlowClass>(
        (worst, { class: its }) =>
          classOrder.indexOf(its) > classOrder.indexOf(worst) ? its : worst,
        data.length < dataSets.length ? 'unseen' : 'none',
      ),
      dataSets: data.map((each) => this.#view.named(each.key)),
      purpose,
      boundary:
        here === there && here !== somebodyElse
          ? undefined
          : boundaries.length > 0
            ? 'agreed'
            : this.#whole
              ? 'silent'
              : 'unknown',
      boundaries,
    };
  }

  #holder(key: string): string {
    const { components, externals } = this.#view.index;
    const component = components.get(key);
    return this.known(component ? operatorOf(component) : (externals.get(key)?.organisation ?? ''));
  }

  #dataSet(key: string): { key: string; class: FlowClass }[] {
    const found = this.#view.index.dataSets.get(key);
    return found === undefined ? [] : [{ key, class: found.disclosure }];
  }

  #boundariesOf(contract: Contract): PictureBoundary[] {
    const { components, dataSets } = this.#view.index;
    return contract.boundaries
      .filter(({ subject }) => components.has(subject) || dataSets.has(subject))
      .map(({ subject, aspect, performs }) => ({
        contract: this.#view.named(contract.key),
        subject: this.#view.named(subject),
        aspect,
        performs: this.organisation(performs),
      }));
  }
}
