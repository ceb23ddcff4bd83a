import { type ReactNode, useState } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Dialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { designWords } from '../messages/design.ts';
import { ownWords as words } from '../messages/own-details.ts';
import { settingsWords } from '../messages/settings.ts';

const key = ['account'] as const;
type Account = Answer<'GET /account'>;

/** One's own name and address, with the way to correct each. */
export function OwnDetails({ account }: { readonly account: Account }): ReactNode {
  const say = useText();
  const mails = useSession().session?.mail === true;
  const [open, setOpen] = useState<'name' | 'address'>();
  const close = (): void => setOpen(undefined);
  const { name, email, newAddress, byProvider } = account;
  const byHand = byProvider ? words.byProvider : words.byHand;
  return (
    <section aria-labelledby="own-details">
      <h2 id="own-details">{say(words.title)}</h2>
      <DescriptionList
        items={[
          [say(settingsWords.name), name],
          [say(settingsWords.mail), email],
          ...(newAddress === undefined
            ? []
            : [
                [
                  say(words.waiting),
                  <span key="waiting">
                    {newAddress.email}
                    <span className="m-choice-hint">
                      {say(words.until)}: <DateText value={newAddress.expiresAt} time />
                    </span>
                  </span>,
                ] as const,
              ]),
        ]}
      />
      <div className="m-row mt-4">
        <Button kind="secondary" onPress={() => setOpen('name')}>
          {say(words.rename)}
        </Button>
        {mails && !byProvider ? (
          <Button kind="secondary" onPress={() => setOpen('address')}>
            {say(words.change)}
          </Button>
        ) : null}
      </div>
      {mails && !byProvider ? null : <p className="m-hint mt-4">{say(byHand)}</p>}
      {open === 'name' ? <Rename name={name} onClose={close} /> : null}
      {open === 'address' ? <ChangeAddress onClose={close} /> : null}
    </section>
  );
}

function Rename({
  name,
  onClose,
}: {
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const act = useAct((given: string, id) =>
    call('PUT /account/name', { body: { name: given }, key: id }), () => {
    onClose();
    toast(say(words.renamed));
  }, [key, ['session'], ['members']]);
  return (
    <Dialog open onClose={onClose} title={say(words.rename)}>
      <p className="mb-4">{say(words.renameNote)}</p>
      <Form
        check={(data) =>
          entered(data, 'name') === '' ? { name: say(accountWords.nameMissing) } : {}
        }
        onSend={(data) => act.run(entered(data, 'name'))}
        problem={formProblem(act.problem, say)}
      >
        <TextField
          name="name"
          label={say(settingsWords.name)}
          defaultValue={name}
          autoComplete="name"
          required
        />
        <Buttons act={say(words.save)} busy={act.busy} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

function ChangeAddress({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useText();
  const toast = useToast();
  const act = useAct(
    (email: string, id) => call('POST /account/address', { body: { email }, key: id }),
    (_, email) => {
      onClose();
      toast(say(words.asked, { mail: email }));
    },
    [key],
  );
  return (
    <Dialog open onClose={onClose} title={say(words.change)}>
      <p className="mb-4">{say(words.changeNote)}</p>
      <Form
        check={(data) => checkMail(data, say)}
        onSend={(data) => act.run(entered(data, 'email'))}
        problem={formProblem(act.problem, say)}
      >
        <TextField
          name="email"
          label={say(words.newMail)}
          hint={say(accountWords.mailHint)}
          type="email"
          autoComplete="email"
          required
        />
        <Buttons act={say(words.send)} busy={act.busy} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

function Buttons({
  act,
  busy,
  onClose,
}: {
  readonly act: string;
  readonly busy: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  return (
    <div className="m-row">
      <Button type="submit" busy={busy}>
        {act}
      </Button>
      <Button kind="secondary" onPress={onClose}>
        {say(designWords.cancel)}
      </Button>
    </div>
  );
}
