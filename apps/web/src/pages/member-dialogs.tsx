import type { ReactNode } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Member, Role } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { ConfirmDialog, Dialog } from '../design/dialog.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
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
      body: {
        roles,
        state: member.suspendedAt === undefined ? 'active' : 'suspended',
        version: member.version,
      },
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

export function RemoveMember({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { name, organisationName: organisation } = member;
  const remove = useAct((_: undefined, id) =>
    call('PUT /members/:membership', {
      params: { membership: member.membership },
      body: { roles: [...member.roles], state: 'ended', version: member.version },
      key: id,
    }), () => {
    onClose();
    toast(say(peopleWords.removed, { name }));
  }, [key]);
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
      {remove.problem === null ? null : (
        <div className="mt-4">
          <Notice tone="error" title={say(remove.problem.text)} />
        </div>
      )}
    </ConfirmDialog>
  );
}
