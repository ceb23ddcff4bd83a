import type { ReactNode } from 'react';
import { Checkbox } from '../../design/checkbox.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { bulkWords } from '../../messages/city.ts';
import type { ListedElement, ListedKind, NameLookup } from './city-queries.ts';
import { columnsOf } from './list-columns.tsx';
import { nameOfElement } from './names.ts';

/** The rows of a list, each to be chosen where somebody may change them. */
export default function ListTable({
  kind,
  label,
  rows,
  nameOf,
  chosen,
  onChoose,
}: {
  readonly kind: ListedKind;
  readonly label: string;
  readonly rows: readonly ListedElement[];
  readonly nameOf: NameLookup;
  /** By key; none where nothing may be changed. */
  readonly chosen: ReadonlyMap<string, ListedElement> | undefined;
  readonly onChoose: (of: readonly ListedElement[], to: boolean) => void;
}): ReactNode {
  const say = useText();
  const choosing: readonly Column<ListedElement>[] =
    chosen === undefined
      ? []
      : [
          {
            id: 'choose',
            label: say(bulkWords.act),
            labelHidden: true,
            screenOnly: true,
            cell: (each) => (
              <Checkbox
                label={say(bulkWords.choose, { name: nameOfElement(each, nameOf, say) })}
                selected={chosen.has(each.key)}
                onChange={(to) => onChoose([each], to)}
              />
            ),
          },
        ];
  return (
    <Table
      caption={label}
      captionHidden
      columns={[...choosing, ...columnsOf(kind, nameOf, say)]}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}
