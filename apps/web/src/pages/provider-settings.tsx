import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer, Role, Routes } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { EmptyState } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { PasswordField, TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { type Say, useText } from '../language.tsx';
import { settingsWords } from '../messages/settings.ts';
import { roleWords } from '../messages/shell.ts';
import { singleSignOnWords as words } from '../messages/single-sign-on.ts';
import { Pending } from '../shell/fallback-pages.tsx';

type Provider = Answer<'GET /organisation/provider'>;
type Body = Routes['PUT /organisation/provider']['body'];
const key = ['provider'] as const;

/** How the members of one's organisation sign in. */
export default function ProviderSettings(): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Provider, Problem>({
    queryKey: key,
    queryFn: () => call('GET /organisation/provider'),
  });
  if (data === undefined) return <Pending problem={error} />;
  return (
    <>
      <h2>{say(words.title)}</h2>
      <p className="mb-6">{say(words.lead)}</p>
      <div className="m-stack">
        <CopyField label={say(words.redirectUri)} value={data.redirectUri} />
        {data.settings === undefined ? null : (
          <CopyField label={say(words.startAddress)} value={data.startAddress} />
        )}
        <ProviderForm key={data.settings?.version ?? 0} provider={data} />
      </div>
      {data.settings === undefined ? null : (
        <>
          <Persons persons={data.persons} />
          <Remove />
        </>
      )}
    </>
  );
}

function ProviderForm({ provider: { settings } }: { readonly provider: Provider }): ReactNode {
  const say = useText();
  const toast = useToast();
  const change = useAct(
    (body: Body, act) => call('PUT /organisation/provider', { body, key: act }),
    () => toast(say(words.saved)),
    [key],
  );
  return (
    <Form
      check={(data) => {
        const line = wrongLine(data, say);
        const maps = linesOf(data, 'roleMap').length > 0;
        const trusts = data.has('trustsSecondFactor');
        return {
          ...(line === undefined ? {} : { roleMap: say(words.roleMapWrong, { line }) }),
          ...(maps && entered(data, 'roleClaim') === ''
            ? { roleClaim: say(words.claimMissing) }
            : {}),
          ...(trusts && linesOf(data, 'secondFactorValues').length === 0
            ? { secondFactorValues: say(words.valuesMissing) }
            : {}),
        };
      }}
      onSend={(data) => {
        const secret = String(data.get('clientSecret'));
        change.run({
          issuer: entered(data, 'issuer'),
          clientId: entered(data, 'clientId'),
          ...(secret === '' ? {} : { clientSecret: secret }),
          emailDomains: linesOf(data, 'emailDomains'),
          roleClaim: entered(data, 'roleClaim'),
          roleMap: roleMapOf(data, say),
          trustsSecondFactor: data.has('trustsSecondFactor'),
          secondFactorValues: linesOf(data, 'secondFactorValues'),
          providerOnly: data.has('providerOnly'),
          ...(settings === undefined ? {} : { version: settings.version }),
        });
      }}
      problem={formProblem(change.problem, say)}
    >
      <TextField
        name="issuer"
        label={say(words.issuer)}
        hint={say(words.issuerHint)}
        defaultValue={settings?.issuer ?? ''}
        required
      />
      <TextField
        name="clientId"
        label={say(words.clientId)}
        defaultValue={settings?.clientId ?? ''}
        required
      />
      <PasswordField
        name="clientSecret"
        label={say(words.secret)}
        {...(settings === undefined ? { required: true } : { hint: say(words.secretHint) })}
        autoComplete="new-password"
      />
      <TextField
        name="emailDomains"
        label={say(words.domains)}
        hint={say(words.domainsHint)}
        defaultValue={settings?.emailDomains.join('\n') ?? ''}
        lines={2}
      />
      <TextField
        name="roleClaim"
        label={say(words.claim)}
        hint={say(words.claimHint)}
        defaultValue={settings?.roleClaim ?? 'groups'}
      />
      <TextField
        name="roleMap"
        label={say(words.roleMap)}
        hint={say(words.roleMapHint)}
        defaultValue={(settings?.roleMap ?? [])
          .map(({ value, role }) => `${value} = ${say(roleWords[role])}`)
          .join('\n')}
        lines={4}
      />
      <Checkbox
        name="trustsSecondFactor"
        defaultSelected={settings?.trustsSecondFactor ?? false}
        hint={say(words.trustHint)}
      >
        {say(words.trust)}
      </Checkbox>
      <TextField
        name="secondFactorValues"
        label={say(words.values)}
        hint={say(words.valuesHint)}
        defaultValue={(settings?.secondFactorValues ?? ['mfa']).join('\n')}
        lines={2}
      />
      <Checkbox
        name="providerOnly"
        defaultSelected={settings?.providerOnly ?? false}
        hint={say(words.onlyHint)}
      >
        {say(words.only)}
      </Checkbox>
      <div>
        <Button type="submit" busy={change.busy}>
          {say(words.save)}
        </Button>
      </div>
    </Form>
  );
}

