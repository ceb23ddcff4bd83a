import { type ReactNode, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { settingsWords } from '../messages/settings.ts';

/** Whether this browser, at this address, can make a passkey at all. */
export const passkeysWork = (): boolean => typeof PublicKeyCredential === 'function';

/** Registers a passkey of this device, or a security key, under a name that its owner knows it by. */
export function NewPasskey({
  kind = 'primary',
  onAdded,
}: {
  readonly kind?: 'primary' | 'secondary';
  /** With the recovery codes where it is the first second factor. */
  readonly onAdded: (recoveryCodes: readonly string[] | undefined) => void | Promise<void>;
}): ReactNode {
  const say = useText();
  const [round, setRound] = useState(0);
  const add = useAct(
    async (name: string, id) => {
      const { question, options } = await call('POST /account/passkeys/question');
      const { createPasskey } = await import('./passkey.ts');
      const response = await createPasskey(options);
      return call('POST /account/passkeys', { body: { question, name, response }, key: id });
    },
    ({ recoveryCodes }) => {
      setRound(round + 1);
      return onAdded(recoveryCodes);
    },
    [['second-factors']],
  );
  const { problem } = add;
  return (
    <>
      {problem === null ? null : (
        <div className="mb-4">
          <Notice
            tone="error"
            title={say(problem instanceof Problem ? problem.text : settingsWords.passkeyFailed)}
          />
        </div>
      )}
      <Form
        key={round}
        label={say(settingsWords.passkeyAdd)}
        check={(data) =>
          entered(data, 'passkeyName') === ''
            ? { passkeyName: say(settingsWords.passkeyNameMissing) }
            : {}
        }
        onSend={(data) => add.run(entered(data, 'passkeyName'))}
      >
        <TextField
          name="passkeyName"
          label={say(settingsWords.passkeyName)}
          hint={say(settingsWords.passkeyNameHint)}
          maxLength={100}
          required
        />
        <div>
          <Button
            type="submit"
            kind={kind}
            size={kind === 'primary' ? 'large' : 'medium'}
            busy={add.busy}
          >
            {say(settingsWords.passkeyAdd)}
          </Button>
        </div>
      </Form>
    </>
  );
}
