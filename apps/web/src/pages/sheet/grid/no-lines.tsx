import type { ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/content.tsx';
import { useText } from '../../../language.tsx';
import { sheetWords } from '../../../messages/sheet.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { Telling } from './columns.tsx';
import type { SheetFilter } from './filter-names.ts';
import { isNarrowed, narrowedTo, unnarrowed, useCityNames } from './filter-words.ts';

/** No line is as was asked for: says what was asked for, and how to see the others again. */
export default function NoLines({
  filter,
  telling,
  change,
}: {
  readonly filter: SheetFilter;
  readonly telling: Telling;
  readonly change: (to: SheetFilter) => void;
}): ReactNode {
  const say = useText();
  const names = useCityNames(true);
  if (!isNarrowed(filter)) return <EmptyState title={say(words.noneAtAll)} />;
  return (
    <EmptyState title={say(sheetWords.none)}>
      {narrowedTo(filter, telling, names).map((condition) => (
        <p key={condition}>{condition}</p>
      ))}
      <p className="mt-4">
        <Button kind="secondary" onPress={() => change(unnarrowed(filter))}>
          {say(sheetWords.reset)}
        </Button>
      </p>
    </EmptyState>
  );
}
