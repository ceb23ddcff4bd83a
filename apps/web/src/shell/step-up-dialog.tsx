import { type ReactNode, useEffect, useRef, useState } from 'react';
import { checkCode, plainDigits } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Routes } from '../api/routes.ts';
import { stepUp } from '../api/step-up.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { OneTimeCodeField, PasswordField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { sampleWords } from '../messages/own-city.ts';
import { shellWords } from '../messages/shell.ts';
import { signInWords } from '../messages/sign-in.ts';
import { singleSignOnWords } from '../messages/single-sign-on.ts';

/** Asks for the second factor again before a sensitive act, and lets the act go on. */
export function StepUpDialog(): ReactNode {
  const say = useText();
  const [open, setOpen] = useState(false);
  const answer = useRef<(shown: boolean) => void>(undefined);
  useEffect(
    () =>
      stepUp.offer(
        () =>
          new Promise<boolean>((resolve) => {
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  const settle = (shown: boolean): void => {
    setOpen(false);
    answer.current?.(shown);
  };
  const { session } = useSession();
  const byCode = session?.secondFactor === true;
  const confirm = useAct(
    (body: Routes['POST /account/proof']['body'], key) =>
      call('POST /account/proof', { body, key }),
    () => settle(true),
  );
  const byProvider = useAct(
    (_: undefined, key) =>
      call('POST /account/proof/provider', { body: { back: location.pathname }, key }),
    ({ address }) => location.assign(address),
  );
  // People of the sample have nothing to show but the link that they came by.
  if (session?.sampleOnly === true) {
    return (
      <Dialog open={open} onClose={() => settle(false)} title={say(sampleWords.stepUpTitle)}>
        <p className="mb-6">{say(sampleWords.stepUpText)}</p>
        <Button onPress={() => settle(false)}>{say(sampleWords.stepUpClose)}</Button>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onClose={() => settle(false)} title={say(shellWords.stepUpTitle)}>
      {session?.byProvider === true ? (
        <>
          <p className="mb-4">{say(singleSignOnWords.proofLeaves)}</p>
          {byProvider.problem === null ? null : (
            <Notice tone="error" title={say(byProvider.problem.text)} />
          )}
          <div className="mb-6">
            <Button busy={byProvider.busy} onPress={() => byProvider.run(undefined)}>
              {say(singleSignOnWords.proofByProvider)}
            </Button>
          </div>
        </>
      ) : null}
      <p className="mb-6">
        {say(
          session?.byProvider === true
            ? byCode
              ? singleSignOnWords.proofOrCode
              : singleSignOnWords.proofOrPassword
            : byCode
              ? shellWords.stepUpText
              : shellWords.stepUpByPassword,
        )}
      </p>
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
          <OneTimeCodeField name="code" label={say(signInWords.code)} required />
        ) : (
          <PasswordField
            name="password"
            label={say(signInWords.password)}
            autoComplete="current-password"
            required
          />
        )}
        <div className="m-dialog-actions">
          <Button
            type="submit"
            kind={session?.byProvider === true ? 'secondary' : 'primary'}
            busy={confirm.busy}
          >
            {say(shellWords.stepUpAct)}
          </Button>
          <Button kind="secondary" onPress={() => settle(false)}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
