import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { encode } from 'uqr';
import { checkCode, plainDigits } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { ProgressSteps } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { Form } from '../design/form.tsx';
import { RadioGroup } from '../design/radio-group.tsx';
import { OneTimeCodeField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { signInWords } from '../messages/sign-in.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { safeWayBack } from '../shell/guard.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { NewPasskey, passkeysWork } from './new-passkey.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useGoOn } from './use-go-on.ts';

/** The code as one path of squares: made here, so that the secret goes to nobody else. */
function QrCode({
  content,
  label,
}: {
  readonly content: string;
  readonly label: string;
}): ReactNode {
  const { data, size } = encode(content, { border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="m-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

const ways = ['totp', 'passkey'] as const;
type Way = (typeof ways)[number];

/** Enrols a second factor, an authenticator app or a passkey, and shows the recovery codes once. */
export default function SetUpPage(): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>('totp');
  const [codes, setCodes] = useState<readonly string[]>();
  const leave = async (): Promise<void> => {
    const back = safeWayBack(new URLSearchParams(location.search).get('back'));
    await goOn();
    await navigate({ href: back });
  };
  // Codes come with the first second factor alone; who has them already goes on.
  const onSetUp = async (given: readonly string[] | undefined): Promise<void> => {
    if (given === undefined) await leave();
    else setCodes(given);
  };
  const steps = (
    <ProgressSteps
      steps={[say(signInWords.enrolStep1), say(signInWords.enrolStep2)]}
      current={codes === undefined ? 0 : 1}
    />
  );
  if (codes !== undefined) {
    return (
      <>
        <PageTitle title={say(signInWords.codesTitle)} lead={say(signInWords.codesText)} />
        {steps}
        <RecoveryCodes codes={codes} onKept={leave} />
      </>
    );
  }
  return (
    <>
      <PageTitle title={say(signInWords.enrolTitle)} lead={say(signInWords.enrolLead)} />
      {steps}
      <div className="m-stack">
        {passkeysWork() ? (
          <RadioGroup
            name="way"
            label={say(signInWords.enrolWay)}
            value={way}
            onChange={(value) => setWay(ways.find((each) => each === value) ?? 'totp')}
            choices={[
              { value: 'totp', label: say(signInWords.totp), hint: say(signInWords.enrolTotpHint) },
              {
                value: 'passkey',
                label: say(signInWords.enrolPasskey),
                hint: say(signInWords.enrolPasskeyHint),
              },
            ]}
          />
        ) : null}
        {way === 'totp' ? <NewApp onSetUp={onSetUp} /> : <NewPasskey onAdded={onSetUp} />}
      </div>
    </>
  );
}

/** An authenticator app: scan or type, then show that it counts the same. */
function NewApp({
  onSetUp,
}: {
  readonly onSetUp: (recoveryCodes: readonly string[] | undefined) => Promise<void>;
}): ReactNode {
  const say = useText();
  const {
    mutate: begin,
    data: secret,
    error,
  } = useMutation<Answer<'POST /account/authenticators'>, Problem>({
    mutationFn: () =>
      call('POST /account/authenticators', { body: { name: say(signInWords.totp) } }),
  });
  useEffect(() => begin(), [begin]);
  const confirm = useAct(
    (code: string, key) =>
      call('POST /account/authenticators/:credential', {
        params: { credential: secret?.credential ?? '' },
        body: { code },
        key,
      }),
    ({ recoveryCodes }) => onSetUp(recoveryCodes),
  );
  if (secret === undefined) return <Pending problem={error} />;
  return (
    <div className="m-stack">
      <p>{say(signInWords.enrolScan)}</p>
      <QrCode content={secret.uri} label={say(signInWords.qrAlt)} />
      <CopyField label={say(signInWords.enrolType)} value={secret.typed} lines={2} />
      <div className="pt-4">
        <Form
          check={(data) => checkCode(data, say)}
          onSend={(data) => confirm.run(plainDigits(data))}
          problem={formProblem(confirm.problem, say)}
        >
          <OneTimeCodeField
            name="code"
            label={say(signInWords.code)}
            hint={say(signInWords.codeHint)}
            required
          />
          <div>
            <Button type="submit" size="large" busy={confirm.busy}>
              {say(signInWords.enrolConfirm)}
            </Button>
          </div>
        </Form>
      </div>
    </div>
  );
}
