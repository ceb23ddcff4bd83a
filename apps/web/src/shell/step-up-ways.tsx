import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { checkCode, plainDigits } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { Problem } from '../api/problem.ts';
import type { Answer, Factor, Routes } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { RadioGroup } from '../design/radio-group.tsx';
import { OneTimeCodeField, PasswordField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { shellWords } from '../messages/shell.ts';
import { signInWords } from '../messages/sign-in.ts';
import { singleSignOnWords } from '../messages/single-sign-on.ts';
import { Pending } from './fallback-pages.tsx';

const wayWords = {
  passkey: signInWords.passkey,
  totp: signInWords.totp,
  password: signInWords.password,
  provider: singleSignOnWords.provider,
} as const;
type Way = keyof typeof wayWords;

/**
 * The ways that a person has: the provider that signed them in, what they registered, else their password.
 * Whoever has a second factor is not asked for less.
 */
export function waysOf(
  factors: readonly Pick<Factor, 'kind'>[],
  byProvider: boolean,
): readonly [Way, ...Way[]] {
  const own = (['passkey', 'totp'] as const).filter((way) =>
    factors.some(({ kind }) => kind === way),
  );
  const [first = 'password', ...rest] = own;
  return byProvider ? ['provider', first, ...rest] : [first, ...rest];
}

interface Done {
  readonly onShown: () => void;
  readonly onCancel: () => void;
}

export function StepUpWays({
  byProvider,
  ...done
}: Done & { readonly byProvider: boolean }): ReactNode {
  const say = useText();
  const [chosen, setChosen] = useState<Way>();
  const { data, error } = useQuery<Answer<'GET /account/second-factors'>, Problem>({
    queryKey: ['second-factors'],
    queryFn: () => call('GET /account/second-factors'),
  });
  if (data === undefined) return <Pending problem={error} />;
  const ways = waysOf(data.factors, byProvider);
  const way = chosen ?? ways[0];
  return (
    <div className="m-stack">
      {ways.length === 1 ? null : (
        <RadioGroup
          name="way"
          label={say(signInWords.method)}
          value={way}
          onChange={(value) => setChosen(ways.find((each) => each === value))}
          choices={ways.map((each) => ({ value: each, label: say(wayWords[each]) }))}
        />
      )}
      {way === 'passkey' ? (
        <ByPasskey {...done} />
      ) : way === 'provider' ? (
        <ByProvider {...done} />
      ) : (
        <ByTyping key={way} way={way} {...done} />
      )}
    </div>
  );
}

function Cancel({ onCancel }: Pick<Done, 'onCancel'>): ReactNode {
  const say = useText();
  return (
    <Button kind="secondary" onPress={onCancel}>
      {say(designWords.cancel)}
    </Button>
  );
}

function ByTyping({
  way,
  onShown,
  onCancel,
}: Done & { readonly way: 'totp' | 'password' }): ReactNode {
  const say = useText();
  const byCode = way === 'totp';
  const confirm = useAct(
    (body: Routes['POST /account/proof']['body'], key) =>
      call('POST /account/proof', { body, key }),
    onShown,
  );
  return (
    <Form
      check={(data) =>
        byCode
          ? checkCode(data, say)
          : data.get('password') === ''
            ? { password: say(signInWords.passwordMissing) }
            : {}
      }
      onSend={(data) =>
        confirm.run(
          byCode
            ? { method: 'totp', code: plainDigits(data) }
            : { method: 'password', password: String(data.get('password')) },
        )
      }
      problem={formProblem(confirm.problem, say)}
    >
      {byCode ? (
        <OneTimeCodeField name="code" label={say(shellWords.stepUpCode)} required />
      ) : (
        <PasswordField
          name="password"
          label={say(signInWords.password)}
          autoComplete="current-password"
          required
        />
      )}
      <div className="m-dialog-actions">
        <Button type="submit" busy={confirm.busy}>
          {say(shellWords.stepUpAct)}
        </Button>
        <Cancel onCancel={onCancel} />
      </div>
    </Form>
  );
}

function ByPasskey({ onShown, onCancel }: Done): ReactNode {
  const say = useText();
  const confirm = useAct(async (_: undefined, key) => {
    const { question, options } = await call('POST /account/proof/question');
    const { provePasskey } = await import('../pages/passkey.ts');
    const response = await provePasskey(options);
    return call('POST /account/proof', { body: { method: 'passkey', question, response }, key });
  }, onShown);
  const { problem } = confirm;
  return (
    <div className="m-stack">
      <p>{say(shellWords.stepUpPasskey)}</p>
      {problem === null ? null : (
        <Notice
          tone="error"
          title={say(problem instanceof Problem ? problem.text : signInWords.passkeyFailed)}
        />
      )}
      <div className="m-dialog-actions">
        <Button busy={confirm.busy} onPress={() => confirm.run(undefined)}>
          {say(signInWords.passkeyAct)}
        </Button>
        <Cancel onCancel={onCancel} />
      </div>
    </div>
  );
}

/** Leaves these pages: after the provider has sent one back, the act is begun again. */
function ByProvider({ onCancel }: Done): ReactNode {
  const say = useText();
  const leave = useAct(
    (_: undefined, key) =>
      call('POST /account/proof/provider', { body: { back: location.pathname }, key }),
    ({ address }) => location.assign(address),
  );
  return (
    <div className="m-stack">
      <p>{say(singleSignOnWords.proofLeaves)}</p>
      {leave.problem === null ? null : <Notice tone="error" title={say(leave.problem.text)} />}
      <div className="m-dialog-actions">
        <Button busy={leave.busy} onPress={() => leave.run(undefined)}>
          {say(singleSignOnWords.proofByProvider)}
        </Button>
        <Cancel onCancel={onCancel} />
      </div>
    </div>
  );
}