function Persons({ persons }: { readonly persons: Provider['persons'] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const [asking, setAsking] = useState<Provider['persons'][number]>();
  const release = useAct((membership: string, act) =>
    call('DELETE /organisation/provider/persons/:membership', {
      params: { membership },
      key: act,
    }), () => {
    setAsking(undefined);
    toast(say(words.released));
  }, [key]);
  return (
    <section className="m-section" aria-labelledby="provider-persons">
      <h2 id="provider-persons">{say(words.persons)}</h2>
      {persons.length === 0 ? (
        <EmptyState title={say(words.personsNone)} />
      ) : (
        <Table
          caption={say(words.persons)}
          captionHidden
          rows={persons}
          rowKey={(person) => person.membership}
          columns={[
            { id: 'name', label: say(words.name), names: true, cell: ({ name }) => name },
            {
              id: 'lastUsed',
              label: say(words.lastUsed),
              cell: ({ lastUsedAt }) => <DateText value={lastUsedAt} time />,
            },
            {
              id: 'state',
              label: say(words.state),
              cell: ({ withdrawn }) => say(withdrawn ? words.withdrawn : words.known),
            },
            {
              id: 'acts',
              label: say(settingsWords.acts),
              cell: (person) => (
                <Button
                  kind="secondary"
                  size="small"
                  aria-label={say(words.releaseOf, { name: person.name })}
                  onPress={() => setAsking(person)}
                >
                  {say(words.release)}
                </Button>
              ),
            },
          ]}
        />
      )}
      <ConfirmDialog
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={say(words.releaseConfirm, { name: asking?.name ?? '' })}
        act={say(words.release)}
        onAct={() => {
          if (asking !== undefined) release.run(asking.membership);
        }}
        busy={release.busy}
        danger
      >
        <p>{say(words.releaseText)}</p>
        {release.problem === null ? null : (
          <Notice tone="error" title={say(release.problem.text)} />
        )}
      </ConfirmDialog>
    </section>
  );
}

function Remove(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const remove = useAct((_: undefined, act) =>
    call('DELETE /organisation/provider', { key: act }), () => {
    setAsking(false);
    toast(say(words.removed));
  }, [key]);
  return (
    <section className="m-section">
      <Button kind="danger" onPress={() => setAsking(true)}>
        {say(words.remove)}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(words.removeConfirm)}
        act={say(words.remove)}
        onAct={() => remove.run(undefined)}
        busy={remove.busy}
        danger
      >
        <p>{say(words.removeText)}</p>
        {remove.problem === null ? null : <Notice tone="error" title={say(remove.problem.text)} />}
      </ConfirmDialog>
    </section>
  );
}

const linesOf = (data: FormData, name: string): string[] =>
  String(data.get(name) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `value = role`, the role as the page names it; undefined where it is none. */
function mappedBy(line: string, say: Say): { value: string; role: Role } | undefined {
  const at = line.lastIndexOf('=');
  const word = line.slice(at + 1).trim();
  const found = Object.entries(roleWords).find(([, text]) => say(text) === word);
  const value = line.slice(0, at).trim();
  return at < 1 || value === '' || found === undefined
    ? undefined
    : { value, role: found[0] as Role };
}

const wrongLine = (data: FormData, say: Say): string | undefined =>
  linesOf(data, 'roleMap').find((line) => mappedBy(line, say) === undefined);

const roleMapOf = (data: FormData, say: Say) =>
  linesOf(data, 'roleMap').flatMap((line) => mappedBy(line, say) ?? []);
