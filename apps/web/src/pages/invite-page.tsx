import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer, Invitation, Role } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { useInvitations } from '../api/use-invitations.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Breadcrumb } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { Dialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Select } from '../design/select.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { peopleWords } from '../messages/people.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { UnsavedGuard } from '../shell/unsaved-guard.tsx';
import { OnlyHere } from './only-here.tsx';
import { RoleFields, rolesOf } from './role-fields.tsx';

interface Body {
  readonly email: string;
  readonly organisation: string;
  readonly roles: Role[];
  readonly renew?: boolean;
}

export default function InvitePage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [touched, setTouched] = useState(false);
  const [asked, setAsked] = useState<Body>();
  const { data: invitations } = useInvitations();
  const city = useQuery<Answer<'GET /city'>, Problem>({
    queryKey: ['city'],
    queryFn: () => call('GET /city'),
  });
  const invite = useAct(
    (body: Body, key) => call('POST /invitations', { body, key }),
    () => setTouched(false),
    [['members']],
  );
  const wholeCity = offered(session, 'city:change');
  const own = session?.seat?.organisation;
  const choices = (city.data?.organisations ?? []).filter(
    ({ organisation }) => wholeCity || organisation === own,
  );
  const done = invite.done;
  const send = (body: Body): void => {
    setAsked(body);
    invite.run(body);
  };
  const open =
    invite.problem?.code === 'conflict' &&
    asked !== undefined &&
    invitations?.some((each) => isTo(each, asked)) === true;
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
        <>
          {wholeCity && city.data !== undefined && choices.length < 2 ? (
            <OtherOrganisations />
          ) : null}
          <div className="mb-6">
            <OnlyHere />
          </div>
          <Form
            onTouched={() => setTouched(true)}
            check={(data) => ({
              ...checkMail(data, say),
              ...(entered(data, 'organisation') === ''
                ? { organisation: say(peopleWords.organisationMissing) }
                : {}),
              ...(data.getAll('roles').length === 0
                ? { roles: say(peopleWords.rolesMissing) }
                : {}),
            })}
            onSend={(data) =>
              send({
                email: entered(data, 'email'),
                organisation: entered(data, 'organisation'),
                roles: rolesOf(data),
                ...(data.has('renew') ? { renew: true } : {}),
              })
            }
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
            <div className="m-row">
              {open ? (
                <Button type="submit" name="renew" value="yes" size="large" busy={invite.busy}>
                  {say(peopleWords.renew)}
                </Button>
              ) : null}
              <Button
                type="submit"
                size="large"
                kind={open ? 'secondary' : 'primary'}
                busy={invite.busy}
              >
                {say(peopleWords.inviteAct)}
              </Button>
            </div>
          </Form>
        </>
      ) : (
        <div className="m-stack">
          <Notice tone="success" title={say(peopleWords.invited)}>
            <p>
              {session?.mail === true
                ? say(peopleWords.mailed, { mail: asked?.email ?? '' })
                : say(peopleWords.byHand)}
            </p>
          </Notice>
          <OnlyHere />
          <CopyField label={say(peopleWords.link)} value={done.link} />
          <div className="m-row pt-4">
            <Button kind="secondary" onPress={invite.forget}>
              {say(peopleWords.inviteMore)}
            </Button>
            <Link to="/people" search={{ part: 'invitations' } as never} alone>
              {say(peopleWords.toInvitations)}
            </Link>
          </div>
        </div>
      )}
    </>
  );
}

/** The server's own conflict says what it is; this only decides whether renewing helps. */
const isTo = ({ email, organisation }: Invitation, asked: Body): boolean =>
  organisation === asked.organisation &&
  email.normalize('NFKC').toLowerCase() === asked.email.normalize('NFKC').toLowerCase();

/** Where further organisations come from, for a city that has its promoter alone. */
function OtherOrganisations(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [adding, setAdding] = useState(false);
  const add = useAct(
    (name: string, key) => call('POST /organisations', { body: { name }, key }),
    (_, name) => {
      setAdding(false);
      toast(say(peopleWords.added, { name }));
    },
    [['city']],
  );
  return (
    <div className="mb-6">
      <Notice tone="info" title={say(peopleWords.alone)} live={false}>
        <p>{say(peopleWords.aloneAdd)}</p>
        <div className="m-row mt-2">
          <Link to="/import" alone>
            {say(peopleWords.aloneImport)}
          </Link>
          <Button kind="secondary" size="small" onPress={() => setAdding(true)}>
            {say(peopleWords.addOrganisation)}
          </Button>
        </div>
      </Notice>
      <Dialog
        open={adding}
        onClose={() => setAdding(false)}
        title={say(peopleWords.addOrganisation)}
      >
        <Form
          check={(data) =>
            entered(data, 'name') === '' ? { name: say(peopleWords.newOrganisationMissing) } : {}
          }
          onSend={(data) => add.run(entered(data, 'name'))}
          problem={formProblem(add.problem, say)}
        >
          <TextField
            name="name"
            label={say(peopleWords.newOrganisation)}
            hint={say(peopleWords.newOrganisationHint)}
            maxLength={100}
            required
          />
          <div className="m-row">
            <Button type="submit" busy={add.busy}>
              {say(peopleWords.addOrganisation)}
            </Button>
            <Button kind="secondary" onPress={() => setAdding(false)}>
              {say(designWords.cancel)}
            </Button>
          </div>
        </Form>
      </Dialog>
    </div>
  );
}
