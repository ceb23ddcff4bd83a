import type { ReactNode } from 'react';
import type { Role } from '../api/routes.ts';
import { StatusLabel } from '../design/content.tsx';
import { type Say, useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { signs } from '../messages/signs.ts';

/** Roles as one reads them. */
export const rolesText = (roles: readonly Role[], say: Say): string =>
  roles.map((role) => say(roleWords[role])).join(say(signs.comma));

/** Whether one of these alone administers the city: if they are away, nobody does. */
export const hasOnlyOneAdministrator = (all: readonly { readonly roles: readonly Role[] }[]) =>
  all.filter(({ roles }) => roles.includes('cityAdministrator')).length === 1;

/** What somebody may do, marked where nobody else administers the city. */
export function MemberRoles({
  roles,
  onlyOne,
}: {
  readonly roles: readonly Role[];
  readonly onlyOne: boolean;
}): ReactNode {
  const say = useText();
  return (
    <>
      {rolesText(roles, say)}
      {onlyOne && roles.includes('cityAdministrator') ? (
        <>
          <br />
          <StatusLabel tone="warning">{say(peopleWords.onlyAdministrator)}</StatusLabel>
        </>
      ) : null}
    </>
  );
}
