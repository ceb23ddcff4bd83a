import type { Edition } from '@machimori/catalogue';
import type { Text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { columnName } from '@machimori/workbook';
import type { WriteSheet } from 'hucre/xlsx';
import {
  concerns,
  type RequirementWithoutItem,
  requirementsWithoutItem,
} from '../requirements-without-item.ts';
import { sheetMessages as m } from './messages.ts';
import { type BookHead, type DrawnSheet, page } from './sheet-page.ts';
import { Paper, type StyleName, textHeight } from './sheet-paper.ts';

interface Column {
  readonly heading: Text;
  readonly width: number;
  readonly style: StyleName;
  readonly value: (row: RequirementWithoutItem) => string;
}

/** A big city has more of these than anybody reads, and a returned book must open within its bounds. */
const mostRows = 3_000;

/** 項目のない対策: what risks demand and no check item asks for; of one organisation, what concerns it. */
export function drawWithoutItem(
  head: BookHead,
  plan: Plan,
  edition: Edition,
  organisation: string | undefined,
): DrawnSheet {
  const { content } = head;
  const all = requirementsWithoutItem(plan, edition).filter(
    ({ placed }) => organisation === undefined || concerns(placed, organisation),
  );
  const columns = columnsFor(head, edition);
  const last = columns.length - 1;
  const paper = new Paper();
  paper.whole(0, 0, 2, '', 'annex', 18);
  paper.whole(0, 3, last, head.handling, 'handling', 18);
  paper.whole(1, 0, last, content.say(m.withoutItemTitle), 'title', 30);
  paper.whole(2, 0, last, `${head.scope}　　${head.source}`, 'subtitle', 20);
  paper.whole(3, 0, last, content.say(m.notExhaustive), 'note', 18);
  paper.whole(4, 0, last, content.say(m.withoutItemHint), 'note', 18);
  const headingRow = 5;
  for (const [i, column] of columns.entries())
    paper.put(headingRow, i, content.say(column.heading), 'heading');
  paper.height(headingRow, 32);

  let at = headingRow + 1;
  for (const row of all.slice(0, mostRows)) {
    const heights = columns.map((column, i) => {
      const value = column.value(row);
      const urgent = column.style === 'centred' && row.placed.findings.length > 0;
      paper.put(at, i, value, urgent ? 'urgent' : column.style);
      if (i === 0) paper.boldFirstLine(at, i);
      return textHeight(value, column.width, column.style);
    });
    paper.grow(at, Math.max(...heights));
    at += 1;
  }
  const rest =
    all.length === 0
      ? content.say(m.noneWithoutItem)
      : all.length > mostRows
        ? content.fill(m.moreInPlan, { n: all.length - mostRows })
        : undefined;
  if (rest !== undefined) {
    paper.whole(at, 0, last, rest, 'note', 24);
    at += 1;
  }
  const sheet: WriteSheet = {
    name: content.say(m.withoutItem),
    columns: columns.map(({ width }) => ({ width })),
    rows: [],
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.rowDefs,
    freezePane: { rows: headingRow + 1, columns: 1 },
    view: { showGridLines: false, zoomScale: 100 },
    ...page(head, `$A$1:$${columnName(last)}$${at}`, headingRow + 1),
  };
  return { sheet, growing: paper.growing };
}

function columnsFor({ content, locale }: BookHead, edition: Edition): readonly Column[] {
  const dash = content.say(m.noOne);
  const levels = new Map(edition.criteria.levels.map((l) => [l.id, l.name[locale]]));
  return [
    {
      heading: m.measure,
      width: 44,
      style: 'cell',
      value: ({ placed, heading }) =>
        content.fill(m.withId, { heading: heading[locale], id: placed.requirement }),
    },
    {
      heading: m.demandedAt,
      width: 28,
      style: 'cell',
      value: ({ placed }) => content.nameOf(placed.place),
    },
    {
      heading: m.performsVerifies,
      width: 36,
      style: 'small',
      value: ({ placed: { duty } }) => {
        const performers = duty.performers.map((key) => content.nameOf(key));
        const presumed = duty.state === 'presumed' ? content.say(m.presumed) : '';
        const verifier =
          duty.verifier === undefined
            ? duty.selfCheck
              ? content.selfCheck()
              : content.say(m.noOne)
            : content.nameOf(duty.verifier);
        return [
          performers.length === 0
            ? content.say(m.nobodyPerforms)
            : content.fill(m.performed, {
                names: `${performers.join(content.say(m.joiner))}${presumed}`,
              }),
          ...(duty.state === 'overlap' ? [content.say(m.severalPerform)] : []),
          content.fill(m.verified, { names: verifier }),
        ].join('\n');
      },
    },
    {
      heading: m.riskLevel,
      width: 12,
      style: 'centred',
      value: ({ placed: { level, findings } }) =>
        [
          level === undefined ? dash : (levels.get(level) ?? level),
          ...(findings.length > 0 ? [content.say(m.knownWeakness)] : []),
        ].join('\n'),
    },
    {
      heading: m.whyNoItem,
      width: 52,
      style: 'cell',
      value: ({ reasons }) => reasons.map((reason) => reason[locale]).join('\n'),
    },
  ];
}
