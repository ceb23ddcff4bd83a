import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer, ApiToken, Routes } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { CheckboxGroup } from '../design/checkbox-group.tsx';
import { EmptyState } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { accessWords } from '../messages/access.ts';
import { peopleWords } from '../messages/people.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';

type Tokens = Answer<'GET /api-tokens'>;
const key = ['api-tokens'] as const;

/** Tokens of the organisation: those in use, and making one. */
export default function TokenSettings(): ReactNode {
  const say = useText();
  const makes = offered(useSession().session, 'member:change');
  const { data, error } = useQuery<Tokens, Problem>({
    queryKey: key,
    queryFn: () => call('GET /api-tokens'),
  });
  if (data === undefined) return <Pending problem={error} />;
  return (
    <div className="m-stack">
      <p>{say(accessWords.tokensLead)}</p>
      <TokenTable tokens={data.tokens} possible={data.possibleActions} revokes={makes} />
      {makes ? <MakeToken possible={data.possibleActions} longest={data.longestDays} /> : null}
    </div>
  );
}

function TokenTable({
  tokens,
  possible,
  revokes,
}: {
  readonly tokens: readonly ApiToken[];
  readonly possible: Tokens['possibleActions'];
  readonly revokes: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [revoking, setRevoking] = useState<ApiToken>();
  const revoke = useAct((token: string, id) =>
    call('DELETE /api-tokens/:token', { params: { token }, key: id }), () => {
    setRevoking(undefined);
    toast(say(accessWords.revoked));
  }, [key, ['access']]);
  const good = tokens.filter(({ revokedAt }) => revokedAt === undefined);
  if (good.length === 0) return <EmptyState title={say(accessWords.tokenNone)} />;
  const words = (action: string): string => {
    const found = possible.find((each) => each.action === action);
    return found === undefined ? action : say(found.text);
  };
  return (
    <>
      <Table
        caption={say(accessWords.tokensTab)}
        captionHidden
        rows={good}
        rowKey={({ token }) => token}
        columns={[
          {
            id: 'name',
            label: say(accessWords.tokenName),
            names: true,
            cell: ({ name }) => name,
          },
          {
            id: 'actions',
            label: say(accessWords.tokenActions),
            cell: ({ actions }) => actions.map(words).join(say(signs.comma)),
          },
          {
            id: 'maker',
            label: say(accessWords.maker),
            cell: ({ makerName }) => makerName ?? say(accessWords.makerGone),
          },
          {
            id: 'used',
            label: say(peopleWords.lastSeen),
            cell: ({ lastUsedOn }) =>
              lastUsedOn === undefined ? say(peopleWords.never) : <DateText value={lastUsedOn} />,
          },
          {
            id: 'ends',
            label: say(accessWords.ends),
            cell: ({ expiresAt }) => <DateText value={expiresAt} />,
          },
          ...(revokes
            ? [
                {
                  id: 'acts',
                  label: say(peopleWords.acts),
                  cell: (token: ApiToken) => (
                    <div className="m-table-actions">
                      <Button
                        kind="danger"
                        size="small"
                        aria-label={say(accessWords.revokeOf, { name: token.name })}
                        onPress={() => setRevoking(token)}
                      >
                        {say(accessWords.revoke)}
                      </Button>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
      <ConfirmDialog
        open={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title={say(accessWords.revokeTitle, { name: revoking?.name ?? '' })}
        act={say(accessWords.revoke)}
        onAct={() => revoking && revoke.run(revoking.token)}
        busy={revoke.busy}
        danger
      >
        <p>{say(accessWords.revokeText)}</p>
        {revoke.problem === null ? null : <Notice tone="error" title={say(revoke.problem.text)} />}
      </ConfirmDialog>
    </>
  );
}

function MakeToken({
  possible,
  longest,
}: {
  readonly possible: Tokens['possibleActions'];
  readonly longest: number;
}): ReactNode {
  const say = useText();
  const make = useAct(
    (body: Routes['POST /api-tokens']['body'], id) => call('POST /api-tokens', { body, key: id }),
    undefined,
    [key, ['access']],
  );
  if (make.done !== undefined) {
    return (
      <div className="m-stack pt-4">
        <Notice tone="success" title={say(accessWords.tokenMade)}>
          <p>{say(accessWords.tokenMadeText)}</p>
        </Notice>
        <CopyField label={say(accessWords.tokenSecret)} value={make.done.secret} />
        <div>
          <Button onPress={make.forget}>{say(accessWords.tokenKept)}</Button>
        </div>
      </div>
    );
  }
  const daysOf = (data: FormData): number => Number(entered(data, 'days').normalize('NFKC'));
  const chosen = (data: FormData): string[] => data.getAll('actions').map(String);
  return (
    <section className="m-section" aria-labelledby="make-token">
      <h2 id="make-token">{say(accessWords.tokenMake)}</h2>
      <Form
        label={say(accessWords.tokenMake)}
        check={(data) => ({
          ...(entered(data, 'name') === '' ? { name: say(accessWords.tokenNameMissing) } : {}),
          ...(chosen(data).length === 0 ? { actions: say(accessWords.tokenActionsMissing) } : {}),
          ...(daysOf(data) >= 1 && daysOf(data) <= longest && Number.isInteger(daysOf(data))
            ? {}
            : { days: say(accessWords.tokenDaysWrong, { longest }) }),
        })}
        onSend={(data) =>
          make.run({ name: entered(data, 'name'), actions: chosen(data), days: daysOf(data) })
        }
        problem={formProblem(make.problem, say)}
      >
        <TextField
          name="name"
          label={say(accessWords.tokenName)}
          hint={say(accessWords.tokenNameHint)}
          maxLength={100}
          required
        />
        <CheckboxGroup
          name="actions"
          label={say(accessWords.tokenActions)}
          required
          defaultValue={[]}
          choices={possible.map(({ action, text }) => ({ value: action, label: say(text) }))}
        />
        <TextField
          name="days"
          label={say(accessWords.tokenDays)}
          hint={say(accessWords.tokenDaysHint, { longest })}
          inputMode="numeric"
          defaultValue="90"
          required
        />
        <div>
          <Button type="submit" busy={make.busy}>
            {say(accessWords.tokenMake)}
          </Button>
        </div>
      </Form>
    </section>
  );
}
