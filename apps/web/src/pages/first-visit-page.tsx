import type { Text } from '@machimori/kernel';
import { type ReactNode, useEffect, useState } from 'react';
import { checkMail, checkNewPassword } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { ProgressSteps } from '../design/content.tsx';
import { entered, Form } from '../design/form.tsx';
import type { FormErrors } from '../design/form-errors.ts';
import { Notice } from '../design/notice.tsx';
import { PasswordField, TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { signInWords } from '../messages/sign-in.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { UnsavedGuard } from '../shell/unsaved-guard.tsx';
import { setUpFragment } from './fragments.ts';
import { checkNewCity, NewCityFields, newCityOf } from './new-city-fields.tsx';
import { useGoOn } from './use-go-on.ts';
import { useLinkFragment } from './use-link-fragment.ts';

/** The very first page of an installation: one's own city, or a look around. */
export default function FirstVisitPage(): ReactNode {
  const say = useText();
  const code = useLinkFragment(setUpFragment);
  const [way, setWay] = useState<'own' | 'sample'>();
  useEffect(() => {
    if (code !== undefined) history.replaceState(history.state, '', location.pathname);
  }, [code]);
  if (way !== undefined) {
    return <Register sample={way === 'sample'} code={code} onBack={() => setWay(undefined)} />;
  }
  return (
    <>
      <PageTitle title={say(signInWords.firstTitle)} lead={say(signInWords.firstLead)} />
      {code === undefined ? (
        <div className="mb-6">
          <Notice tone="info" live={false} title={say(signInWords.firstCodeNeeded)}>
            <p>{say(signInWords.firstCodeWhere)}</p>
          </Notice>
        </div>
      ) : null}
      <ul className="m-cards">
        <li className="m-card m-stack">
          <h2>{say(signInWords.ownCity)}</h2>
          <p>{say(signInWords.ownCityText)}</p>
          <Button size="large" onPress={() => setWay('own')}>
            {say(signInWords.ownAct)}
          </Button>
        </li>
        <li className="m-card m-stack">
          <h2>{say(signInWords.sampleCity)}</h2>
          <p>{say(signInWords.sampleCityText)}</p>
          <p className="m-hint">{say(signInWords.sampleAsks)}</p>
          <Button kind="secondary" size="large" onPress={() => setWay('sample')}>
            {say(signInWords.sampleAct)}
          </Button>
        </li>
      </ul>
    </>
  );
}

function Register({
  sample,
  code,
  onBack,
}: {
  readonly sample: boolean;
  readonly code: string | undefined;
  readonly onBack: () => void;
}): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const [touched, setTouched] = useState(false);
  const register = useAct(
    (data: FormData, key) =>
      call('POST /set-up', {
        body: {
          code: entered(data, 'code'),
          // The sample city has its name; what is typed is for one's own.
          ...(sample
            ? {
                cityName: say(accountWords.sampleName),
                organisationName: say(accountWords.sampleName),
              }
            : newCityOf(data)),
          name: entered(data, 'name'),
          email: entered(data, 'email'),
          password: String(data.get('password')),
          sample,
        },
        key,
      }),
    goOn,
  );
  const missing = (data: FormData, name: string, words: Text): FormErrors =>
    entered(data, name) === '' ? { [name]: say(words) } : {};
  return (
    <>
      <PageTitle
        title={say(sample ? signInWords.sampleCity : signInWords.ownCity)}
        lead={say(sample ? signInWords.sampleCityText : signInWords.ownCityText)}
      />
      <UnsavedGuard unsaved={touched && !register.busy && register.done === undefined} />
      <ProgressSteps
        steps={[
          say(sample ? signInWords.firstStepsSample : signInWords.firstSteps),
          say(signInWords.enrolTitle),
        ]}
        current={0}
      />
      <Form
        onTouched={() => setTouched(true)}
        check={(data) => ({
          ...missing(data, 'code', signInWords.firstCodeMissing),
          ...(sample ? {} : checkNewCity(data, say)),
          ...missing(data, 'name', accountWords.nameMissing),
          ...checkMail(data, say),
          ...checkNewPassword(data, 'password', say),
        })}
        onSend={(data) => register.run(data)}
        problem={formProblem(register.problem, say)}
      >
        <TextField
          name="code"
          label={say(signInWords.firstCode)}
          hint={say(code === undefined ? signInWords.firstCodeHint : signInWords.firstCodeFilled)}
          {...(code === undefined ? {} : { defaultValue: code })}
          autoComplete="off"
          spellCheck="false"
          maxLength={200}
          required
        />
        {sample ? null : <NewCityFields />}
        <TextField
          name="name"
          label={say(signInWords.name)}
          hint={say(signInWords.nameHint)}
          autoComplete="name"
          maxLength={100}
          required
        />
        <TextField
          name="email"
          label={say(accountWords.mail)}
          hint={say(accountWords.mailHint)}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          name="password"
          label={say(accountWords.newPassword)}
          hint={say(accountWords.newPasswordHint)}
          autoComplete="new-password"
          required
        />
        <div className="m-row">
          <Button type="submit" size="large" busy={register.busy}>
            {say(signInWords.firstAct)}
          </Button>
          <Button kind="secondary" size="large" onPress={onBack}>
            {say(signInWords.back)}
          </Button>
        </div>
      </Form>
    </>
  );
}
