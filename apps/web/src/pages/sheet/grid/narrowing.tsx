import { stageWords, stateWords } from '@machimori/kernel';
import { type ReactNode, useEffect, useState } from 'react';
import { useSession } from '../../../api/use-server.ts';
import { Button } from '../../../design/button.tsx';
import { type Choice, Select } from '../../../design/select.tsx';
import { useText } from '../../../language.tsx';
import { levelWords } from '../../../messages/levels.ts';
import { sheetWords } from '../../../messages/sheet.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { signs } from '../../../messages/signs.ts';
import { groupWords } from '../../../messages/standing.ts';
import { gatherings } from './columns.tsx';
import type { FilterName, SheetFilter } from './filter-names.ts';
import { orderable, useCityNames } from './filter-words.ts';
import { withPart } from './sheet-filter.ts';

/** Narrows the sheet, gathers and orders it; what is seldom needed is folded. */
export function Narrowing({
  filter,
  change,
  ready,
}: {
  readonly filter: SheetFilter;
  readonly change: (to: SheetFilter) => void;
  /** The first lines are there: the names of a large city do not keep them waiting. */
  readonly ready: boolean;
}): ReactNode {
  const say = useText();
  const names = useCityNames(ready);
  const { session } = useSession();
  const ownName = session?.seat?.organisationName;
  const own = names?.find(({ kind, name }) => kind === 'organisations' && name === ownName);
  const isMoreUsed = ['level', 'overdue', 'stale', 'gather', 'order', 'state'].some(
    (name) => filter[name as FilterName] !== undefined,
  );
  const [more, setMore] = useState(isMoreUsed);
  const from = (of: Readonly<Record<string, { readonly ja: string; readonly en: string }>>) =>
    Object.entries(of).map(([value, label]): Choice => ({ value, label: say(label) }));
  const organisations = (names ?? []).flatMap(({ kind, key, name, nameEn }): Choice[] =>
    kind === 'organisations' ? [{ value: key, label: say({ ja: name, en: nameEn ?? name }) }] : [],
  );
  const need =
    filter.overdue === undefined ? (filter.stale === undefined ? '' : 'stale') : 'overdue';
  const field = (
    name: FilterName,
    label: string,
    choices: readonly Choice[],
    every: string = say(sheetWords.every),
  ): ReactNode => (
    <Select
      key={name}
      name={name}
      label={label}
      value={filter[name] ?? ''}
      onChange={(value) => change(withPart(filter, name, value))}
      choices={[{ value: '', label: every }, ...choices]}
    />
  );
  return (
    <section className="m-filter" aria-label={say(sheetWords.narrow)}>
      <WordsField
        value={filter.words ?? ''}
        onChange={(value) => change(withPart(filter, 'words', value))}
      />
      {field('stage', say(sheetWords.stage), from(stageWords))}
      {field('group', say(sheetWords.group), from(groupWords))}
      {field('answeredBy', say(sheetWords.answeredBy), organisations)}
      {!more ? null : (
        <>
          {field('state', say(words.state), from(stateWords))}
          {field(
            'level',
            say(words.level),
            Object.entries(levelWords).map(([value, { label }]) => ({ value, label: say(label) })),
          )}
          <Select
            name="need"
            label={say(words.need)}
            value={need}
            onChange={(value) => {
              const { overdue: _, stale: __, ...others } = filter;
              change(value === '' ? others : { ...others, [value]: 'true' });
            }}
            choices={[
              { value: '', label: say(sheetWords.every) },
              { value: 'overdue', label: say(words.overdue) },
              { value: 'stale', label: say(words.stale) },
            ]}
          />
          {field(
            'gather',
            say(words.gather),
            Object.entries(gatherings).map(([value, { label }]) => ({ value, label: say(label) })),
            say(words.gatherNone),
          )}
          <Select
            name="order"
            label={say(words.order)}
            value={filter.order === undefined ? '' : `${filter.order} ${filter.descending ?? ''}`}
            onChange={(value) => {
              const { order: _, descending: __, ...others } = filter;
              const [order = '', down] = value.split(' ');
              change({
                ...others,
                ...(order === '' ? {} : { order }),
                ...(down === 'true' ? { descending: 'true' } : {}),
              });
            }}
            choices={[
              { value: '', label: say(words.orderPlan) },
              ...orderable.flatMap(({ order, label }) =>
                (['', 'true'] as const).map((down) => ({
                  value: `${order} ${down}`,
                  label: `${say(label)}${say(signs.open)}${say(down === '' ? words.sortedUp : words.sortedDown)}${say(signs.close)}`,
                })),
              ),
            ]}
          />
        </>
      )}
      <div className="m-row m-sheet-more">
        <Button kind="text" aria-expanded={more} onPress={() => setMore(!more)}>
          {say(more ? words.fewer : words.more)}
        </Button>
        {own === undefined || filter.answeredBy === own.key ? null : (
          <Button kind="text" onPress={() => change(withPart(filter, 'answeredBy', own.key))}>
            {say(words.ownOnly)}
          </Button>
        )}
        {Object.keys(filter).length === 0 ? null : (
          <Button kind="text" onPress={() => change({})}>
            {say(sheetWords.reset)}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Searches once one stops typing for a moment; not in the midst of composing. */
function WordsField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const say = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const wait = setTimeout(() => onChange(typed.trim()), 400);
    return () => clearTimeout(wait);
  }, [typed, value, onChange]);
  return (
    <div className="m-field">
      <label className="m-label" htmlFor="sheet-words">
        {say(words.words)}
      </label>
      <input
        id="sheet-words"
        type="search"
        className="m-input"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
