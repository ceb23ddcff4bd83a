import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer, Factor } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog, Dialog } from '../design/dialog.tsx';
import { ButtonLink } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { settingsWords } from '../messages/settings.ts';
import { signInWords } from '../messages/sign-in.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { NewPasskey } from './new-passkey.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Factors = Answer<'GET /account/second-factors'>;
const key = ['second-factors'] as const;

/** One's apps, passkeys and recovery codes. */
export function SecondFactorSettings(): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Factors, Problem>({
    queryKey: key,
    queryFn: () => call('GET /account/second-factors'),
  });
  return (
    <section className="m-section" aria-labelledby="factors">
      <h2 id="factors">{say(settingsWords.factorsTitle)}</h2>
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <div className="m-stack">
          <FactorTable factors={data.factors} />
          <div className="m-row">
            <ButtonLink to="/sign-in/set-up" kind="secondary">
              {say(settingsWords.totpAct)}
            </ButtonLink>
          </div>
          <AddPasskey />
          <Codes left={data.recoveryCodesLeft} />
        </div>
      )}
    </section>
  );
}

function FactorTable({ factors }: { readonly factors: readonly Factor[] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const [removing, setRemoving] = useState<Factor>();
  const remove = useAct((credential: string, act) =>
    call('DELETE /account/second-factors/:credential', {
      params: { credential },
      key: act,
    }), () => {
    setRemoving(undefined);
    toast(say(settingsWords.factorRemoved));
  }, [key]);
  if (factors.length === 0) return <EmptyState title={say(settingsWords.factorNone)} />;
  const title = say(settingsWords.factorRemoveOf, { name: removing?.name ?? '' });
  return (
    <>
      <Table
        caption={say(settingsWords.factorsTitle)}
        captionHidden
        rows={factors}
        rowKey={({ credential }) => credential}
        columns={[
          {
            id: 'name',
            label: say(settingsWords.factorName),
            names: true,
            cell: ({ name }) => name,
          },
          {
            id: 'kind',
            label: say(settingsWords.factorKind),
            cell: ({ kind }) => say(kind === 'totp' ? signInWords.totp : signInWords.passkey),
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
              lastUsedAt === undefined ? say(settingsWords.never) : <DateText value={lastUsedAt} />,
          },
          {
            id: 'acts',
            label: say(settingsWords.acts),
            cell: (factor) => (
              <div className="m-table-actions">
                <Button
                  kind="danger"
                  size="small"
                  aria-label={say(settingsWords.factorRemoveOf, { name: factor.name })}
                  onPress={() => {
                    remove.forget();
                    setRemoving(factor);
                  }}
                >
                  {say(settingsWords.factorRemove)}
                </Button>
              </div>
            ),
          },
        ]}
      />
      <ConfirmDialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={title}
        act={say(settingsWords.factorRemove)}
        onAct={() => removing && remove.run(removing.credential)}
        busy={remove.busy}
        danger
      >
        <p>{say(settingsWords.factorRemoveText)}</p>
        {remove.problem === null ? null : <Notice tone="error" title={say(remove.problem.text)} />}
      </ConfirmDialog>
    </>
  );
}

function AddPasskey(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <div className="pt-4">
      <NewPasskey
        kind="secondary"
        onAdded={(recoveryCodes) => {
          setCodes(recoveryCodes);
          toast(say(settingsWords.passkeyAdded));
        }}
      />
      <ShownCodes codes={codes} onKept={() => setCodes(undefined)} />
    </div>
  );
}

function Codes({ left }: { readonly left: number }): ReactNode {
  const say = useText();
  const [asking, setAsking] = useState(false);
  const renew = useAct(
    (_: undefined, id) => call('POST /account/recovery-codes', { key: id }),
    () => setAsking(false),
    [key],
  );
  return (
    <div className="pt-4">
      <h3 className="mb-2">{say(settingsWords.codes)}</h3>
      <div className="m-row">
        <StatusLabel tone={left < 3 ? 'warning' : 'neutral'}>
          {say(settingsWords.codesLeft, { count: left })}
        </StatusLabel>
        <Button kind="secondary" onPress={() => setAsking(true)}>
          {say(settingsWords.codesAct)}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(settingsWords.codesAct)}
        act={say(settingsWords.codesMake)}
        onAct={() => renew.run(undefined)}
        busy={renew.busy}
      >
        <p>{say(settingsWords.codesText)}</p>
        {renew.problem === null ? null : <Notice tone="error" title={say(renew.problem.text)} />}
      </ConfirmDialog>
      <ShownCodes codes={renew.done?.recoveryCodes} onKept={renew.forget} />
    </div>
  );
}

function ShownCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[] | undefined;
  readonly onKept: () => void;
}): ReactNode {
  const say = useText();
  return (
    <Dialog
      open={codes !== undefined}
      onClose={onKept}
      role="alertdialog"
      title={say(signInWords.codesTitle)}
    >
      <p className="mb-4">{say(signInWords.codesText)}</p>
      <RecoveryCodes codes={codes ?? []} onKept={onKept} />
    </Dialog>
  );
}
