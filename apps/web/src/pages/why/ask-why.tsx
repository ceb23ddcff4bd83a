import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { entered } from '../../design/form.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { whyWords as words } from '../../messages/why.ts';

/** Asks for the reasons of something by its name or label, for whoever comes without a link. */
export function AskWhy({ asked }: { readonly asked: string }): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  return (
    <search>
      <form
        key={asked}
        className="m-search"
        onSubmit={(event) => {
          event.preventDefault();
          const id = entered(new FormData(event.currentTarget), 'id');
          if (id !== '') void navigate({ to: '/why', search: { id } as never });
        }}
      >
        <TextField
          name="id"
          label={say(words.ask)}
          hint={say(words.askHint)}
          defaultValue={asked}
          autoComplete="off"
          maxLength={400}
        />
        <div className="m-row">
          <Button type="submit" kind="secondary">
            {say(words.askAct)}
          </Button>
        </div>
      </form>
    </search>
  );
}
