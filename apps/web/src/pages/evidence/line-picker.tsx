import { type Text, text } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { entered, Form } from '../../design/form.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { evidenceWords as words } from '../../messages/evidence.ts';
import { sheetWords } from '../../messages/sheet.ts';
import './evidence.css';

const most = 100;

/** Lines that one answers, found by words and chosen by their boxes; `act` says what is done with so many. */
export function LinePicker({
  without,
  act,
  busy,
  onPick,
}: {
  /** Lines that have it already. */
  readonly without: readonly string[];
  readonly act: (count: number) => string;
  readonly busy: boolean;
  readonly onPick: (lines: readonly string[]) => void;
}): ReactNode {
  const say = useText();
  const [sought, setSought] = useState('');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const { data } = useQuery<Answer<'GET /sheet/lines'>, Problem>({
    queryKey: ['sheet', 'picker', sought],
    queryFn: () =>
      call('GET /sheet/lines', { query: { most, ...(sought === '' ? {} : { words: sought }) } }),
  });
  const items = new Map(data?.checkItems.map(({ id, label }) => [id, label]));
  const names = new Map(data?.names.map(({ key, name }) => [key, name]));
  const word = (known: ReadonlyMap<string, Text>, key: string): string =>
    say(known.get(key) ?? text(key, key));
  const lines =
    data?.lines.filter(({ line, may }) => may.includes('answer') && !without.includes(line)) ?? [];
  const chosen = picked.filter((line) => !without.includes(line));
  return (
    <div className="m-stack">
      <Form label={say(words.search)} onSend={(form) => setSought(entered(form, 'line-words'))}>
        <TextField name="line-words" label={say(words.search)} maxLength={100} />
        <div>
          <Button type="submit" kind="secondary">
            {say(words.searchAct)}
          </Button>
        </div>
      </Form>
      {lines.length === 0 ? (
        <p role="status">{say(words.noLines)}</p>
      ) : (
        <ul className="m-pick">
          {lines.map(({ line, checkItem, subject }) => (
            <li key={line}>
              <Checkbox
                selected={chosen.includes(line)}
                onChange={(isOn) =>
                  setPicked(isOn ? [...chosen, line] : chosen.filter((each) => each !== line))
                }
              >
                {say(sheetWords.lineTitle, {
                  item: word(items, checkItem),
                  subject: word(names, subject),
                })}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          kind="secondary"
          busy={busy}
          isDisabled={chosen.length === 0}
          onPress={() => onPick(chosen)}
        >
          {act(chosen.length)}
        </Button>
      </div>
    </div>
  );
}
