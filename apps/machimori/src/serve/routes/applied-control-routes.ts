import { type Answered, endpoints } from '@machimori/contract';
import {
  alignLines,
  type ControlMove,
  changeControl,
  type ListedControl,
  listControls,
  makeControl,
  proveControl,
  readControl,
  releaseLine,
  removeControl,
  reviewControl,
  type TiedLine,
  tieLines,
  unproveControl,
} from '@machimori/governance';
import { guidelineFor } from '../guideline.ts';
import { route } from '../route.ts';
import { pieceShown } from './evidence-routes.ts';
import { itemsOf, nameIn, wordsOfItem } from './sheet-words.ts';

type Control = Answered<typeof endpoints.listControls>['controls'][number];

const controlShown = (row: ListedControl): Control => ({
  control: row.control,
  version: row.version,
  name: row.name,
  kind: row.kind,
  state: row.state,
  planned: row.planned,
  statement: row.statement,
  organisation: row.organisationName,
  element:
    row.element === undefined || row.elementName === undefined
      ? undefined
      : { key: row.element, name: { ...row.elementName } },
  owner: row.owner === undefined ? undefined : { person: row.owner, name: row.ownerName },
  effectiveOn: row.effectiveOn,
  cadenceMonths: row.cadenceMonths,
  reviewBy: row.reviewBy,
  review: row.review,
  lines: row.lines,
  accepted: row.accepted,
  own: row.own,
});

const moveShown = ({ at, said, ...move }: ControlMove) => ({
  ...move,
  said: said && {
    name: said.name,
    state: said.state,
    planned: said.planned,
    statement: said.statement,
  },
  at: at.toISOString(),
});

const tiedShown = (lines: readonly TiedLine[]) =>
  lines.map(({ line, outcome, reopened, failure }) => ({
    line,
    outcome,
    reopened,
    ...(failure === undefined
      ? {}
      : {
          problem: {
            code: failure.code,
            text: { ...failure.text },
            next: failure.next && { ...failure.next },
          },
        }),
  }));

export const appliedControlRoutes = [
  route(endpoints.listControls, async ({ input, run }) => {
    const { own, ...search } = input.query;
    const { controls, next } = await run(listControls, { ...search, own: own === 'true' });
    return { controls: controls.map(controlShown), next };
  }),

  route(endpoints.makeControl, async ({ input, run }) => {
    const { control, lines } = await run(makeControl, input.body);
    return { control, lines: tiedShown(lines) };
  }),

  route(endpoints.readControl, async ({ input, run, world, actor }) => {
    const { row, lines, names, evidence, moves } = await run(readControl, input.params);
    const items = itemsOf(await guidelineFor(world, actor));
    return {
      ...controlShown(row),
      answers: lines.map((line) => ({
        line: line.id,
        checkItem: wordsOfItem(items, line.checkItem).label,
        subject: nameIn(names, line.subject, 'subject'),
        answeredBy: nameIn(names, line.answeredBy, 'organisation'),
        inPlan: line.inPlan,
        stage: line.stage,
        version: line.version,
        following: line.following,
        says: line.says && { ...line.says },
        cells: { ...line.cells },
        may: (['answer', 'decide'] as const).filter((act) => line.may[act]),
      })),
      evidence: evidence.map(pieceShown),
      moves: moves.map(moveShown),
    };
  }),

  route(endpoints.changeControl, async ({ input, run }) => {
    const { version, lines } = await run(changeControl, { ...input.params, ...input.body });
    return { version, lines: tiedShown(lines) };
  }),

  route(endpoints.tieLines, async ({ input, run }) => ({
    lines: tiedShown(await run(tieLines, { ...input.params, ...input.body })),
  })),

  route(endpoints.alignLines, async ({ input, run }) => ({
    lines: tiedShown(await run(alignLines, { ...input.params, ...input.body })),
  })),

  route(endpoints.releaseLine, async ({ input, run }) => {
    await run(releaseLine, input.params);
    return undefined;
  }),

  route(endpoints.proveControl, async ({ input, run }) => {
    await run(proveControl, { ...input.params, ...input.body });
    return undefined;
  }),

  route(endpoints.unproveControl, async ({ input, run }) => {
    await run(unproveControl, input.params);
    return undefined;
  }),

  route(endpoints.reviewControl, ({ input, run }) =>
    run(reviewControl, { ...input.params, ...input.body }),
  ),

  route(endpoints.removeControl, async ({ input, run }) => {
    await run(removeControl, input.params);
    return undefined;
  }),
];
