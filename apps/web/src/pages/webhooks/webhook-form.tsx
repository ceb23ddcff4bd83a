import type { ReactNode } from 'react';
import type { Answer } from '../../api/routes.ts';
import { Button } from '../../design/button.tsx';
import { CheckboxGroup } from '../../design/checkbox-group.tsx';
import { CopyField } from '../../design/copy-field.tsx';
import { entered, Form, type FormProblem } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { webhookWords as words } from '../../messages/webhooks.ts';

export type Webhooks = Answer<'GET /webhooks'>;
export const webhooksKey = ['webhooks'] as const;

/** A secret that is shown this once. */
export function SecretShown({
  secret,
  text,
  onKept,
}: {
  readonly secret: string;
  readonly text: string;
  readonly onKept: () => void;
}): ReactNode {
  const say = useText();
  return (
    <div className="m-stack">
      <Notice tone="success" title={say(words.secretTitle)}>
        <p>{text}</p>
      </Notice>
      <CopyField label={say(words.secret)} value={secret} />
      <div>
        <Button onPress={onKept}>{say(words.kept)}</Button>
      </div>
    </div>
  );
}

export interface WebhookWanted {
  readonly address: string;
  readonly types: string[];
}

/** Where to, and of what: to add a webhook or to change one. */
export function WebhookForm({
  label,
  act,
  before,
  possibleTypes,
  busy,
  problem,
  onSend,
}: {
  readonly label: string;
  readonly act: string;
  readonly before?: Webhooks['webhooks'][number];
  readonly possibleTypes: Webhooks['possibleTypes'];
  readonly busy: boolean;
  readonly problem: FormProblem | undefined;
  readonly onSend: (wanted: WebhookWanted) => void;
}): ReactNode {
  const say = useText();
  const chosen = (data: FormData): string[] => data.getAll('types').map(String);
  return (
    <Form
      label={label}
      check={(data) => ({
        ...(entered(data, 'address') === '' ? { address: say(words.addressMissing) } : {}),
        ...(chosen(data).length === 0 ? { types: say(words.typesMissing) } : {}),
      })}
      onSend={(data) => onSend({ address: entered(data, 'address'), types: chosen(data) })}
      problem={problem}
    >
      <TextField
        name="address"
        label={say(words.address)}
        hint={say(words.addressHint)}
        defaultValue={before?.address ?? ''}
        inputMode="url"
        maxLength={500}
        required
      />
      <CheckboxGroup
        name="types"
        label={say(words.told)}
        required
        defaultValue={before?.types ?? []}
        choices={possibleTypes.map(({ type, text }) => ({ value: type, label: say(text) }))}
      />
      <div>
        <Button type="submit" kind={before === undefined ? 'primary' : 'secondary'} busy={busy}>
          {act}
        </Button>
      </div>
    </Form>
  );
}
