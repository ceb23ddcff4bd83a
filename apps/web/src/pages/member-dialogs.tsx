import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Member, Role } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog, Dialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Select } from '../design/select.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { forgottenWords } from '../messages/forgotten-password.ts';
import { ownWords } from '../messages/own-details.ts';
import { peopleWords } from '../messages/people.ts';
import { RoleFields, rolesOf } from './role-fields.tsx';

const key = ['members'] as const;

interface PartProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function ChangeRoles({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const change = useAct((roles: Role[], id) =>
    call('PUT /members/:membership', {
      params: { membership: member.membership },
      body: { roles, version: member.version },
      key: id,
    }), () => {
    onClose();
    toast(say(peopleWords.changed, { name: member.name }));
  }, [key]);
  return (
    <Dialog open onClose={onClose} title={say(peopleWords.changeOf, { name: member.name })}>
      <Form
        check={(data) =>
          data.getAll('roles').length === 0 ? { roles: say(peopleWords.rolesMissing) } : {}
        }
        onSend={(data) => change.run(rolesOf(data))}
        problem={formProblem(change.problem, say)}
      >
        <RoleFields given={member.roles} wholeCity={offered(session, 'city:change')} />
        <div className="m-row">
          <Button type="submit" busy={change.busy}>
            {say(peopleWords.save)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/**
 * Stops somebody for now, or lets them go on. Whom the organisation's provider has stopped, an administrator
 * may let go on, or stop themselves: then the provider cannot undo it.
 */
export function SuspendMember({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { name, organisationName: organisation, suspendedAt, suspendedByProvider } = member;
  const resumes = suspendedAt !== undefined;
  const change = useAct(
    (state: 'active' | 'suspended', id) =>
      call('PUT /members/:membership', {
        params: { membership: member.membership },
        body: { roles: [...member.roles], state, version: member.version },
        key: id,
      }),
    (_, state) => {
      onClose();
      toast(say(state === 'active' ? peopleWords.resumed : peopleWords.suspendDone, { name }));
    },
    [key, ['access']],
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={say(resumes ? peopleWords.resumeTitle : peopleWords.suspendTitle, {
        name,
        organisation,
      })}
      act={say(resumes ? peopleWords.resume : peopleWords.suspend)}
      onAct={() => change.run(resumes ? 'active' : 'suspended')}
      busy={change.busy}
      danger={!resumes}
    >
      <p>{say(resumes ? peopleWords.resumeText : peopleWords.suspendText)}</p>
      {suspendedByProvider ? (
        <>
          <p className="my-4">{say(peopleWords.providerStopped)}</p>
          <Button kind="secondary" busy={change.busy} onPress={() => change.run('suspended')}>
            {say(peopleWords.holdStopped)}
          </Button>
        </>
      ) : null}
      <Refusal problem={change.problem} />
    </ConfirmDialog>
  );
}

export function RemoveMember({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { name, organisationName: organisation } = member;
  const [successor, setSuccessor] = useState('');
  const { data = [] } = useQuery<readonly Member[], Problem>({
    queryKey: [...key, 'administrators', member.organisation],
    queryFn: () => administratorsOf(member.organisation),
  });
  const others = data.filter((each) => takesOver(each, member));
  const remove = useAct((_: undefined, id) =>
    call('POST /members/:membership/end', {
      params: { membership: member.membership },
      body: { version: member.version, ...(successor === '' ? {} : { successor }) },
      key: id,
    }), () => {
    onClose();
    toast(say(peopleWords.removed, { name }));
  }, [key, ['access'], ['api-tokens']]);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={say(peopleWords.removeTitle, { name, organisation })}
      act={say(peopleWords.removeAct)}
      onAct={() => remove.run(undefined)}
      busy={remove.busy}
      danger
    >
      <p>{say(peopleWords.removeText)}</p>
      {others.length === 0 ? null : (
        <div className="mt-4">
          <Select
            name="successor"
            label={say(peopleWords.successor)}
            hint={say(peopleWords.successorHint)}
            value={successor}
            onChange={setSuccessor}
            choices={others.map((each) => ({ value: each.membership, label: each.name }))}
          />
        </div>
      )}
      <Refusal problem={remove.problem} />
    </ConfirmDialog>
  );
}

/** Whoever administers the organisation now, each once. */
async function administratorsOf(organisation: string): Promise<readonly Member[]> {
  const pages = await Promise.all(
    (['cityAdministrator', 'organisationAdministrator'] as const).map((role) =>
      call('GET /members', { query: { organisation, role, state: 'current' } }),
    ),
  );
  const all = pages.flatMap(({ members }) => members);
  return [...new Map(all.map((each) => [each.membership, each])).values()];
}

const takesOver = (other: Member, leaver: Member): boolean =>
  other.membership !== leaver.membership && other.suspendedAt === undefined;

/** For a member who has lost every second factor. */
export function ResetFactors({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { name, membership } = member;
  const reset = useAct((_: undefined, id) =>
    call('POST /members/:membership/reset-second-factor', {
      params: { membership },
      key: id,
    }), () => {
    onClose();
    toast(say(peopleWords.resetFactorDone, { name }));
  }, [['access']]);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={say(peopleWords.resetFactorTitle, { name })}
      act={say(peopleWords.resetFactor)}
      onAct={() => reset.run(undefined)}
      busy={reset.busy}
      danger
    >
      <p>{say(peopleWords.resetFactorText)}</p>
      <Refusal problem={reset.problem} />
    </ConfirmDialog>
  );
}

/** For a member who has forgotten their password, where no mail is sent: a link to hand over. */
export function HandOverPassword({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const { name, membership } = member;
  const make = useAct((_: undefined, id) =>
    call('POST /members/:membership/reset-password', { params: { membership }, key: id }),
  );
  const title = say(forgottenWords.handTitle, { name });
  if (make.done !== undefined)
    return (
      <Dialog open onClose={onClose} role="alertdialog" title={title}>
        <p className="mb-4">{say(forgottenWords.handed, { name })}</p>
        <CopyField label={say(forgottenWords.handedLink)} value={make.done.link} />
        <p className="my-4">
          {say(forgottenWords.until)}: <DateText value={make.done.expiresAt} time />
        </p>
        <div className="m-dialog-actions">
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.close)}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      act={say(forgottenWords.handAct)}
      onAct={() => make.run(undefined)}
      busy={make.busy}
    >
      <p className="mb-4">{say(forgottenWords.handText)}</p>
      <p>{say(forgottenWords.handWhat)}</p>
      <Refusal problem={make.problem} />
    </ConfirmDialog>
  );
}

function Refusal({ problem }: { readonly problem: Problem | null }): ReactNode {
  const say = useText();
  if (problem === null) return null;
  return (
    <div className="mt-4">
      <Notice tone="error" title={say(problem.text)}>
        {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
      </Notice>
    </div>
  );
}

/** Where no mail is sent an administrator corrects a member's address. */
export function ChangeAddress({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const { name, email, membership } = member;
  const note = session?.person?.email === email ? ownWords.memberOwnNote : ownWords.memberNote;
  const change = useAct((given: string, id) =>
    call('PUT /members/:membership/address', {
      params: { membership },
      body: { email: given },
      key: id,
    }), () => {
    onClose();
    toast(say(ownWords.memberDone, { name }));
  }, [key, ['account'], ['session'], ['access']]);
  return (
    <Dialog open onClose={onClose} title={say(ownWords.memberTitle, { name })}>
      <p className="mb-4">{say(note, { mail: email })}</p>
      <Form
        check={(data) => checkMail(data, say)}
        onSend={(data) => change.run(entered(data, 'email'))}
        problem={formProblem(change.problem, say)}
      >
        <TextField name="email" label={say(ownWords.newMail)} type="email" required />
        <div className="m-row">
          <Button type="submit" busy={change.busy}>
            {say(ownWords.save)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
