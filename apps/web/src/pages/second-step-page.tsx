import { type ReactNode, useState } from 'react';
import { checkCode, plainDigits } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { Problem } from '../api/problem.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { RadioGroup } from '../design/radio-group.tsx';
import { OneTimeCodeField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { signInWords } from '../messages/sign-in.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { useGoOn } from './use-go-on.ts';

const factors = ['totp', 'passkey', 'recovery-code'] as const;
type Factor = (typeof factors)[number];
const factorWords = {
  totp: signInWords.totp,
  passkey: signInWords.passkey,
  'recovery-code': signInWords.recovery,
} as const;

export default function SecondStepPage(): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const [factor, setFactor] = useState<Factor>('totp');
  const startAgain = useAct((_: undefined, key) => call('DELETE /session', { key }), goOn);
  return (
    <>
      <PageTitle title={say(signInWords.secondTitle)} lead={say(signInWords.secondLead)} />
      <div className="m-stack">
        <RadioGroup
          name="factor"
          label={say(signInWords.method)}
          hint={say(signInWords.methodHint)}
          value={factor}
          onChange={(value) => setFactor(factors.find((each) => each === value) ?? 'totp')}
          choices={factors.map((each) => ({ value: each, label: say(factorWords[each]) }))}
        />
        {factor === 'passkey' ? (
          <PasskeyStep onDone={goOn} />
        ) : (
          <CodeStep key={factor} recovery={factor === 'recovery-code'} onDone={goOn} />
        )}
        <Button kind="text" busy={startAgain.busy} onPress={() => startAgain.run(undefined)}>
          {say(signInWords.again)}
        </Button>
      </div>
    </>
  );
}

function CodeStep({
  recovery,
  onDone,
}: {
  readonly recovery: boolean;
  readonly onDone: () => Promise<void>;
}): ReactNode {
  const say = useText();
  const confirm = useAct(
    (code: string, key) =>
      call('POST /session/confirm', {
        body: { method: recovery ? 'recovery-code' : 'totp', code },
        key,
      }),
    onDone,
  );
  return (
    <Form
      check={(data) =>
        !recovery
          ? checkCode(data, say)
          : entered(data, 'code') === ''
            ? { code: say(signInWords.recoveryMissing) }
            : {}
      }
      onSend={(data) => confirm.run(recovery ? entered(data, 'code') : plainDigits(data))}
      problem={formProblem(confirm.problem, say)}
    >
      <OneTimeCodeField
        name="code"
        recovery={recovery}
        label={say(recovery ? signInWords.recoveryCode : signInWords.code)}
        hint={say(recovery ? signInWords.recoveryHint : signInWords.codeHint)}
        required
      />
      <div>
        <Button type="submit" size="large" busy={confirm.busy}>
          {say(signInWords.signIn)}
        </Button>
      </div>
    </Form>
  );
}

function PasskeyStep({ onDone }: { readonly onDone: () => Promise<void> }): ReactNode {
  const say = useText();
  const confirm = useAct(async (_: undefined, key) => {
    const { question, options } = await call('POST /session/confirm/question');
    const { provePasskey } = await import('./passkey.ts');
    const response = await provePasskey(options);
    return call('POST /session/confirm', { body: { method: 'passkey', question, response }, key });
  }, onDone);
  const problem = confirm.problem;
  const words =
    problem instanceof Problem ? problem.text : problem ? signInWords.passkeyFailed : null;
  return (
    <div className="m-stack">
      <p>{say(signInWords.passkeyText)}</p>
      {words === null ? null : <Notice tone="error" title={say(words)} />}
      <Button size="large" busy={confirm.busy} onPress={() => confirm.run(undefined)}>
        {say(signInWords.passkeyAct)}
      </Button>
    </div>
  );
}
