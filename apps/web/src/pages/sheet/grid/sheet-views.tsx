import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../../api/form-problem.ts';
import type { Problem } from '../../../api/problem.ts';
import type { Answer } from '../../../api/routes.ts';
import { call, useAct } from '../../../api/use-server.ts';
import { Button } from '../../../design/button.tsx';
import { Checkbox } from '../../../design/checkbox.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { entered, Form } from '../../../design/form.tsx';
import { Select } from '../../../design/select.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useText } from '../../../language.tsx';
import { designWords } from '../../../messages/design.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { filterNames, type SheetFilter } from './filter-names.ts';
import { filterOf } from './sheet-filter.ts';

const viewChanges = [['sheet', 'views']] as const;

/** Ways of looking at the sheet that one keeps under a name, and those that the organisation shares. */
export function SheetViews({
  filter,
  change,
}: {
  readonly filter: SheetFilter;
  readonly change: (to: SheetFilter) => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery<Answer<'GET /sheet/views'>, Problem>({
    queryKey: ['sheet', 'views'],
    queryFn: () => call('GET /sheet/views'),
  });
  const views = data?.views ?? [];
  const present = views.find((view) => isSame(filterOf(view.filter), filter));
  const keep = useAct(
    (body: { name: string; shared: boolean }, key) =>
      call('POST /sheet/views', { body: { ...body, filter: { ...filter } }, key }),
    () => {
      setAsking(false);
      toast(say(words.viewKept));
    },
    viewChanges,
  );
  const remove = useAct(
    (view: string, key) => call('DELETE /sheet/views/:view', { params: { view }, key }),
    () => toast(say(words.viewRemoved)),
    viewChanges,
  );
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <div className="m-sheet-views m-screen-only">
      {views.length === 0 ? null : (
        <Select
          name="view"
          label={say(words.views)}
          value={present?.view ?? ''}
          onChange={(value) => {
            const view = views.find((each) => each.view === value);
            change(view === undefined ? {} : filterOf(view.filter));
          }}
          choices={[
            { value: '', label: say(isNarrowed ? words.viewOther : words.viewAll) },
            ...views.map(({ view, name, own }) => ({
              value: view,
              label: own ? name : say(words.viewOfOthers, { name }),
            })),
          ]}
        />
      )}
      {present === undefined && isNarrowed ? (
        <Button kind="secondary" onPress={() => setAsking(true)}>
          {say(words.viewKeep)}
        </Button>
      ) : null}
      {present?.own === true ? (
        <Button kind="text" busy={remove.busy} onPress={() => remove.run(present.view)}>
          {say(words.viewRemove)}
        </Button>
      ) : null}
      <Dialog open={asking} onClose={() => setAsking(false)} title={say(words.viewKeep)}>
        <Form
          check={(data): Record<string, string> =>
            entered(data, 'view-name') === '' ? { 'view-name': say(words.viewNameMissing) } : {}
          }
          onSend={(data) =>
            keep.run({ name: entered(data, 'view-name'), shared: data.get('shared') !== null })
          }
          problem={formProblem(keep.problem, say)}
        >
          <TextField
            name="view-name"
            label={say(words.viewName)}
            hint={say(words.viewNameHint)}
            maxLength={60}
            required
          />
          <Checkbox name="shared" value="yes">
            {say(words.viewShared)}
          </Checkbox>
          <div className="m-dialog-actions">
            <Button type="submit" busy={keep.busy}>
              {say(words.viewKeep)}
            </Button>
            <Button kind="secondary" onPress={() => setAsking(false)}>
              {say(designWords.cancel)}
            </Button>
          </div>
        </Form>
      </Dialog>
    </div>
  );
}

const isSame = (a: SheetFilter, b: SheetFilter): boolean =>
  filterNames.every((name) => a[name] === b[name]);
