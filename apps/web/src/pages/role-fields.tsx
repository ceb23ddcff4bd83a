import type { ReactNode } from 'react';
import type { Role } from '../api/routes.ts';
import { CheckboxGroup } from '../design/checkbox-group.tsx';
import { useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { roleHints, roleWords } from '../messages/shell.ts';

const roles: readonly Role[] = [
  'contributor',
  'approver',
  'organisationAdministrator',
  'cityAdministrator',
  'auditor',
];

/** The roles that a form says. */
export const rolesOf = (data: FormData): Role[] =>
  roles.filter((role) => data.getAll('roles').includes(role));

/** Which roles to give. Only a city's administrator gives that role on. */
export function RoleFields({
  given = [],
  wholeCity,
}: {
  readonly given?: readonly Role[];
  readonly wholeCity: boolean;
}): ReactNode {
  const say = useText();
  return (
    <CheckboxGroup
      name="roles"
      label={say(peopleWords.roles)}
      hint={say(peopleWords.rolesHint)}
      required
      defaultValue={given}
      choices={roles
        .filter((role) => wholeCity || role !== 'cityAdministrator' || given.includes(role))
        .map((role) => ({ value: role, label: say(roleWords[role]), hint: say(roleHints[role]) }))}
    />
  );
}
