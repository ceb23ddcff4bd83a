import { stageWords } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { useRows } from '../../api/use-rows.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { CheckboxGroup } from '../../design/checkbox-group.tsx';
import { EmptyState, MoreRows } from '../../design/content.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { outsideWords as words } from '../../messages/outside.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { groupWords } from '../../messages/standing.ts';
import { Pending } from '../../shell/fallback-pages.tsx';

interface Filter {
  readonly group: string;
  readonly stage: string;
}

/** Lines that one may answer, narrowed down and ticked; what was ticked stays while another filter is looked at. */
export function ChooseLines({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}): ReactNode {
  const say = useText();
  const [filter, setFilter] = useState<Filter>({ group: '', stage: '' });
  const found = useRows(['sheet', 'to-give', filter], async (cursor) => {
    const asked = Object.entries({ ...filter, cursor }).filter(([, value]) => value);
    const { lines, total, next, checkItems, names } = await call('GET /sheet/lines', {
      query: Object.fromEntries(asked) as never,
    });
    const items = new Map(checkItems.map((item) => [item.id, item]));
    const named = new Map(names.map(({ key, name }) => [key, name]));
    return {
      items: lines.map(({ line, may, checkItem, subject }) => {
        const { label, heading } = items.get(checkItem) ?? {};
        const bare = { ja: checkItem, en: checkItem };
        return {
          line,
          may,
          label: label ?? bare,
          heading: heading ?? bare,
          subject: named.get(subject) ?? { ja: subject, en: subject },
        };
      }),
      total,
      ...(next === undefined ? {} : { next }),
    };
  });
  const rows = found.rows?.filter(({ may }) => may.includes('answer')) ?? [];
  const shown = rows.map(({ line }) => line);
  const elsewhere = chosen.filter((line) => !shown.includes(line));
  const choicesOf = (of: Readonly<Record<string, { ja: string; en: string }>>) => [
    { value: '', label: say(sheetWords.every) },
    ...Object.entries(of).map(([value, label]) => ({ value, label: say(label) })),
  ];
  return (
    <>
      <div className="m-filter">
        <Select
          name="group"
          label={say(sheetWords.group)}
          value={filter.group}
          onChange={(group) => setFilter({ ...filter, group })}
          choices={choicesOf(groupWords)}
        />
        <Select
          name="stage"
          label={say(sheetWords.stage)}
          value={filter.stage}
          onChange={(stage) => setFilter({ ...filter, stage })}
          choices={choicesOf(stageWords)}
        />
      </div>
      <p className="m-row" role="status">
        <strong>{say(words.chosen, { count: chosen.length })}</strong>
        <Button
          kind="text"
          size="small"
          onPress={() => onChange([...new Set([...chosen, ...shown])])}
        >
          {say(words.chooseShown)}
        </Button>
        {chosen.length === 0 ? null : (
          <Button kind="text" size="small" onPress={() => onChange([])}>
            {say(words.chooseNone)}
          </Button>
        )}
      </p>
      {found.rows === undefined ? (
        <Pending problem={found.problem} />
      ) : rows.length === 0 ? (
        <EmptyState title={say(sheetWords.none)} />
      ) : (
        <CheckboxGroup
          name="lines"
          label={say(words.lines)}
          hint={say(words.linesHint)}
          value={chosen.filter((line) => shown.includes(line))}
          onChange={(ticked) => onChange([...elsewhere, ...ticked])}
          choices={rows.map(({ line, label, heading, subject }) => ({
            value: line,
            label: say(sheetWords.lineTitle, {
              item: say(label),
              subject: say(subject),
            }),
            hint: say(heading),
          }))}
        />
      )}
      <MoreRows
        more={found.more}
        busy={found.busy}
        onMore={found.next}
        note={say(words.shownToChoose, { count: rows.length })}
      />
    </>
  );
}
