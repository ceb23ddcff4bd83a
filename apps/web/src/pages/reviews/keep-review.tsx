import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { entered, Form } from '../../design/form.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { reviewWords as words } from '../../messages/reviews.ts';

/** Keeps the sheet as it stands, for a review. */
export default function KeepReview({ today }: { readonly today: string }): ReactNode {
  const say = useText();
  const toast = useToast();
  const keep = useAct(
    (body: { title: string; heldOn: string; note: string }, key) =>
      call('POST /sheet/reviews', { body, key }),
    () => toast(say(words.kept)),
    [['sheet', 'progress']],
  );
  return (
    <Disclosure summary={say(words.keep)}>
      <Form
        // An empty form stands there after each.
        key={keep.done?.review ?? ''}
        check={(data) => ({
          ...(entered(data, 'title').trim() === '' ? { title: say(words.nameMissing) } : {}),
          ...(entered(data, 'heldOn') === '' ? { heldOn: say(words.dayMissing) } : {}),
        })}
        onSend={(data) =>
          keep.run({
            title: entered(data, 'title'),
            heldOn: entered(data, 'heldOn'),
            note: entered(data, 'note'),
          })
        }
        problem={formProblem(keep.problem, say)}
      >
        <TextField
          name="title"
          label={say(words.name)}
          hint={say(words.nameHint)}
          maxLength={100}
          required
        />
        <TextField
          name="heldOn"
          type="date"
          label={say(words.heldOn)}
          defaultValue={today}
          required
        />
        <TextField
          name="note"
          label={say(words.note)}
          hint={say(words.noteHint)}
          lines={4}
          maxLength={2000}
        />
        <Button type="submit" busy={keep.busy}>
          {say(words.keepIt)}
        </Button>
      </Form>
    </Disclosure>
  );
}
