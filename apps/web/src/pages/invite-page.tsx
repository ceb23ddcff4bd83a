import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer, Role } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Select } from '../design/choice-fields.tsx';
import { Breadcrumb } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { entered, Form } from '../design/form.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { UnsavedGuard } from '../shell/unsaved-guard.tsx';
import { RoleFields, rolesOf } from './role-fields.tsx';

export default function InvitePage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [touched, setTouched] = useState(false);
  const city = useQuery<Answer<'GET /city'>, Problem>({
    queryKey: ['city'],
    queryFn: () => call('GET /city'),
  });
  const invite = useAct(
    (body: { email: string; organisation: string; roles: Role[] }, key) =>
      call('POST /invitations', { body, key }),
    () => setTouched(false),
    [['members']],
  );
  const wholeCity = offered(session, 'city:change');
  const own = session?.seat?.organisation;
  const choices = (city.data?.organisations ?? []).filter(
    ({ organisation }) => wholeCity || organisation === own,
  );
  const [mail, setMail] = useState('');
  const done = invite.done;
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="people" to="/people">
            {say(peopleWords.title)}
          </Link>,
          say(peopleWords.inviteTitle),
        ]}
      />
      <PageTitle title={say(peopleWords.inviteTitle)} lead={say(peopleWords.inviteLead)} />
      <UnsavedGuard unsaved={touched && !invite.busy} />
      {done === undefined ? (
        <Form
          onTouched={() => setTouched(true)}
          check={(data) => ({
            ...checkMail(data, say),
            ...(entered(data, 'organisation') === ''
              ? { organisation: say(peopleWords.organisationMissing) }
              : {}),
            ...(data.getAll('roles').length === 0 ? { roles: say(peopleWords.rolesMissing) } : {}),
          })}
          onSend={(data) => {
            setMail(entered(data, 'email'));
            invite.run({
              email: entered(data, 'email'),
              organisation: entered(data, 'organisation'),
              roles: rolesOf(data),
            });
          }}
          problem={formProblem(invite.problem, say)}
        >
          <TextField name="email" label={say(peopleWords.mail)} type="email" required />
          <Select
            key={choices.length}
            name="organisation"
            label={say(peopleWords.organisation)}
            required
            {...(own === undefined || choices.length > 1 ? {} : { defaultValue: own })}
            choices={choices.map(({ organisation, name }) => ({
              value: organisation,
              label: name,
            }))}
          />
          <RoleFields wholeCity={wholeCity} />
          <div>
            <Button type="submit" size="large" busy={invite.busy}>
              {say(peopleWords.inviteAct)}
            </Button>
          </div>
        </Form>
      ) : (
        <div className="m-stack">
          <Notice tone="success" title={say(peopleWords.invited)}>
            <p>
              {session?.mail === true ? say(peopleWords.mailed, { mail }) : say(peopleWords.byHand)}
            </p>
          </Notice>
          <CopyField label={say(peopleWords.link)} value={done.link} />
          <div className="m-row pt-4">
            <Button kind="secondary" onPress={invite.forget}>
              {say(peopleWords.invite)}
            </Button>
            <Link to="/people" alone>
              {say(peopleWords.title)}
            </Link>
          </div>
        </div>
      )}
    </>
  );
}
