import { type ReactNode, useState } from 'react';
import { Problem } from '../api/problem.ts';
import type { Factor } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { settingsWords } from '../messages/settings.ts';

const key = ['factors'] as const;

export function PasskeySettings({ passkeys }: { readonly passkeys: readonly Factor[] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const [round, setRound] = useState(0);
  const add = useAct(async (name: string, id) => {
    const { question, options } = await call('POST /account/passkeys/question', { body: {} });
    const { createPasskey } = await import('./passkey.ts');
    const answer = await createPasskey(options);
    return call('POST /account/passkeys', { body: { question, name, answer }, key: id });
  }, () => {
    setRound(round + 1);
    toast(say(settingsWords.passkeyAdded));
  }, [key]);
  const remove = useAct(
    (credential: string, act) =>
      call('DELETE /account/factors/:credential', { params: { credential }, key: act }),
    () => toast(say(settingsWords.passkeyRemoved)),
    [key],
  );
  const problem = add.problem ?? remove.problem;
  return (
    <section className="m-section" aria-labelledby="passkeys">
      <h2 id="passkeys">{say(settingsWords.passkeys)}</h2>
      <div className="m-stack">
        {problem === null ? null : (
          <Notice
            tone="error"
            title={say(problem instanceof Problem ? problem.text : settingsWords.passkeyFailed)}
          />
        )}
        {passkeys.length === 0 ? (
          <EmptyState title={say(settingsWords.passkeyNone)} />
        ) : (
          <Table
            caption={say(settingsWords.passkeys)}
            captionHidden
            rows={passkeys}
            rowKey={({ credential }) => credential}
            columns={[
              {
                id: 'name',
                label: say(settingsWords.passkeyName),
                names: true,
                cell: ({ name }) => name,
              },
              {
                id: 'since',
                label: say(settingsWords.since),
                cell: ({ createdAt }) => <DateText value={createdAt} />,
              },
              {
                id: 'used',
                label: say(settingsWords.lastUsed),
                cell: ({ lastUsedAt }) =>
                  lastUsedAt === undefined ? (
                    say(settingsWords.never)
                  ) : (
                    <DateText value={lastUsedAt} />
                  ),
              },
              {
                id: 'acts',
                label: say(settingsWords.acts),
                cell: ({ credential, name }) => (
                  <div className="m-table-actions">
                    <Button
                      kind="danger"
                      size="small"
                      aria-label={say(settingsWords.passkeyRemoveOf, { name })}
                      onPress={() => remove.run(credential)}
                    >
                      {say(settingsWords.passkeyRemove)}
                    </Button>
                  </div>
                ),
              },
            ]}
          />
        )}
        <div className="pt-4">
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
              <Button type="submit" kind="secondary" busy={add.busy}>
                {say(settingsWords.passkeyAdd)}
              </Button>
            </div>
          </Form>
        </div>
      </div>
    </section>
  );
}
